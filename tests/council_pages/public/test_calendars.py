"""The calendars as their readers get them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms.models import Region
from council_pages import holding, texts
from council_pages.models import CouncilPage, Sitting
from tests.factories import at, make_consultation, make_council, make_texts

pytestmark = pytest.mark.django_db
NATIONAL, OWN = "/{}/calendar/", "/{}/councils/almaly/calendar/"
CANARY = "zq7canary"


def question(council, slug="lights", **facts):
    row = make_consultation(council, slug, **{"opens_at": at(3, hour=9), "closes_at": at(20), **facts})
    make_texts(row)
    return row


def main_of(answer):
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main")[0]


def events_of(answer):
    """The VEVENTs of an answer, unfolded: [{field: value}]."""
    text = answer.content.decode().replace("\r\n ", "")
    blocks = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL)
    return [dict(line.split(":", 1) for line in block.strip().split("\r\n")) for block in blocks]


@pytest.mark.parametrize("address", [NATIONAL, OWN])
@pytest.mark.parametrize("language, words", [
    ("kk", ["2026 жылғы қараша", "Ұсыныс қабылдау басталады", "Ұсыныс қабылдау аяқталады", "Көшпелі қабылдау"]),
    ("ru", ["ноябрь 2026 г.", "Начало приёма предложений", "Окончание приёма", "Выездной приём"]),
])  # fmt: skip
def test_a_month_shows_what_happens_in_it_in_the_language(language, words, address, councils, client):
    row = question(councils.a)
    holding.plan_event(row, user=None, starts_at=at(12), kind="field_reception")
    make_texts(Sitting.objects.create(council=councils.a, number="1", held_on=at(13).date()))
    text = main_of(client.get(address.format(language) + "?month=2026-11"))
    assert [word for word in words if word not in text] == []
    assert f'href="/{language}/councils/almaly/questions/lights/"' in text
    assert f'href="/{language}/councils/almaly/sittings/2026-11-13-1/"' in text
    assert text.count("<h1") == 1
    assert "lights" not in main_of(client.get(address.format(language) + "?month=2027-02"))


@pytest.mark.parametrize("address", [NATIONAL, OWN])
def test_without_a_month_it_is_this_one_and_its_neighbours_are_links(address, client, councils, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(31, hour=23, month=12))
    text = main_of(client.get(address.format("kk")))
    here = address.format("kk")
    assert re.findall(r'href="([^"]+)"(?: aria-current="page")?>[^<]*(?:қараша|желтоқсан|қаңтар)', text) == [
        f"{here}?month=2026-11", f"{here}?month=2026-12", f"{here}?month=2027-01",
    ]  # fmt: skip
    assert "<h2>2026 жылғы желтоқсан</h2>" in text


def test_the_links_to_further_months_end_a_year_ahead_and_at_both_ends_of_the_calendar(client, councils):
    now = timezone.localdate()
    for month in (f"{now.year + 1}-{now.month:02d}", "2100-12"):
        assert len(re.findall(r'href="[^"]*month=', main_of(client.get(f"/kk/calendar/?month={month}")))) == 2
    assert len(re.findall(r'href="[^"]*month=', main_of(client.get("/kk/calendar/?month=2016-01")))) == 2


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("rest", [
    "calendar/?month=2026-13", "calendar/?month=x", "calendar/?month=2101-01", "councils/nowhere/calendar/",
    "councils/almaly/calendar/?month=2026-00", "councils/nowhere/calendar.ics", "councils/nowhere/feed.xml",
])  # fmt: skip
def test_an_unknown_month_or_council_is_a_page_that_is_missing_in_the_readers_language(
    rest, language, councils, client
):
    answer = client.get(f"/{language}/{rest}")
    assert answer.status_code == 404
    assert f'<html lang="{language}">' in answer.content.decode()


def test_a_council_whose_section_is_off_the_site_has_no_calendar(councils, client):
    council = make_council("hidden")
    assert client.get("/kk/councils/hidden/calendar/").status_code == 200
    CouncilPage.objects.filter(council_row=council).update(live=False)
    for view in ("calendar/", "calendar.ics", "feed.xml", "archive/"):
        assert client.get(f"/kk/councils/hidden/{view}").status_code == 404


def test_the_country_is_narrowed_to_a_region_and_the_choice_is_kept(councils, client):
    question(make_council("far", region=Region.objects.get(iso="KZ-39")), "far-question")
    question(councils.a)
    text = main_of(client.get("/kk/calendar/?month=2026-11&region=kostanay"))
    assert "far-question" in text and "questions/lights/" not in text
    assert "/kk/calendar/?month=2026-12&amp;region=kostanay" in text
    assert "/kk/calendar.ics?region=kostanay" in text
    assert "questions/lights/" in main_of(client.get("/kk/calendar/?month=2026-11&region=nowhere"))


def test_a_month_with_more_than_a_page_of_dates_is_paged_and_keeps_the_month(councils, client):
    row = question(councils.a)
    for minute in range(70):
        holding.plan_event(row, user=None, starts_at=at(12) + timedelta(minutes=minute))
    text = main_of(client.get("/kk/calendar/?month=2026-11"))
    assert text.count("agenda__item") == 60
    assert "?month=2026-11&amp;page=2" in text
    assert main_of(client.get("/kk/calendar/?month=2026-11&page=2")).count("agenda__item") == 12


@pytest.mark.parametrize("address", ["calendar/?month=2026-11", "councils/almaly/archive/?year=2026"])
def test_the_switch_and_search_engines_keep_the_page_and_what_it_shows(address, councils, client):
    question(councils.a)
    text = client.get(f"/kk/{address}&a=1").content.decode()
    assert f'<link rel="canonical" href="http://testserver/kk/{address}">' in text
    for language in ("kk", "ru"):
        assert f'hreflang="{language}" href="http://testserver/{language}/{address}"' in text
    assert f'<a href="/ru/{address}&amp;a=1"' in text
    assert "noindex" not in text


def test_an_empty_month_says_so_and_is_not_for_search_engines(councils, client):
    text = client.get("/ru/councils/almaly/calendar/?month=2020-02").content.decode()
    assert "empty-state" in text
    assert '<meta name="robots" content="noindex">' in text


def test_calendars_set_no_cookie_and_are_as_cacheable_as_any_page(councils, client):
    question(councils.a)
    plain = client.get("/kk/councils/almaly/")
    for address in ("calendar/", "councils/almaly/calendar/", "quarters/2026-q4/", "councils/almaly/archive/"):
        answer = client.get(f"/kk/{address}")
        assert not answer.cookies
        assert {name: answer.get(name) for name in ("Cache-Control", "Vary")} == {
            name: plain.get(name) for name in ("Cache-Control", "Vary")
        }
    for address in ("calendar.ics", "feed.xml", "councils/almaly/calendar.ics", "councils/almaly/feed.xml"):
        answer = client.get(f"/kk/{address}")
        assert not answer.cookies
        assert answer["Cache-Control"] == "public, max-age=300"
    assert client.post("/kk/calendar/").status_code == 405


def test_a_draft_is_in_no_calendar_feed_quarter_or_archive(councils, client):
    row = make_consultation(
        councils.a, f"{CANARY}-q", subject_kk=CANARY, subject_ru=CANARY, place_kk=CANARY, event_at=at(14),
        opens_at=at(3), closes_at=at(20),
    )  # fmt: skip
    holding.plan_event(row, user=None, starts_at=timezone.now() + timedelta(days=1), place_kk=CANARY, place_ru=CANARY)
    holding.publish_update(row, user=None, now=timezone.now(), text_kk=CANARY)
    for language in ("kk", "ru"):
        texts.write_text(row, language, user=None)
        for address in (
            "", "calendar/?month=2026-11", "calendar/", "calendar.ics", "feed.xml", "quarters/2026-q4/",
            "councils/almaly/", "councils/almaly/calendar/?month=2026-11", "councils/almaly/calendar.ics",
            "councils/almaly/feed.xml", "councils/almaly/archive/", "councils/almaly/questions/",
        ):  # fmt: skip
            answer = Client().get(f"/{language}/{address}")
            assert answer.status_code == 200, address
            assert CANARY not in answer.content.decode(), address


# --- for a device ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("address", ["/{}/calendar.ics", "/{}/councils/almaly/calendar.ics"])
def test_b12_a_device_follows_the_calendar_in_either_language_under_the_same_names(address, councils, client):
    now = timezone.now().replace(microsecond=0)
    row = question(
        councils.a, subject_kk="Қалдық; қоқыс, күл", opens_at=now + timedelta(days=1), closes_at=now + timedelta(days=9)
    )
    event = holding.plan_event(row, user=None, starts_at=now + timedelta(days=2), place_kk="Ғ" * 90)
    kazakh, russian = (client.get(address.format(language)) for language in ("kk", "ru"))
    assert kazakh["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in kazakh.content.split(b"\r\n"))
    events = {found["UID"]: found for found in events_of(kazakh)}
    assert events.keys() == {found["UID"] for found in events_of(russian)}
    assert len(events) == 3
    [opening] = [found for name, found in events.items() if name.startswith("opening.")]
    assert opening["SUMMARY"] == r"Ұсыныс қабылдау басталады: Қалдық\; қоқыс\, күл"
    assert opening["URL"] == "http://testserver/kk/councils/almaly/questions/lights/"
    [held] = [found for name, found in events.items() if name.startswith("event.")]
    assert held["LOCATION"] == "Ғ" * 90
    holding.cancel_event(event, user=None, reason_kk="а", reason_ru="б")
    statuses = {found["UID"]: found["STATUS"] for found in events_of(client.get(address.format("kk")))}
    assert statuses == {name: "CANCELLED" if name.startswith("event.") else "CONFIRMED" for name in events}


def test_a_device_gets_a_quarter_back_and_a_year_ahead(councils, client):
    now = timezone.now()
    for slug, days in (("old", -100), ("late", -80), ("next", 300), ("far", 400)):
        row = question(councils.a, slug, opens_at=None, closes_at=None)
        holding.plan_event(row, user=None, starts_at=now + timedelta(days=days))
    slugs = {found["URL"].split("/")[-2] for found in events_of(client.get("/kk/calendar.ics"))}
    assert slugs == {"late", "next"}
