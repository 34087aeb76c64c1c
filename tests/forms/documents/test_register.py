"""The register of proposals holds what is public and not a word more."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council_pages import texts
from forms import answering, publication
from forms.models import Proposal, PublishedProposal
from tests.factories import make_user
from tests.forms.making import NOW, filled, later, send, upload, url
from tests.office import words_of

pytestmark = pytest.mark.django_db
CANARY = "zq7canary"


@pytest.fixture(autouse=True)
def drawn_anew():
    caches["documents"].clear()
    yield
    caches["documents"].clear()


def register(language="kk", end="docx"):
    return Client().get(url(language, "proposals").rstrip("/") + f"/document.{end}")


def told(definition, text, *, publication_="text", **more):
    """A proposal, sent by somebody whose name and contact nobody may read."""
    contact = {"name": f"{CANARY} name", "email": f"{CANARY}@example.kz", "consent": "on"}
    return send(definition, filled(text, publication=publication_, **contact, **more)).proposal


def test_a_published_proposal_stands_there_with_its_answer(definition, open_form):
    proposal = told(definition, f"{CANARY} original")
    publication.publish(proposal, "Саябаққа жарық керек.\nЖәне орындық.", user=None, now=NOW)
    answering.answer(proposal, "accepted", "Жарық орнатылады.", user=None, now=later(days=1))
    lines = words_of(register()).split("\n")
    assert "1. Ескерілді" in lines
    assert {"Саябаққа жарық керек.", "Және орындық."} <= set(lines)
    assert "Кеңестің жауабы, 2026 жылғы 24 қараша: Жарық орнатылады." in lines
    assert "2026 жылғы 23 қараша · Атынсыз" in lines
    assert str(proposal).replace(" ", "\u00a0") not in "".join(lines), "no number leads back from a public copy"


def test_of_any_other_only_number_state_and_answer_are_said(definition, open_form):
    refused = told(definition, f"{CANARY} refused", publication_="nothing")
    answering.answer(refused, "rejected", "Құзырет жоқ.", user=None, now=NOW)
    waiting = told(definition, f"{CANARY} waiting")
    text = words_of(register("ru"))
    assert all(str(proposal).replace(" ", "\u00a0") in text for proposal in (refused, waiting))
    assert "23 ноября 2026 г.: Құзырет жоқ." in text.split("\n")
    assert {"Не принято", "Зарегистрировано"} <= set(text.split("\n"))
    assert CANARY not in text


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_word_of_an_original_a_contact_or_a_file_reaches_any_format(language, definition, open_form, tmp_path):
    proposal = told(definition, f"{CANARY} original", publication_="text_and_name")
    send(definition, filled(f"{CANARY} with a file"), files={"files": [upload(f"{CANARY}.txt", CANARY.encode())]})
    publication.publish(proposal, "Ашық мәтін", user=None, now=NOW, name="Г. Ойшылова")
    assert "Г. Ойшылова" in words_of(register(language))
    for end in ("docx", "pdf"):
        with CaptureQueriesContext(connection) as queries:
            assert CANARY not in (words_of(register(language)) if end == "docx" else read_pdf(language, tmp_path))
        asked = " ".join(query["sql"] for query in queries).lower()
        assert not [table for table in ("original", "contact") if f'"council_forms_{table}' in asked]


def read_pdf(language, folder):
    from tests import pictures

    path = folder / "register.pdf"
    path.write_bytes(register(language, "pdf").content)
    return pictures.poppler("pdftotext", path, "-").decode() + pictures.poppler("pdfinfo", path).decode()


def test_a_withdrawn_proposal_leaves_the_register_at_once(definition, open_form):
    proposal = told(definition, "x")
    publication.publish(proposal, "Ашық мәтін", user=None, now=NOW)
    before = register()
    assert "Ашық мәтін" in words_of(before)
    publication.withdraw(proposal, user=None, now=NOW)
    after = register()
    assert "Ашық мәтін" not in words_of(after)
    assert after["ETag"] != before["ETag"]


def test_the_register_is_public_where_the_form_s_page_is(definition, open_form):
    assert words_of(register()).startswith("Ұсыныстар тізілімі: Саябақтар туралы")
    assert "Реестр предложений: О парках" in words_of(register("ru"))
    type(open_form["kk"]).objects.update(live=False)
    assert register().status_code == 404


def test_the_list_of_proposals_leads_to_the_register(definition, open_form):
    publication.publish(told(definition, "x"), "Ашық мәтін", user=None, now=NOW)
    page = Client().get(url("ru", "proposals")).content.decode()
    assert f'href="{url("ru", "proposals")}document.pdf"' in page
    assert "Скачать: PDF" in page


def test_the_form_itself_has_no_file(definition, open_form):
    assert Client().get(f"{url('kk')}document.pdf").status_code == 404
    assert "document.pdf" not in Client().get(url("kk")).content.decode()


def test_the_staff_of_the_council_takes_the_same_register(definition, open_form, council, client):
    told(definition, f"{CANARY} original")
    client.force_login(make_user("editor", council))
    answer = client.get(f"/admin/kenes/documents/form/{definition.pk}/ru/docx/")
    assert "Реестр предложений: О парках" in words_of(answer)
    assert CANARY not in words_of(answer)


def test_its_queries_do_not_grow_with_the_proposals(definition, open_form):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert register().status_code == 200
        return len(queries)

    publication.publish(told(definition, "x"), "Ашық мәтін", user=None, now=NOW)
    told(definition, "y", publication_="nothing")
    cost()
    few = cost()
    for number in range(20):
        proposal = told(definition, f"Мәтін {number}", publication_="text" if number % 2 else "nothing")
        if number % 2:
            publication.publish(proposal, f"Мәтін {number}", user=None, now=NOW)
    assert (Proposal.objects.count(), PublishedProposal.objects.count()) == (22, 11)
    assert cost() == few


def test_the_outcome_report_holds_the_same_of_each_proposal(definition, open_form, council, at):
    from council_pages.planning import open_outcome

    proposal = told(definition, f"{CANARY} original")
    publication.publish(proposal, "Саябаққа жарық керек.", user=None, now=NOW)
    answering.answer(proposal, "accepted", "Жарық орнатылады.", user=None, now=NOW)
    outcome = open_outcome(definition.consultation, user=None)
    page = texts.write_text(outcome, "kk", user=None)
    at(timezone.now())
    blocks = repr(page.document("kk", NOW).blocks)
    assert all(words in blocks for words in ("Саябаққа жарық керек.", "Жарық орнатылады.", "Ұсыныстар бойынша"))
    assert CANARY not in blocks
