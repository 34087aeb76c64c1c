"""Forms of the staff's screens. They parse; what is refused stands in the verbs."""

from functools import partial

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from cms.date_inputs import ClosingField, DayInput, MomentInput
from council_pages.models.sittings import Holding
from plugins.regional_meetings.models import (
    Coverage,
    Group,
    Meeting,
    PackagePart,
    Participant,
    Problem,
    Progress,
    Source,
    Voiced,
)
from plugins.regional_meetings.planning import MEETING_FACTS

WEB_ADDRESS = partial(forms.URLField, assume_scheme="https")
MOST_PEOPLE = 1_000_000
_words = partial(forms.CharField, max_length=300)
_text = partial(forms.CharField, widget=forms.Textarea({"rows": 3}))


class Parsed(forms.ModelForm):
    """A form over the fields of a row."""

    def _post_clean(self):
        """Nothing is validated or written into the row here: the verb does both."""

    @classmethod
    def initial_of(cls, row):
        """What stands in the row now, for a form without an instance."""
        return forms.model_to_dict(row, cls.Meta.fields)


class PlanForm(forms.Form):
    """Which year is planned."""

    year = forms.IntegerField(
        label=_("Planned year"), min_value=2016, max_value=2100,
        help_text=_("The plan of a year is worked on in the December before it."),
    )  # fmt: skip


class DutyForm(forms.Form):
    """That a duty was done."""

    done_on = forms.DateField(label=_("Done on"), widget=DayInput())
    note = forms.CharField(label=_("Document, number"), max_length=300, required=False)
    proof_url = WEB_ADDRESS(label=_("Link to the proof"), required=False)


