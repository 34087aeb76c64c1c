"""How the two languages of a page stand to each other (G19)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_pages.overview.parity import Counts, Pair, Side, State, counts_of

NOON = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Asia/Almaty"))


def side(first=None, last=None, *, live=True, translation=False):
    """A text that was first and last published on these days."""
    days = [None if day is None else NOON + timedelta(days=day) for day in (first, first if last is None else last)]
    return Side(1, "Атауы", live, *days, translation)


@pytest.mark.parametrize(("kk", "ru", "states"), [
    # Missing and drafts.
    (side(0), None, "live missing"),
    (None, side(0), "missing live"),
    (side(0), side(live=False), "live draft"),
    (side(live=False), side(live=False), "draft draft"),
    # A translation that came later, and one whose original was published anew.
    (side(0), side(3, translation=True), "live live"),
    (side(0, 5), side(3, translation=True), "live older"),
    (side(0, 5), side(3, 5, translation=True), "live live"),
    (side(3, translation=True), side(0, 9), "older live"),
    # A translation that was published anew makes no original older.
    (side(0), side(3, 8, translation=True), "live live"),
    # By hand: the second one came later, then the first one was changed, then the second one.
    (side(0), side(1), "live live"),
    (side(0, 2), side(1), "live older"),
    (side(0, 2), side(1, 3), "older live"),
    # A page that was never published by anybody, as the standard ones are made.
    (side(), side(), "live live"),
    (side(), side(4), "live live"),
])  # fmt: skip
def test_g19_a_text_is_missing_a_draft_older_or_even(kk, ru, states):
    pair = Pair(1, "questionpage", kk, ru)
    assert f"{pair.state('kk')} {pair.state('ru')}" == states
    assert pair.is_even == (states == "live live")
    assert pair.title == "Атауы"


DAYS = st.integers(0, 9)


@given(DAYS, DAYS, DAYS, DAYS, st.sampled_from(["", "kk", "ru"]))
def test_never_are_both_older_and_what_was_published_last_is_not(kk_first, kk_more, ru_first, ru_more, translation):
    kk = side(kk_first, kk_first + kk_more, translation=translation == "kk")
    ru = side(ru_first, ru_first + ru_more, translation=translation == "ru")
    pair = Pair(1, "newspage", kk, ru)
    states = {"kk": pair.state("kk"), "ru": pair.state("ru")}
    assert list(states.values()).count(State.OLDER) <= 1
    last = max(("kk", "ru"), key=lambda code: pair.side(code).last_published_at)
    assert states[last] != State.OLDER


def test_pages_of_which_nothing_is_public_are_not_counted():
    pairs = [
        Pair(1, "x", side(0), side(0)),
        Pair(1, "x", side(0), None),
        Pair(1, "x", side(0, 5), side(1, translation=True)),
        Pair(1, "x", side(0), side(live=False)),
        Pair(1, "x", side(live=False), None),
    ]
    assert counts_of(pairs) == Counts(pages=4, even=1, missing=1, drafts=1, older=1)
