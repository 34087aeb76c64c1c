"""One letter too many, too few, wrong or exchanged: which words somebody may have meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.slips import LETTERS, corrected, misspelled, neighbours

WORDS = st.text(st.sampled_from(LETTERS), min_size=1, max_size=8)


# --- one letter away -------------------------------------------------------------------------------------------------


@given(WORDS, st.data())
def test_whoever_is_near_is_near_the_other_way_round(word, data):
    other = data.draw(st.sampled_from(sorted(neighbours(word))))
    assert word in neighbours(other)


@given(WORDS)
def test_no_word_is_near_itself_and_nothing_is_no_word(word):
    assert not {word, ""} & neighbours(word)
    assert all(abs(len(other) - len(word)) <= 1 for other in neighbours(word))


@pytest.mark.parametrize(
    ("typed", "is_near"),
    [
        ("тариф", False), ("торифа", False), ("тараиф", True), ("таиф", True), ("торив", False), ("тариб", True),
        ("атриф", True), ("ариф", True), ("тарифа", True), ("итариф", True), ("тафир", False),
    ],
)  # fmt: skip
def test_one_letter_less_more_other_or_exchanged_is_near(typed, is_near):
    assert ("тариф" in neighbours(typed)) == is_near


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
