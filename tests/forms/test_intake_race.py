"""Several requests with one submit token at the same moment: real threads, real commits."""

import threading

import pytest
from django.db import connection

from forms import intake, tokens
from forms.form_building import define_form
from forms.models import Contact, Original, OriginalFile, Proposal
from tests.factories import make_council
from tests.forms.making import NOW, parks, send, upload

AT_ONCE = 50
SMALL_ROUNDS, ROUNDS = 2, 200


@pytest.fixture
def definition(committed_db):
    """A form that real threads see."""
    return define_form(parks(make_council("race")), user=None)


def race(definition, token, count, **more):
    """What intake says to so many threads that send the same at once."""
    results, barrier = [], threading.Barrier(count)

    def run():
        barrier.wait()
        try:
            results.append(send(definition, token=token, **more))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def assert_one_receipt(results, count):
    """All were accepted, with one number and one secret, and one of them was the first."""
    assert [type(result) for result in results] == [intake.Accepted] * count
    assert len({(result.proposal.number, result.secret) for result in results}) == 1
    assert sorted(result.repeated for result in results) == [False] + [True] * (count - 1)


def test_a_race_with_a_file_leaves_one_file(definition, settings):
    results = race(definition, tokens.issue(definition.pk, NOW), 4, files={"files": [upload()]})
    assert_one_receipt(results, 4)
    assert [model.objects.count() for model in (Proposal, Original, OriginalFile, Contact)] == [1, 1, 1, 0]
    assert len([path for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()]) == 1


def test_fifty_at_once_end_in_one_row_and_fifty_equal_receipts(definition, full_size):
    for done in range(1, (ROUNDS if full_size else SMALL_ROUNDS) + 1):
        assert_one_receipt(race(definition, tokens.issue(definition.pk, NOW), AT_ONCE), AT_ONCE)
        assert Proposal.objects.count() == Original.objects.count() == done
