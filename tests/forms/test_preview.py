"""Nothing is published that was not shown exactly as it will stand; what looks like personal data needs a yes."""

import re

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from council_pages import recommending
from forms import answering, preview, publication, tracing
from forms.models import PublishedProposal
from tests.factories import make_recommendation
from tests.forms.making import NOW, filled, later, send, url

IIN = "870412300054"
RISKY = f"Менің ЖСН-ім {IIN}, телефоным +7 701 123 45 67."
TEXTS = ["Саябаққа әткеншек керек.", 'Бір.\n\nЕкі.\nҮш <b>&amp; "төрт"</b> 🎠', "  Шеті бос  ", "x" * 10_000]


def name(proposal, act="preview_publication"):
    return reverse(f"kenes_{act}", args=[proposal.pk])


@pytest.fixture
def desk(client, secretary, at):
    at(later(hours=1))
    client.force_login(secretary)
    return client


def article(page):
    """The public item in a page, with the address of its own taken out."""
    [found] = re.findall(r'<article class="proposal">.*?</article>', page, re.DOTALL)
    return re.sub(r"/proposals/[a-z0-9]{8}/", "/proposals/0/", found)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("is_answered", [False, True])
def test_the_preview_is_equal_to_the_byte(text, is_answered, definition, council, consultation, open_form, desk):
    proposal = send(definition, filled(publication="text_and_name", name="Айгүл", consent="on")).proposal
    if is_answered:
        answering.answer(proposal, "rejected", "Ертерек.", user=None, now=NOW)
        answering.answer(proposal, "accepted", "Ескерілді,\n\nсебебі бар.", user=None, now=NOW)
        draft = make_recommendation(council, consultation=consultation)
        tracing.use_in(proposal, draft.clauses.all(), user=None)
        day = later(days=1).date()
        recommending.send(draft, user=None, sent_on=day, due_on=recommending.default_due(day), today=day)
    seen = desk.post(name(proposal), {"text": text})
    shown = {language: markup for _label, language, markup in seen.context["preview"]}
    data = {"text": text, "seal": seen.context["publication_form"]["seal"].value()}
    done = desk.post(name(proposal, "publish_proposal"), data)
    # Stored in words: read later, in another language, a lazy text would be in that one.
    assert all(type(message.message) is str for message in get_messages(done.wsgi_request))
    public = PublishedProposal.objects.get()
    for language in ("kk", "ru"):
        page = desk.get(url(language, "proposals", public.public_id)).content.decode()
        assert article(page).encode() == shown[language].strip().encode()
        assert ("Ертерек." in shown[language]) is is_answered
        assert article(page) in re.sub(r"/proposals/[a-z0-9]{8}/", "/proposals/0/", page)
        listed = preview.items(proposal, {"text": public.text, "name": public.name}, later(hours=1))[language]
        assert set(listed) >= {"text", "answer", "earlier", "used_in"}
    assert all(markup in seen.content.decode() for markup in shown.values())


def test_what_was_not_shown_is_shown_first(definition, desk):
    proposal = send(definition).proposal
    answer = desk.post(name(proposal, "publish_proposal"), {"text": TEXTS[0]})
    assert not PublishedProposal.objects.exists()
    assert "preview" in answer.context
    seal = answer.context["publication_form"]["seal"].value()
    # Another text under the same seal, and a seal of another proposal.
    for text, other in ((TEXTS[1], proposal), (TEXTS[0], send(definition).proposal)):
        answer = desk.post(name(other, "publish_proposal"), {"text": text, "seal": seal})
        assert "preview" in answer.context
    for forged in ("", "x", seal[:-1]):
        desk.post(name(proposal, "publish_proposal"), {"text": TEXTS[0], "seal": forged})
    assert not PublishedProposal.objects.exists()


def test_an_answer_given_meanwhile_is_looked_at_first(definition, desk):
    proposal = send(definition).proposal
    seen = desk.post(name(proposal), {"text": TEXTS[0]})
    answering.answer(proposal, "accepted", "Бұл арада.", user=None, now=NOW)
    data = {"text": TEXTS[0], "seal": seen.context["publication_form"]["seal"].value()}
    again = desk.post(name(proposal, "publish_proposal"), data)
    assert "Бұл арада." in again.content.decode()
    assert not PublishedProposal.objects.exists()


