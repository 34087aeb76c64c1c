"""Several requests with one submit token at the same moment: real threads, real commits."""

import threading

from django.db import connection

from forms import intake, tokens
from forms.form_building import define_form
from forms.models import Contact, Original, OriginalFile, Proposal
from tests.factories import make_council
from tests.forms.making import NOW, parks, send, upload


def test_a_race_of_one_token_ends_in_one_row_and_equal_receipts(committed_db):
    definition = define_form(parks(make_council("race")), user=None)
    token = tokens.issue(definition.pk, NOW)
    results, barrier = [], threading.Barrier(4)

    def run():
        barrier.wait()
        try:
            results.append(send(definition, files={"files": [upload()]}, token=token))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(result) for result in results] == [intake.Accepted] * 4
    assert len({(result.proposal.pk, result.secret) for result in results}) == 1
    assert sorted(result.repeated for result in results) == [False, True, True, True]
    assert [model.objects.count() for model in (Proposal, Original, OriginalFile, Contact)] == [1, 1, 1, 0]
