"""The ministry's screens: the bodies, the national duties, half-years, systemic problems, methods, the evaluation."""

from functools import cached_property

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.languages import active_language
from cms.models import Council, Region
from cms.plugin_staff import MinistryFormView, MinistryView
from cms.tenancy import is_administrator
from plugins.regional_meetings import national, tables
from plugins.regional_meetings.duties import HALF_YEARLY, OWNERS, YEARLY, Duty, Owner, standing
from plugins.regional_meetings.halves import Half
from plugins.regional_meetings.models import Body, MethodText, ProfileDate, SystemicIssue
from plugins.regional_meetings.staff.ministry_forms import BodyForm, DayForm, IssueForm, MethodForm, NationalDutyForm
from plugins.regional_meetings.staff.screens import TITLE
from plugins.regional_meetings.words import duty_lines

YEARS_BACK = 2


class AtMinistry:
    """A screen under the ministry's desk of regional meetings."""

    header_icon = "group"
    back = (("regional_meetings_ministry", TITLE),)


class MinistryDesk(AtMinistry, MinistryView):
    """The bodies, what is owed for the country, and the way to the sums."""

    template_name = "regional_meetings/admin/ministry.html"
    title = TITLE
    back = ()

    def get_context_data(self, **kwargs):
        """The plans of this year and the next, and the half-years behind and ahead."""
        today, language = timezone.localdate(), active_language()
        half = Half.of(today)
        return super().get_context_data(
            bodies=Body.objects.select_related("council"),
            years=[(year, self._yearly(year, today, language)) for year in (today.year + 1, today.year)],
            halves=[(one.label(language), self._halves(one, today, language)) for one in (half, half.previous())],
            evaluations=[
                (year, [(end, reverse(f"regional_meetings_evaluation_{end}", args=[year])) for end in tables.FILES])
                for year in range(today.year, today.year - YEARS_BACK - 1, -1)
            ],
            may_change=is_administrator(self.request.user),
            **kwargs,
        )

    def _yearly(self, year, today, language):
        lines = duty_lines(national.yearly_standings(year, today), language)
        for line in lines:
            line["url"] = reverse("regional_meetings_national_duty", args=[line["duty"].value, str(year)])
        return lines

    def _halves(self, half, today, language):
        """The duties of a half-year; of the akims' how many regions have done it."""
        records, shown = national.half_year_records(half), []
        for duty in HALF_YEARLY:
            mine = [record for (code, _region), record in records.items() if code == duty]
            is_akims = OWNERS[duty] == Owner.AKIM
            done_on = None if is_akims or not mine else mine[0].done_on
            row = standing(duty, half.last_day, done_on, today, record=mine[0] if mine else None)
            (line,) = duty_lines([row], language)
            if is_akims:
                line["words"] = _("Regions: %(count)s of %(total)s") % {
                    "count": len(mine),
                    "total": Region.objects.count(),
                }
            line["url"] = reverse("regional_meetings_national_duty", args=[duty.value, half.slug])
            shown.append(line)
        return shown


class MinistryForm(AtMinistry, MinistryFormView):
    """A screen of the ministry that changes something, and leads back to its desk."""

    def desk(self):
        """The ministry's desk."""
        return reverse("regional_meetings_ministry")


class EditBody(MinistryForm):
    """A new body, or one that is there."""

    form_class = BodyForm
    success = gettext_lazy("The body is saved.")

    @cached_property
    def row(self):
        """The body of the address; a new one without a number."""
        return get_object_or_404(Body, pk=self.kwargs["pk"]) if "pk" in self.kwargs else Body()

    def get_page_title(self):
        """Its name, or that it is new."""
        return str(self.row) if self.row.pk else _("New central executive body")

    def get_initial(self):
        """As it stands."""
        return BodyForm.initial_of(self.row)

    def get_form_kwargs(self):
        """Councils that have the plugin on; and the body's own, whatever it has, or saving would take it away."""
        councils = self.councils().open() | Council.objects.filter(pk=self.row.council_id)
        return {**super().get_form_kwargs(), "councils": councils}

    def act(self, form):
        """Store it."""
        for name, value in form.cleaned_data.items():
            setattr(self.row, name, value)
        national.save_body(self.row, user=self.request.user)
        return self.desk()


class NationalDuty(MinistryForm):
    """That a duty of the country's was done."""

    form_class = NationalDutyForm
    success = gettext_lazy("The duty is recorded.")

    @cached_property
    def duty(self):
        """The duty of the address; 404 for a body's own, and for one of another kind of period."""
        code, period = self.kwargs["duty"], self.kwargs["period"]
        if code not in Duty or OWNERS[Duty(code)] == Owner.BODY:
            raise Http404
        if (Duty(code) in YEARLY) != period.isdecimal():
            raise Http404
        return Duty(code)

    def get_page_title(self):
        """What, and for which period."""
        return f"{self.duty.label}: {self.kwargs['period']}"

    def get_form_kwargs(self):
        """Of an akim's duty, of which region."""
        regions = Region.objects.all() if OWNERS[self.duty] == Owner.AKIM else None
        return {**super().get_form_kwargs(), "regions": regions}

    def get_initial(self):
        """The record as it stands; of an akim's duty each region has its own, so nothing is filled in."""
        return {} if OWNERS[self.duty] == Owner.AKIM else national.recorded(self.duty, self.kwargs["period"])

    def act(self, form):
        """Record it."""
        national.record_duty(
            self.duty, self.kwargs["period"], today=timezone.localdate(), user=self.request.user, **form.cleaned_data
        )
        return self.desk()


class NewRow(MinistryForm):
    """A new row by a verb that takes it whole."""

    model: type

    def row(self, form):
        """The row that the form describes, unsaved."""
        return self.model(**form.cleaned_data)


class NewDay(NewRow):
    """Another day of the rule profile."""

    form_class = DayForm
    model = ProfileDate
    title = gettext_lazy("Another day of the rule profile")
    success = gettext_lazy("The day is set.")

    def act(self, form):
        """Set it."""
        national.set_day(self.row(form), user=self.request.user)
        return self.desk()


class NewIssue(NewRow):
    """A systemic problem that the ministry was told of."""

    form_class = IssueForm
    model = SystemicIssue
    title = gettext_lazy("New systemic problem")
    success = gettext_lazy("The systemic problem is recorded.")

    def act(self, form):
        """Record it."""
        national.record_issue(self.row(form), today=timezone.localdate(), user=self.request.user)
        return self.desk()


class Methods(MinistryForm):
    """Methodical recommendations: a new text over the latest one."""

    form_class = MethodForm
    title = gettext_lazy("Methodical recommendations")
    submit_label = gettext_lazy("Publish")
    success = gettext_lazy("The recommendations are public.")

    def get_initial(self):
        """The latest."""
        latest = MethodText.objects.first()
        return MethodForm.initial_of(latest) if latest else {}

    def act(self, form):
        """Publish it."""
        national.publish_methods(user=self.request.user, now=timezone.now(), **form.cleaned_data)
        return self.desk()


class Evaluation(AtMinistry, MinistryView):
    """The numbers of a year as a file."""

    end = ""

    def get(self, request, year, **kwargs):
        """The file; 404 for a year far from ours."""
        if not 2016 <= year <= timezone.localdate().year + 1:
            raise Http404
        table = tables.evaluation_table(year, timezone.localdate(), active_language())
        return tables.file_response(table, f"regional-meetings-{year}", self.end)


class EvaluationCsv(Evaluation):
    """As CSV."""

    end = "csv"


class EvaluationXlsx(Evaluation):
    """As a spreadsheet."""

    end = "xlsx"
