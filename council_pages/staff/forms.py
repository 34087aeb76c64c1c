"""Forms of the staff's screens. They parse; rules stand in the verbs."""

from django import forms
from django.forms import inlineformset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.date_inputs import ClosingField, DayInput, MomentInput
from cms.models import Council
from cms.orthography import slugify_kk
from council_pages.lifecycle import Halt
from council_pages.models import Consultation, Decision, Schedule, Sitting
from council_pages.quarters import Quarter


class CouncilForm(forms.ModelForm):
    """A new council."""

    class Meta:
        model = Council
        fields = ["slug", "name_kk", "name_ru", "level", "region", "host_body_kk", "host_body_ru"]


def _own_councils(field, councils):
    """Offer only the user's councils; with a single one there is nothing to choose."""
    field.queryset = councils
    field.empty_label = None
    if councils.count() == 1:
        field.initial = councils.first()
        field.widget = forms.HiddenInput()


class SittingForm(forms.ModelForm):
    """A sitting."""

    class Meta:
        model = Sitting
        fields = ["council", "number", "held_on", "holding", "place_kk", "place_ru"]
        widgets = {"held_on": DayInput()}

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        _own_councils(self.fields["council"], councils)
        if self.instance.pk:
            self.fields["council"].disabled = True
            self.fields["held_on"].disabled = self.fields["number"].disabled = self.instance.pages.exists()


DecisionFormSet = inlineformset_factory(
    Sitting,
    Decision,
    fields=["number", "text_kk", "text_ru"],
    extra=2,
    can_delete=False,
    widgets={"text_kk": forms.Textarea({"rows": 2}), "text_ru": forms.Textarea({"rows": 2})},
)


def _coming_quarters(today):
    """Quarters offered for a new schedule: the previous one, this one and the next four."""
    quarter = Quarter.of(today).previous()
    quarters = [quarter]
    for _step in range(5):
        quarters.append(quarters[-1].next())
    return quarters


class ScheduleForm(forms.Form):
    """A new schedule."""

    council = forms.ModelChoiceField(Council.objects.none(), label=_("Council"))
    quarter = forms.TypedChoiceField(label=_("Quarter"), coerce=Quarter.parse)
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        required=False,
        label=_("Approved by the decision"),
        help_text=_("Enter the sitting first; the decision can be named later, too."),
    )

    def __init__(self, *args, councils, language, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        _own_councils(self.fields["council"], councils)
        self.fields["quarter"].choices = [(q.slug, q.label(language)) for q in _coming_quarters(today)]
        self.fields["quarter"].initial = Quarter.of(today).next().slug
        self.fields["decision"].queryset = Decision.objects.filter(sitting__council__in=councils).select_related(
            "sitting"
        )


class ApprovalForm(forms.Form):
    """The decision that approved a schedule."""

    decision = forms.ModelChoiceField(Decision.objects.none(), label=_("Approved by the decision"))

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = Decision.objects.filter(sitting__council=council).select_related("sitting")


class FactsForm(forms.ModelForm):
    """The shared facts of a consultation, for both languages at once."""

    class Meta:
        model = Consultation
        fields = [
            "subject_kk",
            "subject_ru",
            "schedule",
            "occasion",
            "subject_kind",
            "opens_at",
            "closes_at",
            "holding",
            "event_at",
            "place_kk",
            "place_ru",
        ]
        widgets = {name: MomentInput() for name in ("opens_at", "closes_at", "event_at")} | {
            "subject_kk": forms.Textarea({"rows": 2}),
            "subject_ru": forms.Textarea({"rows": 2}),
        }
        field_classes = {"closes_at": ClosingField}
        help_texts = {
            "opens_at": _("Like this: 25.12.2026 09:00. Time of Astana."),
            "closes_at": _("Like this: 25.12.2026 18:00. A day alone means 18:00."),
            "event_at": _("Like this: 25.12.2026 15:00. Time of Astana."),
        }

    def __init__(self, *args, schedules, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["schedule"].queryset = schedules

    def _post_clean(self):
        """Nothing is validated or written into the row here: the verb does both."""


class NewConsultationForm(FactsForm):
    """A new consultation, with its council and its address."""

    council = forms.ModelChoiceField(Council.objects.none(), label=_("Council"))
    slug = forms.SlugField(
        required=False,
        max_length=80,
        label=_("address"),
        help_text=_("Latin letters, digits and hyphens. Leave it empty to make it from the Kazakh question."),
    )
    field_order = ["council", "subject_kk", "subject_ru", "slug"]

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, schedules=Schedule.objects.filter(council__in=councils), **kwargs)
        _own_councils(self.fields["council"], councils)

    def clean(self):
        """An empty address is made from the Kazakh question."""
        cleaned = super().clean()
        if not cleaned.get("slug") and cleaned.get("subject_kk") and "slug" not in self.errors:
            cleaned["slug"] = slugify_kk(cleaned["subject_kk"])[:60].strip("-")
        return cleaned


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}))


class HaltForm(forms.Form):
    """Postpone or cancel."""

    kind = forms.ChoiceField(label=_("What happens"), choices=Halt)
    reason_kk = forms.CharField(label=_("Reason in Kazakh"), widget=forms.Textarea({"rows": 3}))
    reason_ru = forms.CharField(label=_("Reason in Russian"), widget=forms.Textarea({"rows": 3}))


# More people than the country has; a slip of the finger is said beside the field, not by the database.
MOST_ATTENDED = 20_000_000


class AttendanceForm(forms.Form):
    """How many took part in the event."""

    attended_offline = forms.IntegerField(
        min_value=0, max_value=MOST_ATTENDED, initial=0, label=_("attended in person")
    )
    attended_online = forms.IntegerField(min_value=0, max_value=MOST_ATTENDED, initial=0, label=_("attended online"))
