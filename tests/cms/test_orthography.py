"""Spelling as it arrives: look-alikes made Cyrillic, texts folded for search, addresses made Latin."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.orthography import fold, normalise, slugify_kk

TEXT = st.text(alphabet="абвгдеиэюяәғқңөұүһіЁёІIiVXəƏWF \u00ad\u0306\u0308-–.0129\n", max_size=30) | st.text(
    max_size=20
)


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("ж\u0259не", "және"),
        ("\u018fлеумет", "Әлеумет"),
        ("шеш\u0069мдер\u0069не", "шешімдеріне"),
        ("\u0049шк\u0069 \u0069стер", "Ішкі \u0069стер".replace("\u0069стер", "істер")),
        ("тоқ\u00adсан", "тоқсан"),
        ("и\u0306ог", "йог"),
        ("и\u00ad\u0306ог", "йог"),
    ],
)
def test_look_alikes_become_kazakh_letters(typed, saved):
    assert normalise(typed) == saved


@pytest.mark.parametrize(
    "text",
    ["IV тоқсан", "I-тоқсан", "III шақырылым", "Wi-Fi", "WiFi-дың", "XXI ғасыр", "IT", "IIшақырылым", "VIIшi", "i"],
)
def test_roman_numerals_and_latin_words_stay_latin(text):
    assert normalise(text) == text


def test_lines_and_no_break_spaces_are_kept():
    assert normalise("№\u00a05\nекінші жол") == "№\u00a05\nекінші жол"


@given(TEXT)
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\u00ad" not in once


@pytest.mark.parametrize(
    ("one", "other"),
    [("Жетісу", "ЖЕТИСУ"), ("Ұлытау", "Улытау"), ("Қостанай", "костанай"), ("Һәм", "хам"), ("ёлка", "елка")],
)
def test_a_russian_keyboard_finds_kazakh_words(one, other):
    assert fold(one) == fold(other)


@given(TEXT)
def test_folding_keeps_no_capital_and_no_letter_a_russian_keyboard_lacks(text):
    assert not set(fold(text)) & set("әғқңөұүһіёӘҒҚҢӨҰҮҺІЁ")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Қалдықты бөлек жинау тәртібі", "qaldyqty-bolek-zhinau-tartibi"),
        ("Общественные обсуждения: объём и щёлочь", "obshchestvennye-obsuzhdeniya-obem-i-shcheloch"),
        ("№ 383-V заңы", "no-383-v-zany"),
        ("  Café — 2026  ", "cafe-2026"),
        ("😀", ""),
    ],
)
def test_an_address_is_latin(text, slug):
    assert slugify_kk(text) == slug


def test_a_long_name_is_cut_between_words():
    assert slugify_kk("Көкжиде қаласының қоғамдық кеңесі", max_length=20) == "kokzhide-qalasynyn"
    assert slugify_kk("щ" * 300, max_length=10) == "shchshchsh"


@given(TEXT, st.integers(min_value=1, max_value=40))
def test_an_address_is_always_fit_for_a_url(text, length):
    slug = slugify_kk(text, length)
    assert len(slug) <= length
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*-?)?", slug)
    assert not slug.endswith("-")
