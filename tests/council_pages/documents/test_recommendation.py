"""A recommendation for paper: public once it is sent, for the staff before that, in either language."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.roles import Role
from council_pages import recommending, replies
from tests.factories import make_consultation, make_decision, make_recommendation, make_user
from tests.office import foreign_languages, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def drawn_anew():
    caches["documents"].clear()
    yield
    caches["documents"].clear()


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def sent(councils, today):
    facts = {"consultation": make_consultation(councils.a), "decision": make_decision(councils.a)}
    return make_recommendation(councils.a, "2026/5", sent_on=today, due_on=today, clauses=2, **facts)


@pytest.fixture
def draft(councils):
    return make_recommendation(councils.a, "2026/6")


def public_file(row, language, end="docx"):
    return Client().get(f"{row.url(language)}document.{end}")


def staff_file(row, language, end="docx"):
    return reverse("kenes_document", args=["recommendation", row.pk, language, end])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", ("Көше жарығы туралы", "2026/5", "Аудан әкімдігі", "№\u00a02 тармақ", "2-тармақ", "Жіберілген күні")),
        ("ru", ("Об освещении улиц", "2026/5", "Акимат района", "Пункт 2", "Дата направления", "Срок ответа")),
    ],
)
def test_what_was_sent_is_a_file_for_everybody_in_the_language_of_its_address(language, said, sent):
    answer = public_file(sent, language)
    text = words_of(answer)
    assert [words for words in said if words not in text] == []
    assert answer["Content-Language"] == language
    assert not answer.cookies
    assert foreign_languages(answer) == set()
    assert public_file(sent, language, "pdf").content[:4] == b"%PDF"
    page = Client().get(sent.url(language)).content.decode()
    assert f'href="{sent.url(language)}document.pdf"' in page
    assert f'href="{sent.url(language)}document.docx"' in page


@pytest.mark.parametrize(
    ("language", "silent", "replied", "actions"),
    [
        ("kk", "Мемлекеттік орган жауап берген жоқ.", "Қаралды.", "Екі маршрут ұзартылды."),
        ("ru", "Государственный орган не ответил.", "Қаралды.", "Продлены два маршрута."),
    ],
)
def test_the_reply_stands_in_the_file_and_so_does_its_absence(language, silent, replied, actions, sent, today):
    assert silent in words_of(public_file(sent, language))
    words = {"text_kk": "Қаралды.", "actions_kk": "Екі маршрут ұзартылды.", "actions_ru": "Продлены два маршрута."}
    replies.record_reply(sent, user=None, today=today, received_on=today, document_number="04-12/871", **words)
    answer = public_file(sent, language)
    text = words_of(answer)
    assert silent not in text
    assert replied in text and actions in text and "04-12/871" in text
    assert foreign_languages(answer) == ({"kk-KZ"} if language == "ru" else set()), "Kazakh words are marked as such"


@pytest.mark.parametrize(("language", "reason"), [("kk", "Себебі қазақша"), ("ru", "Причина по-русски")])
def test_what_was_withdrawn_says_so_and_awaits_no_reply(language, reason, sent, today):
    words = {"reason_kk": "Себебі қазақша", "reason_ru": "Причина по-русски"}
    recommending.withdraw(sent, user=None, today=today, **words)
    text = words_of(public_file(sent, language))
    assert reason in text
    assert "жауап берген жоқ" not in text and "не ответил" not in text


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_draft_has_no_public_file(language, draft, sent):
    base = sent.url(language).rpartition(f"{sent.slug}/")[0]
    for name in ("2026-6/document.pdf", f"{draft.pk}/document.docx", f"{sent.slug}/document.odt", "document.pdf"):
        assert Client().get(f"{base}{name}").status_code == 404
    assert Client().post(f"{sent.url(language)}document.pdf").status_code == 405


@pytest.mark.parametrize(
    ("language", "notice", "clause"),
    [
        ("kk", "Қолжазба. Бұл мәтін жарияланбаған.", "1-тармақ"),
        ("ru", "Черновик. Этот текст не опубликован.", "Пункт 1"),
    ],
)
def test_the_staff_takes_a_draft_away_and_it_is_called_so(language, notice, clause, draft, sent, councils, client):
    client.force_login(make_user(Role.SECRETARY, councils.a))
    answer = client.get(staff_file(draft, language))
    text = words_of(answer)
    assert notice in text and clause in text
    assert "no-store" in answer["Cache-Control"]
    assert notice not in words_of(client.get(staff_file(sent, language)))
    desk = client.get(reverse("kenes_recommendation", args=[draft.pk])).content.decode()
    assert staff_file(draft, language, "pdf") in desk and staff_file(draft, language) in desk


def test_a_draft_in_one_language_says_that_it_lacks_the_other(councils, client):
    row = recommending.draft(council=councils.a, user=None, title_kk="Жарық туралы", clauses=())
    client.force_login(make_user(Role.EDITOR, councils.a))
    text = words_of(client.get(staff_file(row, "ru")))
    assert "Жарық туралы" in text and "Только на казахском" in text


def test_another_council_s_recommendation_is_not_there(draft, councils, client):
    client.force_login(make_user(Role.PUBLISHER, councils.b))
    assert client.get(staff_file(draft, "kk")).status_code == 404
