"""A quarter of the whole country, and what a council's schedule says of its own."""

import re

import pytest

from cms.models import Level, Region
from council_pages import holding, planning
from council_pages.models import Schedule
from council_pages.quarters import Quarter
from tests.factories import QUARTER, at, make_consultation, make_council, make_schedule, make_texts

pytestmark = pytest.mark.django_db


def scheduled(council, slug="lights", quarter=QUARTER, publish=("kk", "ru"), **facts):
    schedule = make_schedule(council, quarter)
    make_texts(schedule, publish=publish)
    row = make_consultation(council, slug, schedule=schedule, **facts)
    make_texts(row)
    return row


def main_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize("language, words", [
    ("kk", ["2026 жылғы IV тоқсан", "almaly қоғамдық кеңесі", "2 кесте", "Аудандық"]),
    ("ru", ["IV квартал 2026 года", "Общественный совет almaly", "2 графика", "Районный"]),
])  # fmt: skip
def test_001_05_a_quarter_lists_the_councils_with_a_published_schedule_and_their_questions(
    language, words, councils, client
):
    scheduled(councils.a, opens_at=at(3), closes_at=at(20))
    scheduled(councils.b, "draft", publish=())
    planned = scheduled(make_council("third"), "planned")
    planning.plan_consultation(
        council=planned.council, user=None, slug="secret", subject_kk="Тек жоспар", subject_ru="Только план",
        schedule=planned.schedule,
    )  # fmt: skip
    text = main_of(client, f"/{language}/quarters/2026-q4/")
    assert [word for word in words if word not in text] == []
    assert "bostandyk" not in text and "questions/draft" not in text
    assert f'href="/{language}/councils/almaly/schedule/2026-q4/"' in text
    assert f'href="/{language}/councils/almaly/questions/lights/"' in text
    # As on the council's own schedule: announced before its page is public, and no link.
    assert {"kk": "Тек жоспар", "ru": "Только план"}[language] in text
    assert "questions/secret/" not in text


def test_a_quarter_is_narrowed_by_level_and_region_and_the_choice_stays(councils, client):
    scheduled(councils.a)
    scheduled(make_council("far", region=Region.objects.get(iso="KZ-39"), level=Level.CITY), "far")
    for query in ("region=kostanay", "level=city", "level=city&region=kostanay"):
        text = main_of(client, f"/kk/quarters/2026-q4/?{query}")
        assert "councils/far/" in text and "councils/almaly/" not in text
        assert f'href="/kk/quarters/2027-q1/?{query.replace("&", "&amp;")}"' in text
    assert "empty-state" in main_of(client, "/kk/quarters/2026-q4/?level=republican")
    assert "councils/almaly/" in main_of(client, "/kk/quarters/2026-q4/?level=x&region=y")


def test_many_councils_stand_on_several_pages_in_the_alphabet(councils, client):
    council = councils.a
    region = council.region
    names = ["Ақсу", "Әулиекөл", *(f"Б{number:02}" for number in range(20))]
    for number, name in reversed(list(enumerate(names))):
        make_texts(make_schedule(make_council(f"c{number}", name_kk=name, region=region)))
    text = main_of(client, "/kk/quarters/2026-q4/")
    shown = re.findall(r'schedule/2026-q4/">([^<]+)<', text)
    assert shown == names[:20]
    assert "?page=2" in text
    assert re.findall(r'schedule/2026-q4/">([^<]+)<', main_of(client, "/kk/quarters/2026-q4/?page=2")) == names[20:]


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("slug", ["2026-q5", "2026-q0", "2026-Q4", "2026", "x", "2015-q4", "2101-q1", "0000-q1"])
def test_what_is_no_quarter_is_a_page_that_is_missing(slug, language, client, db):
    answer = client.get(f"/{language}/quarters/{slug}/")
    assert answer.status_code == 404
    assert f'<html lang="{language}">' in answer.content.decode()


def test_links_to_the_neighbours_end_with_the_calendar_and_a_year_ahead(client, db, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(22))
    for slug, neighbours in {
        "2026-q4": ["2026-q3", "2026-q4", "2027-q1"], "2027-q4": ["2027-q3", "2027-q4"],
        "2016-q1": ["2016-q1", "2016-q2"], "2100-q4": ["2100-q4"],
    }.items():  # fmt: skip
        assert re.findall(r'href="/kk/quarters/([^/"]+)/"', main_of(client, f"/kk/quarters/{slug}/")) == neighbours


def test_the_home_page_and_a_schedule_lead_to_the_quarter(councils, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(31, hour=23, month=12))
    scheduled(councils.a)
    assert 'href="/ru/quarters/2026-q4/"' in main_of(client, "/ru/")
    assert 'href="/ru/quarters/2026-q4/"' in main_of(client, "/ru/councils/almaly/schedule/2026-q4/")


@pytest.mark.parametrize("language, step, held", [
    ("kk", "7 қадамның 1-қадамы", "Өткізілді"), ("ru", "Шаг 1 из 7", "Проведено"),
])  # fmt: skip
def test_a_schedule_shows_the_events_of_its_quarter_and_the_step_of_each_question(
    language, step, held, councils, client, monkeypatch
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(22))
    row = scheduled(councils.a, opens_at=at(3), closes_at=at(30))
    event = holding.plan_event(row, user=None, starts_at=at(1, hour=0, month=10), place_kk="Бірінші сәт")
    holding.record_held(event, user=None, now=at(22), participants=7)
    holding.plan_event(row, user=None, starts_at=at(31, hour=23, month=12), place_kk="Соңғы сағат")
    holding.plan_event(row, user=None, starts_at=at(1, hour=0, month=1, year=2027), place_kk="Келесі тоқсан")
    other = make_consultation(councils.b)
    make_texts(other)
    holding.plan_event(other, user=None, starts_at=at(12), place_kk="Бөтен кеңес")
    text = main_of(client, f"/{language}/councils/almaly/schedule/2026-q4/")
    assert all(words in text for words in (step, held, "Бірінші сәт", "Соңғы сағат"))
    assert "Келесі тоқсан" not in text and "Бөтен кеңес" not in text


def test_a_quarter_asks_the_same_number_of_queries_however_many_councils_it_lists(
    councils, client, django_assert_num_queries
):
    address = "/kk/quarters/2026-q4/"
    for council in (councils.a, *(make_council(f"c{number}") for number in range(2))):
        scheduled(council)
    client.get(address)
    with django_assert_num_queries(5):
        client.get(address)
    for number in range(2, 8):
        scheduled(make_council(f"c{number}"))
    with django_assert_num_queries(5):
        client.get(address)
    assert Schedule.objects.filter(year=Quarter.parse("2026-q4").year).count() == 9
