from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from cms.models import Council
from council_pages.announcements import LONGEST, announcement, window_line
from council_pages.evidence import record_of
from council_pages.models import Consultation, Event
from council_pages.staff.announcements import announcements_for
from council_pages.texts import withdraw_text
from tests.council_pages.conftest import make_question
from tests.factories import tell

COUNCIL = Council(slug="almaly", name_kk="Алмалы кеңесі", name_ru="Совет Алмалы")
OPENS, CLOSES = datetime(2026, 11, 1, 4, tzinfo=UTC), datetime(2026, 11, 20, 13, tzinfo=UTC)
NOW = datetime(2026, 11, 5, tzinfo=UTC)
URL = "https://kenes.example/kk/councils/almaly/questions/su/"


def consultation(**facts):
    return Consultation(**({"council": COUNCIL, "slug": "su", "opens_at": OPENS, "closes_at": CLOSES} | facts))


def event(days, **facts):
    return Event(starts_at=NOW + timedelta(days=days), kind="hearing", place_kk="Әкімдік", place_ru="Акимат", **facts)


def said(language="kk", row=None, events=(), title="Су құбыры", summary="Су туралы.", now=NOW, url=URL):
    return announcement(row or consultation(), events, language, title, summary, url, now)


@pytest.mark.parametrize("language, words", [
    ("kk", "Ұсыныс қабылдау мерзімі: 2026 жылғы 1–20 қараша"), ("ru", "Срок приёма предложений: 1–20 ноября 2026 г."),
])  # fmt: skip
def test_the_days_of_the_window_are_said_in_words_and_not_of_a_halted_one(language, words):
    with override(language):
        assert window_line(consultation(), language) == words
        assert window_line(consultation(halted="postponed"), language) == ""
        assert window_line(consultation(opens_at=None), language) == ""


@pytest.mark.parametrize("language, until, name", [
    ("kk", ": 2026 жылғы 20 қараша, жұма, 18:00-ге дейін (Астана уақыты)", "Алмалы кеңесі"),
    ("ru", ": пятница, 20 ноября 2026 г., до 18:00 (время Астаны)", "Совет Алмалы"),
])  # fmt: skip
def test_a_text_says_what_whose_until_when_and_where(language, until, name):
    lines = said(language).split("\n")
    assert lines[:5] == ["Су құбыры", name, "", "Су туралы.", ""]
    assert lines[5].endswith(until)
    assert lines[-1].endswith(URL)


def test_before_the_opening_its_day_is_said_too():
    assert "1 қараша" in said(now=OPENS - timedelta(days=1))
    assert "1 қараша" not in said()


def test_the_next_meeting_is_named_and_no_past_or_cancelled_one():
    events = [event(9), event(3), event(-2), event(1, cancel_reason_kk="Себебі", cancel_reason_ru="Причина")]
    lines = [line for line in said(events=events).split("\n") if "Әкімдік" in line]
    assert len(lines) == 1 and "8 қараша" in lines[0]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_text_is_never_longer_than_a_post_and_never_loses_its_link(language):
    name = "Қоғамдық кеңес " * 20
    row = consultation(council=Council(slug="a" * 80, name_kk=name, name_ru=name))
    url = f"https://kenes.example/{language}/councils/{'a' * 80}/questions/{'b' * 80}/"
    long = event(1)
    long.place_kk = long.place_ru = "Мекенжай " * 33
    text = said(language, row, [long], "Мәселе " * 36, "Түйін " * 500, OPENS - timedelta(days=9), url)
    assert len(text) <= LONGEST
    assert text.endswith(url)


def test_a_summary_takes_what_is_left_and_ends_at_a_word():
    text = said(summary="сөз " * 500)
    assert LONGEST - 10 < len(text) <= LONGEST
    assert "сөз…" in text
    assert said(summary="").count("\n\n") == 1


# --- the desk --------------------------------------------------------------------------------------------------------
def offered(row):
    with override("ru"):
        now = timezone.now()
        return announcements_for(record_of(row), row.state_at(now), now)


def test_while_nobody_is_invited_there_is_a_text_in_each_public_language(council, settings):
    settings.SITE_URL = "https://kenes.example"
    row = make_question(council, texts={"kk": {"summary": "Қысқаша."}})
    kazakh, russian = offered(row)
    assert (kazakh["language"], russian["language"]) == ("kk", "ru")
    assert "Тұрмыстық қалдықты бөлек жинау" in kazakh["text"] and "Қысқаша." in kazakh["text"]
    assert "Раздельный сбор бытовых отходов" in russian["text"]
    for said_there in (kazakh, russian):
        address = f"https://kenes.example/{said_there['language']}/councils/kokzhide/questions/qaldyq/"
        assert said_there["text"].endswith(address)
    withdraw_text(row, "ru", user=None)
    assert [text["language"] for text in offered(row)] == ["kk"]


def test_once_citizens_are_invited_or_it_is_too_late_none_is_offered(council):
    row = make_question(council)
    tell(row)
    assert offered(row) == []
    now = timezone.now()
    late = make_question(council, "kesh", opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=2))
    assert offered(late) == []


def test_a_draft_is_announced_to_nobody(council):
    assert offered(make_question(council, live=False)) == []