class MeetingForm(Parsed):
    """The facts of a meeting, for both languages at once."""

    subject_kk = _words(label=_("Name of the meeting in Kazakh"))
    subject_ru = _words(label=_("Name of the meeting in Russian"))
    holding = forms.ChoiceField(label=_("Form of holding"), choices=Holding, initial=Holding.MIXED)
    starts_at = forms.DateTimeField(
        label=_("Begins"), widget=MomentInput(), help_text=_("Like this: 25.12.2026 15:00. Time of Astana.")
    )
    ends_at = forms.DateTimeField(
        label=_("Ends"), widget=MomentInput(), help_text=_("The report's share is counted from the planned time.")
    )
    place_kk = _words(label=_("Place, in Kazakh"), required=False)
    place_ru = _words(label=_("Place, in Russian"), required=False)
    opens_at = forms.DateTimeField(
        label=_("Questions are taken from"), widget=MomentInput(), required=False,
        help_text=_("From then on people send questions through the form, before and during the meeting."),
    )  # fmt: skip
    closes_at = ClosingField(label=_("Questions are taken until"), widget=MomentInput(), required=False)
    stream_url = WEB_ADDRESS(label=_("Address of the broadcast"), required=False)
    comments_url = WEB_ADDRESS(
        label=_("Address for comments"), required=False, help_text=_("On an official account in a social network.")
    )

    class Meta:
        model = Meeting
        fields = sorted(MEETING_FACTS)
        widgets = {
            "agreed_on": DayInput(),
            **{
                f"{name}_{language}": forms.Textarea({"rows": 3})
                for name in ("linked", "time_note", "off_schedule")
                for language in ("kk", "ru")
            },
        }

    field_order = (
        "slug", "subject_kk", "subject_ru", "head_rank", "person_kk", "person_ru", "post_kk", "post_ru", "region",
        "starts_at", "ends_at", "time_note_kk", "time_note_ru", "holding", "place_kk", "place_ru", "opens_at",
        "closes_at", "stream_url", "comments_url", "linked_kk", "linked_ru", "agreed_on", "agreed_with_kk",
        "agreed_with_ru", "report_minutes", "off_schedule_kk", "off_schedule_ru",
    )  # fmt: skip

    def __init__(self, *args, plan=None, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("off_schedule_kk", "off_schedule_ru"):
            if plan is not None:
                del self.fields[name]
            else:
                self.fields[name].required = True

    @classmethod
    def initial_of(cls, meeting):
        """What stands in the meeting, its event and its consultation now."""
        event, question = meeting.event, meeting.consultation
        of_event = ("starts_at", "ends_at", "place_kk", "place_ru", "stream_url", "comments_url")
        of_question = ("subject_kk", "subject_ru", "holding", "opens_at", "closes_at")
        return {
            **super().initial_of(meeting),
            **{name: getattr(event, name) for name in of_event},
            **{name: getattr(question, name) for name in of_question},
        }


class NewMeetingForm(MeetingForm):
    """A new meeting: its address, too."""

    slug = forms.SlugField(
        label=_("Address"), max_length=80, help_text=_("Latin letters, digits and hyphens, such as kostanay-2026-04.")
    )


class HeldForm(forms.Form):
    """That a meeting was held."""

    participants = forms.IntegerField(label=_("How many came and watched"), min_value=0, max_value=MOST_PEOPLE)
    report_minutes = forms.IntegerField(
        label=_("Report, minutes"), required=False, validators=[MinValueValidator(1), MaxValueValidator(1440)]
    )
    notes_kk = _text(label=_("What was said, in Kazakh"), required=False)
    notes_ru = _text(label=_("What was said, in Russian"), required=False)


class PartForm(Parsed):
    """The record of a part of a meeting."""

    class Meta:
        model = PackagePart
        fields = ["held_on", "people", "place_kk", "place_ru", "result_kk", "result_ru"]
        widgets = {"held_on": DayInput(), **{f"result_{code}": forms.Textarea({"rows": 3}) for code in ("kk", "ru")}}


class ParticipantForm(Parsed):
    """An official who takes part."""

    class Meta:
        model = Participant
        fields = ["level", "post_kk", "post_ru"]


class CoverageForm(Parsed):
    """A line of the publication checklist."""

    class Meta:
        model = Coverage
        fields = ["kind", "told_on", "url", "place_kk", "place_ru"]
        widgets = {"told_on": DayInput()}
        field_classes = {"url": WEB_ADDRESS}


class NoteForm(forms.Form):
    """A line of the exchange with the authority for mass media."""

    text = _text(label=_("Message"), help_text=_("The staff of the council and the ministry read it; nobody else."))


class VoicedForm(Parsed):
    """A question as it was asked."""

    class Meta:
        model = Voiced
        fields = ["source", "language", "text", "askers", "place"]
        widgets = {"text": forms.Textarea({"rows": 3}), "language": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True
        self.fields["language"].choices = settings.LANGUAGES
        self.fields["source"].choices = [(one.value, one.label) for one in Source if one != Source.FORM]


class CorrectionForm(Parsed):
    """The words of a question that was typed in."""

    class Meta:
        model = Voiced
        fields = ["text", "askers", "place"]
        widgets = {"text": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True


class GroupForm(Parsed):
    """A group: its words, and the questions that go into it."""

    numbers = forms.TypedMultipleChoiceField(
        label=_("Questions"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Group
        fields = ["text_kk", "text_ru", "theme_kk", "theme_ru", "priority"]
        widgets = {f"text_{code}": forms.Textarea({"rows": 3}) for code in ("kk", "ru")}

    def __init__(self, *args, choices=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["numbers"].choices = choices
        if not choices:
            del self.fields["numbers"]


class RankForm(forms.Form):
    """A rank for each group, and the method."""

    method_kk = _text(label=_("By which method, in Kazakh"))
    method_ru = _text(label=_("By which method, in Russian"))

    def __init__(self, *args, groups=(), **kwargs):
        super().__init__(*args, **kwargs)
        for group in groups:
            label = _("Rank of: %(group)s (askers: %(count)s)") % {"group": group.text(), "count": group.asked_by or 0}
            self.fields[f"rank_{group.pk}"] = forms.IntegerField(
                label=label, required=False, min_value=1, max_value=9999, initial=group.rank
            )

    def ranks(self):
        """{key of the group: rank}, without those that were left empty."""
        given = {name: value for name, value in self.cleaned_data.items() if name.startswith("rank_") and value}
        return {int(name.removeprefix("rank_")): value for name, value in given.items()}


class ProblemForm(Parsed):
    """A problem: who is responsible, where, and what is done about it."""

    class Meta:
        model = Problem
        fields = ["owner", "region", "scope", "measure_kk", "measure_ru", "measure_agreed_on"]
        widgets = {
            "measure_agreed_on": DayInput(),
            **{f"measure_{code}": forms.Textarea({"rows": 3}) for code in ("kk", "ru")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The verb says what helps where it is missing.
        self.fields["owner"].required = False


class ProgressForm(Parsed):
    """How a problem stands in a quarter."""

    class Meta:
        model = Progress
        fields = ["state", "percent", "text_kk", "text_ru"]
        widgets = {f"text_{code}": forms.Textarea({"rows": 3}) for code in ("kk", "ru")}
