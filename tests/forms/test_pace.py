"""How fast proposals come: a village passes, one form sent without end does not."""

from datetime import timedelta

from forms import pace
from tests.forms.making import NOW, later

ADDRESS = "203.0.113.7"


def judged(count, token="token-{}", address=ADDRESS, now=NOW):
    """What is said of so many proposals in turn."""
    return [pace.judge(address, token.format(number), now) for number in range(count)]


def test_five_hundred_people_behind_one_address_pass():
    assert judged(500) == [pace.Pace()] * 500


def test_one_form_five_hundred_times_does_not():
    said = judged(500, token="one")
    assert [one.is_refused for one in said] == [False] * pace.MOST_OF_TOKEN + [True] * (500 - pace.MOST_OF_TOKEN)
    assert said[-1].retry_after == pace.WINDOW.total_seconds()


def test_beyond_a_village_a_proof_is_asked_for_and_beyond_that_nothing_helps():
    said = judged(pace.MOST_FROM_ADDRESS + 1)
    assert not any(one.must_prove for one in said[: pace.UNASKED])
    assert all(one.must_prove for one in said[pace.UNASKED : pace.MOST_FROM_ADDRESS])
    assert said[-1].is_refused


def test_another_address_is_not_asked_for_its_neighbours():
    judged(pace.UNASKED + 1)
    assert pace.judge("203.0.113.8", "other", NOW) == pace.Pace()


def test_after_the_window_all_is_forgotten():
    judged(pace.UNASKED + 1)
    assert pace.judge(ADDRESS, "other", NOW + pace.WINDOW) == pace.Pace()


def test_whoever_is_refused_learns_when_to_come_again():
    judged(pace.MOST_OF_TOKEN, token="one")
    assert pace.judge(ADDRESS, "one", later(minutes=4, milliseconds=1)).retry_after == 6 * 60


def test_the_memory_has_an_end():
    counter = pace.Counter(most_kept=3)
    for key in range(10):
        counter.add(key, NOW)
    assert [counter.add(key, NOW + timedelta(seconds=1))[0] for key in (9, 0)] == [2, 1]
