"""The secretary's screen of one proposal, and the form builder: nothing typed is lost, nothing impossible is saved."""

import pytest
from django.urls import reverse

from cms.roles import Role
from forms.models import FormField, PublishedProposal
from tests.factories import make_user
from tests.forms.making import KAZAKH, NOW, later, send

CLEANED = "Саябаққа әткеншек керек."


@pytest.fixture
def proposal(definition, at):
    at(later(hours=1))
    return send(definition, now=NOW).proposal


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


def address(proposal, name="kenes_proposal"):
    return reverse(name, args=[proposal.pk])


def test_an_answer_without_a_decision_keeps_both_texts(proposal, desk):
    answer = desk.post(address(proposal), {"state": "", "reason": "Ұзақ жауап", "text": CLEANED})
    assert answer.context["form"].errors.keys() == {"state"}
    assert answer.context["form"]["reason"].value() == "Ұзақ жауап"
    assert answer.context["publication_form"]["text"].value() == CLEANED


def test_a_saved_answer_keeps_the_text_that_was_being_cleaned(proposal, desk):
    answer = desk.post(address(proposal), {"state": "accepted", "reason": "Жауап", "text": CLEANED})
    proposal.refresh_from_db()
    assert proposal.state == "accepted"
    assert answer.status_code == 200
    assert answer.context["publication_form"]["text"].value() == CLEANED
    assert answer.context["proposal"].state == "accepted"


def test_a_saved_answer_leads_on_where_nothing_else_was_typed(proposal, desk):
    answer = desk.post(address(proposal), {"state": "accepted", "reason": "Жауап", "text": KAZAKH})
    assert (answer.status_code, answer.url) == (302, address(proposal))


def test_publishing_keeps_an_answer_that_was_being_written(proposal, desk):
    data = {"state": "", "reason": "Ұзақ жауап", "text": CLEANED}
    answer = desk.post(address(proposal, "kenes_publish_proposal"), data)
    assert PublishedProposal.objects.get().text == CLEANED
    assert answer.status_code == 200
    assert answer.context["form"]["reason"].value() == "Ұзақ жауап"


def test_a_refused_publication_keeps_both_texts(proposal, desk):
    data = {"state": "accepted", "reason": "Ұзақ жауап", "text": "  "}
    answer = desk.post(address(proposal, "kenes_publish_proposal"), data)
    assert answer.context["publication_form"].errors.keys() == {"text"}
    assert answer.context["form"]["reason"].value() == "Ұзақ жауап"
    assert not PublishedProposal.objects.exists()


def test_the_buttons_address_opened_by_itself_leads_to_the_proposal(proposal, desk):
    assert desk.get(address(proposal, "kenes_publish_proposal")).url == address(proposal)


def choices(number):
    kept = {"fields-0-choices-TOTAL_FORMS": number, "fields-0-choices-INITIAL_FORMS": 0}
    for n in range(number):
        kept |= {f"fields-0-choices-{n}-{name}": f"{n}" for name in ("label_kk", "label_ru", "ORDER")}
    return kept


@pytest.mark.parametrize("number, saved", [(0, False), (1, False), (2, True)])
def test_a_choice_needs_something_to_choose_from(number, saved, definition, council, client):
    client.force_login(make_user(Role.EDITOR, council))
    data = {
        "takes_files": "on", "contact_kept_days": 90, "original_kept_days": 365,
        "fields-TOTAL_FORMS": 1, "fields-INITIAL_FORMS": 0, "fields-0-kind": "choice", "fields-0-label_kk": "Аудан",
        "fields-0-label_ru": "Район", "fields-0-ORDER": 1, "fields-0-required": "on",
    }  # fmt: skip
    answer = client.post(reverse("kenes_form", args=[definition.pk]), data | choices(number))
    assert (answer.status_code == 302) is saved
    assert FormField.objects.exists() is saved
    if not saved:
        assert answer.context["form"].formsets["fields"].forms[0].errors.keys() == {"kind"}
