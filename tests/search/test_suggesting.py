"""What a reader may have meant: titles that begin so, words that are written alike; nothing that is not public."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import suggesting
from search.index import writing
from search.models import EntryText
from search.suggesting import MOST_ALIKE, similar, titles
from tests.search.spying import plant
from tests.search.town import build_town


@pytest.fixture
def town(db):
    build_town()


def begun(beginning, language="kk", **how):
    return [title for title, _url, _language in titles(beginning, language, **how)]


# --- titles ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("beginning", "found"),
    [
        ("мек", ["Мектеп асханасы"]),
        ("МЕКТЕП АС", ["Мектеп асханасы"]),
        # In any order, and from within the title.
        ("асх мек", ["Мектеп асханасы"]),
        ("ағаш", ["Саябақтағы ағаштар"]),
        # As a Russian keyboard has it.
        ("копир жон", ["Көпір жөндеу"]),
        ("саябактагы", ["Саябақтағы ағаштар"]),
        ("өзен", []),
        ("ектеп", []),
        ("көпірж", []),
        # What is not public is not there.
        ("құпия", []),
        ("балабақша", []),
        ("", []),
        ('"*', []),
        ("\x00", []),
    ],
)
def test_titles_begin_as_it_is_typed(town, beginning, found):
    assert begun(beginning) == found


def test_they_come_with_address_and_language_the_readers_own_first(db):
    plant("Тариф туралы", language="kk", url="/kk/a/")
    plant("Тариф на воду", language="ru", url="/ru/b/")
    kazakh, russian = ("Тариф туралы", "/kk/a/", "kk"), ("Тариф на воду", "/ru/b/", "ru")
    assert titles("тар", "kk") == [kazakh, russian]
    assert titles("тар", "ru") == [russian, kazakh]


def test_a_thing_in_both_languages_comes_once(db):
    for language in ("kk", "ru"):
        plant("Тариф", language=language, twin=7)
    assert [found[2] for found in titles("тар", "ru")] == ["ru"]


def test_no_more_come_than_are_shown(db):
    for number in range(12):
        plant(f"Тариф {number}")
    assert len(begun("тар")) == 8
    assert len(begun("тар", limit=3)) == 3


def test_what_has_left_the_index_is_not_suggested(town):
    writing.remove(EntryText, [2])
    assert begun("көпір") == []


def test_titles_cost_three_queries(town, django_assert_max_num_queries):
    # PostgreSQL asks for either language by itself, and whether it has RUM.
    with django_assert_max_num_queries(8):
        titles("мек ас", "kk")


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("мектеб", "мектеп"),
        ("больнеца", "больница"),
        # Where nothing is near, what begins so, or half so.
        ("көпірлестік", "көпір"),
        ("жжжжжжжж", None),
        ("құпиа", None),
        ("балабоқша", "балалардың"),
        ("2026", None),
        ("", None),
    ],
)
def test_words_that_are_written_alike(town, text, first):
    found = similar(text, "kk")
    assert (found[0] if found else None) == first
    assert "балабақша" not in found
    assert "құпия" not in found


def test_what_was_asked_for_is_no_suggestion(town):
    assert "мектеп" not in similar("мектеп", "kk")


def test_a_few_words_are_enough(db):
    for letter in "абвгдежзик":
        plant(f"тариф{letter} мектеп{letter}")
    found = similar("тарифм мектепм", "kk")
    assert len(found) == len(set(found)) == MOST_ALIKE


def test_of_a_long_text_the_first_words_are_read(town, django_assert_max_num_queries):
    with django_assert_max_num_queries(1 + 3 * suggesting.MOST_WORDS * 2):
        similar(" ".join(f"жжжж{letter}" for letter in "абвгдежзиклмнопрст"), "kk")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40))
def test_whatever_is_typed_nothing_but_public_words_and_titles_come(town, text):
    assert all(title and "Құпия" not in title for title in begun(text))
    assert not {"құпия", "балабақша"} & set(similar(text, "ru"))
