"""The counts of terms are those of the rows, whatever came and went; what is shown of them is public."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.orthography import fold
from search.index import vocabulary
from search.index.rows import Row, row_of
from search.index.vocabulary import MOST_MEANT
from search.models import Term
from tests.search.index.conftest import taken_back

TEXTS = ["тариф", "тарифтер", "тарифы су", "су суы", "жол", "су жол тарифтің", ""]

# --- counting --------------------------------------------------------------------------------------------------------

ACTS = st.lists(st.tuples(st.booleans(), st.sampled_from(TEXTS), st.booleans()), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_after_whatever_came_and_went_the_counts_are_those_of_what_is_there(generation, acts):
    """Each act adds a row, or takes the last one of its text and visibility away."""
    held = {True: [], False: []}
    with taken_back():
        for is_public, text, comes in acts:
            row = row_of(1, "kk", text, "")
            if comes:
                vocabulary.add(generation, is_public, [row])
                held[is_public].append(row)
            elif row in held[is_public]:
                vocabulary.remove(generation, is_public, [row])
                held[is_public].remove(row)
        counts = {kind: Counter(term for row in rows for term in row.terms) for kind, rows in held.items()}
        for line in Term.objects.all():
            assert (line.entries, line.reserved) == (counts[True][line.term], counts[False][line.term])
            assert line.folded == fold(line.term)
            assert bool(line.word) == bool(line.entries)
        vocabulary.sweep()
        assert set(Term.objects.values_list("term", flat=True)) == counts[True].keys() | counts[False].keys()


def test_rows_that_come_together_count_as_one_by_one(generation):
    rows = [row_of(number, "kk", text, "") for number, text in enumerate(TEXTS)]
    vocabulary.add(generation, True, rows)
    together = set(Term.objects.values_list("term", "entries"))
    vocabulary.remove(generation, True, rows)
    for row in rows:
        vocabulary.add(generation, True, [row])
    assert set(Term.objects.values_list("term", "entries")) == together


def test_no_count_falls_below_nothing(generation):
    """Should something be forgotten twice, the next one is counted as the first."""
    row = row_of(1, "kk", "тариф", "")
    vocabulary.add(generation, True, [row])
    for _again in range(2):
        vocabulary.remove(generation, True, [row])
    assert Term.objects.get().entries == 0
    vocabulary.add(generation, True, [row])
    assert Term.objects.get().entries == 1


def test_the_shortest_public_word_is_shown(generation):
    for word in ("тарифтердің", "тарифтер", "тарифтерден"):
        vocabulary.add(generation, True, [Row(1, ("тариф",), (), (), {"тариф": word})])
    vocabulary.add(generation, False, [Row(2, ("тариф",), (), (), {"тариф": "тариф"})])
    assert Term.objects.values_list("term", "word").get() == ("тариф", "тарифтер")


def test_a_word_of_nothing_public_is_not_kept(generation):
    row = row_of(1, "kk", "құпия", "")
    vocabulary.add(generation, False, [row])
    assert Term.objects.get().word == ""
    vocabulary.add(generation, True, [row])
    vocabulary.remove(generation, True, [row])
    assert Term.objects.get().word == ""


@pytest.mark.parametrize("word", [f"{'а' * 56}букв", "ж" * 60, "9" * 70])
def test_a_word_of_senseless_length_is_counted(generation, word):
    """«…букв» has the dictionary form «…буква», which is longer still."""
    row = row_of(1, "ru", word, word)
    vocabulary.add(generation, True, [row])
    assert Term.objects.get().term == row.title[0]


# --- asking ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def told(generation):
    """Two public terms that folding makes alike, one that is common, and a reserved one."""
    rows = [row_of(1, "kk", text, "") for text in ("қала", "кала", "тариф", "тариф", "тарих")]
    vocabulary.add(generation, True, rows)
    vocabulary.add(generation, False, [row_of(2, "kk", "тарап құпия", ""), row_of(3, "kk", "тариф", "")])
    return generation


def test_what_is_known_is_known_by_its_term_or_by_its_folded_form(told, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert vocabulary.known(told, {"тариф", "жоқ"}, {"кала"}, True) == {
            "тариф": ("тариф", 2),
            "қала": ("кала", 1),
            "кала": ("кала", 1),
        }
    assert vocabulary.known(told, set(), set(), True) == {}


def test_who_asks_in_public_does_not_learn_what_is_reserved(told):
    assert vocabulary.known(told, {"құпия"}, {"купия"}, True) == {}
    assert vocabulary.known(told, {"құпия", "тариф"}, set(), None) == {"құпия": ("купия", 1), "тариф": ("тариф", 3)}


def test_a_slip_is_the_most_common_words_near_it(told):
    assert vocabulary.slips(told, ["тарив"], True) == [("тариф", "тариф"), ("тарих", "тарих")]
    assert vocabulary.slips(told, ["купия", "купиа"], True) == []
    assert vocabulary.slips(told, ["купиа"], None) == [("құпия", "құпия")]


def test_the_first_form_that_is_near_something_decides(told, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert vocabulary.slips(told, ["жжжжжж", "калаа", "тарив"], True) == [("кала", "кала"), ("қала", "қала")]


def test_a_word_too_short_or_too_long_is_no_slip_and_asks_nothing(told, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert vocabulary.slips(told, ["кал", "", "ж" * 26], True) == []


def test_no_more_than_four_are_meant(generation):
    for letter in "абвгде":
        vocabulary.add(generation, True, [row_of(1, "kk", f"жжжж{letter}", "")])
    assert len(vocabulary.slips(generation, ["жжжжж"], True)) == MOST_MEANT


def test_words_that_begin_so_come_before_those_that_begin_half_so(told):
    assert vocabulary.beginning(told, "тари") == ["тариф", "тарих"]
    # Half of it: «тари».
    assert vocabulary.beginning(told, "тарижжжж") == ["тариф", "тарих"]
    assert vocabulary.beginning(told, "купия") == vocabulary.beginning(told, "купи") == []


def test_no_more_than_four_begin_so(generation):
    for letter in "абвгде":
        vocabulary.add(generation, True, [row_of(1, "kk", f"жжжж{letter}", "")])
    assert len(vocabulary.beginning(generation, "жжжж")) == MOST_MEANT
