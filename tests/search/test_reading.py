"""What the words of a question mean in this index: trees from the strictest to the widest."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import glossary, reading
from search.index.engine import active
from search.index.matching import All, Any, Beginning, Term, leaves
from search.models import GlossaryPair
from search.reading import Read, read
from tests.search.spying import plant
from tests.search.town import build_town


@pytest.fixture
def town(db):
    """The town, and a glossary of three pairs."""
    build_town()
    GlossaryPair.objects.all().delete()
    GlossaryPair.objects.bulk_create(
        GlossaryPair(kazakh=kazakh, russian=russian)
        for kazakh, russian in [("қоғамдық кеңес", "общественный совет"), ("кеңес", "совет"), ("көпір", "мост")]
    )
    glossary.forget()


def said(tree):
    """A tree as a line: `+` all, `|` any, `*` a beginning."""
    match tree:
        case None:
            return ""
        case Term(term):
            return term
        case Beginning(letters):
            return f"{letters}*"
        case All(parts) | Any(parts):
            sign = "+" if isinstance(tree, All) else "|"
            return f"({sign.join(map(said, parts))})"


def readings(text, **how):
    """(exact, meant, wide, mended) of a text."""
    found = read(text, active(), **how)
    return said(found.exact), said(found.meant), said(found.wide), found.mended


# --- one word --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "exact", "meant"),
    [
        # A form of a word that is known, in Kazakh and in Russian.
        ("мектептерде", "мектеп", ""),
        ("больницах", "больница", ""),
        # Nobody knows it as it is typed: what is written alike stands for it.
        ("копир", "көпір", "(көпір|мост)"),
        ("kópir", "көпір", "(көпір|мост)"),
        # As the glossary says it.
        ("көпірлер", "көпір", "(көпір|мост)"),
        ("мосты", "мост", "(мост|көпір)"),
        # Nobody knows it at all.
        ("жжжжж", "жжжжж", ""),
    ],
)
def test_a_word_is_looked_for_as_what_it_may_be(town, text, exact, meant):
    assert readings(text) == (exact, meant, "", {})


def test_the_word_as_typed_comes_before_what_is_written_alike(town):
    """«кала» is a word, and so is «қала»."""
    plant("қала")
    plant("кала")
    assert readings("кала")[:2] == ("кала", "(кала|қала)")
    assert readings("қала")[:2] == ("қала", "(қала|кала)")


def test_a_slip_is_mended_by_what_the_index_knows(town):
    exact, _meant, _wide, mended = readings("больнеца")
    assert (exact, mended) == ("больница", {"больнеца": "больница"})


@pytest.mark.parametrize("how", [{"is_exact": True}, {"is_typing": True}])
def test_who_wants_the_words_as_typed_or_is_still_typing_gets_nothing_mended(town, how):
    exact, _meant, _wide, mended = readings("больнеца", **how)
    assert mended == {}
    assert "больница" not in exact


def test_what_only_reserved_entries_hold_is_known_to_the_admin_alone(town):
    assert readings("балабакша")[0] != "балабақша"
    assert readings("балабакша", is_public=None)[0] == "балабақша"
    assert readings("балабоқша")[3] == {}
    assert readings("балабоқша", is_public=None)[3] == {"балабоқша": "балабақша"}


# --- several ---------------------------------------------------------------------------------------------------------


def test_all_the_words_are_meant_and_any_of_them_is_the_widest(town):
    assert readings("мектеп больница") == ("(мектеп+больница)", "", "(мектеп|больница)", {})


def test_of_several_words_each_is_read_by_itself(town):
    exact, _meant, wide, mended = readings("копир жжжжж больнеца")
    assert exact == "(көпір+жжжжж+больница)"
    assert wide == "(көпір|жжжжж|больница|мост)"
    assert mended == {"больнеца": "больница"}


def test_a_side_of_several_words_is_said_by_the_other_or_word_by_word(town):
    exact, meant, wide, _mended = readings("қоғамдық кеңестер")
    assert exact == "(қоғамдық+кеңес)"
    assert meant == "((қоғамдық+кеңес)|(общественный+совет)|(қоғамдық+(кеңес|совет)))"
    assert set(wide.strip("()").split("|")) == {"қоғамдық", "кеңес", "общественный", "совет"}


def test_a_word_that_the_glossary_knows_is_no_slip(town):
    """Nothing holds it, and still it says something."""
    GlossaryPair.objects.create(kazakh="больнеца", russian="лечебница")
    glossary.forget()
    _exact, meant, _wide, mended = readings("больнеца")
    assert mended == {}
    assert "лечебница" in meant


def test_words_that_are_everywhere_decide_nothing_beside_others(town, monkeypatch):
    monkeypatch.setattr(reading, "FEW", 1)
    for _number in range(10):
        plant("жыл")
    assert readings("жыл мектеп")[2] == "мектеп"
    assert readings("жыл")[2] == ""
    # Where every word is everywhere, each counts.
    for _number in range(10):
        plant("ай")
    assert readings("жыл ай")[2] == "(жыл|ай)"


def test_while_somebody_types_the_last_word_may_be_a_beginning(town):
    assert readings("мектеп ауру", is_typing=True)[0] == "(мектеп+(ауру|ауру*))"
    assert readings("мектеп өзе", is_typing=True)[0] == "(мектеп+(өзе|өзе*|озе*))"
    assert "*" not in readings("мектеп ауру")[0]


# --- nothing, and anything -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "  ", '"*', "—", "\x00", "\ud800", "\U0001f600", "\u202e\u202c"])
def test_what_has_no_words_is_nothing_and_asks_nothing(town, text, django_assert_num_queries):
    generation = active()
    with django_assert_num_queries(0):
        assert read(text, generation) == Read()
    assert Read().terms == frozenset()


def test_of_a_question_without_end_the_first_words_count(town):
    found = read(" ".join(f"сөз{number}" for number in range(500)), active())
    assert len(leaves(found.exact)) == 20


def test_in_a_text_of_unknown_words_not_every_one_is_a_slip(town, monkeypatch, django_assert_num_queries):
    """Each costs a query."""
    generation, unknown = active(), " ".join(f"жжжжж{letter}" for letter in "абвгдежзик")
    with django_assert_num_queries(2 + reading.MOST_SLIPS):
        read(unknown, generation)
    monkeypatch.setattr(reading, "MOST_SLIPS", 1)
    assert readings("больнеца саябоқ")[3] == {"больнеца": "больница"}


def test_the_terms_are_all_that_is_looked_for(town):
    assert read("көпір мектеп", active(), is_typing=True).terms == {"көпір", "мост", "мектеп"}


def test_it_costs_two_queries_and_one_for_each_unknown_word(town, django_assert_num_queries):
    generation = active()
    read("мектеп", generation)
    with django_assert_num_queries(1):
        read("мектеп көпірлер больницах", generation)
    with django_assert_num_queries(3):
        read("мектеп больнеца жжжжж", generation)
    glossary.forget()
    with django_assert_num_queries(2):
        read("мектеп", generation)


WORDS = st.sampled_from(
    [
        "қоғамдық",
        "кеңес",
        "общественный",
        "совет",
        "мост",
        "көпір",
        "kópir",
        "больнеца",
        "және",
        "жжж",
        "2026",
        '"',
        "*",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=8),
    is_typing=st.booleans(), is_exact=st.booleans(), is_public=st.sampled_from([True, None]),
)  # fmt: skip
def test_whatever_is_asked_each_tree_is_wider_than_the_one_before(town, words, is_typing, is_exact, is_public):
    found = read(" ".join(words), active(), is_typing=is_typing, is_exact=is_exact, is_public=is_public)
    exact, meant, wide = (set(leaves(tree)) if tree else set() for tree in (found.exact, found.meant, found.wide))
    assert not meant or exact <= meant
    assert exact or not (meant or wide)
    assert all(
        leaf.term.isalnum() if isinstance(leaf, Term) else leaf.letters.isalnum() for leaf in exact | meant | wide
    )
    assert not (is_exact and found.mended)


def test_a_word_that_says_nothing_is_not_mended(db):
    plant("Жаңа жол")
    assert read("және", active()).mended == {}
