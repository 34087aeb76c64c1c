"""Documents on the staff's screens: of drafts too, for those who read the council."""

import pytest
from django.urls import reverse

from cms.roles import COUNCIL_ROLES, Role
from council_pages import planning, texts
from tests.factories import make_consultation, make_decision, make_schedule, make_user
from tests.office import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def schedule(councils):
    made = make_schedule(councils.a, decision=make_decision(councils.a))
    texts.write_text(made, "kk", user=None, introduction="<p>Алғашқы нұсқа</p>")
    return made


def address(row, language="kk", kind="schedule", form="docx"):
    return reverse("kenes_document", args=[kind, row.pk, language, form])


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_whoever_reads_the_council_takes_a_draft_away_and_it_is_called_so(role, schedule, councils, client):
    client.force_login(make_user(role, councils.a))
    answer = client.get(address(schedule))
    assert "Қолжазба. Бұл мәтін жарияланбаған." in words_of(answer)
    assert "Алғашқы нұсқа" in words_of(answer)
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(address(schedule, form="pdf")).content[:4] == b"%PDF"


def test_the_newest_draft_of_a_public_text_is_given_and_a_public_one_is_not_called_draft(schedule, councils, client):
    client.force_login(make_user(Role.EDITOR, councils.a))
    texts.publish_texts(schedule, ["kk"], user=None)
    assert "Қолжазба" not in words_of(client.get(address(schedule)))
    page = texts.pages_of(schedule)["kk"]
    page.introduction = "<p>Екінші нұсқа</p>"
    page.save_revision()
    text = words_of(client.get(address(schedule)))
    assert "Екінші нұсқа" in text
    assert "Қолжазба" in text


def test_the_document_speaks_the_language_that_was_asked_for_and_not_the_screen_s(schedule, councils, client):
    client.force_login(make_user(Role.EDITOR, councils.a))
    text = words_of(client.get(address(schedule, language="ru")))
    assert "График утверждён." in text
    assert "Только на казахском" in text


def test_what_has_no_document_is_not_there(schedule, councils, client):
    client.force_login(make_user(Role.PUBLISHER, councils.a))
    question = make_consultation(councils.a)
    texts.write_text(question, "kk", user=None)
    empty = planning.create_schedule(council=councils.a, quarter=schedule.quarter.next(), user=None)
    wrong = [
        address(question, kind="question"),
        address(empty),
        address(schedule, kind="nothing"),
        address(schedule, language="en"),
        address(schedule, form="odt"),
    ]
    assert [path for path in wrong if client.get(path).status_code != 404] == []


def test_another_council_s_document_is_not_there(schedule, councils, client):
    client.force_login(make_user(Role.PUBLISHER, councils.b))
    assert client.get(address(schedule)).status_code == 404


def test_the_desk_leads_to_the_document_of_each_text(schedule, councils, client):
    client.force_login(make_user(Role.EDITOR, councils.a))
    page = client.get(reverse("kenes_schedule", args=[schedule.pk])).content.decode()
    assert address(schedule, form="pdf") in page
    assert address(schedule) in page
    assert address(schedule, language="ru") not in page, "there is no Russian text yet"
    question = make_consultation(councils.a)
    texts.write_text(question, "kk", user=None)
    assert "/documents/question/" not in client.get(reverse("kenes_consultation", args=[question.pk])).content.decode()
