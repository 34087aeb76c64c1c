"""Forms of recommendations and replies. They parse; rules stand in the verbs."""

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model

from cms.date_inputs import DayInput
from cms.languages import LANGUAGES
from cms.models import Council
from council_pages.models import Consultation, Decision, Recommendation, Reply
from council_pages.recommending import ClauseText, default_due
from council_pages.staff.forms import offer_councils

TWO_LINES, FOUR_LINES = forms.Textarea({"rows": 2}), forms.Textarea({"rows": 4})


class RecommendationForm(forms.ModelForm):
    """The words of a draft."""

    class Meta:
        model = Recommendation
        fields = ["number", "title_kk", "title_ru", "addressee_kk", "addressee_ru", "decision"]
        widgets = {"title_kk": TWO_LINES, "title_ru": TWO_LINES}
        help_texts = {
            "number": _("May be given later, before it is sent."),
            "decision": _("Enter the sitting first; the decision can be named later, too."),
        }

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        decisions = Decision.objects.filter(sitting__council__in=councils)
        self.fields["decision"].queryset = decisions.select_related("sitting")

    def _post_clean(self):
        """Nothing is validated or written into the row here: the verb does both."""


class NewRecommendationForm(RecommendationForm):
    """A new draft, with its council and its question."""

    council = forms.ModelChoiceField(Council.objects.none(), label=_("Council"))
    field_order = ["council", "consultation"]

    class Meta(RecommendationForm.Meta):
        fields = ["consultation", *RecommendationForm.Meta.fields]

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, councils=councils, **kwargs)
        offer_councils(self.fields["council"], councils)
        self.fields["consultation"].queryset = Consultation.objects.filter(council__in=councils)


class ClauseForm(forms.Form):
    """One clause."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text_kk = forms.CharField(required=False, label=_("text in Kazakh"), widget=TWO_LINES)
    text_ru = forms.CharField(required=False, label=_("text in Russian"), widget=TWO_LINES)


class BaseClauseFormSet(forms.BaseFormSet):
    """The clauses of a recommendation as typed; one whose texts are emptied is taken out."""

    @property
    def typed(self):
        """The clauses for the verb."""
        return [ClauseText(**form.cleaned_data) for form in self.forms if form.cleaned_data]


ClauseFormSet = formset_factory(ClauseForm, formset=BaseClauseFormSet, extra=2)


class SendForm(forms.Form):
    """The day of sending and the term of the reply."""

    sent_on = forms.DateField(label=_("Sent on"), widget=DayInput)
    due_on = forms.DateField(
        label=_("Reply due by"),
        required=False,
        widget=DayInput,
        help_text=_("Leave it empty for ten working days after the day of sending."),
    )

    def clean(self):
        """An empty term is the usual one."""
        cleaned = super().clean()
        if cleaned.get("sent_on") and "due_on" not in self.errors:
            cleaned["due_on"] = cleaned["due_on"] or default_due(cleaned["sent_on"])
        return cleaned


class ReplyForm(forms.ModelForm):
    """The state body's reply."""

    class Meta:
        model = Reply
        fields = ["received_on", "document_number", "text_kk", "text_ru", "actions_kk", "actions_ru", "file"]
        widgets = {"received_on": DayInput()} | {
            f"{field}_{language}": FOUR_LINES for field in ("text", "actions") for language in LANGUAGES
        }
        help_texts = {
            "actions_kk": _("What the state body has done or decided. It goes into the akim's report."),
            "file": _("One of the council's documents. Upload it first, under “Documents”."),
        }

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        own = get_document_model().objects.filter(collection=council.collection)
        self.fields["file"].queryset = own.order_by("-created_at")

    def _post_clean(self):
        """Nothing is validated or written into the row here: the verb does both."""


class WithdrawalForm(forms.Form):
    """Why a recommendation is withdrawn, for readers."""

    reason_kk = forms.CharField(label=_("Reason in Kazakh"), widget=FOUR_LINES)
    reason_ru = forms.CharField(label=_("Reason in Russian"), widget=FOUR_LINES)


class ConfirmationForm(forms.Form):
    """Nothing to fill in: the button confirms."""
