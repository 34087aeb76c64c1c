"""The dated duties of the profile: the days, the owners, how late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.regional_meetings.duties import (
    DEFAULTS,
    OWNERS,
    YEARLY,
    Duty,
    Owner,
    days_late,
    due_on,
    is_reminded,
    standing,
)
from plugins.regional_meetings.halves import Half

DAYS = st.dates(date(2016, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("duty", "owner", "due"),
    [
        (Duty.PROPOSALS, Owner.BODY, date(2026, 12, 1)),
        (Duty.DEPARTMENT_PLAN, Owner.BODY, date(2026, 12, 15)),
        (Duty.SUBMISSION, Owner.ACCESS, date(2026, 12, 15)),
        (Duty.APPROVAL, Owner.GOVERNMENT, date(2027, 1, 10)),
    ],
)
def test_g8_four_duties_with_their_owners_are_keyed_by_the_planned_year(duty, owner, due):
    assert due_on(duty, "2027", DEFAULTS) == due
    assert OWNERS[duty] == owner


def test_the_duties_of_a_plan_cross_the_year_and_come_in_their_order():
    days = [due_on(duty, "2027", DEFAULTS) for duty in YEARLY]
    assert days == sorted(days)
    assert {day.year for day in days} == {2026, 2027}


@given(DAYS, DAYS, st.none() | DAYS)
def test_days_late_count_from_the_day_after_and_are_never_below_zero(due, today, done):
    late = days_late(due, done, today)
    assert late == max(0, ((done or today) - due).days)
    assert days_late(due, due, today) == 0


def test_a_duty_done_late_stays_late_and_is_not_overdue():
    late = standing(Duty.PROPOSALS, date(2026, 12, 1), date(2026, 12, 4), date(2027, 2, 1))
    assert (late.days_late, late.is_overdue) == (3, False)
    undone = standing(Duty.PROPOSALS, date(2026, 12, 1), None, date(2026, 12, 2))
    assert (undone.days_late, undone.is_overdue) == (1, True)


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 11, 16), False),
        (date(2026, 11, 17), True),
        (date(2026, 12, 1), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
    ],
)
def test_g8_a_reminder_begins_two_weeks_before_the_day_and_ends_with_the_first_quarter(today, told):
    assert is_reminded(date(2026, 12, 1), 2027, today) is told


@pytest.mark.parametrize("duty", YEARLY)
def test_004_33_each_day_says_its_source_and_that_it_is_a_repealed_draft(duty):
    for text in (DEFAULTS[duty].source_kk, DEFAULTS[duty].source_ru):
        assert "004" in text and "№ 112" in text and "№ 431" in text


@given(DAYS)
def test_a_half_year_holds_its_days(day):
    half = Half.of(day)
    assert half.first_day <= day <= half.last_day
    assert Half.parse(half.slug) == half
    assert half.next().previous() == half
    assert half.next().first_day == half.last_day + timedelta(days=1)


@pytest.mark.parametrize("slug", ["2026-h3", "2026", "26-h1", "2026-q1", "0000-h1", ""])
def test_what_is_no_half_year_is_refused(slug):
    with pytest.raises(ValueError, match="half"):
        Half.parse(slug)


def test_a_half_year_has_a_name_in_both_languages():
    assert Half(2026, 1).label("kk") == "2026 жылғы I жартыжылдық"
    assert Half(2026, 2).label("ru") == "II полугодие 2026 года"
