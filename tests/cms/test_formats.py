"""Formats of dates and numbers in forms and in Wagtail's screens."""

from datetime import date, datetime

import pytest
from django import forms
from django.utils import formats, translation


@pytest.fixture(params=["kk", "ru"])
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize("typed", ["22.11.2026", "2026-11-22"])
def test_a_day_may_be_typed_our_way_or_as_browsers_send_it(language, typed):
    assert forms.DateField().clean(typed) == date(2026, 11, 22)


def test_the_american_order_is_not_guessed(language):
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean("11/22/2026")


@pytest.mark.parametrize("typed", ["22.11.2026 18:00", "2026-11-22 18:00", "2026-11-22T18:00"])
def test_a_moment_may_be_typed_in_the_same_ways(language, typed):
    assert forms.DateTimeField().clean(typed).replace(tzinfo=None) == datetime(2026, 11, 22, 18)


def test_numbers_have_a_comma_and_no_break_spaces(language):
    assert formats.number_format(1234567.5, force_grouping=True) == "1\u00a0234\u00a0567,5"
    assert forms.DecimalField(localize=True).clean("12,5") * 2 == 25


def test_short_dates_and_hours_are_the_same_in_both_languages(language):
    moment = datetime(2026, 2, 3, 9, 5)
    assert formats.date_format(moment, "SHORT_DATE_FORMAT") == "03.02.2026"
    assert formats.date_format(moment, "SHORT_DATETIME_FORMAT") == "03.02.2026 09:05"
    assert formats.time_format(moment, "TIME_FORMAT") == "09:05"
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
