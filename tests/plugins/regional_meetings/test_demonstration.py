"""The samples' regional meeting, loaded on any day: twelve ranked questions, two frozen reports."""

from datetime import date

import pytest

from cms.dates import local
from cms.models import Council
from council_pages.quarters import Quarter
from forms.demonstration import loader
from forms.demonstration.content import Content
from plugins.regional_meetings import demonstration, holding, national, reports
from plugins.regional_meetings.models import Body, Meeting, Problem, QuarterReport, YearPlan
from tests.conftest import FULL

ALL_DAYS = [
    date(2026, 11, 28),
    date(2027, 1, 2),
    date(2027, 2, 14),
    date(2027, 4, 30),
    date(2027, 7, 1),
    date(2027, 9, 25),
]
# The small size looks at the first and at one in another year.
DAYS = ALL_DAYS if FULL else ALL_DAYS[:2]


@pytest.fixture(params=DAYS, ids=str)
def today(request, council, db):
    """A day on which the demonstration is loaded."""
    council.plugins = " "
    council.save()
    content = Content.for_day(request.param)
    content.rows["eco"] = council
    demonstration.load(content)
    return request.param


def test_everything_of_the_samples_is_loaded(today, council):
    assert "regional_meetings" in Council.objects.get(pk=council.pk).plugin_names
    assert (Body.objects.count(), YearPlan.objects.count(), Meeting.objects.public().count()) == (1, 1, 1)
    assert sorted(Problem.objects.values_list("group__rank", flat=True)) == list(range(1, 13))
    meeting = Meeting.objects.with_facts().get()
    assert holding.is_held_in_full(meeting)
    assert meeting.ranking_published_at is not None


def test_two_reports_are_frozen_and_none_of_them_is_ahead_of_the_day(today):
    frozen = list(QuarterReport.objects.all())
    assert len(frozen) == 2
    assert all(local(report.frozen_at).date() <= today for report in frozen)
    assert all(len(report.rows) == 12 for report in frozen)
    assert not any(row["state"] == "" for report in frozen for row in report.rows)


def test_the_quarters_with_a_report_are_the_first_that_owe_one(today):
    body = Body.objects.get()
    shown = list(reversed(reports.standings(body, today)))
    assert [row.is_missing for row in shown][:2] == [False, False]
    assert shown[0].quarter == Quarter.of(reports.first_problem_on(body))


def test_the_duties_were_done_in_time(today):
    plan = YearPlan.objects.get()
    standings = national.yearly_standings(plan.year, today, plan.body)
    assert len(standings) == 4
    assert all(row.done_on and not row.days_late for row in standings)


def test_what_the_plugin_loads_is_not_said_to_be_left_for_later():
    assert demonstration.KEYS in loader._further
