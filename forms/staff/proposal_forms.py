"""Forms of the secretary's screen of one proposal. They parse; rules stand in the verbs."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from council_pages.models import Clause
from forms import tracing
from forms.models import ReasonTemplate
from forms.refusal_reasons import CHOSEN
from forms.states import FINAL, ProposalState


class AnswerForm(forms.Form):
    """The council's answer."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", "–"), *((state.value, state.label) for state in ProposalState if state in FINAL)],
    )
    reason = forms.CharField(
        label=_("Answer, with the reason"),
        help_text=_("In the language of the proposal: it goes to its author, and stands beside the published text."),
        widget=forms.Textarea({"rows": 6}),
    )


class PublicationForm(forms.Form):
    """The copy that becomes public."""

    text = forms.CharField(
        label=_("Text that becomes public"),
        help_text=_("A copy: take out telephone numbers, addresses and other people's names. The original stays."),
        widget=forms.Textarea({"rows": 10}),
        strip=False,
    )
    confirmed = forms.BooleanField(label=_("I have looked at what was found: it may be public."), required=False)
    # That these very words were shown as they will stand on the site.
    seal = forms.CharField(widget=forms.HiddenInput, required=False)


class RefusalForm(forms.Form):
    """Why the proposal is not published."""

    refusal = forms.ChoiceField(
        label=_("Not to be published, because"),
        choices=[("", "–"), *((reason.value, reason.label) for reason in CHOSEN)],
        help_text=_("The author sees the reason; readers see how many proposals are not published for which reason."),
        # No star beside it: an answer is saved without it. The verb refuses where none is chosen.
        required=False,
    )


class TemplateForm(forms.Form):
    """Words that the council keeps for its reasons."""

    template = forms.ModelChoiceField(
        ReasonTemplate.objects.none(), label=_("Template of the reason"), empty_label="–", required=False
    )

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["template"]
        field.queryset = ReasonTemplate.objects.usable_in(council)
        field.label_from_instance = lambda template: f"{template.get_state_display()}: {template}"

    def clean_template(self):
        """The chosen one. No star beside the field: an answer is saved without a template."""
        if template := self.cleaned_data["template"]:
            return template
        raise forms.ValidationError(_("Choose a template from the list."))


class ClausesField(forms.ModelMultipleChoiceField):
    """Clauses by the recommendation in which they stand."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, clause):
        """Number and title of the recommendation, and the beginning of the clause."""
        return f"{clause.recommendation}: {Truncator(clause).chars(120)}"


class UsesForm(forms.Form):
    """The clauses that take the proposal into account."""

    clauses = ClausesField(Clause.objects.none(), required=False, label=_("Used in the clauses"))
    # An empty choice is sent as nothing at all; this tells it from a form that was not shown.
    uses_shown = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["clauses"].queryset = tracing.open_clauses(proposal)
