import doctest
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from cms.models import Council, Level, Region
from council_pages import schema_things
from council_pages.models import Consultation, Event, Outcome, Sitting

COUNCIL = Council(
    slug="almaly", name_kk="Алмалы кеңесі", name_ru="Совет Алмалы", level=Level.CITY,
    region=Region(iso="KZ-75", name_kk="Алматы", name_ru="Алматы"), host_body_kk="Әкімдік", host_body_ru="Акимат",
    emblem="emblems/a.png",
)  # fmt: skip
OPENS, CLOSES = datetime(2026, 11, 1, 4, tzinfo=UTC), datetime(2026, 11, 20, 13, tzinfo=UTC)
URL = "/kk/councils/almaly/questions/su/"


def consultation(**facts):
    said = {"opens_at": OPENS, "closes_at": CLOSES, "holding": "mixed", "place_kk": "Әкімдік"} | facts
    return Consultation(council=COUNCIL, slug="su", **said)


def event(**facts):
    return Event(**({"kind": "round_table", "starts_at": OPENS, "place_kk": "Зал"} | facts))


def told(row, *events):
    with override("kk"):
        return schema_things.consultation_thing(row, events, "kk", "Су", "Су туралы.")


def test_the_examples_hold():
    assert doctest.testmod(schema_things).failed == 0


@pytest.mark.parametrize("language, name, body", [("kk", "Алмалы кеңесі", "Әкімдік"), ("ru", "Совет Алмалы", "Акимат")])
def test_a_council_names_its_state_body_its_region_and_its_emblem(language, name, body):
    said = schema_things.council_thing(COUNCIL, language, "Қысқаша.")
    assert (said["@type"], said["name"], said["url"]) == (
        "GovernmentOrganization", name, f"/{language}/councils/almaly/",
    )  # fmt: skip
    assert said["parentOrganization"] == {"@type": "GovernmentOrganization", "name": body}
    assert (said["areaServed"]["name"], said["areaServed"]["identifier"]) == ("Алматы", "KZ-75")
    assert said["logo"] == "/emblems/a.png"


def test_a_republican_council_serves_the_country():
    said = schema_things.council_thing(Council(slug="r", name_kk="Р", level=Level.REPUBLICAN), "kk")
    assert said["areaServed"]["@type"] == "Country"
    assert said.keys().isdisjoint({"parentOrganization", "logo", "contactPoint"})


def test_of_a_page_of_contacts_telephones_and_addresses_of_mail_are_told():
    facts = [
        ("Телефон", "+7 (7172) 00-00-01, ішкі 5"),
        ("Пошта", "eco@kenes.example"),
        ("Сағат", "Дүйсенбі, 10:00–12:00"),
        ("Мекенжай", "Мысал көшесі, 12, 101"),
    ]
    assert schema_things.contact_points(facts) == [
        {"@type": "ContactPoint", "contactType": "Телефон", "telephone": "+7 (7172) 00-00-01"},
        {"@type": "ContactPoint", "contactType": "Пошта", "email": "eco@kenes.example"},
    ]


def test_a_consultation_is_an_event_on_the_clock_of_astana():
    said = told(consultation())
    assert (said["startDate"], said["endDate"]) == ("2026-11-01T09:00+05:00", "2026-11-20T18:00+05:00")
    assert said["eventStatus"].endswith("EventScheduled")
    assert said["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in said["location"]] == ["Place", "VirtualLocation"]
    assert (said["url"], said["organizer"]["name"]) == (URL, "Алмалы кеңесі")
    assert told(consultation(opens_at=None, closes_at=None)) == {}


@pytest.mark.parametrize("halt, status", [("postponed", "EventPostponed"), ("cancelled", "EventCancelled")])
def test_a_halt_is_told(halt, status):
    assert told(consultation(halted=halt))["eventStatus"] == f"https://schema.org/{status}"


@pytest.mark.parametrize("facts, mode, places", [
    ({}, "Offline", ["Place"]),
    ({"stream_url": "https://video.example/1"}, "Mixed", ["Place", "VirtualLocation"]),
    ({"stream_url": "https://video.example/1", "place_kk": ""}, "Online", ["VirtualLocation"]),
    ({"kind": "online_meeting", "place_kk": ""}, "Online", ["VirtualLocation"]),
])  # fmt: skip
def test_a_meeting_says_where_it_is_held(facts, mode, places):
    (said,) = told(consultation(), event(**facts))["subEvent"]
    assert said["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [place["@type"] for place in said["location"]] == places


def test_a_cancelled_meeting_is_cancelled_and_leads_to_no_broadcast():
    row = event(stream_url="https://video.example/1", cancel_reason_kk="Себебі бар", cancel_reason_ru="Есть причина")
    (said,) = told(consultation(), row)["subEvent"]
    assert said["eventStatus"].endswith("EventCancelled")
    assert [place["@type"] for place in said["location"]] == ["Place"]
    assert "Себебі" not in str(said)


def test_a_sitting_is_an_event_of_its_day():
    row = Sitting(council=COUNCIL, number="7", held_on=date(2026, 9, 24), place_kk="Әкімдік")
    said = schema_things.sitting_thing(row, "kk", "№ 7 отырыс", "/kk/councils/almaly/sittings/2026-09-24-7/")
    assert (said["startDate"], said["eventAttendanceMode"]) == (
        "2026-09-24", "https://schema.org/OfflineEventAttendanceMode",
    )  # fmt: skip


def test_a_report_is_the_answer_to_its_question_and_says_its_beginning_only():
    row = consultation(subject_kk="Су бола ма?", subject_ru="Будет ли вода?")
    row.outcome = Outcome(published_at=CLOSES)
    page = SimpleNamespace(
        title="Қорытынды: су",
        language="kk",
        position="<p>Болады. </p>" * 400,
        url_path="/kk/councils/almaly/outcomes/su/",
    )
    said = schema_things.outcome_thing(page, row, "Қысқаша.")
    assert (said["@type"], said["datePublished"]) == ("Report", "2026-11-20T18:00+05:00")
    assert (said["about"]["name"], said["about"]["url"]) == ("Су бола ма?", URL)
    answer = said["about"]["acceptedAnswer"]
    assert answer["author"]["name"] == "Алмалы кеңесі"
    assert "<" not in answer["text"] and len(answer["text"]) <= schema_things.LONGEST_TEXT
    page.position = ""
    assert "acceptedAnswer" not in schema_things.outcome_thing(page, row, "")["about"]


def test_a_piece_of_news_says_when_it_appeared_and_who_speaks():
    page = SimpleNamespace(
        title="Сөз " * 60, date=date(2026, 11, 5), last_published_at=CLOSES, language="ru",
        url_path="/ru/councils/almaly/news/su/",
    )  # fmt: skip
    said = schema_things.news_thing(page, COUNCIL, "Коротко.", "/ru/share/councils/almaly/news/su/picture.png?v=1")
    assert (said["datePublished"], said["dateModified"]) == ("2026-11-05", "2026-11-20T18:00+05:00")
    assert said["author"]["name"] == said["publisher"]["name"] == "Совет Алмалы"
    assert len(said["headline"]) <= 110
    assert said["image"].startswith("/ru/share/")
