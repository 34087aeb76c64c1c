"""One letter too many, too few, wrong or exchanged: which words somebody may have meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.slips import LETTERS, corrected, misspelled, neighbours

words = st.text(alphabet=LETTERS, min_size=2, max_size=12)


@given(words, words)
def test_whoever_is_near_a_word_has_it_nearby(one, other):
    assert (other in neighbours(one)) == (one in neighbours(other))


@given(words, st.data())
def test_one_letter_less_is_near(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    assert word[:place] + word[place + 1 :] in neighbours(word)


@given(words)
def test_a_word_is_not_near_itself(word):
    assert word not in neighbours(word)


@pytest.mark.parametrize(
    ("typed", "stem"), [("торифі", "ториф"), ("қолдықтарды", "колдик"), ("аялдомалардың", "аялдома")]
)
def test_a_wrong_letter_in_the_stem_leaves_the_ending(typed, stem):
    assert stem in misspelled(typed)


@pytest.mark.parametrize("typed", ["otkhod", "2026", "су"])
def test_latin_numbers_and_short_words_are_not_cut(typed):
    assert misspelled(typed) == []


@pytest.mark.parametrize(
    ("typed", "term"), [("отходоы", "отход"), ("тротуров", "тротуар"), ("опщественный", "общественний")]
)
def test_a_russian_word_is_corrected_by_the_dictionary(typed, term):
    assert term in corrected(typed)


@pytest.mark.parametrize("typed", ["қалдық", "waste", "383", "ну"])
def test_what_is_no_russian_word_is_left_alone(typed):
    assert corrected(typed) == set()
