from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from council_pages import holding, planning
from tests.factories import make_consultation, make_texts, open_now

pytestmark = pytest.mark.django_db
REASONS = {"reason_kk": "Зал жабық", "reason_ru": "Зал закрыт"}


@pytest.fixture
def row(councils):
    """A public question with an event planned in its schedule."""
    soon = timezone.now().replace(second=0, microsecond=0) + timedelta(days=2)
    row = make_consultation(
        councils.a, "lights", event_at=soon, place_kk="Кестедегі зал", place_ru="Зал графика", **open_now()
    )
    make_texts(row)
    return row


def page(client, language="kk"):
    answer = client.get(f"/{language}/councils/almaly/questions/lights/")
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize("language, kind, place", [
    ("kk", "Дөңгелек үстел", "Мәдениет үйі"), ("ru", "Круглый стол", "Дом культуры"),
])  # fmt: skip
def test_the_question_shows_its_events_in_the_language(language, kind, place, row, client):
    start = timezone.now() + timedelta(days=5)
    holding.plan_event(
        row, user=None, starts_at=start, ends_at=start + timedelta(minutes=1), place_kk="Мәдениет үйі",
        place_ru="Дом культуры", stream_url="https://example.kz/live?a=1&b=2",
    )  # fmt: skip
    text = page(client, language)
    assert all(words in text for words in (kind, place, 'href="https://example.kz/live?a=1&amp;b=2"'))
    # The one that the schedule plans stands beside it: it is another moment.
    assert {"kk": "Кестедегі зал", "ru": "Зал графика"}[language] in text


def test_the_event_planned_in_the_schedule_is_not_said_twice(row, client):
    assert "Кестедегі зал" in page(client)
    holding.plan_event(row, user=None, starts_at=row.event_at, place_kk="Мәдениет үйі")
    text = page(client)
    assert "Кестедегі зал" not in text
    assert text.count("Мәдениет үйі") == 1


def test_a_held_event_says_how_many_took_part_and_is_the_evidence_of_step_4(row, client):
    event = holding.plan_event(row, user=None, starts_at=timezone.now() - timedelta(hours=3))
    assert "Өткізілген іс-шаралар" not in page(client)
    holding.record_held(event, user=None, now=timezone.now(), participants=42, notes_kk="Бірінші\n\nЕкінші <b>")
    text = page(client)
    assert "Қатысқандар саны: 42" in text
    assert "<p>Бірінші</p>" in text
    assert "Екінші &lt;b&gt;" in text
    assert "Өткізілген іс-шаралар: 1" in text
    # Words that stand in one language only have its `lang` on the other page.
    assert '<div class="agenda__text" lang="kk"><p>Бірінші</p>' in page(client, "ru")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_cancelled_event_stays_with_its_reason_and_loses_its_links(language, row, client):
    event = holding.plan_event(
        row, user=None, starts_at=timezone.now() + timedelta(days=5), stream_url="https://example.kz/live"
    )
    holding.cancel_event(event, user=None, **REASONS)
    text = page(client, language)
    assert {"kk": "Зал жабық", "ru": "Зал закрыт"}[language] in text
    assert "example.kz/live" not in text


def test_a_halted_consultation_promises_no_event_and_keeps_those_that_were_held(row, client):
    planned = holding.plan_event(row, user=None, starts_at=timezone.now() + timedelta(days=5), place_kk="Ертеңгі зал")
    past = holding.plan_event(row, user=None, starts_at=timezone.now() - timedelta(days=5), place_kk="Кешегі зал")
    holding.record_held(past, user=None, now=timezone.now(), participants=3)
    planning.halt(row, "postponed", reason_kk="Жөндеу", reason_ru="Ремонт", user=None)
    text = page(client)
    assert "Кешегі зал" in text
    assert planned.place("kk") not in text


def test_001_06_the_question_shows_its_news_newest_first_with_dates_and_their_language(row, client):
    for day, texts in enumerate([{"text_kk": "Бірінші хабар", "text_ru": "Первая"}, {"text_ru": "Только <i>русская"}]):
        moment = timezone.now() - timedelta(days=5 - day)
        holding.publish_update(row, user=None, now=moment, **texts)
    kazakh, russian = page(client), page(client, "ru")
    assert kazakh.index("Только &lt;i&gt;русская") < kazakh.index("Бірінші хабар")
    assert '<div class="prose" lang="ru"><p>Только' in kazakh
    assert '<div class="prose"><p>Только' in russian
    assert "Первая" in russian and "Бірінші" not in russian
    local = timezone.localtime(moment)
    assert f'datetime="{local.isoformat(timespec="minutes")}"' in kazakh


def test_withdrawn_news_is_not_on_the_page(row, client):
    update = holding.publish_update(row, user=None, now=timezone.now(), text_kk="Телефон нөмірі")
    holding.withdraw_update(update, user=None, now=timezone.now())
    assert "Телефон нөмірі" not in page(client)


def test_a_question_without_events_and_news_has_no_empty_headings(row, client):
    with override("kk"):
        text = page(client)
    assert 'id="events"' not in text
    assert 'id="updates"' not in text
