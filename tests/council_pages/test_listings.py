from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from django.utils.translation import override
from wagtail.documents import get_document_model

from cms.languages import LANGUAGES, other_language
from council_pages import listings, planning, texts
from council_pages.lifecycle import State
from council_pages.listings import Item
from council_pages.models import Consultation, Schedule, Sitting
from tests.factories import at, make_consultation, make_council, make_schedule, make_texts, open_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(councils):
    return make_consultation(
        councils.a, "lights", subject_kk="Көше жарығы", subject_ru="Освещение улиц", place_kk="Әкімдік", **open_now()
    )


def test_an_item_leads_to_the_page_in_the_readers_language(row):
    make_texts(row)
    for language, title in [("kk", "Көше жарығы"), ("ru", "Освещение улиц")]:
        [item] = listings.consultation_items(Consultation.objects.all(), language)
        assert (item.title, item.lang) == (title, "")
        assert item.url == f"/{language}/councils/almaly/questions/lights/"


@pytest.mark.parametrize("written", LANGUAGES)
def test_a_text_in_the_other_language_stands_in_with_its_own_lang_at_the_readers_address(written, row):
    reader = other_language(written)
    page = texts.write_text(row, written, user=None)
    texts.publish_texts(row, [written], user=None)
    [item] = listings.consultation_items(Consultation.objects.all(), reader)
    assert (item.title, item.lang) == (page.title, written)
    assert item.url == f"/{reader}/councils/almaly/questions/lights/"
    with override(reader):
        assert item.badge == str(listings.only_in(written)) != ""


def test_a_consultation_without_a_live_page_shows_its_own_words_and_leads_nowhere(row):
    make_texts(row, publish=[])
    [item] = listings.consultation_items(Consultation.objects.all(), "ru")
    assert (item.title, item.url, item.lang, item.badge) == ("Освещение улиц", "", "", "")


def test_a_consultations_facts_are_the_same_in_both_languages(row):
    make_texts(row)
    items = [listings.consultation_items(Consultation.objects.all(), language)[0] for language in LANGUAGES]
    for name in ("state", "opens_at", "closes_at", "event_at", "place"):
        assert getattr(items[0], name) == getattr(items[1], name), name
    assert items[0].state is State.COLLECTING


def test_the_state_of_an_item_is_that_of_the_moment_asked_for(row):
    [item] = listings.consultation_items(Consultation.objects.all(), "kk", row.closes_at + timedelta(seconds=1))
    assert item.state is State.REVIEWING


def test_items_come_in_the_order_given(councils):
    rows = [make_consultation(councils.a, slug) for slug in ("b", "a", "c")]
    found = listings.consultation_items(
        Consultation.objects.filter(pk__in=[row.pk for row in rows]).order_by("slug"), "kk"
    )
    assert [item.title[0] for item in found] == ["a", "b", "c"]


def test_the_council_is_named_only_where_asked_for(row):
    assert listings.consultation_items(Consultation.objects.all(), "ru")[0].council == ""
    assert listings.consultation_items(Consultation.objects.all(), "ru", with_council=True)[0].council == (
        row.council.name("ru")
    )


@pytest.mark.parametrize("number", [1, 6])
def test_a_listing_costs_the_same_number_of_queries_however_long_it_is(number, django_assert_num_queries):
    for index in range(number):
        make_texts(make_consultation(make_council(f"c{index}")))
    with django_assert_num_queries(2):
        assert len(listings.consultation_items(Consultation.objects.all(), "kk")) == number
    with django_assert_num_queries(2):
        listings.consultation_items(Consultation.objects.all(), "kk", with_council=True)
    with django_assert_num_queries(2):
        listings.row_items(Consultation.objects.all(), "kk")


def test_rows_without_a_live_page_are_not_listed(councils):
    for number, publish in enumerate([LANGUAGES, ["ru"], []], start=1):
        sitting = Sitting.objects.create(council=councils.a, number=str(number), held_on=at(number).date())
        make_texts(sitting, publish=publish)
    items = listings.row_items(Sitting.objects.all(), "kk", day=lambda sitting: sitting.held_on)
    assert [(item.day, item.lang) for item in items] == [(at(2).date(), "ru"), (at(1).date(), "")]
    assert listings.row_items(Sitting.objects.none(), "kk") == []


def test_an_outcome_is_listed_with_the_day_of_its_publication(row):
    Consultation.objects.update(closes_at=timezone.now())
    outcome = planning.open_outcome(row, user=None)
    make_texts(outcome)
    [item] = listings.outcome_items(Consultation.objects.filter(outcome__published_at__isnull=False), "ru")
    assert item.day == timezone.localdate()
    assert item.url == "/ru/councils/almaly/outcomes/lights/"


def test_the_neighbours_of_a_schedule_are_the_public_ones_in_their_order(councils):
    quarters = []
    quarter = Schedule(year=2026, number=1).quarter
    for number in range(7):
        schedule = make_schedule(councils.a, quarter)
        # The fourth is being looked at and is a draft; the fifth is a draft, too.
        make_texts(schedule, publish=[] if number in (3, 4) else LANGUAGES)
        quarters.append(schedule)
        quarter = quarter.next()
    make_texts(make_schedule(councils.b, quarters[2].quarter))
    links = listings.quarters_around(quarters[3], "kk")
    assert [link["url"].split("/")[-2] for link in links] == ["2026-q2", "2026-q3", "2026-q4", "2027-q2", "2027-q3"]
    assert [link["current"] for link in links] == [False, False, True, False, False]


def test_a_halted_consultation_shows_no_date(row, client):
    make_texts(row)
    planning.change_facts(row, user=None, now=timezone.now(), event_at=timezone.now() + timedelta(days=2))
    for halted in (False, True):
        if halted:
            planning.halt(row, "postponed", reason_kk="Жөндеу", reason_ru="Ремонт", user=None)
        [item] = listings.consultation_items(Consultation.objects.all(), "kk", with_steps=True)
        assert (item.event_at is None, item.window == "", item.step == "") == (halted, halted, halted)
        for address in ("/kk/", "/ru/councils/almaly/", "/kk/councils/almaly/questions/lights/"):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("language, words", [("kk", "7 қадамның 1-қадамы"), ("ru", "Шаг 1 из 7")])
def test_an_item_says_at_which_step_its_consultation_is(language, words, row):
    with override(language):
        [item] = listings.consultation_items(Consultation.objects.all(), language, with_steps=True)
        assert item.step == words


@pytest.mark.parametrize("language, window", [("kk", "11–25 қараша"), ("ru", "11–25 ноября")])
def test_the_window_of_an_item_is_said_in_days_of_the_local_calendar(language, window):
    item = Item("Көше", "", opens_at=at(11, hour=1), closes_at=at(25))
    with override(language):
        assert window in item.window.replace("\N{NO-BREAK SPACE}", " ")
        assert Item("Көше", "").window == ""


def test_documents_are_shown_with_their_kind_and_size(councils):
    document = get_document_model().objects.create(
        title="Жоба", file="documents/draft.pdf", file_size=2048, collection=councils.a.collection
    )
    gone = SimpleNamespace(value=None)
    [entry] = listings.documents_of([SimpleNamespace(value=document), gone])
    assert (entry["title"], entry["kind"], entry["size"]) == ("Жоба", "PDF", 2048)
    assert entry["url"] == document.url
