"""What PostgreSQL is told: a tree as a tsquery, a row as a tsvector within its limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.index.matching import Beginning, Term, every, some
from search.index.postgresql import MANY, MOST_OF_ONE, MOST_PLACES, _rarest, expression, vector_of
from search.index.rows import Row, row_of


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Term("су"), "'су'"),
        (Beginning("қал"), "'=қал':*"),
        (some([Term("a"), Term("b")]), "('a'|'b')"),
        (every([Term("a"), some([Term("b"), Beginning("c")])]), "('a'&('b'|'=c':*))"),
    ],
)
def test_a_tree_is_said_as_a_tsquery(tree, text):
    assert expression(tree) == text


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (Row(1, (), (), ()), ""),
        (Row(1, ("су",), (), ()), "'су':1A"),
        (Row(1, (), (), ("су", "жол", "су")), "'су':1,3 'жол':2"),
        (Row(1, ("су",), ("суы", "су"), ("су",)), "'су':1A,4 '=суы':2B '=су':3B"),
    ],
)
def test_a_row_is_said_as_a_tsvector(row, text):
    assert vector_of(row) == text


def places(vector):
    return {part.split(":")[0].strip("'"): part.partition(":")[2].split(",") for part in vector.split(" ")}


def test_of_a_word_said_without_end_as_many_places_are_kept_as_there_may_be():
    kept = places(vector_of(Row(1, (), (), ("су",) * 1_000 + ("жол",))))
    assert len(kept["су"]) == MOST_OF_ONE
    assert kept["жол"] == ["1001"]


def test_a_word_behind_the_last_place_is_found_without_one():
    words = tuple(f"w{number}" for number in range(MOST_PLACES + 5))
    kept = places(vector_of(Row(1, (), (), words)))
    assert kept[words[MOST_PLACES - 1]] == [str(MOST_PLACES)]
    assert kept[words[-1]] == [""]


@pytest.mark.parametrize("letters", [2, 3, 20])
def test_the_longest_row_has_room_in_a_tsvector(letters):
    """Words of letters that take four bytes each, all different."""
    words = (
        chr(0x20000 + number % 40_000) + chr(0x20000 + number // 40_000) * (letters - 1) for number in range(100_000)
    )
    row = row_of(1, "ru", "", " ".join(words))
    # Of a word its letters, a count and perhaps an empty byte; and two bytes for each place.
    assert sum(len(word.encode()) + 3 for word in row.terms) + 2 * MOST_PLACES < 1_048_575


@given(st.text(max_size=50), st.text(max_size=50))
def test_no_text_makes_a_sign_that_postgresql_would_read(title, text):
    vector = vector_of(row_of(1, "ru", title, text))
    outside = "".join(vector.split("'")[::2])
    assert set(outside) <= set("0123456789ABD:, ")


def test_of_any_of_several_words_the_rarest_are_asked_for():
    rare, common, everywhere = Term("a", 5), Term("b", MANY), Term("c", 10 * MANY)
    assert _rarest(some([everywhere, common, rare])) == rare
    assert _rarest(some([everywhere, rare])) == rare
    assert _rarest(some([rare, Term("d", 7)])) == some([rare, Term("d", 7)])
    assert _rarest(everywhere) == everywhere
    assert _rarest(every([rare, common])) == every([rare, common])
