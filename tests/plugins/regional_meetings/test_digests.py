"""Sums over all bodies: half-years, regions' need, the yearly evaluation."""

from datetime import date

import pytest
from django.utils.translation import override

from council_pages import spreadsheets
from council_pages.quarters import Quarter
from plugins.regional_meetings import digests, holding, national, planning, reports, tables
from plugins.regional_meetings.duties import Duty
from plugins.regional_meetings.halves import Half
from plugins.regional_meetings.models import Part, SystemicIssue
from tests.factories import make_council
from tests.plugins.regional_meetings.making import (
    AFTER,
    JULY,
    kostanay,
    make_body,
    make_meeting,
    problem_of,
    ranked,
    tell,
)

TODAY = date(2026, 10, 7)
HALF = Half(2026, 1)


@pytest.fixture
def year(meeting, body):
    """A meeting held in full, two problems, a frozen report, a systemic problem of an akim."""
    holding.record_held(meeting, participants=200, report_minutes=31, user=None, now=AFTER)
    for part in Part:
        where = {"place_kk": "Әкімдік", "place_ru": "Акимат"}
        holding.record_part(meeting, part, held_on=date(2026, 4, 16), people=9, user=None, now=AFTER, **where)
    planning.announce(meeting, user=None, now=AFTER)
    problems = [problem_of(one, body) for one in ranked(meeting, "Полигон?", "Посты?")]
    tell(problems[0], Quarter(2026, 2), "resolved", 100)
    reports.freeze(body, Quarter(2026, 2), user=None, now=JULY)
    issue = SystemicIssue(
        period="2026-h1",
        sender="akim",
        region=kostanay(),
        body=body,
        text_kk="Су",
        text_ru="=Вода",
        received_on=date(2026, 7, 1),
    )
    national.record_issue(issue, today=TODAY, user=None)
    national.record_duty(Duty.PROPOSALS, "2026", body=body, done_on=date(2025, 12, 4), today=TODAY, user=None)
    national.record_duty(Duty.DEPARTMENT_PLAN, "2026", body=body, done_on=date(2025, 12, 12), today=TODAY, user=None)
    return problems


def test_004_23_and_004_26_a_half_year_is_summed_up_by_region_and_competence(year, body):
    ((region, bodies),) = digests.half_year(HALF)
    assert region == kostanay()
    ((owner, lines),) = bodies
    assert owner == body
    assert [bool(line["problem"]) for line in lines] == [True, True, False]
    assert digests.meetings_held(HALF) == 1
    assert digests.half_year(Half(2025, 2)) == []


def test_004_29_the_evaluation_counts_a_year_of_each_body(year, body):
    make_body(make_council("defence"), name="Қорғаныс", is_exempt=True)
    (row,) = digests.evaluation(2026, TODAY)
    assert row["body"] == body
    assert [row[name] for name in digests.COUNTED] == [1, 1, 1, 1, 2, 2, 1, 2, 1]
    assert (row["late_proposals"], row["late_department_plan"]) == (3, 0)


def test_the_evaluation_asks_as_many_queries_for_many_bodies(
    year, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12) as asked:
        digests.evaluation(2026, TODAY)
    for number in range(3):
        body = make_body(make_council(f"more-{number}"), name=f"Орган {number}")
        make_meeting(body, f"more-{number}")
    with django_assert_num_queries(len(asked)):
        digests.evaluation(2026, TODAY)


def test_004_6_regions_are_ranked_by_open_problems_and_issues(year):
    first, *rest = digests.region_priorities()
    assert (first.region, first.problems, first.issues) == (kostanay(), 1, 1)
    assert first.last_meeting == date(2026, 4, 16)
    assert len(rest) == 19


def test_a_table_goes_out_as_csv_and_xlsx_and_runs_no_formula(year):
    with override("ru"):
        table = tables.digest_table(HALF, "ru")
    assert len(table.rows) == 3
    assert b"'=" in tables.as_csv(table)
    rows = spreadsheets.read(tables.as_xlsx(table), 10, 5)
    assert rows[3][2] == "=Вода"


def test_004_29_the_evaluation_is_a_table_with_a_column_for_each_number(year):
    with override("kk"):
        table = tables.evaluation_table(2026, TODAY, "kk")
    assert len(table.columns) == len(table.rows[0]) == len(tables.EVALUATED) + 1
