"""Which recommendations can be found."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from council_pages import recommending, replies
from council_pages.models import Recommendation
from search.sources.clock import beginning
from search.sources.recommendations import RecommendationSource
from tests.factories import make_recommendation

pytestmark = pytest.mark.django_db
SENT = date(2026, 11, 13)


@pytest.fixture
def on(monkeypatch):
    """A function that sets the clock to the beginning of a day."""
    return lambda day: monkeypatch.setattr("django.utils.timezone.now", lambda: beginning(day))


def test_both_languages_are_found_each_with_its_own_words(councils, documents_of, on, client):
    on(SENT)
    row = make_recommendation(councils.a, "2026/1", sent_on=SENT, due_on=date(2026, 11, 27))
    kazakh, russian = documents_of("recommendations")
    assert (kazakh.model, kazakh.pk, kazakh.kind, kazakh.is_public) == (Recommendation, row.pk, "recommendation", True)
    assert (kazakh.title, kazakh.text) == (row.title_kk, "№ 2026/1\nАудан әкімдігі\n1-тармақ")
    assert (russian.title, russian.text) == (row.title_ru, "№ 2026/1\nАкимат района\nПункт 1")
    assert kazakh.twin == russian.twin
    assert (kazakh.status, kazakh.date, kazakh.council_id) == ("sent", SENT, councils.a.pk)
    # The last day of the term still counts.
    assert (kazakh.changes_at, kazakh.next_status) == (beginning(date(2026, 11, 28)), "overdue")
    assert client.get(kazakh.url).status_code == client.get(russian.url).status_code == 200


def test_the_reply_and_the_reason_of_a_withdrawal_are_found(councils, documents_of):
    answered, withdrawn = (make_recommendation(councils.a, sent_on=SENT) for _ in range(2))
    facts = {"text_kk": "Қаралды", "text_ru": "Рассмотрено", "actions_kk": "Маршрут ұзартылды"}
    replies.record_reply(answered, received_on=SENT, user=None, today=SENT, **facts)
    recommending.withdraw(withdrawn, reason_kk="Қате", reason_ru="Ошибка", user=None, today=SENT)
    found = {(document.pk, document.language): document for document in documents_of("recommendations")}
    assert found[answered.pk, "kk"].text.endswith("Қаралды\nМаршрут ұзартылды")
    assert found[answered.pk, "kk"].status == "answered"
    assert found[withdrawn.pk, "ru"].text.endswith("Ошибка")
    assert found[withdrawn.pk, "ru"].status == "withdrawn"


def test_a_draft_is_not_found(councils, documents_of):
    draft = make_recommendation(councils.a)
    assert documents_of("recommendations") == []
    assert RecommendationSource().documents([draft.pk]) == []


def test_a_batch_costs_the_same_whatever_it_holds(councils):
    keys = [make_recommendation(councils.a, clauses=2, sent_on=SENT).pk for _ in range(6)]
    counts = []
    for size in (2, 6):
        with CaptureQueriesContext(connection) as queries:
            assert len(RecommendationSource().documents(keys[:size])) == 2 * size
        counts.append(len(queries))
    assert counts[0] == counts[1] == 2
