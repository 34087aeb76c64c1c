"""The index is made anew while it answers: at no moment is it empty, and nothing that happens meanwhile is lost."""

from dataclasses import dataclass, field, replace
from itertools import islice

import pytest
from django.db import connection

from search import asking, suggesting
from search.asking import Question
from search.documents import Document
from search.index import rebuilding, rows, version, vocabulary, writing
from search.index.engine import active, engine
from search.index.matching import Term
from search.index.rebuilding import is_due, steps
from search.models import Entry, EntryText, Generation, GlossaryPair
from tests.search.index.conftest import taken_back
from tests.search.index.test_scope import NOW
from tests.search.index.truth import check, document, found, keys_found


@dataclass
class Shelf:
    """A source whose documents are these: {key: document}."""

    name: str
    of: type = EntryText
    kept: dict[int, list[Document]] = field(default_factory=dict)

    def model(self):
        return self.of

    def count(self):
        return len(self.kept)

    def keys(self, after):
        return iter(sorted(key for key in self.kept if key > after))

    def documents(self, keys):
        return [one for key in keys for one in self.kept.get(key, [])]

    def put(self, key, title, **facts):
        """A document in both languages."""
        self.kept[key] = [replace(document(key, title, language=code, **facts), model=self.of) for code in ("kk", "ru")]


@pytest.fixture
def shelf(generation, monkeypatch):
    """The only source: five documents, all in the index; two rows are a batch."""
    shelf = Shelf("shelf")
    monkeypatch.setattr(rebuilding, "all_sources", lambda: [shelf])
    monkeypatch.setattr(rebuilding, "WALKED_AT_ONCE", 2)
    monkeypatch.setattr(writing, "REBUILT_AT_ONCE", 2)
    monkeypatch.setattr(rebuilding, "PATIENCE", 0)
    for key in range(1, 6):
        shelf.put(key, f"Су тарифі {key}", is_public=key != 3)
    writing.write(shelf.documents(shelf.kept))
    return shelf


def rebuild(**how):
    """From the beginning, or from where it was broken off, to the end."""
    return list(steps(**how))


def tables():
    """The engine's own tables."""
    return {
        name
        for name in connection.introspection.table_names()
        if name.startswith(("council_search_public_", "council_search_reserved_")) and name.rpartition("_")[2].isdigit()
    }


def check_all():
    """One generation, its tables alone, and all that its entries say."""
    check(Generation.objects.get())
    parts = ("public", "reserved")
    assert tables() == {f"council_search_{part}_{active().pk}" for part in parts}


def things(text="тариф"):
    """How many things a reader finds."""
    return asking.ask(Question(text, "kk"), NOW).total


# --- the way through -------------------------------------------------------------------------------------------------


def test_it_tells_how_far_it_is(shelf):
    told = rebuild()
    assert told[:3] == [("shelf", 2, 5), ("shelf", 4, 5), ("shelf", 5, 5)]
    assert told[3:] == [("index", done, 10) for done in (2, 4, 6, 8, 10, 10)]
    check_all()


def test_a_search_between_every_two_steps_answers_as_before(shelf):
    before = keys_found(Term("тариф")), things()
    assert before[1] == 4
    for _step in steps():
        assert (keys_found(Term("тариф")), things()) == before
        assert len(suggesting.titles("тар", "kk")) == 4
    assert (keys_found(Term("тариф")), things()) == before
    check_all()


def test_who_began_to_ask_before_the_swap_still_gets_an_answer(shelf, monkeypatch):
    """The old tables stay a moment longer than the old generation."""
    asked = active()
    waited = []

    def wait(seconds):
        waited.append(seconds)
        assert active() != asked
        assert len(found(Term("тариф"), generation=asked)) == 8

    monkeypatch.setattr(rebuilding, "sleep", wait)
    rebuild()
    assert waited == [0]
    check_all()


def test_an_empty_index_is_made_anew_too(generation, monkeypatch):
    """At once: nobody is answered from the old one."""
    monkeypatch.setattr(rebuilding, "all_sources", list)
    monkeypatch.setattr(rebuilding, "sleep", lambda seconds: seconds and pytest.fail("It waited."))
    assert is_due()
    rebuild()
    check_all()


