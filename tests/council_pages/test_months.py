from datetime import date

import pytest

from council_pages.months import Month


@pytest.mark.parametrize(
    ("slug", "first", "last"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2100-12", date(2100, 12, 1), date(2100, 12, 31)),
    ],
)
def test_a_month_knows_its_days(slug, first, last):
    month = Month.parse(slug)
    assert (month.first_day, month.last_day, str(month)) == (first, last, slug)
    assert Month.of(first) == Month.of(last) == month


@pytest.mark.parametrize(
    "slug", ["", "2026", "2026-0", "2026-00", "2026-13", "2026-1", "2026-111", "2015-12", "2101-01", "２０２６-11", "x"]
)
def test_what_is_no_month_of_the_calendar_is_refused(slug):
    with pytest.raises(ValueError):
        Month.parse(slug)


def test_months_follow_one_another_over_the_years():
    assert Month(2026, 12).shifted(1) == Month(2027, 1)
    assert Month(2027, 1).shifted(-1) == Month(2026, 12)
    assert Month(2026, 11).shifted(12) == Month(2027, 11)
    assert Month(2016, 1).shifted(-1) is None
    assert Month(2100, 12).shifted(1) is None


def test_a_month_is_named_in_both_languages_with_its_year_where_it_is_not_understood():
    month = Month(2026, 11)
    assert (month.label("kk"), month.label("ru")) == ("2026 жылғы қараша", "ноябрь 2026 г.")
    assert (month.label("kk", Month(2026, 12)), month.label("ru", Month(2027, 1))) == ("қараша", "ноябрь 2026 г.")
