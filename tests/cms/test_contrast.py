"""Contrast as WCAG computes it: known pairs, and what holds for every pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.contrast import luminance, ratio

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54), ("#0f0f0f", "#0f0f0f", 1)],
)
def test_known_pairs(one, other, expected):
    assert ratio(one, other) == pytest.approx(expected, abs=0.01)


@given(COLOURS, COLOURS)
def test_a_ratio_is_the_same_both_ways_and_lies_between_one_and_twenty_one(one, other):
    assert ratio(one, other) == ratio(other, one)
    assert 1 <= ratio(one, other) <= 21.0001
    assert 0 <= luminance(one) <= 1
