"""Voiced questions: the list, a new one, a correction, and the presenter's screen."""

from functools import cached_property

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.languages import active_language
from cms.roles import HANDLES_PROPOSALS
from plugins.regional_meetings import alike, ranking, voicing
from plugins.regional_meetings.acts import PLANS, PUBLISHES, TAKES_OVER, VOICES
from plugins.regional_meetings.models import Voiced
from plugins.regional_meetings.staff.forms import CorrectionForm, VoicedForm
from plugins.regional_meetings.staff.screens import MeetingAct, MeetingFormScreen, MeetingScreen


class OfQuestions:
    """A screen below the list of questions."""

    def above(self):
        """The list, too."""
        return [*super().above(), (self.meeting_url("questions"), _("Voiced questions"))]

    def questions(self):
        """The meeting's questions with what they lead to, in one query."""
        return self.meeting.voiced.select_related(
            "proposal__original", "proposal__publication_link__published", "group"
        )

    def shown_words(self, row):
        """What this user may read of the question; of a proposal only who handles proposals reads unpublished words."""
        if row.proposal_id is None or self.may(HANDLES_PROPOSALS):
            return alike.words_of(row)
        return public_words(row)


def public_words(row):
    """What everybody may read of a question: the words that were typed in, or the published copy of the proposal."""
    if row.proposal_id is None:
        return row.text
    link = getattr(row.proposal, "publication_link", None)
    return link.published.text if link else ""


class Questions(OfQuestions, MeetingScreen):
    """All questions: those in no group with suggestions, the groups in their order, and the balance."""

    template_name = "regional_meetings/admin/questions.html"
    title = gettext_lazy("Voiced questions")

    def above(self):
        """Without itself."""
        return super().above()[:-1]

    def get_context_data(self, **kwargs):
        """A number of queries that does not grow with the questions."""
        rows = list(self.questions())
        lines = [self._line(row) for row in rows]
        groups = list(ranking.counted_groups(self.meeting).select_related("problem"))
        names = ("new_question", "take_over", "new_group", "ranking", "publish_ranking", "withdraw_ranking", "screen")
        is_open = self.meeting.ranking_published_at is None
        return super().get_context_data(
            meeting=self.meeting,
            balance=ranking.balance_of(self.meeting),
            waiting=voicing.not_taken_over(self.meeting),
            lines=[line for line in lines if line["row"].group_id is None],
            groups=[
                self._group(group, [line for line in lines if line["row"].group_id == group.pk]) for group in groups
            ],
            suggestions=self._suggestions(rows, groups) if is_open and self.may(PLANS) else [],
            urls={name: self.meeting_url(name) for name in names},
            is_open=is_open,
            may_plan=self.may(PLANS),
            may_voice=self.may(VOICES),
            may_take_over=self.may(TAKES_OVER),
            may_publish=self.may(PUBLISHES),
            **kwargs,
        )

    def _line(self, row):
        url = "" if row.proposal_id else self.address_of("question", self.meeting.pk, row.number)
        return {"row": row, "words": self.shown_words(row), "url": url}

    def _group(self, group, lines):
        problem = getattr(group, "problem", None)
        return {
            "group": group,
            "lines": lines,
            "url": self.address_of("group", self.meeting.pk, group.pk),
            "problem_url": self.address_of("problem", problem.pk) if problem else "",
            "new_problem_url": "" if problem else self.address_of("new_problem", self.meeting.pk, group.pk),
        }

    def _suggestions(self, rows, groups):
        """Each with the way to the form in which the questions are chosen already."""
        shown, groups = [], {group.pk: group for group in groups}
        for suggestion in alike.suggested(rows, self.shown_words):
            numbers = "&".join(f"numbers={number}" for number in suggestion.numbers)
            name, args = ("group", [suggestion.group]) if suggestion.group else ("new_group", [])
            url = f"{self.address_of(name, self.meeting.pk, *args)}?{numbers}"
            shown.append({"numbers": suggestion.numbers, "group": groups.get(suggestion.group), "url": url})
        return shown


class NewQuestion(OfQuestions, MeetingFormScreen):
    """Type in a question as it is asked; the screen stays, because the next one follows."""

    form_class = VoicedForm
    title = gettext_lazy("New question")
    submit_label = gettext_lazy("Record the question")
    success = gettext_lazy("The question is recorded.")

    def get_initial(self):
        """The language of the screen."""
        return {"language": active_language(), "askers": 1}

    def act(self, form):
        """Record it, and be ready for the next."""
        voicing.voice(self.meeting, user=self.request.user, now=timezone.now(), **form.cleaned_data)
        return self.meeting_url("new_question")


class CorrectQuestion(OfQuestions, MeetingFormScreen):
    """The words of a question that was typed in."""

    form_class = CorrectionForm
    success = gettext_lazy("The question is corrected.")

    @cached_property
    def row(self):
        """The meeting's question with the number of the address, or 404; what citizens sent is no one's to correct."""
        return self.own(Voiced, meeting=self.meeting, number=self.kwargs["number"], proposal=None)

    def get_page_title(self):
        """Its number."""
        return _("Question %(number)s") % {"number": self.row.number}

    def get_initial(self):
        """As it stands."""
        return CorrectionForm.initial_of(self.row)

    def act(self, form):
        """Correct it."""
        voicing.correct(self.row, user=self.request.user, **form.cleaned_data)
        return self.meeting_url("questions")


class TakeOver(MeetingAct):
    """Take over what people sent through the form."""

    def act(self, **kwargs):
        """All of it."""
        count = voicing.take_over(self.meeting, user=self.request.user, now=timezone.now())
        return _("Taken over: %(count)s") % {"count": count}

    def back_to(self):
        """The list of questions."""
        return self.meeting_url("questions")


class Presenter(OfQuestions, MeetingScreen):
    """For the hall: one question at a time in large letters, without anybody's name. Links lead on: keys work.

    Of what citizens sent only published texts are shown, whoever is signed in: the screen hangs on a wall.
    """

    template_name = "regional_meetings/presenter.html"
    title = gettext_lazy("Presenter's screen")

    def get_context_data(self, **kwargs):
        """The question of the number asked for, the one before and the one after."""
        shown = [(row.number, public_words(row)) for row in self.questions()]
        shown = [(number, words) for number, words in shown if words]
        place = self._place(len(shown))
        return super().get_context_data(
            meeting=self.meeting,
            words=shown[place][1] if shown else "",
            place=place + 1,
            total=len(shown),
            before=place or None,
            after=place + 2 if place + 1 < len(shown) else None,
            back_url=self.meeting_url("questions"),
            page_language=active_language(),
            **kwargs,
        )

    def _place(self, total):
        asked = self.request.GET.get("n", "1")
        if not asked.isdecimal() or len(asked) > 6:
            raise Http404
        return min(max(int(asked), 1), max(total, 1)) - 1
