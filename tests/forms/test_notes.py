"""Private notes: written once, read by those who handle the proposal, gone with what the citizen sent."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.roles import Role
from forms import notes, publication
from forms.models import ErasureOrder, Note, Original, PublishedProposal
from tests.factories import make_user
from tests.forms.making import KAZAKH, NOW, later, send, url

WORDS = "Автор қоңырау шалды: өтініш әкімдікке жіберілген."


@pytest.fixture
def proposal(definition):
    return send(definition).proposal


def test_notes_stand_in_order_with_their_authors(proposal, secretary):
    notes.write_note(proposal, f"  {WORDS}\r\n", user=secretary, now=NOW)
    notes.write_note(proposal, "Екінші", user=None, now=later(hours=1))
    assert [(note.text, note.written_by) for note in notes.notes_of(proposal)] == [(WORDS, secretary), ("Екінші", None)]


def test_the_log_says_that_a_note_was_written_and_not_what(proposal, secretary):
    notes.write_note(proposal, WORDS, user=secretary, now=NOW)
    entry = ModelLogEntry.objects.for_instance(proposal).get(action="kenes.proposal_noted")
    assert entry.user == secretary
    assert "әкімдік" not in f"{entry.data} {entry.label}"


@pytest.mark.parametrize("text", ["", " \n", "а" * (notes.NOTE_LIMIT + 1)])
def test_an_empty_and_a_too_long_note_are_refused_beside_the_field(proposal, text):
    with pytest.raises(ValidationError) as refusal:
        notes.write_note(proposal, text, user=None, now=NOW)
    assert refusal.value.message_dict.keys() == {"note"}


@pytest.mark.parametrize("role", [Role.LEAD, Role.EDITOR])
def test_who_handles_no_proposals_writes_none(proposal, council, role):
    with pytest.raises(PermissionDenied):
        notes.write_note(proposal, WORDS, user=make_user(role, council), now=NOW)


def erase(proposal):
    ErasureOrder.objects.create(proposal=proposal, reason="Автор сұрады")
    proposal.original.delete()
    proposal.refresh_from_db()


def test_notes_go_with_the_original_and_none_come_after(proposal, secretary):
    notes.write_note(proposal, WORDS, user=secretary, now=NOW)
    erase(proposal)
    assert not Note.objects.exists()
    with pytest.raises(ValidationError):
        notes.write_note(proposal, WORDS, user=secretary, now=NOW)


def test_the_database_lets_no_original_go_without_its_notes(proposal):
    notes.write_note(proposal, WORDS, user=None, now=NOW)
    ErasureOrder.objects.create(proposal=proposal, reason="Автор сұрады")
    with pytest.raises(IntegrityError), transaction.atomic():
        Original.objects.filter(proposal=proposal)._raw_delete(using="default")
        connection.check_constraints()


# --- on the proposal's screen ----------------------------------------------------------------------------------------
@pytest.fixture
def desk(client, secretary, at):
    at(later(hours=1))
    client.force_login(secretary)
    return client


def test_a_note_is_added_and_what_was_typed_beside_it_stays(proposal, desk):
    typed = {"note": WORDS, "state": "", "reason": "Жартылай", "text": KAZAKH}
    answer = desk.post(reverse("kenes_note", args=[proposal.pk]), typed)
    assert [note.text for note, _author in answer.context["notes"]] == [WORDS]
    assert answer.context["form"]["reason"].value() == "Жартылай"
    assert not answer.context["note_form"]["note"].value()


def test_a_note_alone_leads_back_and_an_empty_one_is_refused(proposal, desk):
    address = reverse("kenes_note", args=[proposal.pk])
    assert desk.post(address, {"note": WORDS}).url == reverse("kenes_proposal", args=[proposal.pk])
    assert desk.post(address, {"note": " "}).context["note_form"].errors.keys() == {"note"}
    assert desk.get(address).url == reverse("kenes_proposal", args=[proposal.pk])


def test_a_saved_answer_and_a_saved_assignee_keep_the_note_that_was_being_written(proposal, desk, secretary):
    typed = {"note": WORDS, "state": "accepted", "reason": "Жауап", "text": KAZAKH}
    answer = desk.post(reverse("kenes_proposal", args=[proposal.pk]), typed)
    assert answer.context["note_form"]["note"].value() == WORDS
    answer = desk.post(reverse("kenes_assign", args=[proposal.pk]), typed | {"assignee": secretary.pk})
    assert answer.context["note_form"]["note"].value() == WORDS
    assert proposal.assignment.person == secretary
    assert not Note.objects.exists()


def test_no_public_page_and_no_lead_reads_a_note(proposal, desk, client, council, pages):
    notes.write_note(proposal, WORDS, user=None, now=NOW)
    publication.publish(proposal, KAZAKH, user=None, now=NOW)
    public = PublishedProposal.objects.get()
    for address in (
        url("kk", "proposals"),
        url("kk", "proposals", public.public_id),
        f"/kk/track/?number={proposal.number}",
    ):
        page = client.get(address)
        assert page.status_code == 200 and "әкімдікке жіберілген" not in page.content.decode()
    client.force_login(make_user(Role.LEAD, council))
    assert "әкімдікке жіберілген" not in client.get(reverse("kenes_proposals")).content.decode()
