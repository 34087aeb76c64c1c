"""An entry's row depends on nothing but its words: only so can the engine be told what to forget."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.orthography import fold
from search.analysis import analyze_document, term_of
from search.analysis.words import words_of
from search.index.rows import Row, frequencies, row_of

WORDS = st.sampled_from(
    ["Кеңестің", "кеңес", "кеңестер", "предложения", "Предложение", "2026", "Wi-Fi", "су", "суы", "тарифі", "тарифы",
     "—", "ёжик", "жəне", "қала\u00adның"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=8).map(" ".join))
LANGUAGES = st.sampled_from(["kk", "ru", ""])


@given(LANGUAGES, TEXTS, TEXTS)
def test_the_same_words_make_the_same_row(language, title, text):
    row = row_of(7, language, title, text)
    assert row_of(7, language, title, text) == row
    assert row.length == len(row.title) + len(row.body)


@given(LANGUAGES, TEXTS, TEXTS)
def test_its_terms_are_those_of_the_analysis(language, title, text):
    row, read = row_of(7, language, title, text), language or "ru"
    assert list(row.title) == [token.term for token in analyze_document(title, read)]
    assert list(row.body) == [token.term for token in analyze_document(text, read)]
    assert row.terms == {*row.title, *row.body}


@given(LANGUAGES, TEXTS, TEXTS)
def test_the_word_shown_for_a_term_is_the_shortest_that_it_was_made_from(language, title, text):
    row, read = row_of(7, language, title, text), language or "ru"
    said = {word.letters for word in words_of(f"{title}\n{text}")}
    assert row.shown.keys() == row.terms
    for term, word in row.shown.items():
        assert word in said
        assert term_of(word, read) == term
        assert len(word) == min(len(other) for other in said if term_of(other, read) == term)


@given(LANGUAGES, TEXTS, TEXTS)
def test_a_titles_words_stand_there_as_written_and_folded_and_a_texts_do_not(language, title, text):
    row = row_of(7, language, title, text)
    assert set(row.written) == {form for word in words_of(title) for form in (word.letters, fold(word.letters))}
    assert len(set(row.written)) == len(row.written)


@given(LANGUAGES, TEXTS, TEXTS)
def test_no_engine_could_take_a_part_of_a_term_for_a_sign(language, title, text):
    row = row_of(7, language, title, text)
    assert all(word.isalnum() for word in (*row.terms, *row.written))


@pytest.mark.parametrize(
    ("language", "title", "terms"),
    [
        ("kk", "Кеңестердің кітабы", ("кеңес", "кітап")),
        ("ru", "Отчёты советов", ("отчет", "совет")),
        # A word with a Kazakh letter is Kazakh anyway, and a text of no language is read as Russian.
        ("ru", "Кеңестердің отчёты", ("кеңес", "отчет")),
        ("", "Кеңестердің отчёты", ("кеңес", "отчет")),
    ],
)
def test_a_row_is_read_in_the_language_of_its_entry(language, title, terms):
    assert row_of(1, language, title, "").title == terms


def test_a_term_counts_once_for_each_row():
    rows = [Row(1, ("су", "су"), (), ("жол",)), Row(2, (), (), ("су",))]
    assert frequencies(rows) == {"су": 2, "жол": 1}
