"""Templates of reasons: a council's own, for those who handle its proposals; the ministry's, for the administrator."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.languages import LANGUAGES
from cms.models import Council
from cms.roles import HANDLES_PROPOSALS
from cms.staff import AdministratorMixin, NeedsCouncil, StaffAct, StaffFormView, StaffView
from forms import reason_templates
from forms.models import ReasonTemplate
from forms.staff.proposal_forms import AnswerForm

BACK = (("kenes_proposals", _("Proposals")),)
OWN = (*BACK, ("kenes_reasons", _("Templates of reasons")))
MINISTRY = (("kenes_ministry_reasons", _("Templates of reasons for all councils")),)


class ReasonForm(forms.Form):
    """A template. For one council or another where there is a choice."""

    council = forms.ModelChoiceField(Council.objects.none(), label=_("Council"))
    state = forms.ChoiceField(label=_("Decision of the council"), choices=AnswerForm.base_fields["state"].choices)
    text_kk = forms.CharField(
        label=_("Words in Kazakh"), required=False, widget=forms.Textarea({"rows": 5, "lang": "kk"})
    )
    text_ru = forms.CharField(
        label=_("Words in Russian"), required=False, widget=forms.Textarea({"rows": 5, "lang": "ru"})
    )

    def __init__(self, *args, councils=None, **kwargs):
        super().__init__(*args, **kwargs)
        if councils is None:
            del self.fields["council"]
        else:
            self.fields["council"].queryset = councils
            self.fields["council"].initial = councils.first()

    def texts(self):
        """{language: words}."""
        return {language: self.cleaned_data[f"text_{language}"] for language in LANGUAGES}


class ReasonList(StaffView):
    """The templates of the user's councils, and those of the ministry."""

    template_name = "council_forms/admin/reasons.html"
    title = _("Templates of reasons")
    header_icon = "mail"
    roles = HANDLES_PROPOSALS
    back = BACK

    def get_context_data(self, **kwargs):
        """Two lists."""
        own = ReasonTemplate.objects.for_user(self.request.user, self.roles).select_related("council")
        return super().get_context_data(
            own=own.order_by("council", "state", "pk"),
            national=ReasonTemplate.objects.filter(council=None),
            may_add=self.councils().exists(),
            change_route="kenes_reason",
            drop_route="kenes_drop_reason",
            new_route="kenes_new_reason",
            **kwargs,
        )


class NewReason(NeedsCouncil, StaffFormView):
    """A template of a council."""

    form_class = ReasonForm
    title = _("New template of a reason")
    header_icon = "mail"
    roles = HANDLES_PROPOSALS
    back = OWN
    success = _("The template is saved.")

    def get_form_kwargs(self):
        """The councils among which to choose."""
        return {**super().get_form_kwargs(), "councils": self.councils()}

    def act(self, form):
        """Save it."""
        council, state = form.cleaned_data["council"], form.cleaned_data["state"]
        reason_templates.save_template(council, state, form.texts(), user=self.request.user)
        return reverse("kenes_reasons")


class ChangeReason(StaffFormView):
    """Change a template of a council."""

    form_class = ReasonForm
    title = _("Template of a reason")
    header_icon = "mail"
    roles = HANDLES_PROPOSALS
    back = OWN
    list_route = "kenes_reasons"
    success = _("The template is saved.")

    def dispatch(self, request, *args, **kwargs):
        """Find it."""
        self.template = self.template_of(kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def template_of(self, pk):
        """The council's own; the ministry's are not changed here."""
        return self.own(ReasonTemplate, pk=pk, council__isnull=False)

    def get_initial(self):
        """As it stands."""
        return {name: getattr(self.template, name) for name in ("state", "text_kk", "text_ru")}

    def act(self, form):
        """Save it."""
        row, state = self.template, form.cleaned_data["state"]
        reason_templates.save_template(row.council, state, form.texts(), user=self.request.user, template=row)
        return reverse(self.list_route)


class DropReason(StaffAct):
    """The button that removes a template of a council."""

    roles = HANDLES_PROPOSALS
    list_route = "kenes_reasons"

    def template_of(self, pk):
        """The council's own."""
        return self.own(ReasonTemplate, pk=pk, council__isnull=False)

    def act(self, pk):
        """Remove it."""
        self.address = reverse(self.list_route)
        reason_templates.drop_template(self.template_of(pk), user=self.request.user)
        return gettext("The template is removed. Answers that were written with it stay.")


class MinistryReasonList(AdministratorMixin, StaffView):
    """The ministry's templates, which every council may use."""

    template_name = "council_forms/admin/reasons.html"
    title = MINISTRY[0][1]
    header_icon = "mail"

    def get_context_data(self, **kwargs):
        """One list."""
        return super().get_context_data(
            own=ReasonTemplate.objects.filter(council=None),
            may_add=True,
            change_route="kenes_ministry_reason",
            drop_route="kenes_drop_ministry_reason",
            new_route="kenes_new_ministry_reason",
            **kwargs,
        )


class NewMinistryReason(AdministratorMixin, StaffFormView):
    """A template for all councils."""

    form_class = ReasonForm
    title = NewReason.title
    header_icon = "mail"
    back = MINISTRY
    success = NewReason.success

    def act(self, form):
        """Save it."""
        reason_templates.save_template(None, form.cleaned_data["state"], form.texts(), user=self.request.user)
        return reverse("kenes_ministry_reasons")


class ChangeMinistryReason(AdministratorMixin, ChangeReason):
    """Change a template of the ministry."""

    back = MINISTRY
    list_route = "kenes_ministry_reasons"

    def template_of(self, pk):
        """The ministry's."""
        return get_object_or_404(ReasonTemplate, pk=pk, council=None)


class DropMinistryReason(AdministratorMixin, DropReason):
    """The button that removes a template of the ministry."""

    list_route = "kenes_ministry_reasons"

    def template_of(self, pk):
        """The ministry's."""
        return get_object_or_404(ReasonTemplate, pk=pk, council=None)
