"""What a document says and what a query asks meet in one term; both are pure and refuse nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cms.orthography import fold
from search.analysis import MOST_WORDS, analyze_document, analyze_query
from search.analysis.russian import lemma


def terms(text, language):
    return [token.term for token in analyze_document(text, language)]


def test_a_document_has_one_term_for_each_word_and_its_place():
    text = "Кеңестің 3-отырысы өтті."
    assert [(token.term, text[token.start : token.end]) for token in analyze_document(text, "kk")] == [
        ("кеңес", "Кеңестің"), ("3", "3"), ("отырыс", "отырысы"), ("өту", "өтті"),
    ]  # fmt: skip


def test_the_language_of_the_page_decides_and_a_kazakh_letter_decides_anyway():
    assert terms("предложениями советов", "ru") == ["предложение", "совет"]
    assert terms("кеңестерге предложениями", "ru") == ["кеңес", "предложение"]
    assert lemma("ёжиками") == lemma("ежиками") == "ежик"


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("кеңестер", "kk", "кеңесіміздің"),
        ("совету", "ru", "советами"),
        ("жобаларды", "kk", "жобаның"),
        ("Аудандарда", "kk", "ауданымызға"),
        ("2026", "kk", "2026"),
        ("wi-fi", "ru", "Wi-Fi"),
    ],
)
def test_another_form_of_the_word_asks_for_the_same_term(query, language, text):
    asked = {term for each in analyze_query(query) for term in each.terms}
    assert asked >= set(terms(text, language))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("маселелер", "мәселенің"), ("онирлик", "өңірлік"), ("угилар", "үгілер"), ("кенестер", "кеңес"),
        ("жумыс тобы", "жұмыс топтары"), ("хабарландыру", "хабарландырулар"), ("қогамдық", "қоғамдық"),
        ("qoğamdyq keñesterı", "қоғамдық кеңестердің"), ("kogamdyk kenes", "қоғамдық кеңестің"),
    ],
)  # fmt: skip
def test_without_kazakh_letters_the_folded_term_is_asked_for(query, text):
    asked = analyze_query(query)
    for each, term in zip(asked, terms(text, "kk"), strict=True):
        assert fold(term) in each.folded or term in each.terms


def test_words_that_say_nothing_are_left_out_unless_there_is_no_other():
    assert [asked.word for asked in analyze_query("кеңес туралы және совет о")] == ["кеңес", "совет"]
    assert [asked.word for asked in analyze_query("бұл не")] == ["бұл", "не"]


def test_a_long_query_is_cut_and_a_word_is_asked_for_once():
    assert len(analyze_query(" ".join(f"сөз{number}" for number in range(100)))) == MOST_WORDS
    assert len(analyze_query("кеңес Кеңес КЕҢЕС")) == 1


@given(st.text(max_size=200), st.sampled_from(["kk", "ru"]))
@example('"', "kk")
@example("') --", "ru")
@example("NEAR/2 AND * OR NOT ^", "kk")
@example("\x00", "ru")
@example("👩‍👩‍👧 \u202eабв", "kk")
def test_whatever_is_typed_is_answered_with_plain_terms(text, language):
    for token in analyze_document(text, language):
        assert token.term and token.term.isalnum()
    for asked in analyze_query(text):
        assert all(term and term.isalnum() for term in (*asked.terms, *asked.folded))


@pytest.mark.parametrize("word", ["\U00017000су", "水", "ωμέγα", "\u1d00б"])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_letters_of_other_scripts_are_a_term_as_they_are(word, language):
    """pymorphy3 fails on letters that Unicode gives no name."""
    assert [token.term for token in analyze_document(word, language)] == [word]
    assert analyze_query(word)[0].terms[0] == word
