"""No group under five can be seen or computed from what is published.

The adversary of these tests knows the rule itself and how many people were asked, and tries every count that would have
been published in the same way.
"""

from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.small_groups import COVERED, FEW, LEAST, of_several_choices, of_single_choice


def view(numbers, marks):
    """What is public: each count, or its mark; None where nothing is."""
    if not marks:
        return None
    return tuple(marks[place] or number for place, number in enumerate(numbers))


def single(numbers):
    return view(numbers, of_single_choice(dict(enumerate(numbers))))


@cache
def partitions(total, groups):
    if groups == 1:
        return [(total,)]
    return [(first, *rest) for first in range(total + 1) for rest in partitions(total - first, groups - 1)]


@cache
def by_view(total, groups):
    """{what is public: every count behind it}."""
    found = {}
    for numbers in partitions(total, groups):
        found.setdefault(single(numbers), []).append(numbers)
    return found


COUNTS = st.lists(st.one_of(st.integers(0, 6), st.integers(0, 25)), min_size=2, max_size=4).filter(
    lambda n: sum(n) <= 40
)


@settings(max_examples=150, deadline=None)
@given(COUNTS)
def test_no_small_group_of_a_single_choice_can_be_computed(numbers):
    shown = single(numbers)
    if shown is None:
        return
    behind = by_view(sum(numbers), len(numbers))[shown]
    hidden = [place for place, cell in enumerate(shown) if isinstance(cell, str)]
    for place in hidden:
        if shown[place] == FEW:
            assert len({other[place] for other in behind}) > 1, (numbers, shown)
    assert not hidden or sum(numbers[place] for place in hidden) >= LEAST


@given(COUNTS)
def test_what_is_shown_is_true_and_never_small(numbers):
    for number, cell in zip(numbers, single(numbers) or [], strict=False):
        assert (cell == number and number >= LEAST) or (cell == FEW) == (number < LEAST)


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([20, 9, 2], (20, COVERED, FEW)),
        ([20, 2, 12], (20, FEW, COVERED)),
        ([20, 9, 5], (20, 9, 5)),
        ([30, 3, 4], (30, FEW, FEW)),
        ([30, 12, 4, 4], (30, COVERED, FEW, FEW)),
        ([30, 12, 5, 0], (30, COVERED, COVERED, FEW)),
        ([20, 3], None),
        ([4, 4], None),
        ([0, 0], None),
        ([100], (100,)),
        ([3], None),
    ],
)
def test_a_small_group_is_covered_by_others_from_the_end(numbers, shown):
    assert single(numbers) == shown


def several(people, answers):
    """What is public of these people, each of whom gave a non-empty set of answers."""
    counts = {place: sum(place in given for given in people) for place in range(answers)}
    return counts, view(tuple(counts.values()), of_several_choices(counts, len(people)))


SETS = [frozenset(place for place in range(3) if bits[place]) for bits in product([0, 1], repeat=3) if any(bits)]


def _may_be(counts, people):
    """True if some people could have given these counts: each at least one answer, nobody one of them twice."""
    return max(counts) <= people <= sum(counts)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(SETS), min_size=1, max_size=24))
def test_no_small_group_of_several_choices_can_be_computed(people):
    counts, shown = several(people, 3)
    if shown is None:
        return
    size = len(people)
    behind = [
        other
        for other in product(*([cell] if isinstance(cell, int) else range(size + 1) for cell in shown))
        if _may_be(other, size) and view(other, of_several_choices(dict(enumerate(other)), size)) == shown
    ]
    assert tuple(counts.values()) in behind
    for place, cell in enumerate(shown):
        if isinstance(cell, int):
            assert cell >= LEAST and size - cell >= LEAST
        else:
            assert len({other[place] for other in behind}) > 1, (counts, shown)


@pytest.mark.parametrize(
    ("counts", "people", "shown"),
    [
        ([12, 18, 1], 20, (12, COVERED, FEW)),
        ([10, 6, 4], 20, (10, COVERED, FEW)),
        ([4, 6, 10], 20, (FEW, 6, COVERED)),
        ([10, 12, 8], 20, (10, 12, 8)),
        ([4, 4, 4], 9, None),
        ([20, 20], 20, None),
    ],
)
def test_those_who_did_not_choose_an_answer_are_a_group_too(counts, people, shown):
    assert view(counts, of_several_choices(dict(enumerate(counts)), people)) == shown
