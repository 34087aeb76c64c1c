"""Ranking and systematising: as many come out as came in, ranks are unique, the method is said."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from plugins.regional_meetings import alike, ranking
from plugins.regional_meetings.models import Group
from tests.factories import make_user
from tests.plugins.regional_meetings.making import AFTER, METHOD, group, problem_of, ranked, voice


def three(meeting):
    return [voice(meeting, text, askers=count).number for text, count in (("Один", 1), ("Два", 5), ("Три", 2))]


def test_004_18_all_voiced_questions_are_ranked(meeting):
    one, two, three_ = three(meeting)
    first, second = group(meeting, [two, three_], "Второе"), group(meeting, [one], "Первое")
    ranking.rank(meeting, {first.pk: 1, second.pk: 2}, user=None, **METHOD)
    ranking.publish_ranking(meeting, user=None, now=AFTER)
    found = [(row.rank, row.count, row.asked_by) for row in ranking.counted_groups(meeting)]
    assert found == [(1, 2, 7), (2, 1, 1)]
    assert ranking.balance_of(meeting).is_even


def test_g5_a_question_in_no_group_stops_the_publication_and_the_cure_is_named(meeting):
    one, *_rest = three(meeting)
    made = group(meeting, [one])
    ranking.rank(meeting, {made.pk: 1}, user=None, **METHOD)
    with pytest.raises(ValidationError, match=r"in no group: 2.*group them first"):
        ranking.publish_ranking(meeting, user=None, now=AFTER)


def test_equal_ranks_are_refused_with_the_way_out(meeting):
    one, two, _three = three(meeting)
    groups = [group(meeting, [one]), group(meeting, [two])]
    with pytest.raises(ValidationError, match=r"stand twice: 1\. Give one of the two another number"):
        ranking.rank(meeting, {row.pk: 1 for row in groups}, user=None, **METHOD)
    assert not meeting.groups.exclude(rank=None).exists()


def test_the_database_keeps_ranks_unique_whatever_the_path(meeting):
    one, two, _three = three(meeting)
    groups = [group(meeting, [one]), group(meeting, [two])]
    Group.objects.filter(pk=groups[0].pk).update(rank=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.filter(pk=groups[1].pk).update(rank=1)


def test_two_groups_exchange_their_ranks(meeting):
    one, two, three_ = three(meeting)
    first, second = group(meeting, [one]), group(meeting, [two, three_])
    ranking.rank(meeting, {first.pk: 1, second.pk: 2}, user=None, **METHOD)
    ranking.rank(meeting, {first.pk: 20, second.pk: 10}, user=None, **METHOD)
    assert {row.pk: row.rank for row in meeting.groups.all()} == {second.pk: 1, first.pk: 2}


def test_a_group_without_a_rank_and_a_list_without_a_method_are_refused(meeting):
    one, two, three_ = three(meeting)
    first, second = group(meeting, [one]), group(meeting, [two, three_], "Без ранга")
    with pytest.raises(ValidationError, match="Без ранга"):
        ranking.rank(meeting, {first.pk: 1}, user=None, **METHOD)
    with pytest.raises(ValidationError) as refused:
        ranking.rank(meeting, {first.pk: 1, second.pk: 2}, method_kk="", method_ru="По числу", user=None)
    assert "method_kk" in refused.value.message_dict
    with pytest.raises(ValidationError, match="not ranked yet"):
        ranking.publish_ranking(meeting, user=None, now=AFTER)


def test_a_list_without_any_question_is_not_published(meeting):
    with pytest.raises(ValidationError, match="No question"):
        ranking.publish_ranking(meeting, user=None, now=AFTER)


def test_a_question_stands_in_one_group_only(meeting):
    one, two, _three = three(meeting)
    group(meeting, [one])
    with pytest.raises(ValidationError, match="another group already: 1"):
        group(meeting, [one, two])
    with pytest.raises(ValidationError, match="questions of this meeting"):
        group(meeting, [99])


def test_a_dissolved_group_lets_its_questions_go_and_loses_none(meeting):
    made = group(meeting, three(meeting))
    ranking.dissolve(made, user=None)
    assert meeting.voiced.filter(group=None).count() == 3


def test_a_group_with_a_problem_is_not_dissolved(meeting, body):
    (made,) = ranked(meeting, "Один")
    problem_of(made, body)
    ranking.withdraw_ranking(meeting, user=None)
    with pytest.raises(ValidationError, match="A problem was made"):
        ranking.dissolve(made, user=None)


def test_a_published_list_is_taken_back_before_it_changes(meeting, council):
    (made,) = ranked(meeting, "Один")
    with pytest.raises(ValidationError, match="Take it back first"):
        ranking.rank(meeting, {made.pk: 1}, user=None, **METHOD)
    with pytest.raises(PermissionDenied):
        ranking.withdraw_ranking(meeting, user=make_user("editor", council))
    ranking.withdraw_ranking(meeting, user=make_user("publisher", council))
    ranking.rank(meeting, {made.pk: 1}, user=None, **METHOD)


# --- similar questions -----------------------------------------------------------------------------------------------


def test_g5_similar_questions_are_suggested_by_the_terms_of_the_search_engine():
    rows = [
        (1, "Когда построят новый полигон отходов?", "ru"),
        (2, "Почему не ремонтируют дорогу в Рудный?", "ru"),
        (3, "Когда же будет построен полигон для отходов?", "ru"),
        (4, "Жаңа қалдықтар полигоны қашан салынады?", "kk"),
        (5, "Қалдықтарға арналған жаңа полигон қашан салынады?", "kk"),
    ]
    asked = [(number, alike.terms_of(text, language), None) for number, text, language in rows]
    assert {one.numbers for one in alike.suggestions(asked)} == {(1, 3), (4, 5)}


def test_a_question_like_a_group_is_suggested_for_it(meeting):
    first = voice(meeting, "Когда построят новый полигон отходов?")
    made = group(meeting, [first.number])
    voice(meeting, "Когда построят полигон отходов?")
    rows = meeting.voiced.select_related("proposal__original")
    assert alike.suggested(rows, alike.words_of) == [alike.Suggestion((2,), made.pk)]


@given(st.lists(st.sets(st.sampled_from("abcdef"), max_size=4), max_size=12))
def test_no_question_is_suggested_twice(terms):
    found = alike.suggestions((number, frozenset(one), None) for number, one in enumerate(terms))
    numbers = [number for one in found for number in one.numbers]
    assert len(numbers) == len(set(numbers))
