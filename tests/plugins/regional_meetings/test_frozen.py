"""A frozen report: the database refuses every change by every path; what it says does not move."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from cms.models import Council
from council_pages.quarters import Quarter
from plugins.regional_meetings import overview, progress, ranking, reports
from plugins.regional_meetings.models import QuarterReport
from tests.plugins.regional_meetings.making import AFTER, JULY, OCTOBER, day, make_body, problem_of, ranked, tell

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


@pytest.fixture
def problems(meeting, body):
    """Two problems of a published list."""
    return [problem_of(one, body) for one in ranked(meeting, "Когда построят полигон?", "Почему мало постов?")]


@pytest.fixture
def report(problems, body):
    """The frozen report of the second quarter; of the second problem nothing was told."""
    tell(problems[0], Q2, percent=20)
    return reports.freeze(body, Q2, user=None, now=JULY)


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def refused(action):
    """The database's words when it refuses."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        action()
    return str(caught.value)


def test_004_19_a_frozen_report_cannot_be_changed_by_any_path(report):
    table = QuarterReport._meta.db_table
    for act in (
        report.save,
        lambda: QuarterReport.objects.update(rows=[]),
        lambda: QuarterReport.objects.bulk_update([report], ["rows"]),
        lambda: execute(f"UPDATE {table} SET id = id"),
        report.delete,
        lambda: QuarterReport.objects.all().delete(),
        lambda: QuarterReport.objects.all()._raw_delete(using="default"),
        lambda: execute(f"DELETE FROM {table}"),
    ):
        assert "never changed and never deleted" in refused(act)
    assert QuarterReport.objects.get().rows == report.rows


def test_nothing_is_put_in_the_place_of_a_frozen_report(report):
    columns = ", ".join(field.column for field in QuarterReport._meta.concrete_fields)
    replace = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    table = QuarterReport._meta.db_table
    refused(lambda: execute(f"{replace} INTO {table} ({columns}) SELECT {columns} FROM {table}"))
    others = ", ".join("id + 1000" if name.strip() == "id" else name for name in columns.split(","))
    refused(lambda: execute(f"{replace} INTO {table} ({columns}) SELECT {others} FROM {table}"))


def test_a_table_that_holds_a_report_is_not_emptied(report):
    empty = f"DELETE FROM {QuarterReport._meta.db_table}"
    if connection.vendor == "postgresql":
        empty = f"TRUNCATE {QuarterReport._meta.db_table} CASCADE"
        execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert "never changed" in refused(lambda: execute(empty))


def test_any_change_to_a_frozen_report_is_refused_in_words_that_name_the_cure(report, problems, body):
    with pytest.raises(ValidationError, match="Freeze the next quarter instead"):
        reports.freeze(body, Q2, user=None, now=OCTOBER)
    with pytest.raises(ValidationError, match="Tell of it in the next quarter"):
        tell(problems[0], Q2, percent=90)


def test_what_a_report_says_does_not_follow_later_changes(report, problems, meeting):
    before = QuarterReport.objects.get().rows
    other = make_body(name="Басқа")
    progress.change_problem(problems[0], owner=other, measure_kk="Шара", measure_ru="Мера", user=None)
    ranking.withdraw_ranking(meeting, user=None)
    ranking.change_group(problems[0].group, text_kk="Жаңа", text_ru="Новый", theme_kk="т", theme_ru="т", user=None)
    assert QuarterReport.objects.get().rows == before


def test_g6_a_report_holds_problem_owner_state_and_the_change_since_the_last_quarter(report, problems, body):
    tell(problems[0], Q3, "resolved", 100, now=OCTOBER)
    second = reports.freeze(body, Q3, user=None, now=OCTOBER)
    row = second.rows[0]
    assert (row["text"]["ru"], row["owner"]["ru"]) == ("Когда построят полигон?", "Министерство: Экология")
    assert (row["state_before"], row["percent_before"], row["state"], row["percent"]) == (
        "in_progress",
        20,
        "resolved",
        100,
    )


def test_a_problem_of_which_nothing_was_told_stands_in_the_report_as_such(report):
    assert [row["state"] for row in report.rows] == ["in_progress", ""]


def test_a_settled_problem_leaves_the_reports_after_the_quarter_that_says_so(report, problems, body):
    tell(problems[0], Q3, "resolved", 100, now=OCTOBER)
    reports.freeze(body, Q3, user=None, now=OCTOBER)
    fourth = reports.rows_of(body, Quarter(2026, 4))
    assert [row["problem"] for row in fourth] == [problems[1].pk]


def test_g6_missing_quarters_are_shown_as_missing(problems, body):
    tell(problems[0], Q3, now=OCTOBER)
    reports.freeze(body, Q3, user=None, now=OCTOBER)
    found = reports.standings(body, day("2026-10-07"))
    assert [(str(row.quarter), row.is_missing) for row in found] == [("2026-q3", False), ("2026-q2", True)]
    assert found[1].days_late == 99
    assert reports.owed_quarter(body, day("2026-10-07")) == Q2


def test_a_quarter_that_is_not_over_is_not_frozen_and_the_day_is_named(problems, body):
    with pytest.raises(ValidationError, match=r"from 01\.07\.2026"):
        reports.freeze(body, Q2, user=None, now=AFTER)


def test_a_quarter_before_any_problem_has_nothing_to_freeze(problems, body):
    with pytest.raises(ValidationError, match="no problem to tell of"):
        reports.freeze(body, Quarter(2026, 1), user=None, now=JULY)
    assert reports.standings(make_body(name="Бос"), day("2027-01-01")) == []


def test_a_problem_of_a_list_that_is_not_public_is_not_lost_from_a_report(problems, body, meeting):
    ranking.withdraw_ranking(meeting, user=None)
    with pytest.raises(ValidationError, match=r"for ever: .*Publish the list first"):
        reports.freeze(body, Q2, user=None, now=JULY)
    ranking.publish_ranking(meeting, user=None, now=AFTER)
    assert len(reports.freeze(body, Q2, user=None, now=JULY).rows) == 2


def test_taking_a_list_back_hides_no_frozen_report_and_no_missing_quarter(report, body, meeting, council):
    ranking.withdraw_ranking(meeting, user=None)
    shown = [(one.quarter, one.is_missing) for one in reports.standings(body, OCTOBER.date())]
    assert shown == [(Q3, True), (Q2, False)]
    councils = Council.objects.filter(pk=council.pk)
    assert overview.missing_reports(councils, OCTOBER.date()) == {council.pk: 1}


def test_settled_is_what_a_frozen_report_says(problems, body):
    tell(problems[0], Q2, state="resolved", percent=100)
    assert reports.settled_by([]) == set()
    frozen = [reports.freeze(body, quarter, user=None, now=OCTOBER) for quarter in (Q2, Q3)]
    assert reports.settled_by(frozen) == reports.settled_by(frozen[:1]) == {problems[0].pk}
    assert [row["problem"] for row in frozen[1].rows] == [problems[1].pk]
