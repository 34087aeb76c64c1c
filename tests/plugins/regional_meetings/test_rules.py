"""The pure rules: the report's share, ranks in a row, quarters that owe a report, regions by their need."""

from datetime import date, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from council_pages.quarters import Quarter
from plugins.regional_meetings.rules import (
    Balance,
    RegionFacts,
    by_priority,
    equal_ranks,
    exceeds,
    in_row,
    in_working_hours,
    longest_report,
    quarter_standing,
    quarters_due,
    share_percent,
)
from tests.plugins.regional_meetings.making import ALMATY

MINUTES = st.integers(1, 1440)


@given(MINUTES, MINUTES, st.integers(1, 100))
def test_004_4_the_longest_report_fits_and_a_minute_more_does_not(planned, report, limit):
    longest = longest_report(planned, limit)
    assert exceeds(report, planned, limit) == (report > longest)
    if report <= planned:
        assert exceeds(report, planned, limit) == (
            share_percent(report, planned) > limit or report * 100 > limit * planned
        )


def test_g7_thirty_of_a_hundred_and_twenty_fit_and_thirty_one_do_not():
    assert not exceeds(30, 120, 25)
    assert exceeds(31, 120, 25)
    assert share_percent(31, 120) == 26


def test_a_share_is_never_shown_smaller_than_it_is():
    assert share_percent(301, 1200) == 26


def test_004_5_an_hour_at_work_is_told_from_an_evening_and_a_day_off():
    assert in_working_hours(datetime(2026, 4, 16, 15, tzinfo=ALMATY), False)
    assert not in_working_hours(datetime(2026, 4, 16, 18, 30, tzinfo=ALMATY), False)
    assert not in_working_hours(datetime(2026, 4, 18, 15, tzinfo=ALMATY), True)


@given(st.dictionaries(st.integers(), st.integers(1, 50), max_size=20))
def test_ranks_in_a_row_keep_the_order_or_are_said_to_be_equal(ranks):
    equal = equal_ranks(ranks.values())
    if equal:
        assert len(set(ranks.values())) < len(ranks)
        return
    places = in_row(ranks)
    assert sorted(places.values()) == list(range(1, len(ranks) + 1))
    assert sorted(places, key=places.get) == sorted(ranks, key=ranks.get)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2032, 1, 1)))
def test_quarters_that_owe_a_report_are_over_and_follow_one_another(first, today):
    due = quarters_due(first, today)
    assert all(quarter.last_day < today for quarter in due)
    assert all(one.next() == other for one, other in pairwise(due))
    assert not due or due[0] == Quarter.of(first)


def test_a_missing_quarter_counts_the_days_since_its_end():
    quarter = Quarter(2026, 2)
    assert quarter_standing(quarter, None, None, date(2026, 7, 8)).days_late == 8
    assert quarter_standing(quarter, None, None, date(2026, 7, 8)).is_missing
    assert quarter_standing(quarter, object(), date(2026, 7, 3), date(2027, 1, 1)).days_late == 3


def test_g5_a_balance_is_even_only_when_nothing_is_left_out():
    assert Balance(12, 12).is_even
    assert Balance(12, 11).left_out == 1


def test_004_6_regions_with_more_open_problems_and_longer_waiting_stand_first():
    rows = [
        RegionFacts("a", 1, 1, date(2026, 1, 1)),
        RegionFacts("b", 3, 0, date(2026, 1, 1)),
        RegionFacts("c", 2, 0, None),
    ]
    assert [row.region for row in by_priority(rows)] == ["b", "c", "a"]
