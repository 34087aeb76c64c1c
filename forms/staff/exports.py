"""Taking away the proposals to a question as a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.context import LABELS
from cms.languages import active_language
from cms.roles import HANDLES_PROPOSALS, READS_COUNCIL
from cms.staff import StaffFormView, add_refusal
from cms.tenancy import holds_in
from council_pages.models import Consultation
from forms import exporting
from forms.exporting import Columns, Format


def attachment(file):
    """The file as a download. The admin lets nobody keep it on the way."""
    headers = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(file.content, content_type=file.content_type, headers=headers)


class ExportForm(forms.Form):
    """Which file. Only who handles proposals is asked about personal data, and for the reason."""

    format = forms.ChoiceField(label=_("Format"), choices=Format, initial=Format.XLSX)
    language = forms.ChoiceField(label=_("Language of the headings"), choices=LABELS)
    columns = forms.ChoiceField(
        label=_("What to take"), choices=Columns, initial=Columns.PUBLIC, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("For what the personal data are needed"),
        help_text=_("Needed with personal data only. It is kept in the log with your name and the time."),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, may_take_all, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_take_all:
            del self.fields["columns"], self.fields["reason"]


class ExportProposals(StaffFormView):
    """The form, and the file."""

    form_class = ExportForm
    template_name = "council_forms/admin/export.html"
    title = _("Export of proposals")
    submit_label = _("Take the file")
    header_icon = "download"
    roles = READS_COUNCIL

    def dispatch(self, request, *args, **kwargs):
        """Find the question."""
        self.consultation = self.own(Consultation, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        """Whether the user handles the proposals."""
        may_take_all = holds_in(self.request.user, self.consultation.council, HANDLES_PROPOSALS)
        return {**super().get_form_kwargs(), "may_take_all": may_take_all}

    def get_initial(self):
        """In the user's language."""
        return {"language": active_language()}

    def get_context_data(self, **kwargs):
        """The question."""
        return super().get_context_data(consultation=self.consultation, **kwargs)

    def form_valid(self, form):
        """The file; a refusal stands beside its field."""
        asked = form.cleaned_data
        try:
            file = exporting.export(
                self.consultation,
                asked["format"],
                asked.get("columns", Columns.PUBLIC),
                user=self.request.user,
                now=timezone.now(),
                language=asked["language"],
                reason=asked.get("reason", ""),
            )
        except ValidationError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        return attachment(file)
