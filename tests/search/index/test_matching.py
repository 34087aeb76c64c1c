"""The tree of a question: small, without repetition, and the same however it was put together."""

import pytest

from search.index.matching import All, Any, Beginning, Term, every, expected, leaves, some

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
        (every([SU, SU]), SU),
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


@pytest.mark.parametrize(
    ("tree", "count"),
    [
        (Term("a", 300), 300),
        (every([Term("a", 300), Term("b", 200)]), 120),
        # A word that both languages have is in every entry of one.
        (every([Term("a", 900), Term("b", 200)]), 200),
        (every([Term("a", 300), some([Term("b", 100), Term("c", 100)])]), 120),
        (some([Term("a", 700), Term("b", 700)]), 1_000),
        (every([Term("a", 300), BEGUN]), 0),
        (Term("a"), 0),
    ],
)
def test_how_many_are_expected_reckons_with_words_of_one_language(tree, count):
    assert expected(tree, 1_000) == count
