"""The outbox: a row in the transaction of what happened, for whoever can be reached, once for each event."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from council_pages.models import Outcome
from forms import answering, letters, proposal_list, publication
from forms.models import Contact, Letter, LetterKind, Proposal, Way
from tests.factories import make_council, make_texts, make_user
from tests.forms.making import CLOSES, NOW, filled, later, send

EMAIL = {"email": "aigul@example.kz", "consent": "on"}
PHONE = {"phone": "+7 700 123 45 67", "consent": "on"}


def told():
    """What is to be told, in the order of writing, with the way."""
    return [(letter.kind, letter.way) for letter in Letter.objects.order_by("pk")]


def test_whoever_left_an_address_is_told_of_each_event(definition, secretary):
    proposal = send(definition, filled(**EMAIL)).proposal
    publication.publish(proposal, "Мәтін", user=secretary, now=NOW)
    answering.take_up(proposal, user=secretary, now=NOW)
    answering.answer(proposal, "forwarded", "Әкімдікке.", user=secretary, now=NOW)
    answering.answer(proposal, "accepted", "Иә.", user=secretary, now=later(days=1))
    kinds = ["registered", "published", "answered", "corrected"]
    assert told() == [(kind, "email") for kind in kinds]


def test_a_telephone_number_is_called_about_an_answer_and_about_nothing_else(definition, secretary):
    proposal = send(definition, filled(**PHONE)).proposal
    publication.publish(proposal, "Мәтін", user=secretary, now=NOW)
    answering.answer(proposal, "accepted", "Иә.", user=secretary, now=NOW)
    assert told() == [("answered", "call")]


@pytest.mark.parametrize("contact", [{}, {"name": "Айгүл", "consent": "on"}])
def test_without_an_address_nobody_is_told(definition, secretary, contact):
    proposal = send(definition, filled(**contact)).proposal
    answering.answer(proposal, "accepted", "Иә.", user=secretary, now=NOW)
    assert told() == []


def test_an_event_is_told_once_and_each_correction_for_itself(definition, secretary):
    proposal = send(definition, filled(**EMAIL)).proposal
    publication.publish(proposal, "Бір", user=secretary, now=NOW)
    publication.withdraw(proposal, user=secretary, now=NOW)
    publication.publish(proposal, "Екі", user=secretary, now=NOW)
    for reason in ("Иә.", "Иә.", "Иә, бірақ.", "Иә, бірақ."):
        answering.answer(proposal, "accepted", reason, user=secretary, now=NOW)
    answering.answer(proposal, "rejected", "Жоқ.", user=secretary, now=later(days=1))
    assert [kind for kind, _way in told()] == ["registered", "published", "answered", "corrected", "corrected"]


def test_a_row_quotes_nobody(definition, secretary):
    proposal = send(definition, filled("Құпия мәтін", name="Айгүл", **EMAIL)).proposal
    answering.answer(proposal, "accepted", "Құпия себеп", user=secretary, now=NOW)
    rows = str(list(Letter.objects.values()))
    for private in ("Құпия", "Айгүл", "aigul", "example.kz", proposal.number):
        assert private not in rows


def test_what_is_rolled_back_is_not_told(definition, secretary):
    proposal = send(definition, filled(**EMAIL)).proposal

    class Broken(Exception):
        pass

    with pytest.raises(Broken), transaction.atomic():
        answering.answer(proposal, "accepted", "Иә.", user=secretary, now=NOW)
        raise Broken
    assert [kind for kind, _way in told()] == ["registered"]


def test_everybody_is_told_of_the_closed_list_and_of_the_outcome_once(
    definition, consultation, pages, at, django_assert_num_queries
):
    for place in range(3):
        send(definition, filled(f"Ұсыныс {place}", email=f"a{place}@example.kz", consent="on"))
    send(definition, filled(**PHONE))
    proposal_list.close_list(consultation, user=None, now=CLOSES.replace(hour=19))
    at(CLOSES.replace(hour=20))
    reports = make_texts(Outcome.objects.create(consultation=consultation))
    assert [kind for kind, _way in told()].count("listed") == 3
    assert [kind for kind, _way in told()].count("outcome") == 3
    for report in reports.values():
        report.unpublish()
    reports["kk"].save_revision().publish()
    assert [kind for kind, _way in told()].count("outcome") == 3
    with django_assert_num_queries(2):
        letters.tell_all(consultation, LetterKind.PUBLISHED, NOW)


def test_a_call_is_recorded_by_the_secretary_of_the_council_alone_and_once(definition, secretary):
    proposal = send(definition, filled(**PHONE)).proposal
    answering.answer(proposal, "accepted", "Иә.", user=secretary, now=NOW)
    letter = Letter.objects.get()
    stranger, lead = make_user("secretary", make_council("other")), make_user("lead", proposal.council)
    for user, refusal in ((stranger, Http404), (lead, PermissionDenied)):
        with pytest.raises(refusal):
            letters.record_call(letter, user=user, now=NOW)
    letters.record_call(letter, user=secretary, now=later(hours=1))
    letters.record_call(letter, user=secretary, now=later(hours=2))
    assert Letter.objects.get().sent_at == later(hours=1)
    assert not Letter.objects.calls().exists()


def test_a_contact_that_came_later_is_told_from_then_on(definition, secretary):
    proposal = send(definition).proposal
    Contact.objects.create(
        proposal=proposal, email="b@example.kz", consent_version="1", consent_language="kk", consented_at=NOW
    )
    answering.answer(Proposal.objects.get(), "accepted", "Иә.", user=secretary, now=NOW)
    assert told() == [("answered", Way.EMAIL)]
