"""What is alike is suggested, with what is grouped already as its measure; nothing is grouped by itself."""

import pytest

from forms import grouping, suggesting
from forms.form_building import define_form
from forms.models import ErasureOrder, GroupMember, Sketch
from tests.forms.making import NOW, filled, later, parks, send
from tests.forms.test_similarity import LETTERS, OWN


@pytest.fixture
def bring(definition):
    """A function that sends texts, an hour apart, and returns the proposals."""

    def send_all(*texts):
        return [
            send(definition, filled(text=text), now=later(hours=number)).proposal for number, text in enumerate(texts)
        ]

    return send_all


def keys(*proposals):
    return [proposal.pk for proposal in proposals]


def test_letters_are_suggested_the_largest_storm_first_and_nobody_is_grouped(bring, consultation):
    first, _own, second, third, fourth, fifth = bring(
        LETTERS["kk"], OWN["kk"], LETTERS["ru"], LETTERS["ru"] + " Алия", LETTERS["kk"] + " Ержан", LETTERS["ru"]
    )
    found = suggesting.suggestions(consultation)
    assert [row.keys for row in found] == [keys(second, third, fifth), keys(first, fourth)]
    assert [row.example for row in found] == [second, first]
    assert not GroupMember.objects.exists()


def test_what_is_like_a_group_is_suggested_for_it_even_one_alone(bring, consultation):
    first, second = bring(LETTERS["kk"], LETTERS["kk"])
    group = grouping.group(consultation, keys(first, second), user=None, now=NOW)
    assert suggesting.suggestions(consultation) == []
    [late] = bring(LETTERS["kk"] + " Ержан")
    assert suggesting.suggestions(consultation) == [suggesting.Suggestion([late.pk], group)]


def test_another_question_is_not_compared(bring, consultation, council):
    bring(LETTERS["kk"])
    send(define_form(parks(council, "roads"), user=None), filled(text=LETTERS["kk"]))
    assert suggesting.suggestions(consultation) == []


def test_similar_ones_stand_beside_a_proposal_the_likest_first(bring, consultation):
    first, near, same, _own = bring(LETTERS["ru"], LETTERS["ru"].replace("парке", "сквере"), LETTERS["ru"], OWN["ru"])
    assert [row for row, _percent in suggesting.similar_to(first)] == [same, near]
    assert suggesting.similar_to(first)[0] == (same, 100)
    grouping.group(consultation, keys(first, same), user=None, now=NOW)
    assert [row for row, _percent in suggesting.similar_to(first)] == [near]


def test_a_sketch_is_made_once_and_goes_with_the_original(bring, consultation, django_assert_num_queries):
    first, _second = bring(LETTERS["kk"], LETTERS["kk"])
    suggesting.sketches_of(consultation)
    assert Sketch.objects.count() == 2
    with django_assert_num_queries(2):
        suggesting.sketches_of(consultation)
    ErasureOrder.objects.create(proposal=first, reason="Автор сұрады")
    first.original.delete()
    assert Sketch.objects.count() == 1
    assert suggesting.suggestions(consultation) == []


def test_the_cost_does_not_grow_with_the_proposals(bring, consultation, django_assert_max_num_queries):
    bring(*[LETTERS["kk"]] * 20, *[LETTERS["ru"]] * 20)
    with django_assert_max_num_queries(8):
        assert [len(row.keys) for row in suggesting.suggestions(consultation)] == [20, 20]
