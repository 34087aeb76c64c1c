"""What the author does by number and secret: withdraw the publication, correct the contact, delete everything."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override
from wagtail.models import ModelLogEntry

from forms import answering, holds, own_data, publication
from forms.models import (
    Contact,
    ErasureOrder,
    Letter,
    Original,
    OriginalFile,
    Proposal,
    PublicationLink,
    PublicationWithdrawal,
    PublishedProposal,
)
from tests.forms.making import KAZAKH, NOW, filled, later, send, upload

CONTACT = {"name": "Айгүл Серікқызы", "email": "aigul@example.kz", "consent": "on"}


@pytest.fixture
def sent(definition):
    """A proposal with a contact, a file, and leave to publish text and name."""
    data = filled(publication="text_and_name", **CONTACT)
    return send(definition, data, files={"files": [upload()]}).proposal


@pytest.fixture
def published(sent, secretary):
    """The same, published and answered."""
    publication.publish(sent, "Көпшілікке", user=secretary, now=NOW)
    answering.answer(sent, "accepted", "Иә.", user=secretary, now=NOW)
    return Proposal.objects.get(pk=sent.pk)


def correct(proposal, *, now=NOW, consented=True, **said):
    said = {"name": "", "email": "", "phone": ""} | said
    own_data.correct_contact(proposal, **said, consented=consented, language="ru", now=now)


def actions(proposal):
    return list(
        ModelLogEntry.objects.for_instance(proposal).order_by("timestamp", "pk").values_list("action", flat=True)
    )


def test_a_withdrawn_text_is_gone_at_once_and_no_verb_publishes_it_again(published, secretary):
    own_data.withdraw_publication(published, now=later(hours=1))
    assert not PublishedProposal.objects.exists()
    assert not Proposal.objects.get().is_published
    for user in (secretary, None):
        with override("kk"), pytest.raises(ValidationError) as refused:
            publication.publish(published, "Тағы да", user=user, now=later(hours=2))
        with override("kk"):
            words = "The author has withdrawn the publication of this proposal: it stays unpublished."
            assert refused.value.messages == [gettext(words)]
    # The choice on the form stays as it was made; text and answer stay.
    assert Proposal.objects.get().publication == "text_and_name"
    assert Original.objects.get().text == KAZAKH


def test_the_wish_counts_before_anything_is_published_and_twice_is_once(sent, secretary):
    own_data.withdraw_publication(sent, now=NOW)
    own_data.withdraw_publication(sent, now=later(hours=1))
    assert PublicationWithdrawal.objects.get().withdrawn_at == NOW
    assert actions(sent).count(own_data.WITHDRAWN) == 1
    assert not own_data.may_withdraw(Proposal.objects.get())
    with pytest.raises(ValidationError):
        publication.publish(sent, "Мәтін", user=secretary, now=NOW)


def test_without_the_link_nobody_can_tell_which_text_it_is(published):
    PublicationLink.objects.all().delete()
    proposal = Proposal.objects.get()
    assert not own_data.may_withdraw(proposal)
    with pytest.raises(ValidationError):
        own_data.withdraw_publication(proposal, now=NOW)
    assert not PublicationWithdrawal.objects.exists()


def test_a_corrected_contact_takes_the_place_of_the_old_with_a_consent_of_its_own(sent):
    correct(sent, name="Айгүл", phone="+7 700 123 45 67", now=later(days=1))
    contact = Contact.objects.get()
    assert (contact.name, contact.email, contact.phone) == ("Айгүл", "", "+7 700 123 45 67")
    assert (contact.consented_at, contact.consent_language) == (later(days=1), "ru")
    assert actions(sent) == [own_data.CORRECTED]
    correct(sent, name="Айгүл", phone="+7 700 123 45 67", now=later(days=2))
    assert Contact.objects.get().consented_at == later(days=1)


def test_whoever_gave_no_contact_may_give_one_later(definition):
    proposal = send(definition).proposal
    correct(proposal, email="b@example.kz")
    assert Contact.objects.get().email == "b@example.kz"


@pytest.mark.parametrize(
    ("said", "consented", "field"),
    [
        ({"name": "Айгүл"}, False, "consent"),
        ({"email": "b@example.kz", "phone": "+7 700 123 45 67"}, True, "phone"),
    ],
)
def test_a_contact_without_consent_or_twice_over_is_refused_in_words(sent, said, consented, field):
    with pytest.raises(ValidationError) as refused:
        correct(sent, consented=consented, **said)
    assert list(refused.value.message_dict) == [field]
    assert Contact.objects.get().email == "aigul@example.kz"


def test_after_its_term_no_contact_is_taken(published):
    last = later(days=90)
    correct(published, name="Бір", now=last)
    with pytest.raises(ValidationError):
        correct(published, name="Екі", now=later(days=91))


def test_a_name_that_is_no_more_the_author_s_goes_off_the_site(published, secretary):
    assert PublishedProposal.objects.get().name == "Айгүл Серікқызы"
    correct(published, name="Айгүл Омарова")
    assert PublishedProposal.objects.get().name == ""
    publication.publish(published, "Көпшілікке", user=secretary, now=NOW)
    assert PublishedProposal.objects.get().name == "Айгүл Омарова"
    correct(published)
    assert PublishedProposal.objects.get().name == ""


def test_whoever_keeps_no_contact_gets_no_letter_and_may_still_withdraw_the_publication(published):
    assert Letter.objects.exists()
    correct(published, consented=False)
    assert not Contact.objects.exists()
    assert not Letter.objects.exists()
    own_data.withdraw_publication(published, now=NOW)
    assert not PublishedProposal.objects.exists()


def left():
    models = (Contact, PublicationLink, Letter, OriginalFile, Original, PublishedProposal)
    return {model.__name__ for model in models if model.objects.exists()}


def test_p12_what_is_deleted_is_gone_from_every_table_and_from_the_disk(
    published, settings, django_capture_on_commit_callbacks
):
    assert len(list(settings.PRIVATE_ROOT.rglob("*"))) == 2
    with django_capture_on_commit_callbacks(execute=True):
        erased = own_data.erase(published, keep_public=False, now=NOW)
    assert left() == set()
    assert (erased.contacts, erased.originals, erased.files, erased.public_copies) == (1, 1, 1, 1)
    assert [path for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()] == []
    proposal = Proposal.objects.get()
    assert (proposal.number, proposal.body_hash) == (published.number, published.body_hash)
    assert (proposal.state, proposal.answer.reason, proposal.is_published) == ("accepted", "Иә.", False)
    order = ErasureOrder.objects.get()
    assert (order.reason, order.ordered_by) == (own_data.AUTHOR_ASKED, None)
    log = str(list(ModelLogEntry.objects.values()))
    assert "Айгүл" not in log
    assert "aigul" not in log
    assert not own_data.may_erase(proposal)


def test_the_public_copy_stays_where_the_author_leaves_it_and_nothing_leads_from_it(published):
    own_data.erase(published, keep_public=True, now=NOW)
    assert left() == {"PublishedProposal"}
    assert Proposal.objects.get().is_published


@pytest.mark.parametrize("keep_public", [True, False])
def test_what_is_deleted_is_never_published_again(published, secretary, keep_public):
    own_data.erase(published, keep_public=keep_public, now=NOW)
    with pytest.raises(ValidationError):
        publication.publish(published, "Есімде қалғаны", user=secretary, now=NOW)
    assert PublishedProposal.objects.exists() is keep_public
    assert not own_data.may_withdraw(Proposal.objects.get())


def test_deleting_twice_deletes_nothing_more(published):
    own_data.erase(published, keep_public=False, now=NOW)
    again = own_data.erase(published, keep_public=False, now=NOW)
    assert not any(vars(again).values())
    assert actions(published).count("kenes.proposal_erased") == 1


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_legal_hold_refuses_in_words_and_nothing_is_touched(published, consultation, language):
    holds.place_hold(consultation, "Сот", user=None, now=NOW)
    before = left()
    with override(language), pytest.raises(ValidationError) as refused:
        own_data.erase(published, keep_public=False, now=NOW)
    with override(language):
        words = (
            "What was sent to this question must be kept for now, because a legal hold is placed on it. Nothing "
            "was erased. Ask the ministry, or try again later."
        )
        assert refused.value.messages == [gettext(words)]
    with pytest.raises(ValidationError):
        correct(published)
    assert left() == before
    assert not ErasureOrder.objects.exists()
    # What takes nothing away is free: the public copy goes, the contact is corrected.
    correct(published, name="Айгүл")
    own_data.withdraw_publication(published, now=NOW)
