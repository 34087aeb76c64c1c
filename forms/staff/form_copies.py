"""Take the fields of another form of the council, or of a template of the ministry, into a form."""

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.roles import PLANS_CONSULTATIONS
from cms.staff import StaffFormView
from forms.form_building import copy_fields
from forms.models import FormDefinition, FormField, FormTemplate


class SourceForm(forms.Form):
    """From where."""

    source = forms.ChoiceField(label=gettext_lazy("Take the fields of"))

    def __init__(self, *args, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [
            (group, [(str(form.pk), str(form)) for form in forms_of_group]) for group, forms_of_group in sources
        ]


class CopyFields(StaffFormView):
    """The fields are appended; they may then be changed like any others."""

    form_class = SourceForm
    title = gettext_lazy("Take fields from another form")
    header_icon = "copy"
    roles = PLANS_CONSULTATIONS
    submit_label = gettext_lazy("Add the fields")

    def dispatch(self, request, *args, **kwargs):
        """Find the form."""
        self.definition = self.own(FormDefinition, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        """Templates first, then the council's other forms; only those with a field."""
        with_fields = Exists(FormField.objects.filter(form=OuterRef("pk"), is_retired=False))
        templates = FormTemplate.objects.filter(with_fields, is_retired=False)
        others = FormDefinition.objects.for_council(self.definition.council).filter(with_fields)
        others = others.exclude(pk=self.definition.pk).select_related("consultation__council").order_by("-pk")
        self.sources = {str(form.pk): form for form in [*templates, *others]}
        groups = [(_("Templates of the ministry"), list(templates)), (_("Forms of the council"), list(others))]
        return {**super().get_form_kwargs(), "sources": groups}

    def act(self, form):
        """Append them, and show the builder."""
        source = self.sources[form.cleaned_data["source"]]
        copied, left = copy_fields(source, self.definition, user=self.request.user, now=timezone.now())
        messages.success(self.request, _("Fields added: %(count)s.") % {"count": copied})
        if left:
            words = _("Fields left behind, because they were allowed for that form only: %(count)s.")
            messages.warning(self.request, words % {"count": left})
        return reverse("kenes_form", args=[self.definition.pk])
