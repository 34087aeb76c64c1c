"""Behind each clause a recommendation's file says how many proposals stand, and names the published ones only."""

from datetime import date

import pytest
from django.core.cache import caches
from django.test import Client

from council_pages import recommending
from forms import answering, publication, tracing
from tests.factories import make_recommendation
from tests.forms.making import NOW, filled, send
from tests.office import words_of

pytestmark = pytest.mark.django_db
CANARY = "zq7canary"
SENT = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def drawn_anew():
    caches["documents"].clear()
    yield
    caches["documents"].clear()


def taken(definition, clause, *, is_public):
    """A proposal that the clause uses, and its public number where it has one."""
    contact = {"name": f"{CANARY} name", "email": f"{CANARY}@example.kz", "consent": "on"}
    choice = "text" if is_public else "nothing"
    proposal = send(definition, filled(f"{CANARY} original", publication=choice, **contact)).proposal
    answering.answer(proposal, "accepted", "Ескерілді", user=None, now=NOW)
    tracing.link(clause, proposal, user=None)
    public = publication.publish(proposal, "Жарық керек.", user=None, now=NOW) if is_public else None
    return proposal, public and public.public_id


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("kk", "Әр тармақтың негізіндегі азаматтардың ұсыныстары"),
        ("ru", "Предложения граждан в основе каждого пункта"),
    ],
)
def test_published_proposals_stand_by_their_public_number_and_others_are_only_counted(
    language, heading, council, consultation, definition, open_form
):
    row = make_recommendation(council, "5", consultation=consultation, clauses=2)
    first = row.clauses.first()
    (shown, number), (hidden, _none) = (taken(definition, first, is_public=public) for public in (True, False))
    recommending.send(row, user=None, sent_on=SENT, due_on=SENT, today=SENT)
    row.refresh_from_db()
    text = words_of(Client().get(f"{row.url(language)}document.docx"))
    cells = text.split("\n")
    start = cells.index(heading)
    assert cells[start + 4 : start + 10] == ["1", "2", number, "2", "0", "—"]
    assert CANARY not in text
    for proposal in (shown, hidden):
        assert str(proposal).replace(" ", "\u00a0") not in text, "no number leads back from a public copy"


def test_a_recommendation_that_no_question_led_to_says_nothing_of_proposals(council):
    row = make_recommendation(council, "6", sent_on=SENT, due_on=SENT)
    assert "Предложения граждан" not in words_of(Client().get(f"{row.url('ru')}document.docx"))
