"""A public page costs the same few queries however many councils there are and however much they publish."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council_pages import holding
from council_pages.quarters import Quarter
from council_pages.texts import publish_texts, write_text
from forms.form_building import define_form
from search import refreshing
from search.asking import ENOUGH
from tests.council_pages.conftest import (
    make_council,
    make_news,
    make_outcome,
    make_question,
    make_schedule,
    make_sitting,
)

pytestmark = pytest.mark.django_db

FEW, MANY = 3, 60
COUNCIL = "/kk/councils/c000/"
# Address and the most queries it may ask: a page 20, a listing 25.
BUDGET = {
    "/kk/": 20,
    "/ru/": 20,
    "/kk/councils/": 25,
    "/kk/councils/?region=karaganda": 25,
    COUNCIL: 20,
    f"{COUNCIL}questions/": 25,
    f"{COUNCIL}questions/q0/": 20,
    "/ru/councils/c000/questions/kk-only/": 20,
    f"{COUNCIL}schedule/": 25,
    # Of its questions the steps, of itself what amends it and where it was published.
    f"{COUNCIL}schedule/2026-q4/": 25,
    f"{COUNCIL}outcomes/": 25,
    f"{COUNCIL}outcomes/closed/": 20,
    f"{COUNCIL}sittings/": 25,
    f"{COUNCIL}sittings/2026-09-24-7/": 20,
    f"{COUNCIL}news/": 25,
    f"{COUNCIL}contacts/": 20,
    # The country's calendar, feeds and quarter, and a council's own.
    "/kk/calendar/": 25,
    "/kk/calendar/?region=karaganda": 25,
    "/kk/calendar.ics": 10,
    "/kk/feed.xml": 10,
    "/ru/quarters/2026-q4/": 25,
    "/kk/offline/": 2,
    "/kk/offline/questions.json": 6,
    "/kk/offline/questions.json?council=c000": 7,
    f"{COUNCIL}calendar/": 25,
    f"{COUNCIL}calendar.ics": 10,
    f"{COUNCIL}feed.xml": 10,
    f"{COUNCIL}archive/": 25,
    # All councils in numbers, and one.
    "/kk/indicators/": 25,
    f"{COUNCIL}compliance/": 25,
    # A word that enough pages hold from the start, and one that a single page holds: it is cut shorter, too.
    "/kk/search/?q=мәселе": 15,
    "/kk/search/?q=өзгеше": 15,
    # With words that are written alike, and what is being asked now.
    "/kk/search/?q=жоқнәрсе": 18,
}


def first_council():
    """The council whose pages are measured, with one of everything."""
    council = make_council("c000", name_kk="Нөлінші кеңес", name_ru="Нулевой совет")
    schedule = make_schedule(council, decision=make_sitting(council))
    add_question(council, 0, schedule=schedule)
    make_question(council, "kk-only", languages=["kk"], subject_kk="Өзгеше мәселе тек қазақша", schedule=schedule)
    now = timezone.now()
    closed = make_question(council, "closed", opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=2))
    make_outcome(closed)
    for number in range(ENOUGH):
        make_news(council, "kk", f"Мәселе туралы {number}-жаңалық")
    return council, schedule


def add_question(council, number, **facts):
    """An open question with a public form."""
    soon = timezone.now() + timedelta(days=2)
    question = make_question(
        council, f"q{number}", languages=["kk"], subject_kk=f"Мәселе {number}", event_at=soon, **facts
    )
    holding.plan_event(question, user=None, starts_at=soon + timedelta(days=1))
    holding.publish_update(question, user=None, now=timezone.now(), text_kk="Хабар")
    form = define_form(question, user=None)
    write_text(form, "kk", user=None)
    publish_texts(form, ["kk"], user=None)


def grow(council, schedule, councils):
    """More of everything: councils with open questions, and content of the council that is measured."""
    for number in councils:
        other = make_council(f"c{number:03d}", name_kk=f"Кеңес {number}", name_ru=f"Совет {number}")
        if number % 10 == 0:
            add_question(other, 0, schedule=make_schedule(other))
    for number in range(1, 6):
        add_question(council, number, schedule=schedule)
        make_news(council, "kk", f"Мәселе {number} туралы")
    make_schedule(council, quarter=Quarter(2026, 3))


def costs():
    """How many queries each address asks, once everything that is read only once has been read."""
    # Nothing is committed here, so the index has not heard of the pages.
    refreshing.repair(timezone.now())
    client, counted = Client(), {}
    for address in BUDGET:
        assert client.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counted[address] = len(queries)
    return counted


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker):
    """The costs with few and with many councils; the councils are made once and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        council, schedule = first_council()
        for number in range(1, FEW):
            make_council(f"c{number:03d}", name_kk=f"Кеңес {number}", name_ru=f"Совет {number}")
        few = costs()
        grow(council, schedule, range(FEW, MANY))
        many = costs()
        transaction.set_rollback(True)
    return few, many


def test_the_cost_does_not_depend_on_the_number_of_councils(measured):
    """Three councils or sixty, one question or six."""
    few, many = measured
    assert {address: (few[address], many[address]) for address in BUDGET if few[address] != many[address]} == {}


def test_every_page_keeps_its_budget(measured):
    """At most twenty queries for a page, twenty-five for a listing, fifteen for a search that finds something."""
    _few, many = measured
    assert {address: many[address] for address, most in BUDGET.items() if many[address] > most} == {}
