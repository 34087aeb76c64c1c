"""The queue of proposals: it has an end, and gives its places back."""

import threading

import pytest

from cms.unavailable import Overloaded
from forms import admission


@pytest.fixture
def narrow(monkeypatch):
    """One place and one more that waits."""
    monkeypatch.setattr(admission, "_places", threading.BoundedSemaphore(1))
    monkeypatch.setattr(admission, "_queue", threading.BoundedSemaphore(2))
    monkeypatch.setattr(admission, "LONGEST_WAIT", 0.05)


def test_who_waits_too_long_is_sent_away(narrow):
    with admission.place(), pytest.raises(Overloaded), admission.place():
        pass


def test_whoever_finds_the_queue_full_is_sent_away_at_once(narrow, monkeypatch):
    monkeypatch.setattr(admission, "LONGEST_WAIT", 60)
    inside, leave = threading.Event(), threading.Event()

    def stay():
        with admission.place():
            inside.set()
            leave.wait(30)

    threads = [threading.Thread(target=stay) for _ in range(2)]
    for thread in threads:
        thread.start()
    inside.wait(30)
    while admission._queue._value:
        pass
    try:
        with pytest.raises(Overloaded), admission.place():
            pass
    finally:
        leave.set()
        for thread in threads:
            thread.join()


def test_a_place_is_given_back_whatever_happens_inside(narrow):
    for _ in range(3):
        with pytest.raises(KeyError), admission.place():
            raise KeyError
    with admission.place():
        pass


def test_the_last_threads_of_a_process_are_for_readers():
    from cms.management.commands.serve import Command

    threads = Command().create_parser("manage.py", "serve").get_default("threads")
    assert threads - 4 >= admission.AT_ONCE + admission.WAITING
