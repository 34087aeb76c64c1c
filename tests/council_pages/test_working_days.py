"""Working days: what the calendar changes in the plain week, and terms that count from the next day."""

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_pages import working_days
from council_pages.working_days import Calendar, add_working_days, is_weekend, is_working, working_days_between

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, 20) + timedelta(days=step) for step in range(4))
PLAIN = Calendar()
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
TERMS = st.integers(min_value=0, max_value=90)


@st.composite
def calendars(draw):
    """A calendar with up to thirty days off and, among the other days, up to ten weekend days that are worked."""
    off = draw(st.frozensets(DAYS, max_size=30))
    worked = draw(st.frozensets(DAYS.filter(is_weekend), max_size=10))
    return Calendar(off=off, worked=worked - off)


@given(DAYS)
def test_without_a_calendar_people_work_from_monday_to_friday(day):
    assert is_working(day, PLAIN) == (day.isoweekday() <= 5)


def test_the_calendar_takes_a_weekday_and_gives_a_weekend_day():
    moved = Calendar(off=frozenset({MONDAY}), worked=frozenset({SATURDAY}))
    assert [is_working(day, moved) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY)] == [True, True, False, False]


def test_a_day_cannot_be_both_off_and_worked():
    with pytest.raises(ValueError, match="2026-11-21"):
        Calendar(off=frozenset({SATURDAY}), worked=frozenset({SATURDAY}))


def test_a_term_counts_from_the_next_day():
    assert add_working_days(FRIDAY, 1, PLAIN) == MONDAY
    assert add_working_days(SATURDAY, 1, PLAIN) == MONDAY
    assert add_working_days(MONDAY, 10, PLAIN) == date(2026, 12, 7)


def test_a_holiday_makes_a_term_longer_and_a_worked_saturday_shorter():
    sent = date(2026, 12, 14)
    assert add_working_days(sent, 5, PLAIN) == date(2026, 12, 21)
    assert add_working_days(sent, 5, Calendar(off=frozenset({date(2026, 12, 16)}))) == date(2026, 12, 22)
    assert add_working_days(sent, 5, Calendar(worked=frozenset({date(2026, 12, 19)}))) == date(2026, 12, 19)


@given(DAYS, calendars())
def test_a_term_of_no_days_is_over_on_its_own_day(day, calendar):
    assert add_working_days(day, 0, calendar) == day


def test_a_negative_term_is_refused():
    with pytest.raises(ValueError, match="-1"):
        add_working_days(FRIDAY, -1, PLAIN)


@given(DAYS, st.integers(min_value=1, max_value=90), calendars())
def test_a_term_ends_on_a_working_day_and_never_sooner_than_it_has_days(day, n, calendar):
    last = add_working_days(day, n, calendar)
    assert is_working(last, calendar)
    assert (last - day).days >= n


@given(DAYS, TERMS, calendars())
def test_the_days_of_a_term_are_the_term(day, n, calendar):
    assert working_days_between(day, add_working_days(day, n, calendar), calendar) == n


@given(DAYS, TERMS, TERMS, calendars())
def test_one_term_after_another_is_both_together(day, n, m, calendar):
    assert add_working_days(add_working_days(day, n, calendar), m, calendar) == add_working_days(day, n + m, calendar)


@given(DAYS, DAYS, DAYS, calendars())
def test_stretches_of_time_add_up_in_whatever_order(a, b, c, calendar):
    between = working_days_between(a, b, calendar) + working_days_between(b, c, calendar)
    assert between == working_days_between(a, c, calendar)


@given(DAYS, DAYS, calendars())
def test_no_stretch_has_more_working_days_than_days(a, b, calendar):
    assert abs(working_days_between(a, b, calendar)) <= abs((b - a).days)
    assert working_days_between(a, b, calendar) == -working_days_between(b, a, calendar)


@given(DAYS, TERMS, calendars())
def test_another_day_off_never_makes_a_term_shorter(day, n, calendar):
    longer = Calendar(off=calendar.off | {day + timedelta(days=1)}, worked=calendar.worked - {day + timedelta(days=1)})
    assert add_working_days(day, n, longer) >= add_working_days(day, n, calendar)


def test_the_examples_are_true():
    found = doctest.testmod(working_days)
    assert found.attempted
    assert not found.failed
