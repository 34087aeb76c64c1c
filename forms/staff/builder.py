"""The form builder: an editor adds, orders and labels the fields of a consultation's form, in both languages."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic import EditView

from cms.languages import LANGUAGES
from cms.roles import PLANS_CONSULTATIONS, READS_COUNCIL
from cms.staff import StaffMixin, add_refusal
from cms.tenancy import own_or_404, require_role
from council_pages.models import Consultation
from forms import addresses
from forms.form_building import FieldsRefused, build_form, define_form
from forms.models import FormDefinition
from forms.proposal_form import ProposalForm
from forms.staff.builder_form import FORM_PANELS


class DefineForm(StaffMixin, View):
    """POST: make the consultation's form, and go on to the builder."""

    http_method_names = ["post"]
    roles = PLANS_CONSULTATIONS

    def post(self, request, pk):
        """Idempotent: a form that exists is opened."""
        consultation = self.own(Consultation, pk=pk)
        definition = define_form(consultation, user=request.user)
        return redirect("kenes_form", definition.pk)


class FieldsView(EditView):
    """The builder of a form or a template: its panels, and the verb behind its button."""

    panels = None
    facts: tuple = ()
    header_icon = "form"
    error_message = _("The form could not be saved: see the messages beside the fields.")

    @cached_property
    def panel(self):
        """The panels, bound to the model once."""
        return self.panels.bind_to_model(self.model)

    def get_form_class(self):
        """The form that the panels make."""
        return self.panel.get_form_class()

    def form_valid(self, form):
        """Call the verb; what it refuses stands beside its field, with everything typed."""
        wanted, rows = form.wanted()
        facts = {name: form.cleaned_data[name] for name in self.facts}
        try:
            build_form(self.object, wanted, user=self.request.user, now=timezone.now(), **facts)
        except FieldsRefused as refusal:
            form.show(refusal.refusals, rows)
        except ValidationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(self.request, gettext("The form is saved."))
            return redirect(self.get_success_url())
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)


class BuildForm(FieldsView):
    """The builder of one consultation's form."""

    model = FormDefinition
    panels = FORM_PANELS
    facts = ("takes_files", "contact_kept_days", "original_kept_days")
    edit_url_name = "kenes_form"
    index_url_name = "kenes_consultations"
    page_title = _("Proposal form")

    def get_object(self, queryset=None):
        """The user's own form, or 404; then the role."""
        definition = own_or_404(FormDefinition.objects, self.request.user, pk=self.kwargs["pk"])
        require_role(self.request.user, definition.council, PLANS_CONSULTATIONS)
        return definition

    def get_success_url(self):
        """Back to the consultation's desk."""
        return reverse("kenes_consultation", args=[self.object.consultation_id])


def show_preview(request, definition, language):
    """The form as a citizen sees it in the language, published or not; nothing can be sent from it."""
    if language not in LANGUAGES:
        raise Http404
    with override(language):
        context = {
            "form": ProposalForm(definition, language),
            "definition": definition,
            "language": language,
            "title": definition.title_in(language),
            "appeals_url": addresses.APPEALS_URL,
        }
        return render(request, "council_forms/form_preview.html", context)


class PreviewForm(StaffMixin, View):
    """The form as a citizen will see it, for all who read the council."""

    roles = READS_COUNCIL

    def get(self, request, pk, language):
        """In this language."""
        return show_preview(request, self.own(FormDefinition, pk=pk), language)
