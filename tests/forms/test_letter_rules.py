"""When a letter is tried again, and when it is given up."""

from datetime import timedelta

import pytest

from forms.letter_rules import CLAIM, GIVEN_UP_AFTER, is_given_up, pause_after

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("tries", "age", "minutes"), [(1, HOUR, 1), (2, HOUR, 2), (3, HOUR, 4), (9, DAY, 4), (9, DAY + HOUR, 60)]
)
def test_pauses_grow_but_after_an_outage_on_the_first_day_nobody_waits_longer_than_five_minutes(tries, age, minutes):
    assert pause_after(tries, age) == timedelta(minutes=minutes)


def test_a_very_long_row_of_tries_is_no_trouble():
    assert pause_after(100_000, HOUR) == timedelta(minutes=4)


def test_after_three_days_nobody_tries_any_more():
    assert not is_given_up(GIVEN_UP_AFTER - timedelta(seconds=1))
    assert is_given_up(GIVEN_UP_AFTER)


def test_a_claim_outlasts_the_mail_server_s_time_out(settings):
    assert timedelta(seconds=settings.EMAIL_TIMEOUT) * 4 < CLAIM
