"""What the search makes of a reader's words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from council_pages.models import CouncilPage, NewsPage, OutcomePage, QuestionPage, SittingPage, TextPage
from search.query import SIGNS, WORDS, search_pages, title_merit, words
from tests.council_pages.conftest import (
    fill_text_page,
    make_news,
    make_outcome,
    make_question,
    make_schedule,
    make_sitting,
)


def found(query, language="kk"):
    """The titles of what the query finds, in order."""
    return [page.title for page in search_pages(query, language).pages]


def kinds(query, language="kk"):
    """The page types of what the query finds."""
    return {page.specific_class for page in search_pages(query, language).pages}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", []),
        ("  \t\n", []),
        ('"', []),
        ("«»—*()^:+-~", []),
        ('қалдық "бөлек" жинау', ["қалдық", "бөлек", "жинау"]),
        ("ҚАЛА Қала", ["қала", "қала"]),
        ("a\x00b\u200f", ["a", "b"]),
        ("шешiм", ["шешім"]),
        ("№ 7-отырыс", ["7", "отырыс"]),
        ("\ud800", []),
        ("\u0301", []),
        ("и\u0306од", ["йод"]),
    ],
)
def test_a_query_becomes_words(query, expected):
    """Quotes, operators, NUL, marks of direction and look-alike letters do no harm."""
    assert words(query) == expected


def test_a_long_query_is_cut():
    """Twenty words of two hundred signs at most."""
    assert len(words("сөз " * 1000)) == WORDS
    assert sum(map(len, words("ә" * 10_000))) == SIGNS


@given(st.text(max_size=300))
def test_words_hold_letters_and_digits_only(query):
    """Whatever is typed, nothing that either database could take for an operator is left."""
    for word in words(query):
        assert any(sign.isalnum() for sign in word)
        assert all(sign.isalnum() or unicodedata.combining(sign) for sign in word)


def test_titles_rank_by_the_words_they_share():
    """A word of its own counts more than the beginning of one."""
    assert title_merit("Қалдық туралы", ("қалдық",)) > title_merit("Қалдықтар", ("қалдық",)) > title_merit("Су", ("қ",))


def test_both_languages_are_found_and_the_readers_comes_first(council):
    """A word that both texts share."""
    make_question(council, subject_kk="Тариф мәселесі", subject_ru="Вопрос о тариф")
    make_question(council, "ru-only", languages=["ru"], subject_ru="Тариф на воду")
    assert found("тариф") == ["Тариф мәселесі", "Тариф на воду"]
    assert found("тариф", "ru") == ["Тариф на воду", "Вопрос о тариф"]


FORMS = {
    "қалдықтар": "Қалдықтарды бөлек жинау",
    "аялдама": "Аялдамаларда жарық жоқ",
    "көшелеріміздің": "Көшелер мен жолдар",
    "предложениями": "Предложения жителей",
    "тариф": "Тарифы на воду",
    "тыңдауға": "ҚОҒАМДЫҚ ТЫҢДАУ",
    "2027": "Бюджет 2027–2029",
    '"мектеп"': "Мектеп",
}


def test_a_word_is_found_in_its_other_forms(council):
    """Kazakh and Russian words change at the end; case and quotation marks do not matter."""
    for number, text in enumerate(FORMS.values()):
        make_question(council, f"q{number}", subject_kk=text, languages=["kk"])
    assert {query: found(query) for query in FORMS} == {query: [text] for query, text in FORMS.items()}


def test_a_search_with_cut_words_says_so(council):
    """Whole words first; only where nothing begins with them are they cut."""
    make_question(council, subject_kk="Аялдама жарығы", languages=["kk"])
    assert not search_pages("аялдама", "kk").is_widened
    cut = search_pages("аялдамаларымыздың", "kk")
    assert cut.is_widened
    assert cut.beginnings == ("аялдам",)


def test_every_word_must_be_there(council):
    """Two words narrow."""
    make_question(council, "a", subject_kk="Су тарифі", languages=["kk"])
    make_question(council, "b", subject_kk="Жылу тарифі", languages=["kk"])
    assert found("жылу тарифі") == ["Жылу тарифі"]


def test_titles_stand_above_texts(council):
    """A page about the word comes before one that mentions it, though that one is newer."""
    make_question(council, "a", subject_kk="Мектеп асханасы", languages=["kk"])
    make_question(council, "b", subject_kk="Бюджет", languages=["kk"], texts={"kk": {"body": "<p>мектеп</p>"}})
    assert found("мектеп") == ["Мектеп асханасы", "Бюджет"]


def test_drafts_are_never_found(council):
    """Neither a page that is not live, nor the newer draft of a live one, nor a withdrawn one."""
    consultation = make_question(council, subject_kk="Құпия сөзжоба", live=False)
    assert found("құпия") == []
    live = make_question(council, "b", subject_kk="Ашық").question_pages.get(locale__language_code="kk")
    live.body = "<p>жасырын</p>"
    live.save_revision()
    assert found("жасырын") == []
    live.unpublish()
    assert found("ашық") == []
    assert consultation.question_pages.count() == 2


def test_restricted_pages_are_never_found(council):
    """A page behind a password stays behind it, with all below it."""
    page = make_question(council, subject_kk="Жабық отырыс").question_pages.get(locale__language_code="kk")
    assert found("жабық") == ["Жабық отырыс"]
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert found("жабық") == []


def test_everything_that_councils_publish_is_found(council, past):
    """Questions, outcomes, schedules, sittings, news, plain pages, and the councils themselves."""
    make_schedule(council)
    make_sitting(council, minutes="<p>жұлдызша</p>")
    make_outcome(make_question(council, texts={"kk": {"body": "<p>жұлдызша</p>"}}, **past), changes="<p>жұлдызша</p>")
    make_news(council, "kk", "Жаңалық", body="<p>жұлдызша</p>")
    fill_text_page(council, "kk", "contacts", [("fact", {"label": "Мекенжай", "value": "жұлдызша көшесі"})])
    assert kinds("жұлдызша") == {SittingPage, QuestionPage, OutcomePage, NewsPage, TextPage}
    assert found("IV тоқсан") == ["Қоғамдық консультациялар өткізу кестесі: 2026 жылғы IV тоқсан"]
    assert kinds("Көкжиде") == {CouncilPage}


def test_a_council_is_found_by_either_name(council):
    """In the other language too."""
    assert found("Кокжиде") == ["Общественный совет города Кокжиде"]
    assert found("қоғамдық көкжиде", "ru") == ["Көкжиде қаласының Қоғамдық кеңесі"]
