"""The tree of a question: small, without repetition, and the same however it was put together."""

import pytest

from search.index.matching import All, Any, Beginning, Term, every, leaves, some

SU, JOL, BEGUN = Term("су"), Term("жол"), Beginning("қал")


@pytest.mark.parametrize(
    ("made", "tree"),
    [
        (every([SU]), SU),
        (some([SU]), SU),
        (some([SU, SU]), SU),
        (every([SU, JOL]), All((SU, JOL))),
        (some(part for part in (SU, JOL, SU)), Any((SU, JOL))),
        (every([some([SU]), every([JOL])]), All((SU, JOL))),
        (some(()), Any(())),
        (every([SU, SU]), All((SU, SU))),
    ],
)
def test_parts_become_a_tree(made, tree):
    assert made == tree


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        (SU, [SU]),
        (Any(()), []),
        (All((SU, Any((JOL, SU)), BEGUN)), [SU, JOL, BEGUN]),
        # Letters alone do not make them the same.
        (Any((Term("қал"), BEGUN)), [Term("қал"), BEGUN]),
    ],
)
def test_its_leaves_come_once_in_their_order(tree, found):
    assert leaves(tree) == found


def test_trees_can_be_compared_and_kept():
    """A question that says the same twice is asked once."""
    assert len({every([SU, some([JOL, BEGUN])]), every([SU, some([JOL, BEGUN])])}) == 1