def test_again_and_again_is_no_harm(shelf):
    for _again in range(3):
        rebuild()
        check_all()
    assert things() == 4


# --- what the sources say --------------------------------------------------------------------------------------------


def test_the_sources_win_over_what_is_stored(shelf):
    """New rows, other texts, another visibility, rows and languages that are gone."""
    shelf.put(9, "Жаңа тариф")
    shelf.put(2, "Басқа сөз")
    shelf.put(3, "Су тарифі 3", is_public=True)
    shelf.kept[4].pop()
    del shelf.kept[1], shelf.kept[5]
    rebuild()
    held = Entry.objects.order_by("object_id", "language").values_list("object_id", "language", "words__title")
    assert list(held) == [
        (2, "kk", "Басқа сөз"), (2, "ru", "Басқа сөз"), (3, "kk", "Су тарифі 3"), (3, "ru", "Су тарифі 3"),
        (4, "kk", "Су тарифі 4"), (9, "kk", "Жаңа тариф"), (9, "ru", "Жаңа тариф"),
    ]  # fmt: skip
    check_all()


def test_an_empty_source_takes_everything_of_its_model_along_and_nothing_else(shelf):
    shelf.kept.clear()
    writing.write([replace(document(1, "Су"), model=GlossaryPair)])
    rebuild()
    assert list(Entry.objects.values_list("object_id", "words__title")) == [(1, "Су")]
    check_all()


def test_the_texts_alone_are_taken_as_they_are(shelf):
    shelf.put(1, "Басқа сөз")
    del shelf.kept[5]
    assert {what for what, _done, _total in rebuild(walks_sources=False)} == {"index"}
    assert sorted(keys_found(Term("тариф"), languages=("kk",))) == [1, 2, 4, 5]
    check_all()


def test_every_source_is_walked_in_the_order_of_their_names(shelf, monkeypatch):
    other = Shelf("archive", GlossaryPair)
    other.put(1, "Мұрағат тарифі")
    monkeypatch.setattr(rebuilding, "all_sources", lambda: [other, shelf])
    walked = [what for what, _done, _total in rebuild()]
    assert list(dict.fromkeys(walked)) == ["archive", "shelf", "index"]
    assert things() == 5
    check_all()


# --- broken off ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("walks", [True, False])
def test_broken_off_after_any_step_it_is_begun_again_and_ends_well(shelf, walks):
    """Nothing is done twice but what the last step had not yet noted."""
    shelf.put(9, "Жаңа тариф")
    del shelf.kept[1]
    with taken_back():
        all_steps = len(rebuild(walks_sources=walks))
    for taken in range(all_steps):
        with taken_back():
            broken = steps(walks_sources=walks)
            list(islice(broken, taken))
            broken.close()
            assert things("су") >= 3
            assert len(rebuild(walks_sources=walks)) <= all_steps - taken + 1
            assert things() == 4
            check_all()


def test_broken_off_while_it_waits_it_leaves_tables_that_the_next_one_takes_away(shelf):
    broken = steps()
    assert ("index", 10, 10) in islice(broken, 9)
    broken.close()
    assert len(tables()) == 4
    change(shelf, 1)
    check(active())
    rebuild()
    check_all()


def test_broken_off_time_and_again_it_comes_to_its_end(shelf):
    for _again in range(20):
        broken = steps()
        if next(broken) == ("index", 10, 10):
            break
        broken.close()
    rebuild()
    check_all()


def test_an_error_while_it_changes_over_leaves_the_old_index(shelf, monkeypatch):
    before = active()

    def fail(*args):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(writing, "_retire", fail)
        with pytest.raises(RuntimeError):
            rebuild()
    assert active() == before
    assert things() == 4
    rebuild()
    assert active() != before
    check_all()


# --- what happens meanwhile ------------------------------------------------------------------------------------------


def change(shelf, key):
    shelf.put(key, f"Басқа тариф {key}")
    writing.write(shelf.documents([key]))


