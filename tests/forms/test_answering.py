"""Answers: by the secretary only, with a reason, until the outcome is published."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from wagtail.models import ModelLogEntry

from council_pages.models import Outcome
from forms import answering, publication
from forms.models import Answer, PublicationLink
from forms.states import FINAL, OPEN, ProposalState, may_move
from tests.factories import make_council, make_user
from tests.forms.making import KAZAKH, NOW, later, send


@pytest.fixture
def proposal(definition):
    """A registered proposal."""
    return send(definition).proposal


@pytest.mark.parametrize("state", sorted(FINAL))
def test_an_answer_has_a_state_a_reason_and_its_author(proposal, secretary, state):
    answering.answer(proposal, state, "  Себебі бар.\n", user=secretary, now=later(days=1))
    proposal.refresh_from_db()
    assert (proposal.state, proposal.state_changed_at) == (state, later(days=1))
    given = proposal.answer
    assert (given.reason, given.answered_at, given.answered_by) == ("Себебі бар.", later(days=1), secretary)


@pytest.mark.parametrize("reason", ["", " \n\t"])
@pytest.mark.parametrize("state", sorted(FINAL))
def test_001_18_no_final_state_goes_without_a_reason(proposal, state, reason):
    with pytest.raises(ValidationError) as refused:
        answering.answer(proposal, state, reason, user=None, now=NOW)
    assert list(refused.value.message_dict) == ["reason"]
    proposal.refresh_from_db()
    assert proposal.state == "registered"
    assert not Answer.objects.exists()


@pytest.mark.parametrize("state", [*sorted(OPEN), "unknown", ""])
def test_an_answer_needs_a_final_state(proposal, state):
    with pytest.raises(ValidationError) as refused:
        answering.answer(proposal, state, "Себеп", user=None, now=NOW)
    assert list(refused.value.message_dict) == ["state"]


def test_an_answer_can_be_corrected_and_its_author_changes(proposal, secretary):
    answering.answer(proposal, "rejected", "Бірінші", user=None, now=NOW)
    answering.answer(proposal, "accepted", "Екінші", user=secretary, now=later(days=1))
    given = Answer.objects.get()
    assert (given.reason, given.answered_by, given.proposal.state) == ("Екінші", secretary, "accepted")


def test_a_corrected_reason_does_not_move_the_time_of_the_state(proposal):
    answering.answer(proposal, "rejected", "Бірінші", user=None, now=NOW)
    answering.answer(proposal, "rejected", "Екінші", user=None, now=later(days=1))
    proposal.refresh_from_db()
    assert proposal.state_changed_at == NOW


def test_taking_up_twice_changes_nothing_the_second_time(proposal):
    answering.take_up(proposal, user=None, now=NOW)
    answering.take_up(proposal, user=None, now=later(days=1))
    proposal.refresh_from_db()
    assert (proposal.state, proposal.state_changed_at) == ("under_review", NOW)


def test_an_answered_proposal_is_not_taken_up_again(proposal):
    answering.answer(proposal, "accepted", "Себеп", user=None, now=NOW)
    with pytest.raises(ValidationError):
        answering.take_up(proposal, user=None, now=NOW)


@pytest.mark.parametrize(("old", "new"), list(itertools.product(ProposalState, ProposalState)))
def test_no_move_leads_back_from_an_answer(old, new):
    assert not (old in FINAL and new in OPEN and may_move(old, new))
    assert may_move(old, new) or new in OPEN


def test_after_the_outcome_is_published_an_answer_is_final(proposal, consultation):
    answering.answer(proposal, "accepted", "Себеп", user=None, now=NOW)
    Outcome.objects.create(consultation=consultation, published_at=later(days=8), final_since=later(days=8))
    with pytest.raises(ValidationError):
        answering.answer(proposal, "rejected", "Басқа себеп", user=None, now=later(days=9))
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer.reason) == ("accepted", "Себеп")


def test_after_the_outcome_is_published_a_missing_answer_is_still_given(proposal, consultation):
    Outcome.objects.create(consultation=consultation, published_at=later(days=8), final_since=later(days=8))
    answering.take_up(proposal, user=None, now=later(days=9))
    answering.answer(proposal, "accepted", "Себеп", user=None, now=later(days=9))
    proposal.refresh_from_db()
    assert proposal.state == "accepted"


@pytest.mark.parametrize("role", ["editor", "publisher", "translator", "lead"])
def test_a_colleague_without_the_role_is_refused(proposal, council, role):
    user = make_user(role, council)
    with pytest.raises(PermissionDenied):
        answering.answer(proposal, "accepted", "Себеп", user=user, now=NOW)
    with pytest.raises(PermissionDenied):
        answering.take_up(proposal, user=user, now=NOW)


def test_the_secretary_of_another_council_finds_nothing(proposal):
    stranger = make_user("secretary", make_council("other"))
    with pytest.raises(Http404):
        answering.answer(proposal, "accepted", "Себеп", user=stranger, now=NOW)


def test_the_public_copy_follows(proposal, secretary):
    public = publication.publish(proposal, KAZAKH, user=secretary, now=NOW)
    answering.take_up(proposal, user=secretary, now=NOW)
    public.refresh_from_db()
    assert public.state == "under_review"
    answering.answer(proposal, "accepted", "Себеп", user=secretary, now=later(days=1))
    public.refresh_from_db()
    assert (public.state, public.answer) == ("accepted", "Себеп")
    assert public.answered_on == later(days=1).date()


def test_without_a_link_no_public_copy_is_reached(proposal):
    public = publication.publish(proposal, KAZAKH, user=None, now=NOW)
    PublicationLink.objects.all().delete()
    answering.answer(proposal, "accepted", "Себеп", user=None, now=NOW)
    public.refresh_from_db()
    assert public.state == "registered"


def test_each_act_leaves_an_entry_without_personal_words(proposal, secretary):
    answering.take_up(proposal, user=secretary, now=NOW)
    answering.answer(proposal, "accepted", "Себеп: Айгүл", user=secretary, now=NOW)
    entries = ModelLogEntry.objects.filter(object_id=proposal.pk, action__startswith="kenes.proposal")
    assert sorted(entries.values_list("action", flat=True)) == ["kenes.proposal_answered", "kenes.proposal_taken_up"]
    assert not any("Айгүл" in str(entry.data) + entry.label for entry in entries)
