"""Whatever is written and removed, the index holds what its entries say: terms, words, sizes, each to its part."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.documents import twin_of_row
from search.index import writing
from search.index.matching import Beginning, Term
from search.models import Entry, EntryText, GlossaryPair
from tests.search.index.conftest import taken_back
from tests.search.index.truth import check, document, keys_found

NOW = datetime(2026, 11, 13, 9, tzinfo=UTC)


def entry(key=1, language="kk"):
    return Entry.objects.select_related("words").get(object_id=key, language=language)


# --- one document ----------------------------------------------------------------------------------------------------


def test_a_new_document_is_there_with_all_it_says(generation):
    facts = {
        "kind": "question", "url": "/kk/a/", "status": "collecting", "changes_at": NOW, "next_status": "reviewing",
        "date": date(2026, 11, 1), "twin": 70,
    }  # fmt: skip
    writing.write([document(1, "Су тарифі", "Жол мен көпір", **facts)])
    held = entry()
    assert {name: getattr(held, name) for name in facts} == facts
    assert (held.words.title, held.words.text, held.length) == ("Су тарифі", "Жол мен көпір", 5)
    assert keys_found(Term("тариф")) == keys_found(Term("көпір")) == keys_found(Beginning("тар")) == [1]
    check()


def test_what_has_no_twin_has_a_number_of_its_own(generation):
    writing.write([document(1, "Су"), document(2, "Су"), document(1, "Вода", language="ru")])
    own = writing.type_of(EntryText)
    assert set(Entry.objects.values_list("object_id", "twin")) == {(1, twin_of_row(own, 1)), (2, twin_of_row(own, 2))}


def test_another_text_takes_the_place_of_the_old_one(generation):
    writing.write([document(1, "Су тарифі", "Жол")])
    before = entry().pk
    writing.write([document(1, "Су бағасы", "Көпір")])
    # An engine without content forgets a number for good: the new text stands under a new one.
    assert entry().pk > before
    assert keys_found(Term("тариф")) == keys_found(Term("жол")) == []
    assert keys_found(Term("көпір")) == [1]
    check()


def test_other_facts_alone_touch_neither_terms_nor_number(generation, monkeypatch):
    writing.write([document(1, "Су", kind="question", status="collecting")])
    before = entry().pk
    for name in ("_forget", "_store"):
        monkeypatch.setattr(writing, name, lambda rows, generations: rows and pytest.fail("Terms were touched."))
    facts = {"kind": "outcome", "status": "", "changes_at": NOW, "next_status": "x", "date": date(2026, 1, 1),
             "twin": 9, "url": "/kk/b/"}  # fmt: skip
    writing.write([document(1, "Су", **facts)])
    held = entry()
    assert held.pk == before
    assert {name: getattr(held, name) for name in facts} == facts
    check()


def test_what_is_unchanged_costs_a_comparison(generation, django_assert_max_num_queries):
    written = [document(key, f"Су {key}", language=language) for key in range(1, 40) for language in ("kk", "ru")]
    writing.write(written)
    before = list(Entry.objects.order_by("pk").values())
    # The savepoint, the generation, the entries.
    with django_assert_max_num_queries(5):
        writing.write(written)
    assert list(Entry.objects.order_by("pk").values()) == before


def test_what_is_withdrawn_goes_from_readers_to_the_admin_and_back(generation):
    for is_public in (True, False, True):
        writing.write([document(1, "Су тарифі", is_public=is_public)])
        assert keys_found(Term("тариф"), is_public=is_public) == [1]
        assert keys_found(Term("тариф"), is_public=not is_public) == []
        check()


def test_of_a_key_all_languages_go_or_those_that_are_named(generation):
    written = [document(1, "Су"), document(1, "Вода", language="ru"), document(2, "Су"), document(1, "x", language="")]
    writing.write(written)
    writing.remove(EntryText, [1], ["ru"])
    assert set(Entry.objects.values_list("object_id", "language")) == {(1, "kk"), (2, "kk"), (1, "")}
    # The same key of another model is another thing.
    writing.remove(GlossaryPair, [1])
    writing.remove(EntryText, [1, 99])
    assert set(Entry.objects.values_list("object_id", "language")) == {(2, "kk")}
    check()


def test_a_document_that_comes_twice_at_once_is_there_once_as_it_came_last(generation):
    writing.write([document(1, "Су"), document(1, "Жол")])
    assert entry().words.title == "Жол"
    check()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", ""),
        ("\x00", "су\x00тариф"),
        ("—«»", "!"),
        ("а" * 5_000, "ә" * 5_000),
        (f"{'а' * 56}букв", ""),
        ("<b>су</b>", "') -- \" * NEAR(су, жол)"),
        ("\U0001f600 су", "\u202eжол\u202c"),
        ("ﷺ ½ ² ٣ 漢字", "Ａ Ⅷ é e\u0301"),
    ],
)
def test_no_text_is_refused(generation, title, text):
    writing.write([document(1, title, text), document(1, title, text, language="ru", is_public=False)])
    check()
    writing.remove(EntryText, [1])
    check()


def test_a_text_of_senseless_length_is_found_by_its_words(generation):
    """As far as it is read. PostgreSQL refuses more than a megabyte; such a page would stop every rebuild."""
    text = " ".join(f"сөз{number:x}" for number in range(140_000))
    writing.write([document(1, "Су", text)])
    assert keys_found(Term("су")) == keys_found(Term("сөз7")) == [1]
    assert keys_found(Term("сөзffff")) == []
    assert entry().words.text == text


# --- many, one after the other ---------------------------------------------------------------------------------------

WORDS = ["су", "судың", "тарифі", "тарифы", "жол", "2026", "қала", "кала"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
DOCUMENTS = st.builds(
    lambda key, language, title, text, is_public, kind: document(
        key, title, text, language, is_public=is_public, kind=kind
    ),
    st.integers(1, 3), st.sampled_from(["kk", "ru"]), TEXTS, TEXTS, st.booleans(), st.sampled_from(["news", "text"]),
)  # fmt: skip
ACTS = st.lists(
    st.one_of(st.lists(DOCUMENTS, min_size=1, max_size=4), st.tuples(st.integers(1, 3), st.booleans())), max_size=6
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_after_whatever_was_written_and_removed_the_index_is_what_its_entries_say(generation, acts):
    wanted = {}
    with taken_back():
        for act in acts:
            if isinstance(act, list):
                writing.write(act)
                wanted |= {(one.pk, one.language): (one.title, one.text, one.is_public, one.kind) for one in act}
            else:
                key, is_kazakh_alone = act
                languages = ["kk"] if is_kazakh_alone else None
                writing.remove(EntryText, [key], languages)
                for language in languages or ["kk", "ru"]:
                    wanted.pop((key, language), None)
        rows = Entry.objects.values_list("object_id", "language", "words__title", "words__text", "is_public", "kind")
        assert {row[:2]: row[2:] for row in rows} == wanted
        check()


def test_an_error_in_the_middle_leaves_everything_as_it_was(generation, monkeypatch):
    writing.write([document(1, "Су"), document(2, "Жол")])
    before = list(Entry.objects.order_by("pk").values())

    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(writing.vocabulary, "add", fail)
    with pytest.raises(RuntimeError):
        writing.write([document(1, "Су басқа"), document(3, "Жаңа")])
    assert list(Entry.objects.order_by("pk").values()) == before
    check()
