"""The secretary's screen of one proposal, and the form builder: nothing typed is lost, nothing impossible is saved."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.users.models import UserProfile

from cms.roles import Role
from council_pages import recommending
from forms import answering, erasure, tracing
from forms.models import FormField, PublishedProposal
from forms.publication import publish
from forms.reason_templates import save_template
from tests.factories import make_recommendation, make_user
from tests.forms.making import KAZAKH, NOW, later, parks, send

CLEANED = "Саябаққа әткеншек керек."


@pytest.fixture
def proposal(definition, at):
    at(later(hours=1))
    return send(definition, now=NOW).proposal


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


def publish_on_screen(desk, proposal, data):
    """Look at what becomes public, then publish it."""
    seen = desk.post(address(proposal, "kenes_preview_publication"), data)
    seal = seen.context["publication_form"]["seal"].value()
    return desk.post(address(proposal, "kenes_publish_proposal"), data | {"seal": seal})


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
    answer = publish_on_screen(desk, proposal, data)
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


def test_a_lead_sees_the_register_and_of_texts_what_is_public(proposal, desk, councils, client):
    own_words = proposal.original.text
    client.force_login(make_user(Role.LEAD, proposal.consultation.council))
    listed = client.get(reverse("kenes_proposals")).content.decode()
    assert str(proposal) in listed
    assert own_words not in listed
    assert address(proposal) not in listed
    assert client.get(address(proposal)).status_code in (302, 403)
    publish(proposal, CLEANED, user=None, now=later(hours=2))
    assert CLEANED in client.get(reverse("kenes_proposals")).content.decode()


# --- the clauses that use it -----------------------------------------------------------------------------------------
@pytest.fixture
def clauses(council, consultation):
    """The two clauses of a draft on the question."""
    return list(make_recommendation(council, consultation=consultation, clauses=2).clauses.all())


def ticked(*clauses, **more):
    return {"uses_shown": "1", "clauses": [clause.pk for clause in clauses], "state": "", "reason": "", **more}


def answer_it(proposal):
    return answering.answer(proposal, "accepted", "Жауап", user=None, now=later(hours=1))


def used_in(proposal):
    return {use.clause for use in proposal.uses.all()}


def test_the_clauses_are_offered_once_the_proposal_is_taken_into_account(proposal, clauses, desk):
    name = "save-clauses"
    assert name not in desk.get(address(proposal)).content.decode()
    answer_it(proposal)
    page = desk.get(address(proposal)).content.decode()
    assert name in page and clauses[0].text_ru in page


def test_the_chosen_clauses_are_saved_and_taken_out(proposal, clauses, desk):
    answer_it(proposal)
    for chosen in (clauses, clauses[:1], []):
        sent = ticked(*chosen, state="accepted", reason="Жауап", text=KAZAKH)
        answer = desk.post(address(proposal, "kenes_choose_clauses"), sent)
        assert answer.url == address(proposal)
        assert used_in(proposal) == set(chosen)


def test_choosing_clauses_keeps_what_was_being_written(proposal, clauses, desk):
    answer_it(proposal)
    sent = ticked(clauses[0], state="accepted", reason="Ұзақ жауап", text=CLEANED)
    answer = desk.post(address(proposal, "kenes_choose_clauses"), sent)
    assert answer.status_code == 200
    assert used_in(proposal) == {clauses[0]}
    assert answer.context["form"]["reason"].value() == "Ұзақ жауап"
    assert answer.context["publication_form"]["text"].value() == CLEANED


def test_a_saved_answer_keeps_the_ticks(proposal, clauses, desk):
    answer_it(proposal)
    sent = ticked(clauses[1], state="partially_accepted", reason="Жауап", text=KAZAKH)
    answer = desk.post(address(proposal), sent)
    assert answer.status_code == 200 and not used_in(proposal)
    assert set(answer.context["uses_form"]["clauses"].value()) == {str(clauses[1].pk)}


def test_a_clause_of_another_question_or_of_a_sent_recommendation_is_not_offered(proposal, clauses, council, desk):
    answer_it(proposal)
    other = make_recommendation(council, consultation=parks(council, "roads")).clauses.get()
    answer = desk.post(address(proposal, "kenes_choose_clauses"), ticked(other))
    assert answer.context["uses_form"].errors.keys() == {"clauses"}
    tracing.link(clauses[0], proposal, user=None)
    day = NOW.date()
    recommending.send(clauses[0].recommendation, user=None, sent_on=day, due_on=day, today=day)
    page = desk.get(address(proposal)).content.decode()
    assert "save-clauses" not in page and clauses[0].text_ru in page


def test_the_button_of_the_clauses_opened_by_itself_leads_to_the_proposal(proposal, desk):
    assert desk.get(address(proposal, "kenes_choose_clauses")).url == address(proposal)


@pytest.mark.parametrize(
    ("button", "data"),
    [
        ("kenes_proposal", {"state": "", "reason": "Себеп"}),
        ("kenes_refuse_publication", {"refusal": ""}),
        ("kenes_insert_reason", {"template": ""}),
        ("kenes_preview_publication", {"text": ""}),
        ("kenes_note", {"note": ""}),
    ],
)
def test_the_top_of_the_screen_says_that_a_field_below_has_a_message(button, data, proposal, desk):
    answer = desk.post(address(proposal, button), data)
    assert [message.level_tag for message in get_messages(answer.wsgi_request)] == ["error"]


def test_only_what_an_answer_needs_bears_a_star(proposal, council, desk):
    save_template(council, "rejected", {"kk": "Қаражат жоқ.", "ru": ""}, user=None)
    page = desk.get(address(proposal)).context
    assert page["form"].fields["reason"].required
    assert not page["template_form"].fields["template"].required
    assert not page["refusal_form"].fields["refusal"].required


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_text_that_was_erased_is_said_to_be_gone(proposal, secretary, desk, language):
    UserProfile.objects.update_or_create(user=secretary, defaults={"preferred_language": language})
    erasure.erase(proposal, "Автор сұрады", user=None, now=NOW, keep_public=False)
    with override(language):
        words = gettext("The text is no longer kept.")
    assert words in desk.get(address(proposal)).content.decode()
