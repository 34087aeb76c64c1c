"""Recurring duties: periods, proofs, gaps. The day of a proof decides, never the day on which it was recorded."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_pages.overview.cadences import Period, Span, State, due_on, has_ended, span_of, spans, standings
from council_pages.overview.named_cadences import NAMED

START = date(2026, 3, 5)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(("period", "day", "first", "last"), [
    (Period.TEN_DAYS, date(2026, 3, 5), date(2026, 3, 5), date(2026, 3, 14)),
    (Period.TEN_DAYS, date(2026, 3, 14), date(2026, 3, 5), date(2026, 3, 14)),
    (Period.TEN_DAYS, date(2026, 3, 15), date(2026, 3, 15), date(2026, 3, 24)),
    (Period.MONTH, date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
    (Period.QUARTER, date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
    (Period.HALF_YEAR, date(2026, 6, 30), date(2026, 1, 1), date(2026, 6, 30)),
    (Period.HALF_YEAR, date(2027, 7, 1), date(2027, 7, 1), date(2027, 12, 31)),
    (Period.YEAR, date(2027, 7, 1), date(2027, 1, 1), date(2027, 12, 31)),
    (Period.TWO_YEARS, date(2027, 12, 31), date(2026, 1, 1), date(2027, 12, 31)),
    (Period.TWO_YEARS, date(2028, 1, 1), date(2028, 1, 1), date(2029, 12, 31)),
])  # fmt: skip
def test_g21_a_day_lies_in_one_period(period, day, first, last):
    assert span_of(period, START, day) == Span(first, last)


@given(st.sampled_from(Period), DAYS, st.integers(0, 3000))
def test_periods_follow_each_other_without_a_gap(period, starts_on, days):
    until = starts_on + timedelta(days=days)
    found = spans(period, starts_on, until)
    assert found[0].first <= starts_on <= found[0].last
    assert found[-1].first <= until <= found[-1].last
    for one, following in pairwise(found):
        assert one.last + timedelta(days=1) == following.first
        assert span_of(period, starts_on, one.last) == one


@given(st.sampled_from(Period), DAYS, st.lists(st.integers(0, 900), max_size=8), st.integers(0, 900))
def test_every_proof_stands_in_one_period_and_makes_it_proven(period, starts_on, offsets, days):
    today = starts_on + timedelta(days=days)
    proofs = [starts_on + timedelta(days=offset) for offset in offsets if offset <= days]
    found = standings(period, starts_on, None, proofs, today)
    assert sorted(day for one in found for day in one.days) == sorted(proofs)
    assert all((one.state == State.PROVEN) == bool(one.days) for one in found)
    assert all(one.span.last < today for one in found if one.state == State.MISSING)


def test_002_15_a_period_that_is_over_without_a_proof_is_missing_and_the_running_one_is_not():
    found = standings(Period.MONTH, START, None, [date(2026, 4, 9)], date(2026, 6, 30))
    assert [one.state for one in found] == [State.MISSING, State.PROVEN, State.MISSING, State.RUNNING]
    # One day later the running one is over.
    assert standings(Period.MONTH, START, None, [], date(2026, 7, 1))[3].state == State.MISSING


def test_a_duty_that_ended_asks_for_nothing_after_its_last_day():
    found = standings(Period.MONTH, START, date(2026, 4, 15), [], date(2027, 1, 1))
    assert [one.state for one in found] == [State.MISSING, State.RUNNING]
    assert standings(Period.MONTH, date(2027, 1, 1), None, [], date(2026, 12, 31)) == []


def test_the_next_proof_is_due_at_the_end_of_the_period_that_has_none():
    today = date(2026, 4, 10)
    assert due_on(Period.MONTH, START, [], today) == date(2026, 4, 30)
    assert due_on(Period.MONTH, START, [date(2026, 4, 1)], today) == date(2026, 5, 31)
    assert due_on(Period.TWO_YEARS, date(2027, 5, 1), [], today) == date(2028, 12, 31)


def test_000_9_and_000_11_the_documents_duties_are_named_with_their_clauses():
    periods = {facts["code"]: (facts["period"], facts["source_ru"]) for facts in NAMED}
    assert periods["government-hearings"][0] == Period.HALF_YEAR and "000-9" in periods["government-hearings"][1]
    assert periods["mazhilis"][0] == Period.TWO_YEARS and "000-11" in periods["mazhilis"][1]
    assert periods["schedules-review"][0] == Period.QUARTER and "001-5" in periods["schedules-review"][1]
    meetings = ("committee-meeting", "minister-meeting", "government-meeting")
    assert [periods[code][0] for code in meetings] == [Period.TEN_DAYS, Period.MONTH, Period.HALF_YEAR]
    assert all("002-15" in periods[code][1] for code in meetings)


@pytest.mark.parametrize("period", Period)
@pytest.mark.parametrize("starts_on", [date.min, date(9999, 1, 1), date.max])
def test_the_next_day_of_a_duty_whose_first_day_was_a_slip_is_found_or_none(period, starts_on):
    for proofs in ([], [starts_on]):
        due = due_on(period, starts_on, proofs, date(2026, 11, 22))
        assert due is None or due >= date(2026, 11, 22)


def test_a_duty_runs_on_its_last_day_and_has_ended_on_the_next():
    assert [has_ended(START, day) for day in (START, START + timedelta(days=1))] == [False, True]
    assert not has_ended(None, START)
