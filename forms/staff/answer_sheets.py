"""Answers to many proposals from one table: take the table, upload it filled in, read the report, say yes."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from cms.languages import active_language
from cms.roles import HANDLES_PROPOSALS
from cms.staff import StaffFormView, StaffMixin, StaffView
from council_pages.models import Consultation
from forms import answer_table, bulk_answers, exporting
from forms.bulk_answers import DONE, Fate
from forms.models import AnswerSheet
from forms.staff.exports import attachment
from forms.uploads import FILE_SIZE

BACK = (("kenes_proposals", _("Proposals")),)


class SheetForm(forms.Form):
    """The filled-in table."""

    file = forms.FileField(
        label=_("Filled-in table (XLSX)"),
        widget=forms.FileInput({"accept": ".xlsx"}),
        help_text=_("Nothing is answered yet: first you see what would happen to each row."),
    )

    def clean_file(self):
        """Its bytes; one that is too large is not read."""
        file = self.cleaned_data["file"]
        if file.size > FILE_SIZE:
            raise ValidationError(_("The file is too large."))
        return file.read()


class AnswerSheetUpload(StaffFormView):
    """The way to the table, and the way back."""

    form_class = SheetForm
    template_name = "council_forms/admin/answer_sheet.html"
    title = _("Answers in a table")
    header_icon = "table"
    roles = HANDLES_PROPOSALS
    back = BACK

    def dispatch(self, request, *args, **kwargs):
        """Find the question."""
        self.consultation = self.own(Consultation, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """The question, and how many answers fit."""
        return super().get_context_data(
            consultation=self.consultation,
            most=answer_table.MOST_ANSWERS,
            states=[state.label for state in answer_table.ANSWERS],
            **kwargs,
        )

    def act(self, form):
        """Keep the rows, and show what they would do."""
        data, user = form.cleaned_data["file"], self.request.user
        sheet = bulk_answers.upload(self.consultation, data, user=user, now=timezone.now())
        return reverse("kenes_check_answers", args=[sheet.pk])


class AnswerSheetFile(StaffMixin, View):
    """POST: the table as a file. Taking it is recorded, because it holds the texts as they were sent."""

    http_method_names = ["post"]
    roles = HANDLES_PROPOSALS

    def post(self, request, pk):
        """The file."""
        consultation, language = self.own(Consultation, pk=pk), active_language()
        file = exporting.answer_sheet(consultation, user=request.user, now=timezone.now(), language=language)
        return attachment(file)


class CheckAnswers(StaffView):
    """What each row of an uploaded table would do, and the button that does it."""

    template_name = "council_forms/admin/answer_report.html"
    title = _("What the table will do")
    header_icon = "table"
    roles = HANDLES_PROPOSALS
    back = BACK

    def get_context_data(self, pk, **kwargs):
        """The report of the check; after the yes, that of what was done."""
        sheet = self.own(AnswerSheet, pk=pk)
        reports = bulk_answers.check(sheet, user=self.request.user, now=timezone.now())
        return super().get_context_data(consultation=sheet.consultation, sheet=sheet, **told(reports), **kwargs)

    def post(self, request, pk):
        """Apply it."""
        sheet = self.own(AnswerSheet, pk=pk)
        consultation = sheet.consultation
        try:
            reports = bulk_answers.apply(sheet, user=request.user, now=timezone.now())
        except ValidationError:
            return redirect("kenes_answer_sheet", consultation.pk)
        self.title = _("What the table has done")
        context = super().get_context_data(consultation=consultation, is_done=True, **told(reports, DONE))
        return self.render_to_response(context)


def told(reports, words=None):
    """The rows of the report in words, and how many there are of each kind."""
    words = words or {}
    labels = {fate: words.get(fate, fate.label) for fate in Fate}
    numbers = {fate: sum(report.fate == fate for report in reports) for fate in Fate}
    return {
        "rows": [(report, labels[report.fate]) for report in reports],
        "numbers": [(labels[fate], number) for fate, number in numbers.items() if number],
        "has_answers": any(numbers[fate] for fate in DONE),
    }
