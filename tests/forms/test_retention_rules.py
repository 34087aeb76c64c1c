"""Until when what a citizen sent is kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.retention_rules import LONGEST_AFTER_CLOSING, contact_kept_until, is_due

RECEIVED, CLOSES = date(2026, 11, 23), date(2026, 12, 1)
DAYS = st.dates(date(2026, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("closes_on", "answered_on", "kept_days", "expected"),
    [
        (CLOSES, date(2026, 12, 10), 90, date(2027, 3, 10)),
        (CLOSES, date(2026, 12, 10), 30, date(2027, 1, 9)),
        (CLOSES, date(2026, 12, 10), None, date(2027, 3, 10)),
        (CLOSES, None, 90, date(2027, 12, 1)),
        (CLOSES, date(2027, 11, 1), 90, date(2027, 12, 1)),
        (None, None, 90, date(2027, 11, 23)),
    ],
)
def test_a_contact_is_kept_after_the_answer_and_at_most_a_year_after_the_closing(
    closes_on, answered_on, kept_days, expected
):
    kept_until = contact_kept_until(
        received_on=RECEIVED, closes_on=closes_on, answered_on=answered_on, kept_days=kept_days
    )
    assert kept_until == expected
    assert not is_due(kept_until, expected)
    assert is_due(kept_until, expected + timedelta(days=1))


@given(DAYS, DAYS, st.none() | DAYS, st.integers(30, 2000))
def test_it_is_never_kept_longer_than_either_term(received_on, closes_on, answered_on, kept_days):
    kept_until = contact_kept_until(
        received_on=received_on, closes_on=closes_on, answered_on=answered_on, kept_days=kept_days
    )
    assert kept_until <= closes_on + LONGEST_AFTER_CLOSING
    assert answered_on is None or kept_until <= answered_on + timedelta(days=kept_days)
