"""What the plugin adds elsewhere: the council's home, the ministry's table, duties, feed, export, search."""

from datetime import date, datetime

import pytest
from django.utils import timezone, translation

from cms import plugin_asking
from cms.models import Council
from council_pages.quarters import Quarter
from council_pages.todo_rows import duties_in
from plugins.regional_meetings import overview, planning, reports
from plugins.regional_meetings.finding import MeetingSource
from plugins.regional_meetings.overview import MeetingDuty
from tests.factories import make_council
from tests.plugins.regional_meetings.making import (
    ALMATY,
    BEFORE,
    JULY,
    make_body,
    make_meeting,
    problem_of,
    ranked,
    tell,
)

OCTOBER_DAY = date(2026, 10, 7)


@pytest.fixture
def plugin():
    """The plugin itself, as it is loaded."""
    return plugin_asking.plugin("regional_meetings")


@pytest.fixture
def announced(meeting):
    """The meeting, public."""
    return planning.announce(meeting, user=None, now=BEFORE)


@pytest.fixture
def problem(announced, body):
    """A problem of a published list."""
    (group,) = ranked(announced, "Когда построят полигон?")
    return problem_of(group, body)


def test_a_councils_home_shows_the_meetings_ahead(plugin, council, announced):
    (section,) = plugin.sections(council, "ru", BEFORE)
    assert [line["title"] for line in section.context["lines"]] == [announced.title("ru")]
    (after,) = plugin.sections(council, "ru", datetime(2026, 5, 1, tzinfo=ALMATY))
    assert [line["title"] for line in after.context["lines"]] == [announced.title("ru")]


def test_a_councils_home_says_nothing_before_a_meeting_is_announced(plugin, council, meeting):
    assert plugin.sections(council, "ru", BEFORE) == []


def test_missing_reports_are_a_column_of_the_ministrys_table(plugin, council, problem, body):
    (column,) = plugin.compliance_columns()
    councils = Council.objects.filter(pk=council.pk)
    assert column.values(councils, OCTOBER_DAY)[council.pk].sort == 2
    tell(problem, Quarter(2026, 2))
    reports.freeze(body, Quarter(2026, 2), user=None, now=JULY)
    assert column.values(councils, OCTOBER_DAY)[council.pk].sort == 1


def test_a_missing_report_is_a_duty_of_those_who_publish(council, problem):
    found = [duty for duty in duties_in(Council.objects.filter(pk=council.pk), OCTOBER_DAY) if duty.code in MeetingDuty]
    assert [(str(duty.about), duty.overdue) for duty in found] == [("2026-q2", 99), ("2026-q3", 7)]


def test_the_table_asks_as_many_queries_for_many_councils(council, problem, django_assert_num_queries):
    for number in range(3):
        other = make_council(f"more-{number}")
        make_meeting(make_body(other, name=f"Орган {number}"), f"more-{number}")
    for asked in (overview.missing_reports, overview.report_duties):
        with django_assert_num_queries(2):
            asked(Council.objects.all(), OCTOBER_DAY)


def test_the_feed_holds_announced_meetings_and_frozen_reports_and_nothing_else(
    plugin, council, problem, body, announced
):
    make_meeting(body, "draft")
    tell(problem, Quarter(2026, 2))
    reports.freeze(body, Quarter(2026, 2), user=None, now=JULY)
    (feed,) = plugin.feeds()
    with translation.override("ru"):
        entries = feed.entries(council, "ru", timezone.now())
    assert [entry.published for entry in entries] == [JULY, announced.announced_at]
    assert all(entry.url.startswith("/ru/councils/eco/regional-meetings/") for entry in entries)


def test_the_ranked_questions_are_a_table_to_take_away(plugin, council, problem):
    (export,) = plugin.exports()
    with translation.override("ru"):
        (row,) = export.rows(council, "ru")
    assert len(row) == len(export.columns)
    assert row[2] == "Когда построят полигон?"


def test_an_announced_meeting_is_found_with_its_ranked_questions(announced, body):
    source, draft = MeetingSource(), make_meeting(body, "draft")
    found = source.documents([announced.pk, draft.pk])
    assert {(one.pk, one.language) for one in found} == {(announced.pk, "kk"), (announced.pk, "ru")}
    assert not any("полигон" in one.text for one in found)
    ranked(announced, "Когда построят полигон?")
    assert any("полигон" in one.text for one in source.documents([announced.pk]))
    assert list(source.keys(0)) == [announced.pk]
    assert source.count() == 1
