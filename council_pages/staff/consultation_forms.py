"""Forms of a consultation's facts, and of what amends its schedule. They parse; rules stand in the verbs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.date_inputs import ClosingField, MomentInput
from cms.models import Council
from cms.orthography import slugify_kk
from council_pages import planning
from council_pages.models import Consultation, Decision, Schedule
from council_pages.staff.forms import offer_councils


class AmendingFields(forms.Form):
    """The decision that amends an approved schedule; wanted only where that is what happens."""

    amended_by = forms.ModelChoiceField(
        Decision.objects.none(),
        required=False,
        label=_("Decision that amends the approved schedule"),
        help_text=_("Only if the schedule is approved already and its list of questions changes."),
    )
    what_kk = forms.CharField(
        required=False, label=_("what changes, in Kazakh"), max_length=2000, widget=forms.Textarea({"rows": 2})
    )
    what_ru = forms.CharField(
        required=False, label=_("what changes, in Russian"), max_length=2000, widget=forms.Textarea({"rows": 2})
    )

    def amending(self):
        """What was filled in, taken out of `cleaned_data`: a `planning.Amending`, or None."""
        decision, what_kk, what_ru = (self.cleaned_data.pop(name) for name in ("amended_by", "what_kk", "what_ru"))
        return planning.Amending(decision, what_kk, what_ru) if decision else None


class FactsForm(AmendingFields, forms.ModelForm):
    """The shared facts of a consultation, for both languages at once."""

    class Meta:
        model = Consultation
        fields = [
            "subject_kk",
            "subject_ru",
            "schedule",
            "decision",
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

    def __init__(self, *args, schedules, decisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["schedule"].queryset = schedules
        self.fields["decision"].help_text = _("Where the sitting that approved the schedule did not decide it.")
        for name in ("decision", "amended_by"):
            self.fields[name].queryset = decisions.select_related("sitting")

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
        super().__init__(
            *args,
            schedules=Schedule.objects.filter(council__in=councils),
            decisions=Decision.objects.filter(sitting__council__in=councils),
            **kwargs,
        )
        offer_councils(self.fields["council"], councils)

    def clean(self):
        """An empty address is made from the Kazakh question."""
        cleaned = super().clean()
        if not cleaned.get("slug") and cleaned.get("subject_kk") and "slug" not in self.errors:
            cleaned["slug"] = slugify_kk(cleaned["subject_kk"])[:60].strip("-")
        return cleaned
