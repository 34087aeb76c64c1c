"""What the pairs add to a question: which words are a side, in which forms and letters, and how fresh the pairs are."""

from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from cms.orthography import fold
from search import glossary
from search.analysis import analyze_query, kazakh
from search.glossary import Glossary, pairs, terms_of
from search.models import GlossaryPair

migration = import_module("search.migrations.0002_glossary")
FEW = Glossary(
    [
        ("қоғамдық кеңес", "общественный совет"),
        ("кеңес", "совет"),
        ("әлеуметтік желі", "социальная сеть"),
        ("комитет", "комитет"),
        ("мәселе", "вопрос"),
        ("сұрақ", "вопрос"),
        ("ҮЕҰ", "неправительственная организация"),
        ("көл", "озеро"),
        ("қол", "рука"),
    ]
)


def meant(text, known=FEW):
    return known.expansions(analyze_query(text))


# --- which words are a side ------------------------------------------------------------------------------------------
COUNCIL = {(0, 2): [("общественный", "совет")], (1, 2): [("совет",)]}


@pytest.mark.parametrize(
    ("text", "expansions"),
    [
        ("қоғамдық кеңес", COUNCIL),
        ("ҚОҒАМДЫҚ КЕҢЕСКЕ", COUNCIL),
        ("қоғамдық кеңестердің", COUNCIL),
        # A Russian keyboard, half of one, and Latin letters.
        ("когамдык кенес", COUNCIL),
        ("қогамдык кеңес", COUNCIL),
        ("qoğamdyq keñes", COUNCIL),
        ("общественного совета", {(0, 2): [("қоғамдық", "кеңес")], (1, 2): [("кеңес",)]}),
        ("социальных сетях", {(0, 2): [("әлеуметтік", "желі")]}),
        # Words that say nothing do not stand between.
        ("қоғамдық және кеңес", COUNCIL),
        ("в общественном совете", {(0, 2): [("қоғамдық", "кеңес")], (1, 2): [("кеңес",)]}),
        ("барлық мәселе кеңес", {(0, 1): [("вопрос",)], (1, 2): [("совет",)]}),
        ("кеңес қоғамдық", {(0, 1): [("совет",)]}),
        ("қоғамдық", {}),
        ("вопрос", {(0, 1): [("мәселе",), ("сұрақ",)]}),
        ("нпо", {}),
        ("үеұ", {(0, 1): [("неправительственный", "организация")]}),
        ("комитет", {}),
        ("", {}),
        ("\x00 !", {}),
    ],
)  # fmt: skip
def test_the_other_side_of_every_pair_whose_words_stand_there(text, expansions):
    assert meant(text) == expansions


def test_a_side_of_signs_alone_means_nothing():
    """A tree with an empty part would be an error for everybody who asks for the other side."""
    known = Glossary([("—", "вода"), ("су", "!"), ("...", "😀")])
    assert meant("вода", known) == meant("су", known) == {}


def test_words_that_are_a_side_as_typed_are_not_read_in_other_letters():
    assert meant("қол") == {(0, 1): [("рука",)]}
    assert meant("көлдің") == {(0, 1): [("озеро",)]}
    # Nobody can tell which of the two a Russian keyboard means.
    assert sorted(meant("кол")[0, 1]) == [("озеро",), ("рука",)]


@pytest.mark.parametrize(
    ("text", "word"),
    [("кеңестерге", "кеңес"), ("кенес", "кеңес"), ("сетью", "сеть"), ("ұйым", None), ("қоғамдық", "қоғамдық")],
)
def test_a_word_of_a_pair_is_named_as_the_pair_has_it(text, word):
    [asked] = analyze_query(text)
    assert Glossary([("қоғамдық кеңес", "сеть")]).word_of(asked) == word


def test_a_side_is_a_line_of_the_search_log():
    assert {"қоғамдық кеңес", "общественный совет", "социальная сеть", "үеұ"} <= FEW.lines


# --- rules -----------------------------------------------------------------------------------------------------------
NOUNS = sorted(kazakh.stemmer().nouns)
RUSSIAN = ["вода", "отходы", "дорога", "школьный", "автобус", "налог", "тариф", "аким", "covid", "2026"]
KAZAKH_SIDES = st.lists(st.sampled_from(NOUNS), min_size=1, max_size=5, unique=True).map(" ".join)
RUSSIAN_SIDES = st.lists(st.sampled_from(RUSSIAN), min_size=1, max_size=5, unique=True).map(" ".join)


@given(one=KAZAKH_SIDES, other=RUSSIAN_SIDES)
def test_whoever_asks_for_one_side_finds_the_other(one, other):
    known = Glossary([(one, other)])
    sides = {one: terms_of(one, "kk"), other: terms_of(other, "ru")}
    for text, meaning in ((one, sides[other]), (other, sides[one]), (fold(one), sides[other])):
        asked = analyze_query(text)
        # Folding can make of two words one, or of a word one that says nothing.
        if text in sides or len(asked) == len(sides[one]):
            assert meaning in meant(text, known).get((0, len(asked)), [])


@given(text=st.text(max_size=120), sides=st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), max_size=5))
def test_whatever_is_asked_and_whatever_the_pairs_are_spans_lie_in_the_question(text, sides):
    known, asked = Glossary(sides), analyze_query(text)
    for (start, end), meanings in known.expansions(asked).items():
        assert 0 <= start < end <= len(asked)
        assert meanings
        assert all(meanings)


# --- what the database holds -----------------------------------------------------------------------------------------
@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 1000.0

    monkeypatch.setattr(glossary, "monotonic", lambda: Clock.now)
    return Clock


@pytest.mark.django_db
def test_the_pairs_are_asked_for_once_in_five_seconds(clock, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = pairs()
        clock.now += 4.9
        assert pairs() is first
    clock.now += 0.1
    with django_assert_num_queries(1):
        # Nothing has changed: nothing is analysed again.
        assert pairs() is first


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda: GlossaryPair.objects.create(kazakh="қалдық", russian="отходы"),
        lambda: GlossaryPair.objects.filter(kazakh="кеңес").update(kazakh="қалдық", russian="отходы"),
    ],
)
def test_what_another_process_writes_is_known_within_five_seconds(change, clock):
    assert meant("қалдық", pairs()) == {}
    change()
    clock.now += 5
    assert meant("қалдық", pairs()) == {(0, 1): [("отход",)]}


@pytest.mark.django_db
def test_the_glossary_begins_with_the_terms_of_the_cycle():
    known = pairs()
    assert ("общественный", "совет") in meant("қоғамдық кеңеске", known)[0, 2]
    assert ("ұсыныс",) in meant("предложения", known)[0, 1]
    assert GlossaryPair.objects.count() == len(migration.read_pairs()) > 150


@pytest.mark.django_db
def test_filling_and_emptying_leave_the_ministrys_own_pairs():
    own = GlossaryPair.objects.create(kazakh="қалдық", russian="отходы")
    migration.empty_glossary(apps, None)
    assert list(GlossaryPair.objects.all()) == [own]
    for _again in range(2):
        migration.fill_glossary(apps, None)
    assert GlossaryPair.objects.count() == len(migration.read_pairs()) + 1
