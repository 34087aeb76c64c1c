"""What the clock alone makes of a thing."""

from datetime import date, datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from council_pages.lifecycle import state_at
from search.sources.clock import beginning, next_turn
from tests.factories import at

OPENS, CLOSES, SOON = at(10), at(20), at(15)


@pytest.mark.parametrize(
    ("now", "facts", "expected"),
    [
        (at(1), {"opens_at": OPENS, "closes_at": CLOSES}, (OPENS, "collecting")),
        (OPENS, {"opens_at": OPENS, "closes_at": CLOSES}, (CLOSES, "reviewing")),
        (at(12), {"opens_at": OPENS, "closes_at": CLOSES}, (CLOSES, "reviewing")),
        (CLOSES, {"opens_at": OPENS, "closes_at": CLOSES}, (None, "")),
        (at(1), {"opens_at": None, "closes_at": None}, (None, "")),
        (at(1), {"opens_at": OPENS, "closes_at": CLOSES, "halted": "postponed"}, (None, "")),
        (at(25), {"opens_at": OPENS, "closes_at": CLOSES, "outcome_at": at(24)}, (None, "")),
        (at(12), {"opens_at": OPENS, "closes_at": CLOSES, "outcome_at": SOON}, (SOON, "published")),
        (
            at(12),
            {"opens_at": OPENS, "closes_at": CLOSES, "halted": "cancelled", "outcome_at": SOON},
            (SOON, "published"),
        ),
    ],
)
def test_a_consultation_turns_by_the_clock(now, facts, expected):
    def state(moment):
        return state_at(moment, **facts)

    moments = [facts["opens_at"], facts["closes_at"], facts.get("outcome_at")]
    assert next_turn(state, now, moments) == expected


@given(st.lists(st.integers(0, 40), max_size=6), st.integers(0, 40))
def test_until_then_nothing_changes_and_then_it_does(moments, now):
    """Whatever the moments are: the state holds up to the turn, and from it on it is the promised one."""
    edges = sorted(set(moments))

    def state(moment):
        # Two edges in a row may lead back to the same state.
        return sum(edge <= moment for edge in edges) % 2

    when, becomes = next_turn(state, now, moments)
    held = range(now, 41 if when is None else when)
    assert {state(moment) for moment in held} == {state(now)}
    assert when is None or (becomes == str(state(when)) and state(when) != state(now))


def test_a_day_begins_at_local_midnight():
    local = timezone.get_default_timezone()
    assert beginning(date(2026, 11, 27), days_later=1) == datetime(2026, 11, 28, tzinfo=local)
    assert beginning(None) is None
