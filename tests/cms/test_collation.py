"""Sorting: the alphabet of each language, and the same order in Python, SQLite and PostgreSQL."""

import random
import sqlite3
from types import SimpleNamespace

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from cms.collation import collation_for, install, sort_key

KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
# Words that disagree with code-point order in every way we know; each list is in its right order.
SORTED = {
    "kk": [
        *(
            "«Үлгі» қоры",
            "2-қадам",
            "7",
            "Абай",
            "Ақмола",
            "Әділет",
            "бұлақ",
            "Бұлақ",
            "Елес",
            "Ёлка",
            "Жетісу",
            "и",
            "й",
        ),
        *(
            "Көкжиде",
            "Қарағанды",
            "Нұра",
            "Ңң",
            "Орал",
            "Өскемен",
            "Тараз",
            "Ұлытау",
            "Үржар",
            "Хан",
            "Һәм",
            "Шу",
            "ыс",
        ),
        *("іс", "Экология", "Яр", "IV тоқсан", "Zhetisu"),
    ],
    "ru": [
        *(
            "«Вестник»",
            "10",
            "9",
            "Абай",
            "елка",
            "ёлка",
            "Ёлка",
            "ель",
            "Жамбыл",
            "Ирина",
            "Йод",
            "Костанай",
            "Ұлытау",
        ),
        *("Шымкент", "Юг", "Яр", "IV квартал"),
    ],
}
TEXT = st.text(alphabet=KAZAKH + KAZAKH.lower() + " -–«».,:№0123456789IVXabz\u0301\u00a0", max_size=12)


def test_the_kazakh_alphabet_sorts_as_itself():
    assert sorted(KAZAKH, key=sort_key) == list(KAZAKH)
    assert sorted(KAZAKH.lower(), key=sort_key) == list(KAZAKH.lower())


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_words_sort_by_the_alphabet_of_their_language(language):
    shuffled = random.Random(2).sample(SORTED[language], len(SORTED[language]))
    assert sorted(shuffled, key=lambda word: sort_key(word, language)) == SORTED[language]


def test_yo_is_a_letter_in_kazakh_and_an_accent_in_russian():
    words = ["ежик", "ёж"]
    assert sorted(words, key=lambda word: sort_key(word, "kk")) == ["ежик", "ёж"]
    assert sorted(words, key=lambda word: sort_key(word, "ru")) == ["ёж", "ежик"]


def test_a_letter_outweighs_the_case_of_an_earlier_one():
    assert sorted(["Ас", "ас", "Ат", "ат"], key=sort_key) == ["ас", "Ас", "ат", "Ат"]


@given(TEXT, TEXT)
def test_two_different_texts_are_never_equal(one, other):
    assert (sort_key(one) == sort_key(other)) == (one == other)


def sqlite_order(texts: list[str], language: str) -> list[str]:
    database = sqlite3.connect(":memory:")
    install(None, SimpleNamespace(vendor="sqlite", connection=database))
    database.execute("CREATE TABLE words (word TEXT)")
    database.executemany("INSERT INTO words VALUES (?)", [(text,) for text in texts])
    rows = database.execute(f'SELECT word FROM words ORDER BY word COLLATE "{collation_for(language)}"').fetchall()
    database.close()
    return [word for (word,) in rows]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_sqlite_learns_the_collations_of_postgresql_by_name(language):
    shuffled = random.Random(3).sample(SORTED[language], len(SORTED[language]))
    assert sqlite_order(shuffled, language) == SORTED[language]


@given(st.lists(TEXT, unique=True, max_size=20))
def test_sqlite_agrees_with_python_on_anything(texts):
    assert sqlite_order(texts, "kk") == sorted(texts, key=sort_key)


def test_another_database_is_left_alone():
    install(None, SimpleNamespace(vendor="postgresql", connection=None))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_database_in_use_sorts_by_the_alphabet(language):
    """On either database: the run on PostgreSQL compares our order with ICU's own."""
    words = random.Random(4).sample(SORTED[language], len(SORTED[language]))
    rows = ", ".join(["(%s)"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT column1 FROM (VALUES {rows}) AS words ORDER BY column1 COLLATE "{collation_for(language)}"', words
        )
        assert [word for (word,) in cursor.fetchall()] == SORTED[language]