def test_a_preview_stores_nothing_and_keeps_what_is_typed_elsewhere(definition, desk):
    proposal = send(definition).proposal
    data = {"text": TEXTS[0], "state": "rejected", "reason": "Жазылып жатыр", "note": "Ескертпе"}
    seen = desk.post(name(proposal), data)
    assert seen.context["form"]["reason"].value() == "Жазылып жатыр"
    assert seen.context["note_form"]["note"].value() == "Ескертпе"
    proposal.refresh_from_db()
    assert (proposal.state, proposal.is_published) == ("registered", False)


def test_what_is_not_allowed_is_refused_in_the_preview_already(definition, desk):
    proposal = send(definition, filled(publication="nothing")).proposal
    answer = desk.post(name(proposal), {"text": TEXTS[0]})
    assert "preview" not in answer.context and answer.context["publication_form"].errors


# --- what was found ---------------------------------------------------------------------------------------------------
def test_the_screen_lists_what_looks_like_personal_data(definition, desk):
    page = desk.get(reverse("kenes_proposal", args=[send(definition, filled(text=RISKY)).proposal.pk]))
    assert [words for _kind, words in page.context["found"]] == [IIN, "+7 701 123 45 67"]
    assert page.content.decode().count('name="take_out"') == 2


@pytest.mark.parametrize(
    "button, left",
    [
        ({"take_out": IIN}, "Менің ЖСН-ім […], телефоным +7 701 123 45 67."),
        ({"take_out_all": "1"}, "Менің ЖСН-ім […], телефоным […]."),
        ({"take_out": "басқа"}, RISKY),
    ],
)
def test_a_button_takes_it_out_of_the_copy_and_the_original_stays(button, left, definition, desk):
    proposal = send(definition, filled(text=RISKY)).proposal
    data = {"text": RISKY, "reason": "Жазылып жатыр", **button}
    answer = desk.post(name(proposal, "take_out"), data)
    assert answer.context["publication_form"]["text"].value() == left
    assert answer.context["form"]["reason"].value() == "Жазылып жатыр"
    proposal.original.refresh_from_db()
    assert proposal.original.text == RISKY


def test_a_number_over_two_lines_is_taken_out_as_a_browser_sends_it(definition, desk):
    text = f"ЖСН {IIN[:6]}\r\n{IIN[6:]} осы"
    answer = desk.post(
        name(send(definition).proposal, "take_out"), {"text": text, "take_out": f"{IIN[:6]}\r\n{IIN[6:]}"}
    )
    assert answer.context["publication_form"]["text"].value() == "ЖСН […] осы"


def test_publishing_with_something_found_needs_one_yes(definition, secretary, desk):
    proposal = send(definition, filled(text=RISKY)).proposal
    with pytest.raises(ValidationError) as refused:
        publication.publish(proposal, RISKY, user=secretary, now=NOW)
    assert list(refused.value.message_dict) == ["confirmed"]
    seen = desk.post(name(proposal), {"text": RISKY})
    data = {"text": RISKY, "seal": seen.context["publication_form"]["seal"].value()}
    again = desk.post(name(proposal, "publish_proposal"), data)
    assert again.context["publication_form"].errors.keys() == {"confirmed"}
    assert "preview" in again.context and not PublishedProposal.objects.exists()
    desk.post(name(proposal, "publish_proposal"), data | {"confirmed": "on"})
    assert PublishedProposal.objects.get().text == RISKY


def test_the_log_tells_kinds_and_no_words(definition, secretary):
    from wagtail.models import ModelLogEntry

    publication.publish(send(definition).proposal, RISKY, user=secretary, now=NOW, confirmed=True)
    entry = ModelLogEntry.objects.get(action="kenes.proposal_published")
    assert entry.data == {"iin": 1, "phone": 1}


def test_only_the_secretary_sees_the_preview(definition, council, client):
    from tests.factories import make_user

    proposal = send(definition).proposal
    client.force_login(make_user("publisher", council))
    assert client.post(name(proposal), {"text": TEXTS[0]}).status_code in (302, 403)
    with pytest.raises(PermissionDenied):
        publication.publish(proposal, TEXTS[0], user=make_user("lead", council), now=NOW)
