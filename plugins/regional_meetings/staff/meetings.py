"""The desk of one meeting: its facts, that it was held, its parts, who took part, where it was told of, messages."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.languages import active_language
from cms.roles import HANDLES_PROPOSALS
from plugins.regional_meetings import holding, planning, ranking, voicing
from plugins.regional_meetings.acts import PLANS, PUBLISHES, VOICES, WRITES_NOTES
from plugins.regional_meetings.models import Coverage, Part, Participant, YearPlan
from plugins.regional_meetings.staff.forms import (
    CoverageForm,
    HeldForm,
    MeetingForm,
    NewMeetingForm,
    NoteForm,
    PartForm,
    ParticipantForm,
)
from plugins.regional_meetings.staff.screens import FormScreen, MeetingAct, MeetingFormScreen, MeetingScreen
from plugins.regional_meetings.words import hours_note, meeting_facts, part_lines, share_words


class NewMeeting(FormScreen):
    """A new meeting: in the plan of the year that the address names, else off schedule."""

    form_class = NewMeetingForm
    submit_label = gettext_lazy("Plan the meeting")
    success = gettext_lazy("The meeting is planned. Its question waits for its texts.")

    @cached_property
    def plan(self):
        """The plan of the year; None for a meeting off schedule."""
        year = self.request.GET.get("year", "")
        if not year:
            return None
        plan = self.rows(YearPlan).filter(year=year).first() if year.isdecimal() and len(year) == 4 else None
        if plan is None:
            raise Http404
        return plan

    def get_page_title(self):
        """In which plan, or that it is off schedule."""
        if self.plan is None:
            return _("New meeting off schedule")
        return _("New meeting in the plan: %(year)s") % {"year": self.plan.year}

    def get_form_kwargs(self):
        """The reason is asked for off schedule only."""
        self.body_or_404()
        return {**super().get_form_kwargs(), "plan": self.plan}

    def act(self, form):
        """Plan it."""
        meeting = planning.plan_meeting(
            self.body_or_404(), plan=self.plan, user=self.request.user, now=timezone.now(), **form.cleaned_data
        )
        return self.address_of("meeting", meeting.pk)


class MeetingDesk(MeetingScreen):
    """Everything about one meeting, and the way to each act."""

    template_name = "regional_meetings/admin/meeting.html"

    def above(self):
        """The desk of all meetings."""
        return super().above()[:1]

    def get_page_title(self):
        """The meeting's name."""
        return self.meeting.title()

    def get_context_data(self, **kwargs):
        """What is missing stands first."""
        meeting, language = self.meeting, active_language()
        parts = part_lines(meeting, language)
        for line in parts:
            line["form_url"] = self.address_of("part", meeting.pk, line["part"].value)
        may_plan = self.may(PLANS)
        names = ("facts", "held", "questions", "new_participant", "new_coverage", "new_note", "announce", "screen")
        return super().get_context_data(
            meeting=meeting,
            facts=meeting_facts(meeting, language),
            share=share_words(meeting),
            hours_note=hours_note(meeting),
            parts=parts,
            in_full=holding.is_held_in_full(meeting),
            balance=ranking.balance_of(meeting),
            waiting=voicing.not_taken_over(meeting),
            participants=[
                (row, self.address_of("drop_participant", meeting.pk, row.pk)) for row in meeting.participants.all()
            ],
            coverage=[(row, self.address_of("drop_coverage", meeting.pk, row.pk)) for row in meeting.coverage.all()],
            notes=meeting.notes.select_related("author"),
            urls={name: self.meeting_url(name) for name in names},
            question_url=reverse("kenes_consultation", args=[meeting.consultation.pk]),
            may_plan=may_plan,
            may_publish=self.may(PUBLISHES),
            may_voice=self.may(VOICES),
            may_write=self.may(WRITES_NOTES),
            handles=self.may(HANDLES_PROPOSALS),
            **kwargs,
        )


