"""Publication: only what the citizen allowed, as a copy that leads nowhere back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms.dates import local
from forms import answering, publication
from forms.models import PublicationLink, PublishedProposal
from tests.factories import make_user
from tests.forms.making import KAZAKH, NOW, filled, later, send

NAMED = {"name": "Айгүл Серікқызы", "consent": "on"}


def proposal_of(definition, allowed="text", **data):
    return send(definition, filled(publication=allowed, **data)).proposal


def publish(proposal, text=KAZAKH, **more):
    return publication.publish(proposal, text, user=None, now=later(days=1), **more)


def test_a_public_copy_holds_the_checked_text_and_days_only(definition):
    proposal = proposal_of(definition)
    public = publish(proposal, "  Тексерілген мәтін\r\n")
    assert public.text == "Тексерілген мәтін"
    assert (public.received_on, public.published_on) == (local(NOW).date(), local(later(days=1)).date())
    assert (public.state, public.answer, public.answered_on) == ("registered", "", None)
    assert public.language == "kk"
    assert len(public.public_id) == 8
    assert proposal.number not in str(PublishedProposal.objects.values())


def test_no_column_of_the_public_copy_leads_to_the_proposal():
    relations = {field.related_model.__name__ for field in PublishedProposal._meta.fields if field.is_relation}
    assert relations == {"Consultation"}


def test_an_answer_given_before_comes_along(definition):
    proposal = proposal_of(definition)
    answering.answer(proposal, "accepted", "Себеп", user=None, now=NOW)
    public = publish(proposal)
    assert (public.state, public.answer, public.answered_on) == ("accepted", "Себеп", local(NOW).date())


@pytest.mark.parametrize(
    ("allowed", "name", "shown"),
    [
        ("text_and_name", None, "Айгүл Серікқызы"),
        ("text_and_name", "Айгүл", "Айгүл"),
        ("text_and_name", "", ""),
        ("text", None, ""),
    ],
)
def test_a_name_is_shown_only_where_it_was_allowed(definition, allowed, name, shown):
    assert publish(proposal_of(definition, allowed, **NAMED), name=name).name == shown


def test_a_name_that_was_not_allowed_is_refused(definition):
    with pytest.raises(ValidationError):
        publish(proposal_of(definition, "text", **NAMED), name="Айгүл")


def test_what_must_not_be_published_is_refused_in_words(definition):
    proposal = proposal_of(definition, "nothing")
    with pytest.raises(ValidationError) as refused:
        publish(proposal)
    assert refused.value.messages[0]
    assert not PublishedProposal.objects.exists()


@pytest.mark.parametrize("text", ["", " \n", "ә" * 10_001])
def test_an_empty_or_too_long_copy_is_refused(definition, text):
    with pytest.raises(ValidationError) as refused:
        publish(proposal_of(definition), text)
    assert list(refused.value.message_dict) == ["text"]


def test_publishing_twice_makes_one_copy_and_another_text_corrects_it(definition):
    proposal = proposal_of(definition)
    first = publish(proposal)
    assert publish(proposal) == first
    corrected = publish(proposal, "Түзетілген")
    assert (corrected.public_id, corrected.text) == (first.public_id, "Түзетілген")
    assert PublishedProposal.objects.count() == PublicationLink.objects.count() == 1


def test_withdrawing_takes_copy_and_link_away_and_it_can_be_published_again(definition):
    proposal = proposal_of(definition)
    first = publish(proposal)
    assert publication.withdraw(proposal, user=None, now=NOW) is True
    assert not PublishedProposal.objects.exists()
    proposal.refresh_from_db()
    assert proposal.is_published is False
    assert publication.withdraw(proposal, user=None, now=NOW) is False
    assert publish(proposal).public_id != first.public_id


def test_with_the_link_erased_the_copy_stays_and_no_second_one_is_made(definition):
    proposal = proposal_of(definition)
    publish(proposal)
    PublicationLink.objects.all().delete()
    with pytest.raises(ValidationError):
        publication.withdraw(proposal, user=None, now=NOW)
    with pytest.raises(ValidationError):
        publish(proposal)
    assert PublishedProposal.objects.count() == 1


def test_only_the_secretary_publishes_and_withdraws(definition, council, secretary):
    proposal, publisher = proposal_of(definition), make_user("publisher", council)
    with pytest.raises(PermissionDenied):
        publication.publish(proposal, KAZAKH, user=publisher, now=NOW)
    publication.publish(proposal, KAZAKH, user=secretary, now=NOW)
    with pytest.raises(PermissionDenied):
        publication.withdraw(proposal, user=publisher, now=NOW)
