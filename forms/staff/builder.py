"""The form builder: an editor adds, orders and labels the fields of a consultation's form, in both languages."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, ObjectList
from wagtail.admin.views.generic import EditView

from cms.roles import PLANS_CONSULTATIONS
from cms.staff import StaffMixin
from cms.tenancy import own_or_404, require_role
from council_pages.models import Consultation
from forms.form_building import define_form
from forms.models import FieldKind, FormDefinition

LEAST_CHOICES = 2


class FieldsForm(WagtailAdminModelForm):
    """The builder's form: a choice without choices could be answered by nobody."""

    def is_valid(self):
        """As Wagtail's, and each choice has at least two answers."""
        valid = super().is_valid()
        for field in self.formsets["fields"].forms:
            if field.cleaned_data.get("kind") != FieldKind.CHOICE or field.cleaned_data.get("DELETE"):
                continue
            kept = [form for form in field.formsets["choices"].forms if _is_kept(form)]
            if len(kept) < LEAST_CHOICES:
                field.add_error("kind", _("Give at least two answers to choose from, or another kind of field."))
                valid = False
        return valid


def _is_kept(form):
    said = getattr(form, "cleaned_data", {})
    return bool(said.get("label_kk") or said.get("label_ru")) and not said.get("DELETE")


PANELS = ObjectList(
    [
        HelpPanel(
            content=_(
                "The text of the proposal, the files, the choice of publication and the contact are always part of "
                "the form. Add here what else you want to ask."
            )
        ),
        FieldPanel("takes_files"),
        FieldRowPanel([FieldPanel("contact_kept_days"), FieldPanel("original_kept_days")]),
        InlinePanel(
            "fields",
            label=_("Field"),
            heading=_("Further fields"),
            panels=[
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("label_kk"), FieldPanel("label_ru")]),
                FieldRowPanel([FieldPanel("hint_kk"), FieldPanel("hint_ru")]),
                FieldPanel("required"),
                InlinePanel(
                    "choices",
                    label=_("Choice"),
                    heading=_("Choices, for a field of the kind “A choice”"),
                    panels=[FieldRowPanel([FieldPanel("label_kk"), FieldPanel("label_ru")])],
                ),
            ],
        ),
    ],
    base_form_class=FieldsForm,
)


class DefineForm(StaffMixin, View):
    """POST: make the consultation's form, and go on to the builder."""

    http_method_names = ["post"]
    roles = PLANS_CONSULTATIONS

    def post(self, request, pk):
        """Idempotent: a form that exists is opened."""
        consultation = self.own(Consultation, pk=pk)
        definition = define_form(consultation, user=request.user)
        return redirect("kenes_form", definition.pk)


class BuildForm(EditView):
    """The builder of one form."""

    model = FormDefinition
    edit_url_name = "kenes_form"
    index_url_name = "kenes_consultations"
    page_title = _("Proposal form")
    header_icon = "form"
    success_message = _("The form is saved.")
    error_message = _("The form could not be saved: see the messages beside the fields.")

    @cached_property
    def panel(self):
        """The panels, bound to the model once."""
        return PANELS.bind_to_model(FormDefinition)

    def get_form_class(self):
        """The form that the panels make."""
        return self.panel.get_form_class()

    def get_object(self, queryset=None):
        """The user's own form, or 404; then the role."""
        definition = own_or_404(FormDefinition.objects, self.request.user, pk=self.kwargs["pk"])
        require_role(self.request.user, definition.council, PLANS_CONSULTATIONS)
        return definition

    def get_success_url(self):
        """Back to the consultation's desk."""
        return reverse("kenes_consultation", args=[self.object.consultation_id])

    def get_success_message(self):
        """One sentence."""
        return gettext("The form is saved.")

    def get_success_buttons(self):
        """None: the desk is the next screen."""
        return []
