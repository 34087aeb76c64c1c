"""The archive of a council by year."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from council_pages import holding, planning
from tests.factories import QUARTER, at, make_consultation, make_schedule, make_texts

pytestmark = pytest.mark.django_db
ARCHIVE = "/{}/councils/almaly/archive/"


def held(council, slug, opens_at, **facts):
    row = make_consultation(council, slug, opens_at=opens_at, closes_at=opens_at + timedelta(days=9), **facts)
    make_texts(row)
    return row


def main_of(client, query="", language="kk"):
    answer = client.get(ARCHIVE.format(language) + query)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main")[0]


def slugs(text):
    return re.findall(r"questions/([\w-]+)/", text.partition("<table")[2])


@pytest.mark.parametrize("language, words", [
    ("kk", ["Консультациялар мұрағаты", "Қорытындысы жарияланды", "Қорытындыны оқу"]),
    ("ru", ["Архив консультаций", "Итоги опубликованы", "Прочитать итоги"]),
])  # fmt: skip
def test_a_year_shows_its_consultations_with_state_and_outcome(language, words, councils, client):
    row = held(councils.a, "lights", timezone.now() - timedelta(days=20))
    make_texts(planning.open_outcome(row, user=None))
    text = main_of(client, language=language)
    assert [word for word in words if word not in text] == []
    assert f'href="/{language}/councils/almaly/outcomes/lights/"' in text


def test_the_latest_year_is_shown_and_every_other_is_a_link_with_its_number(councils, client):
    for slug, year in (("first", 2024), ("second", 2026), ("third", 2026)):
        held(councils.a, slug, at(3, year=year))
    held(councils.b, "foreign", at(3))
    text = main_of(client)
    assert slugs(text) == ["third", "second"]
    assert re.findall(r"\?year=(\d+)\"[^>]*>\d+ \((\d+)\)", text) == [("2026", "2"), ("2024", "1")]
    assert slugs(main_of(client, "?year=2024")) == ["first"]


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (at(31, hour=23, month=12, year=2025), 2025),
        (at(1, hour=0, month=1, year=2026), 2026),
        (at(29, hour=9, month=2, year=2024), 2024),
    ],
)
def test_a_year_begins_at_midnight_in_astana(moment, year, councils, client):
    held(councils.a, "lights", moment)
    assert slugs(main_of(client, f"?year={year}")) == ["lights"]
    for other in (year - 1, year + 1):
        assert slugs(main_of(client, f"?year={other}")) == []


def test_without_a_window_the_event_and_then_the_schedule_says_the_year(councils, client):
    for slug, facts in {
        "by-event": {"event_at": at(3, year=2025)},
        "by-schedule": {"schedule": QUARTER},
        "none": {},
    }.items():
        if "schedule" in facts:
            facts["schedule"] = make_schedule(councils.a)
        make_texts(make_consultation(councils.a, slug, **facts))
    assert slugs(main_of(client, "?year=2025")) == ["by-event"]
    assert slugs(main_of(client, "?year=2026")) == ["by-schedule"]


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("year", ["x", "26", "2015", "2101", "99999", "-2026", "２０２６", "2026.0"])
def test_what_is_no_year_is_a_page_that_is_missing(year, language, councils, client):
    answer = client.get(ARCHIVE.format(language), {"year": year})
    assert answer.status_code == 404
    assert f'<html lang="{language}">' in answer.content.decode()


def test_an_empty_archive_says_so_and_a_report_off_the_site_is_no_link(councils, client):
    assert "empty-state" in main_of(client)
    row = held(councils.a, "lights", timezone.now() - timedelta(days=20))
    make_texts(planning.open_outcome(row, user=None), publish=[])
    assert "outcomes/lights" not in main_of(client)


def test_the_lists_of_a_council_lead_to_its_archive_and_calendar(councils, client):
    held(councils.a, "lights", timezone.now())
    for address in ("", "questions/"):
        assert ARCHIVE.format("kk") in client.get(f"/kk/councils/almaly/{address}").content.decode()
    assert "/kk/councils/almaly/calendar/" in client.get("/kk/councils/almaly/").content.decode()


@pytest.mark.parametrize("number", [1, 6])
def test_an_archive_asks_the_same_number_of_queries_however_long_it_is(
    number, councils, client, django_assert_num_queries
):
    for index in range(number):
        row = held(councils.a, f"q{index}", timezone.now() - timedelta(days=20))
        holding.plan_event(row, user=None, starts_at=timezone.now())
        make_texts(planning.open_outcome(row, user=None))
    client.get(ARCHIVE.format("kk"))
    with django_assert_num_queries(12):
        client.get(ARCHIVE.format("kk"))
