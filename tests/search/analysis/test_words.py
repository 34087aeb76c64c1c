"""Words are found where they stand, whatever invisible signs and look-alike letters are in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.words import LONGEST, is_latin, letters_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("«Қоғамдық кеңес» — 2026 ж.", ["қоғамдық", "кеңес", "2026", "ж"]),
        ("ке\u00adңес", ["кеңес"]),
        ("и\u0306од", ["йод"]),
        ("кeңес cовeт", ["кеңес", "совет"]),
        ("шешiм жəне", ["шешім", "және"]),
        ("IV тоқсан", ["iv", "тоқсан"]),
        ("Wi-Fi COVID-19", ["wi", "fi", "covid", "19"]),
        ('") -- * OR \x00 🎠 \u202e', ["or"]),
        ("", []),
    ],
)
def test_words_in_small_plain_letters(text, words):
    assert [word.letters for word in words_of(text)] == words


def test_a_word_of_ten_thousand_letters_is_cut():
    [word] = words_of("а" * 10_000)
    assert len(word.letters) == LONGEST and word.end == 10_000


@given(st.text(max_size=80))
def test_places_point_into_the_text_as_it_was_given(text):
    end = 0
    for word in words_of(text):
        assert end <= word.start < word.end <= len(text)
        assert word.letters and word.letters == word.letters.lower() and word.letters.isalnum()
        end = word.end


def test_latin_is_a_word_without_a_cyrillic_letter():
    assert [is_latin(word) for word in ("qoğam", "кеңес", "2026", "аbc")] == [True, False, False, False]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("аәіӘIiəЯһ й\u00ad\u0301\u0306.-9")), max_size=80))
def test_the_words_alone_are_the_same_words(text):
    assert letters_of(text) == [word.letters for word in words_of(text)]
