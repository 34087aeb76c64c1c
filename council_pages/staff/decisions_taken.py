"""The export for the akim's report: of one council and one period, as text on the screen and as a CSV file."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.generic import View

from cms.context import LABELS
from cms.date_inputs import DayInput
from cms.languages import active_language
from cms.models import Council
from cms.roles import READS_COUNCIL
from cms.staff import StaffMixin, StaffView
from council_pages import decisions_taken
from council_pages.staff.recommendation_acts import BACK


class PeriodForm(forms.Form):
    """From which day to which, and in which language."""

    since = forms.DateField(label=pgettext_lazy("period", "From"), widget=DayInput)
    until = forms.DateField(label=pgettext_lazy("period", "Until"), widget=DayInput)
    language = forms.ChoiceField(label=_("Language"), choices=LABELS)

    def clean(self):
        """A period does not end before it begins."""
        cleaned = super().clean()
        if {"since", "until"} <= cleaned.keys() and cleaned["until"] < cleaned["since"]:
            raise ValidationError({"until": _("A period cannot end before it begins.")})
        return cleaned


class OneCouncilMixin(StaffMixin):
    """The council of the address; a stranger's answers as a missing one."""

    def dispatch(self, request, *args, **kwargs):
        """Find the council."""
        self.council = get_object_or_404(Council.objects.for_user(request.user, READS_COUNCIL), slug=kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def period(self):
        """The form with what was asked; the current year to today, where nothing was."""
        today = timezone.localdate()
        usual = {"since": today.replace(month=1, day=1), "until": today, "language": active_language()}
        return PeriodForm(self.request.GET if "since" in self.request.GET else usual)


class DecisionsTaken(OneCouncilMixin, StaffView):
    """The block of plain text, to be copied, and the way to the file."""

    template_name = "council_pages/admin/decisions_taken.html"
    title = _("Decisions taken on the recommendations")
    header_icon = "mail"
    back = BACK

    def get_context_data(self, **kwargs):
        """The text of the period; only the form where the period is none."""
        form = self.period()
        text = decisions_taken.as_text(self.council, **form.cleaned_data) if form.is_valid() else ""
        return super().get_context_data(council=self.council, form=form, text=text, **kwargs)


class DecisionsTakenFile(OneCouncilMixin, View):
    """The same as a CSV file."""

    def get(self, request, slug):
        """The file; where the period is none, the screen that says so."""
        form = self.period()
        if not form.is_valid():
            return redirect(f"{reverse('kenes_decisions', args=[slug])}?{request.GET.urlencode()}")
        period = form.cleaned_data
        content = decisions_taken.as_csv(self.council, **period)
        name = f"{slug}-{period['since']:%Y-%m-%d}-{period['until']:%Y-%m-%d}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
