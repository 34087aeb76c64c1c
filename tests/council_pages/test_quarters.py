"""Quarters: the calendar they cut, their addresses and their names."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_pages.quarters import Quarter

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2200, 12, 31))


@given(DAYS)
def test_every_day_lies_in_exactly_its_own_quarter(day):
    quarter = Quarter.of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert quarter.contains(day)
    assert not quarter.next().contains(day)
    assert not quarter.previous().contains(day)


@given(DAYS)
def test_quarters_follow_one_another_without_a_gap(day):
    quarter = Quarter.of(day)
    assert quarter.last_day + timedelta(days=1) == quarter.next().first_day
    assert quarter.next().previous() == quarter == quarter.previous().next()


@given(DAYS, DAYS)
def test_quarters_are_ordered_in_time(one, other):
    earlier, later = Quarter.of(min(one, other)), Quarter.of(max(one, other))
    assert earlier <= later
    assert (earlier == later) == (earlier.first_day == later.first_day)


@given(DAYS)
def test_an_address_leads_back_to_its_quarter(day):
    quarter = Quarter.of(day)
    assert Quarter.parse(quarter.slug) == quarter == Quarter.parse(quarter.slug.upper())


def test_the_slug_is_small_latin_letters():
    assert Quarter(2026, 4).slug == str(Quarter(2026, 4)) == "2026-q4"


@pytest.mark.parametrize("slug", ["2026-q5", "2026-q0", "2026q4", "26-q4", " 2026-q4", "2026-q4\n", "0000-q1", ""])
def test_what_is_no_quarter_is_refused(slug):
    with pytest.raises(ValueError, match="quarter"):
        Quarter.parse(slug)


def test_digits_of_other_scripts_make_no_second_address():
    with pytest.raises(ValueError, match="quarter"):
        Quarter.parse("٢٠٢٦-q4")


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_year_has_four_quarters(number):
    with pytest.raises(ValueError, match="no quarter"):
        Quarter(2026, number)


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [(1, (1, 1), (3, 31)), (2, (4, 1), (6, 30)), (3, (7, 1), (9, 30)), (4, (10, 1), (12, 31))],
)
def test_a_quarter_is_three_calendar_months(number, first, last):
    quarter = Quarter(2026, number)
    assert (quarter.first_day, quarter.last_day) == (date(2026, *first), date(2026, *last))


@pytest.mark.parametrize(
    ("quarter", "language", "case", "expected"),
    [
        (Quarter(2026, 4), "kk", "nominative", "2026 жылғы IV тоқсан"),
        (Quarter(2026, 4), "kk", "locative", "2026 жылдың IV тоқсанында"),
        (Quarter(2026, 4), "ru", "nominative", "IV квартал 2026 года"),
        (Quarter(2026, 4), "ru", "locative", "в IV квартале 2026 года"),
        (Quarter(2027, 2), "ru", "locative", "во II квартале 2027 года"),
        (Quarter(2027, 1), "kk", "nominative", "2027 жылғы I тоқсан"),
    ],
)
def test_a_label_has_the_official_form(quarter, language, case, expected):
    assert quarter.label(language, case) == expected


@given(DAYS, st.sampled_from(["kk", "ru"]))
def test_roman_numerals_are_latin_letters(day, language):
    numeral = next(word for word in Quarter.of(day).label(language).split() if set(word) <= set("IVІ"))
    assert numeral.isascii()


def test_another_language_has_no_label():
    with pytest.raises(ValueError, match="label"):
        Quarter(2026, 4).label("en")


def test_quarters_can_be_keys():
    assert {Quarter(2026, 4): "schedule"}[Quarter.parse("2026-Q4")] == "schedule"
