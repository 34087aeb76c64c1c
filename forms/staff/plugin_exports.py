"""Taking away a table of a plugin."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import plugin_asking
from cms.context import LABELS
from cms.languages import active_language
from cms.models import Council
from cms.roles import READS_COUNCIL
from cms.staff import StaffFormView, add_refusal
from cms.tenancy import require_role
from forms.exporting import Format
from forms.plugin_exporting import export, exports_for
from forms.staff.exports import attachment


class PluginExportForm(forms.Form):
    """Which table, in which form."""

    export = forms.ChoiceField(label=_("Table"), widget=forms.RadioSelect)
    format = forms.ChoiceField(
        label=_("Format"), choices=[(one, one.label) for one in (Format.XLSX, Format.CSV)], initial=Format.XLSX
    )
    language = forms.ChoiceField(label=_("Language of the headings"), choices=LABELS)

    def __init__(self, *args, exports, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["export"].choices = [(one.name, one.label) for one in exports]
        self.fields["export"].initial = exports[0].name


class PluginExports(StaffFormView):
    """The tables of one plugin in one council; 404 where there is none for the user."""

    form_class = PluginExportForm
    title = _("Export of tables")
    submit_label = _("Take the file")
    header_icon = "download"

    def dispatch(self, request, *args, **kwargs):
        """Find the council and the plugin, which is on there."""
        plugins = [one for one in plugin_asking.plugins() if one.address == kwargs["address"]]
        if not plugins:
            raise Http404
        self.plugin = plugins[0]
        self.council = get_object_or_404(Council.objects.with_plugin(self.plugin.label), slug=kwargs["slug"])
        require_role(request.user, self.council, READS_COUNCIL)
        self.exports = exports_for(request.user, self.council, self.plugin)
        if not self.exports:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        """The tables to choose from."""
        return {**super().get_form_kwargs(), "exports": self.exports}

    def get_initial(self):
        """In the user's language."""
        return {"language": active_language()}

    def form_valid(self, form):
        """The file; a refusal stands above the form."""
        asked = form.cleaned_data
        wanted = next(one for one in self.exports if one.name == asked["export"])
        facts = {"user": self.request.user, "now": timezone.now(), "language": asked["language"]}
        try:
            return attachment(export(self.council, self.plugin, wanted, asked["format"], **facts))
        except ValidationError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
