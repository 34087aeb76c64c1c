"""Problems with their owners, their progress each quarter, and the frozen reports."""

from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.languages import active_language
from council_pages.quarters import Quarter
from plugins.regional_meetings import progress, reports
from plugins.regional_meetings.acts import PLANS, PUBLISHES
from plugins.regional_meetings.models import Group, Problem, Progress
from plugins.regional_meetings.staff.forms import ProblemForm, ProgressForm
from plugins.regional_meetings.staff.screens import Act, FormScreen, MeetingFormScreen, Screen, quarter_or_404
from plugins.regional_meetings.words import progress_words, quarter_lines, report_lines

MOST_SHOWN = 500


class NewProblem(MeetingFormScreen):
    """Make a problem of a group of questions."""

    form_class = ProblemForm
    title = gettext_lazy("New problem")
    submit_label = gettext_lazy("Open the problem")
    success = gettext_lazy("The problem is opened.")

    @cached_property
    def group(self):
        """The meeting's group, or 404."""
        self.own(Group, meeting=self.meeting, pk=self.kwargs["group_pk"])
        return self.rows(Group).select_related("meeting__region").get(pk=self.kwargs["group_pk"])

    def get_initial(self):
        """The region of the meeting; the body itself as the owner."""
        return {"region": self.group.meeting.region, "owner": self.body, "scope": "regional"}

    def act(self, form):
        """Open it."""
        problem = progress.open_problem(self.group, user=self.request.user, **form.cleaned_data)
        return self.address_of("problem", problem.pk)


class OfProblem:
    """A screen of one problem."""

    @cached_property
    def problem(self):
        """The council's problem with the number of the address, or 404."""
        self.own(Problem, pk=self.kwargs["pk"])
        related = ("group__meeting__event__consultation", "owner", "region")
        return self.rows(Problem).select_related(*related).get(pk=self.kwargs["pk"])

    def above(self):
        """The list of problems."""
        return [*super().above(), (self.address_of("problems"), _("Problems"))]


class Problems(Screen):
    """All problems of the council's meetings with their latest state."""

    template_name = "regional_meetings/admin/problems.html"
    title = gettext_lazy("Problems")

    def get_context_data(self, **kwargs):
        """Two queries for all problems."""
        rows = self.rows(Problem).select_related("group__meeting__event__consultation", "owner", "region")[:MOST_SHOWN]
        quarter = Quarter.of(timezone.localdate())
        this = {line.problem_id: line for line in _lines(rows, quarter)}
        before = {line.problem_id: line for line in _lines(rows, quarter.previous())}
        return super().get_context_data(
            quarters=[quarter.previous().label(active_language()), quarter.label(active_language())],
            rows=[
                {
                    "problem": row,
                    "url": self.address_of("problem", row.pk),
                    "cells": [progress_words(before.get(row.pk)), progress_words(this.get(row.pk))],
                }
                for row in rows
            ],
            reports_url=self.address_of("reports"),
            **kwargs,
        )


def _lines(problems, quarter):
    return Progress.objects.of_quarter(quarter).filter(problem__in=[problem.pk for problem in problems])


class ProblemDesk(OfProblem, Screen):
    """One problem: its owner and measure, and its quarters."""

    template_name = "regional_meetings/admin/problem.html"

    def get_page_title(self):
        """The question of its group."""
        return self.problem.group.text()[:160]

    def get_context_data(self, **kwargs):
        """From the quarter in which it was raised to the present one, the latest first."""
        today, language, problem = timezone.localdate(), active_language(), self.problem
        lines = {line.quarter: line for line in problem.progress.all()}
        frozen = {report.quarter for report in problem.group.meeting.body.quarter_reports.defer("rows")}
        quarter, shown = Quarter.of(problem.opened_on), []
        while quarter <= Quarter.of(today):
            url = "" if quarter in frozen else self.address_of("progress", problem.pk, quarter.slug)
            shown.insert(0, {"label": quarter.label(language), "words": progress_words(lines.get(quarter)), "url": url})
            quarter = quarter.next()
        return super().get_context_data(
            problem=problem,
            quarters=shown,
            change_url=self.address_of("change_problem", problem.pk),
            may_plan=self.may(PLANS),
            **kwargs,
        )


class ChangeProblem(OfProblem, FormScreen):
    """The owner, the region, the scope and the measure."""

    form_class = ProblemForm
    title = gettext_lazy("Owner and measure")
    success = gettext_lazy("The problem is changed.")

    def get_initial(self):
        """As they stand."""
        return ProblemForm.initial_of(self.problem)

    def act(self, form):
        """Change them."""
        progress.change_problem(self.problem, user=self.request.user, **form.cleaned_data)
        return self.address_of("problem", self.problem.pk)


class TellProgress(OfProblem, FormScreen):
    """How the problem stands in a quarter."""

    form_class = ProgressForm
    success = gettext_lazy("The progress is recorded.")

    @cached_property
    def quarter(self):
        """The quarter of the address, or 404."""
        return quarter_or_404(self.kwargs["quarter"])

    def get_page_title(self):
        """The quarter."""
        return _("Progress: %(quarter)s") % {"quarter": self.quarter.label(active_language())}

    def get_initial(self):
        """As it stands."""
        line = self.problem.progress.filter(year=self.quarter.year, number=self.quarter.number).first()
        return ProgressForm.initial_of(line) if line else {}

    def act(self, form):
        """Tell it."""
        progress.tell(self.problem, self.quarter, user=self.request.user, now=timezone.now(), **form.cleaned_data)
        return self.address_of("problem", self.problem.pk)


class Reports(Screen):
    """The quarters that owe a report: frozen, or missing; and what the next report would say."""

    template_name = "regional_meetings/admin/reports.html"
    title = gettext_lazy("Quarterly reports")

    def get_context_data(self, **kwargs):
        """The earliest that is missing is the next to freeze."""
        today, language = timezone.localdate(), active_language()
        owed = reports.owed_quarter(self.body, today) if self.body else None
        lines = report_lines(reports.rows_of(self.body, owed), language) if owed else []
        return super().get_context_data(
            quarters=quarter_lines(reports.standings(self.body, today) if self.body else [], language),
            owed=owed.label(language) if owed else "",
            lines=lines,
            silent=sum(line["is_silent"] for line in lines),
            freeze_url=self.address_of("freeze", owed.slug) if owed else "",
            may_publish=self.may(PUBLISHES),
            **kwargs,
        )


class Freeze(Act):
    """Freeze and publish the report of a quarter."""

    def act(self, quarter, **kwargs):
        """For ever."""
        reports.freeze(self.body_or_404(), quarter_or_404(quarter), user=self.request.user, now=timezone.now())
        return _("The report is frozen and public. It never changes.")

    def back_to(self):
        """The list of reports."""
        return self.address_of("reports")
