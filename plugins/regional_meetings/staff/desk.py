"""The desk of a council's meetings, and the plan of a year with its duties."""

from functools import cached_property

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.languages import active_language
from plugins.regional_meetings import national, planning, reports
from plugins.regional_meetings.acts import PLANS, PUBLISHES
from plugins.regional_meetings.duties import BODYS_OWN, Duty
from plugins.regional_meetings.models import Meeting, YearPlan
from plugins.regional_meetings.staff.forms import DutyForm, PlanForm
from plugins.regional_meetings.staff.screens import TITLE, Act, FormScreen, Screen
from plugins.regional_meetings.words import duty_lines, meeting_lines, quarter_lines

MOST_SHOWN = 100


class Desk(Screen):
    """The plans, the meetings and the quarterly reports of the body at which the council is."""

    template_name = "regional_meetings/admin/desk.html"
    title = TITLE

    def above(self):
        """Nothing: this is the first screen."""
        return []

    def get_context_data(self, **kwargs):
        """A number of queries that does not grow with the meetings."""
        today, language = timezone.localdate(), active_language()
        meetings = self.rows(Meeting).with_facts()[:MOST_SHOWN]
        plans = self.rows(YearPlan).select_related("body")
        owed = reports.standings(self.body, today) if self.body else []
        return super().get_context_data(
            council=self.council,
            body=self.body,
            plans=[(plan, self.address_of("plan", plan.year)) for plan in plans],
            meetings=[(line, self.address_of("meeting", line["pk"])) for line in meeting_lines(meetings, language)],
            quarters=quarter_lines(owed, language),
            urls={name: self.address_of(name) for name in ("new_plan", "new_meeting", "problems", "reports")},
            may_plan=self.may(PLANS) and self.body is not None,
            **kwargs,
        )


class NewPlan(FormScreen):
    """A plan for a year."""

    form_class = PlanForm
    title = gettext_lazy("New year plan")
    submit_label = gettext_lazy("Open the plan")
    success = gettext_lazy("The plan is opened.")

    def get_initial(self):
        """The next year: plans are made in December."""
        self.body_or_404()
        return {"year": timezone.localdate().year + 1}

    def act(self, form):
        """Open it."""
        plan = planning.open_plan(self.body_or_404(), form.cleaned_data["year"], user=self.request.user)
        return self.address_of("plan", plan.year)


class OfPlan:
    """A screen of one year's plan."""

    @cached_property
    def plan(self):
        """The council's plan for the year of the address, or 404."""
        rows = self.rows(YearPlan).select_related("body__council")
        return get_object_or_404(rows, year=self.kwargs["year"])


class Plan(OfPlan, Screen):
    """The plan: its duties with their days, its meetings."""

    template_name = "regional_meetings/admin/plan.html"

    def get_page_title(self):
        """With its year."""
        return _("Year plan: %(year)s") % {"year": self.plan.year}

    def get_context_data(self, **kwargs):
        """The duties as they stand today."""
        language = active_language()
        standings = national.yearly_standings(self.plan.year, timezone.localdate(), self.plan.body)
        lines = duty_lines(standings, language)
        for line in lines:
            own = line["duty"] in BODYS_OWN and self.may(PLANS)
            line["url"] = self.address_of("duty", self.plan.year, line["duty"].value) if own else ""
        meetings = self.plan.meetings.with_facts()
        return super().get_context_data(
            plan=self.plan,
            duties=lines,
            meetings=[(line, self.address_of("meeting", line["pk"])) for line in meeting_lines(meetings, language)],
            new_meeting_url=f"{self.address_of('new_meeting')}?year={self.plan.year}",
            publish_url=self.address_of("publish_plan", self.plan.year),
            may_plan=self.may(PLANS),
            may_publish=self.may(PUBLISHES),
            **kwargs,
        )


class PublishPlan(OfPlan, Act):
    """Make the plan public."""

    def act(self, **kwargs):
        """Publish it with its meetings."""
        planning.publish_plan(self.plan, user=self.request.user, now=timezone.now())
        return _("The plan and its meetings are public.")

    def back_to(self):
        """The plan."""
        return self.address_of("plan", self.plan.year)


class RecordDuty(OfPlan, FormScreen):
    """That the body did one of its own duties."""

    form_class = DutyForm
    success = gettext_lazy("The duty is recorded.")

    @cached_property
    def duty(self):
        """The duty of the address; 404 for one that is not the body's."""
        if self.kwargs["duty"] not in BODYS_OWN:
            raise Http404
        return Duty(self.kwargs["duty"])

    def get_page_title(self):
        """The duty's name."""
        return self.duty.label

    def get_initial(self):
        """The record as it stands."""
        return national.recorded(self.duty, str(self.plan.year), body=self.plan.body)

    def act(self, form):
        """Record it."""
        national.record_duty(
            self.duty, str(self.plan.year), body=self.plan.body, today=timezone.localdate(), user=self.request.user,
            **form.cleaned_data,
        )  # fmt: skip
        return self.address_of("plan", self.plan.year)
