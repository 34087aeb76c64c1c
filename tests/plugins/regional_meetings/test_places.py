"""What the plugin adds elsewhere: the council's home, the ministry's table, duties, feed, export, search."""

from datetime import date, datetime

import pytest
from django.utils import timezone, translation

from cms import plugin_asking
from cms.models import Council
from cms.roles import Role
from council_pages.quarters import Quarter
from council_pages.reminders import letters
from council_pages.todo import Screen
from council_pages.todo_rows import duties_in
from plugins.regional_meetings import national, overview, planning, reports
from plugins.regional_meetings.duties import Duty
from plugins.regional_meetings.finding import MeetingSource
from plugins.regional_meetings.models import ProfileDate
from plugins.regional_meetings.overview import MeetingDuty
from tests.factories import make_council, make_user
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


def yearly(council, today):
    """What the council is told of its plan: (code, subject, days late, screen)."""
    found = overview.yearly_duties(Council.objects.filter(pk=council.pk), today)
    return [(duty.code, str(duty.subject), duty.overdue, duty.screen) for duty in found]


def test_g8_a_body_is_reminded_of_its_two_duties_until_they_are_recorded(council, body):
    assert yearly(council, date(2026, 11, 16)) == []
    [told] = yearly(council, date(2026, 11, 17))
    assert told == (
        MeetingDuty.PROPOSALS_DUE,
        "Year plan: 2027",
        0,
        Screen("regional_meetings_new_plan", (council.slug,)),
    )
    planning.open_plan(body, 2027, user=None)
    late = yearly(council, date(2026, 12, 17))
    assert [line[::2] for line in late] == [(MeetingDuty.PROPOSALS_DUE, 16), (MeetingDuty.PLAN_DUE, 2)]
    assert late[1][3] == Screen("regional_meetings_duty", (council.slug, 2027, Duty.DEPARTMENT_PLAN.value))
    done = {"done_on": date(2026, 12, 17), "today": date(2026, 12, 17), "user": None, "body": body}
    national.record_duty(Duty.PROPOSALS, "2027", **done)
    assert [line[0] for line in yearly(council, date(2026, 12, 18))] == [MeetingDuty.PLAN_DUE]
    national.record_duty(Duty.DEPARTMENT_PLAN, "2027", **done)
    assert yearly(council, date(2026, 12, 18)) == []


def test_g8_the_reminder_is_in_the_weekly_letter_of_those_who_plan(council, body):
    editor, secretary = (make_user(role, council) for role in (Role.EDITOR, Role.SECRETARY))
    told = {letter.person.pk: [duty.code for duty in letter.duties] for letter in letters(date(2026, 11, 23))}
    assert MeetingDuty.PROPOSALS_DUE in told[editor.pk]
    assert MeetingDuty.PROPOSALS_DUE not in told.get(secretary.pk, [])


def test_g8_another_day_of_the_profile_moves_the_reminder(council, body):
    source = {"source_kk": "№ 1 бұйрық", "source_ru": "Приказ № 1"}
    national.set_day(
        ProfileDate(duty=Duty.PROPOSALS, month=11, day=1, years_before=1, first_year=2027, **source), user=None
    )
    assert [line[:3] for line in yearly(council, date(2026, 11, 3))] == [
        (MeetingDuty.PROPOSALS_DUE, "Year plan: 2027", 2)
    ]


def test_004_1_a_body_that_owes_no_meetings_is_reminded_of_nothing(council):
    make_body(council, is_exempt=True)
    assert yearly(council, date(2026, 12, 20)) == []


def test_the_reminders_ask_as_many_queries_for_many_councils(council, body, django_assert_num_queries):
    for number in range(3):
        make_body(make_council(f"more-{number}"), name=f"Орган {number}")
    with django_assert_num_queries(4):
        assert len(overview.yearly_duties(Council.objects.all(), date(2026, 12, 20))) == 8


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