def change_facts(shelf, key):
    shelf.put(key, f"Су тарифі {key}", is_public=key != 3, kind="news")
    writing.write(shelf.documents([key]))


def flip(shelf, key):
    shelf.put(key, f"Су тарифі {key}", is_public=key == 3)
    writing.write(shelf.documents([key]))


def take_out(shelf, key):
    del shelf.kept[key]
    writing.remove(EntryText, [key])


def add(shelf, key):
    shelf.put(10 + key, "Жаңа тариф")
    writing.write(shelf.documents([10 + key]))


ACTS = [change, change_facts, flip, take_out, add]


@pytest.mark.parametrize("act", ACTS)
def test_what_is_written_meanwhile_is_in_the_old_index_and_in_the_new_one(shelf, act):
    """Between any two steps: to entries that were brought already, and to those that were not."""
    kept = dict(shelf.kept)
    for place in range(9):
        shelf.kept = dict(kept)
        with taken_back():
            for number, _step in enumerate(steps()):
                if number == place:
                    act(shelf, 3)
            wanted = {(one.pk, one.language, one.title) for held in shelf.kept.values() for one in held}
            assert set(Entry.objects.values_list("object_id", "language", "words__title")) == wanted
            check_all()


@pytest.mark.parametrize("act", ACTS)
def test_what_is_written_after_the_last_row_was_brought_is_not_lost(shelf, act, monkeypatch):
    """In the moment between the last step and the swap."""
    tidy = engine().tidy

    def write_then_tidy(making):
        act(shelf, 1)
        tidy(making)

    monkeypatch.setattr(engine(), "tidy", write_then_tidy)
    rebuild()
    check_all()


def test_two_at_once_make_one_index(shelf):
    """One goes on with what the other has begun, whichever ends first."""
    for taken in range(9):
        with taken_back():
            one = steps()
            list(islice(one, taken))
            rebuild()
            add(shelf, 1)
            list(one)
            assert things() == 5
            check_all()
        del shelf.kept[11]


# --- another analysis ------------------------------------------------------------------------------------------------


@pytest.fixture
def other_analysis(shelf, monkeypatch):
    """From here on words are read in another way, and the index was made in the old one."""
    real = rows.term_of
    monkeypatch.setattr(rows, "term_of", lambda letters, language: f"ж{real(letters, language)}")
    for module in (version, writing, vocabulary, rebuilding):
        monkeypatch.setattr(module, "current_version", lambda: "other")


def test_an_index_is_due_when_words_are_read_in_another_way(shelf, request):
    assert not is_due()
    request.getfixturevalue("other_analysis")
    assert is_due()
    rebuild()
    assert not is_due()
    assert active().version == "other"
    assert keys_found(Term("тариф")) == []
    assert len(keys_found(Term("жтариф"))) == 8
    check_all()


@pytest.mark.parametrize("act", ACTS)
def test_until_then_the_old_index_answers_and_what_has_left_it_is_not_found(shelf, other_analysis, act):
    act(shelf, 1)
    hits = set(keys_found(Term("тариф"), languages=("kk",)))
    assert {2, 4, 5} <= hits <= {1, 2, 4, 5}
    assert (1 in hits) == (act in (change_facts, add))
    rebuild()
    check_all()


def test_the_generation_that_another_analysis_has_begun_is_given_up(shelf, request):
    broken = steps()
    list(islice(broken, 5))
    broken.close()
    begun = Generation.objects.get(is_active=False)
    request.getfixturevalue("other_analysis")
    change(shelf, 1)
    rebuild()
    assert not Generation.objects.filter(pk=begun.pk).exists()
    check_all()


def test_words_of_what_was_withdrawn_meanwhile_are_suggested_to_nobody(shelf, other_analysis):
    """The old counts cannot be corrected: what the words of an entry were, only the old analysis could say."""
    generation = active()
    assert generation.terms.filter(word="тарифі").exists()
    for key in list(shelf.kept):
        take_out(shelf, key)
    assert suggesting.similar("тарибі", "kk") == []
    assert asking.ask(Question("тарибі", "kk"), NOW).mended == {}
