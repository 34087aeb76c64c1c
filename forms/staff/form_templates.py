"""The ministry's screens: templates of forms, and the permission for one field that a form must not have."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from cms.staff import AdministratorMixin, StaffAct, StaffFormView, StaffMixin
from forms import form_templates
from forms.allowed_fields import allow_field
from forms.field_specs import FieldSpec
from forms.models import FieldKind, FormDefinition, FormTemplate
from forms.models.definitions import LABEL_LIMIT, NAME_LIMIT
from forms.staff.builder import FieldsView, show_preview
from forms.staff.builder_form import TEMPLATE_PANELS

TITLE = gettext_lazy("Templates of forms")


class NamesForm(forms.Form):
    """The name of a new template."""

    name_kk = forms.CharField(label=gettext_lazy("Name in Kazakh"), max_length=NAME_LIMIT)
    name_ru = forms.CharField(label=gettext_lazy("Name in Russian"), max_length=NAME_LIMIT)


class TemplateList(AdministratorMixin, StaffFormView):
    """All templates, and a form for a new one."""

    form_class = NamesForm
    template_name = "council_forms/admin/form_templates.html"
    title = TITLE
    header_icon = "form"
    submit_label = gettext_lazy("Make the template")

    def get_context_data(self, **kwargs):
        """The templates, retired ones included."""
        return super().get_context_data(templates=FormTemplate.objects.all(), **kwargs)

    def act(self, form):
        """Make it, and go on to its fields."""
        template = form_templates.make_template(user=self.request.user, **form.cleaned_data)
        return reverse("kenes_form_template", args=[template.pk])


class BuildTemplate(AdministratorMixin, FieldsView):
    """The builder of one template."""

    model = FormTemplate
    panels = TEMPLATE_PANELS
    facts = ("name_kk", "name_ru")
    # Wagtail's own question is about rows of a council; ours is above.
    permission_required = permission_policy = None
    edit_url_name = "kenes_form_template"
    index_url_name = "kenes_form_templates"
    page_title = TITLE

    def get_object(self, queryset=None):
        """The template, or 404."""
        return get_object_or_404(FormTemplate, pk=self.kwargs["pk"])


class PreviewTemplate(AdministratorMixin, StaffMixin, View):
    """The template as a citizen would see it."""

    def get(self, request, pk, language):
        """In this language."""
        return show_preview(request, get_object_or_404(FormTemplate, pk=pk), language)


class TurnTemplate(AdministratorMixin, StaffAct):
    """Offer a template no longer, or again."""

    def act(self, pk, act):
        """ "off" retires it."""
        self.address = reverse("kenes_form_templates")
        template = get_object_or_404(FormTemplate, pk=pk)
        if act == "off":
            form_templates.retire_template(template, user=self.request.user)
            return _("The template is no longer offered. Forms that were started from it stay as they are.")
        form_templates.bring_back_template(template, user=self.request.user)
        return _("The template is offered again.")


class AllowedFieldForm(forms.Form):
    """The words of the field, and why the form may have it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of the field"),
        choices=[(kind, kind.label) for kind in (FieldKind.TEXT, FieldKind.DATE, FieldKind.FILE)],
    )
    label_kk = forms.CharField(label=gettext_lazy("Label in Kazakh"), max_length=LABEL_LIMIT)
    label_ru = forms.CharField(label=gettext_lazy("Label in Russian"), max_length=LABEL_LIMIT)
    hint_kk = forms.CharField(label=gettext_lazy("Hint in Kazakh"), max_length=LABEL_LIMIT, required=False)
    hint_ru = forms.CharField(label=gettext_lazy("Hint in Russian"), max_length=LABEL_LIMIT, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It stays on record, and the council sees it in its form."),
        widget=forms.Textarea({"rows": 3}),
    )


class AllowField(AdministratorMixin, StaffFormView):
    """Add to one form a field that a form must not have, with the reason."""

    form_class = AllowedFieldForm
    title = gettext_lazy("Allow a refused field")
    header_icon = "warning"
    submit_label = gettext_lazy("Allow the field")
    template_name = "council_forms/admin/allow_field.html"
    success = gettext_lazy("The field is in the form, and the reason is on record.")

    def dispatch(self, request, *args, **kwargs):
        """Find the form, of whichever council."""
        related = FormDefinition.objects.select_related("consultation__council")
        self.definition = get_object_or_404(related, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """The form that is meant, and what was allowed in it before."""
        allowed = self.definition.fields.exclude(allowed_because="")
        return super().get_context_data(definition=self.definition, allowed=allowed, **kwargs)

    def act(self, form):
        """Allow it."""
        said = form.cleaned_data.copy()
        reason = said.pop("reason")
        allow_field(self.definition, FieldSpec(**said), reason, user=self.request.user)
        return self.request.path
