"""How often one may knock: the rule by itself, and the table that all processes share."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from forms import limits
from forms.limits import MINUTE, Limit, Route, Taken
from forms.models import Attempt
from tests.forms.making import NOW, later

WHO = {"number": "405277163901", "address": "203.0.113.7"}
FIVE = Limit(5)


def knock(now=NOW, **subjects):
    return limits.take(Route.SECRET, now, **WHO | subjects)


def refused_at(moments, limit=FIVE):
    """Play tries at these moments (seconds) by the rule alone; which of them were let through."""
    counts, let_through = {}, []
    for moment in (NOW + timedelta(seconds=second) for second in moments):
        if not limits.wait(limit, counts.items(), moment):
            begin = limits.begin_of_part(moment, limit)
            counts[begin] = counts.get(begin, 0) + 1
            let_through.append(moment)
    return let_through


@given(st.lists(st.floats(0, 600), max_size=200))
def test_no_window_ever_holds_more_tries_than_allowed(seconds):
    let_through = refused_at(sorted(seconds))
    for first in let_through:
        assert sum(first <= moment < first + MINUTE for moment in let_through) <= FIVE.tries


@given(st.lists(st.floats(0, 300), max_size=50), st.floats(300, 400))
def test_whoever_waits_as_long_as_told_is_let_in(seconds, after):
    counts = {}
    for moment in refused_at(sorted(seconds)):
        begin = limits.begin_of_part(moment, FIVE)
        counts[begin] = counts.get(begin, 0) + 1
    now = NOW + timedelta(seconds=after)
    told = limits.wait(FIVE, counts.items(), now)
    assert told <= (MINUTE + FIVE.part).total_seconds()
    assert limits.wait(FIVE, counts.items(), now + timedelta(seconds=told)) == 0


def test_the_sixth_try_within_a_minute_is_refused_and_told_how_long_to_wait(db):
    assert [knock(later(seconds=second)).is_refused for second in range(5)] == [False] * 5
    sixth = knock(later(seconds=30))
    assert sixth.is_refused
    assert 30 <= sixth.retry_after <= 40
    assert not knock(later(seconds=30 + sixth.retry_after)).is_refused


def test_a_number_is_counted_from_all_addresses_and_other_numbers_stand_apart(db):
    for tail in range(5):
        knock(address=f"203.0.113.{tail}")
    assert knock(address="198.51.100.1").is_refused
    assert not knock(number="000000000000").is_refused


def test_an_address_is_counted_over_all_numbers(db):
    for tail in range(20):
        assert not knock(number=f"{tail:012d}").is_refused
    assert knock(number="999999999999").is_refused
    assert not knock(number="999999999999", address="198.51.100.1").is_refused


def test_a_refused_try_is_not_counted_for_anybody(db):
    for _try in range(5):
        knock()
    before = sorted(Attempt.objects.values_list("tries", flat=True))
    for _try in range(30):
        knock()
    assert sorted(Attempt.objects.values_list("tries", flat=True)) == before


def test_a_good_try_is_given_back_so_that_a_village_behind_one_address_passes(db):
    for tail in range(500):
        taken = knock(number=f"{tail:012d}")
        assert not taken.is_refused
        limits.give_back(taken)
    assert set(Attempt.objects.values_list("tries", flat=True)) == {0}
    limits.give_back(Taken(retry_after=3))


def test_the_table_names_nobody(db):
    knock()
    kept = str(list(Attempt.objects.values()))
    assert WHO["number"] not in kept
    assert WHO["address"] not in kept


def test_what_counts_no_more_is_forgotten_and_the_rest_stays(db):
    knock()
    knock(later(hours=2, minutes=1))
    assert limits.forget(later(hours=2, minutes=1)) == 2
    assert limits.forget(later(hours=2, minutes=1)) == 0
    assert Attempt.objects.count() == 2


def test_a_subject_that_the_class_does_not_count_is_a_mistake(db):
    with pytest.raises(TypeError, match="number, address"):
        limits.take(Route.SECRET, NOW, number="405277163901")


def test_tries_at_the_same_moment_are_all_counted(committed_db):
    taken, barrier = [], threading.Barrier(8)

    def run():
        barrier.wait()
        try:
            taken.append(knock())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(try_.is_refused for try_ in taken) == [False] * 5 + [True] * 3