class ChangeMeeting(MeetingFormScreen):
    """The facts of the meeting."""

    form_class = MeetingForm
    title = gettext_lazy("Facts of the meeting")
    success = gettext_lazy("The meeting is changed in both languages.")

    def get_initial(self):
        """As they stand."""
        return MeetingForm.initial_of(self.meeting)

    def get_form_kwargs(self):
        """The reason is asked for off schedule only."""
        return {**super().get_form_kwargs(), "plan": self.meeting.plan}

    def act(self, form):
        """Change them."""
        planning.change_meeting(self.meeting, user=self.request.user, now=timezone.now(), **form.cleaned_data)
        return self.meeting_url()


class Announce(MeetingAct):
    """Make the meeting public."""

    def act(self, **kwargs):
        """Announce it."""
        planning.announce(self.meeting, user=self.request.user, now=timezone.now())
        return _("The meeting is public.")


class Hold(MeetingFormScreen):
    """That the meeting was held."""

    form_class = HeldForm
    title = gettext_lazy("The meeting was held")
    submit_label = gettext_lazy("Record the meeting")
    success = gettext_lazy("The meeting is recorded as held.")

    def get_initial(self):
        """The record as it stands."""
        event = self.meeting.event
        kept = {name: getattr(event, name) for name in ("participants", "notes_kk", "notes_ru")}
        return {**kept, "report_minutes": self.meeting.report_minutes}

    def act(self, form):
        """Record it."""
        holding.record_held(self.meeting, user=self.request.user, now=timezone.now(), **form.cleaned_data)
        return self.meeting_url()


class RecordPart(MeetingFormScreen):
    """The record of one of the three parts."""

    form_class = PartForm
    success = gettext_lazy("The part is recorded.")

    @cached_property
    def part(self):
        """The part of the address, or 404."""
        if self.kwargs["part"] not in Part.values:
            raise Http404
        return Part(self.kwargs["part"])

    def get_page_title(self):
        """Which part."""
        return self.part.label

    def get_initial(self):
        """The record as it stands."""
        row = self.meeting.parts.filter(part=self.part).first()
        return PartForm.initial_of(row) if row else {}

    def act(self, form):
        """Record it."""
        holding.record_part(self.meeting, self.part, user=self.request.user, now=timezone.now(), **form.cleaned_data)
        return self.meeting_url()


class NewParticipant(MeetingFormScreen):
    """An official who takes part."""

    form_class = ParticipantForm
    title = gettext_lazy("New participant")
    success = gettext_lazy("The participant is added.")

    def act(self, form):
        """Add it."""
        facts = dict(form.cleaned_data)
        holding.add_participant(self.meeting, facts.pop("level"), user=self.request.user, **facts)
        return self.meeting_url()


class DropParticipant(MeetingAct):
    """Take a participant off the list."""

    def act(self, participant, **kwargs):
        """Remove it."""
        holding.remove_participant(self.own(Participant, pk=participant, meeting=self.meeting), user=self.request.user)
        return _("The participant is removed.")


class NewCoverage(MeetingFormScreen):
    """A line of the publication checklist."""

    form_class = CoverageForm
    title = gettext_lazy("New publication about the meeting")
    success = gettext_lazy("The publication is added.")

    def act(self, form):
        """Add it."""
        facts = dict(form.cleaned_data)
        kind = facts.pop("kind")
        holding.add_coverage(self.meeting, kind, user=self.request.user, now=timezone.now(), **facts)
        return self.meeting_url()


class DropCoverage(MeetingAct):
    """Take a line off the checklist."""

    def act(self, publication_pk, **kwargs):
        """Remove it."""
        holding.remove_coverage(self.own(Coverage, pk=publication_pk, meeting=self.meeting), user=self.request.user)
        return _("The publication is removed.")


class NewNote(MeetingFormScreen):
    """A message of the exchange with the authority for mass media."""

    form_class = NoteForm
    title = gettext_lazy("New message")
    submit_label = gettext_lazy("Send")
    success = gettext_lazy("The message is written.")

    def act(self, form):
        """Write it."""
        text = form.cleaned_data["text"]
        holding.write_note(self.meeting, text, user=self.request.user, now=timezone.now())
        return self.meeting_url()
