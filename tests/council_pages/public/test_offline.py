"""What may be kept for reading without a connection, and what a kept page says."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.offline import HEADER, release
from council_pages import texts
from council_pages.planning import halt
from council_pages.public.offline import MOST
from forms.form_building import define_form
from tests.cms.component_tags.markup import elements
from tests.factories import make_consultation, make_texts, open_now

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])
COPY = {HEADER: "1"}
WORD = {"kk": "Осы құрылғыда сақталған көшірме", "ru": "Копия, сохранённая на этом устройстве"}


def opened(council, slug, languages=("kk", "ru"), **facts):
    """An open question with live texts in these languages."""
    row = make_consultation(council, slug, **open_now(), **facts)
    for language in languages:
        texts.write_text(row, language, user=None)
    texts.publish_texts(row, languages, user=None)
    return row


def listed(client, language="kk", query=""):
    """The list as the worker reads it."""
    answer = client.get(f"/{language}/offline/questions.json{query}")
    assert answer.status_code == 200
    return answer.json()


def addresses(said):
    return [question["url"] for question in said["questions"]]


# --- the list ---------------------------------------------------------------------------------------------------------
@LANGUAGES
def test_the_list_names_the_open_questions_in_the_readers_language(language, councils, client):
    opened(councils.a, "light", subject_kk="Көше жарығы", subject_ru="Освещение")
    said = listed(client, language)
    assert said["release"] == release()
    assert said["language"] == language
    assert set(said["kept"]) == {"kk", "ru"}
    [question] = said["questions"]
    assert question["url"] == f"/{language}/councils/almaly/questions/light/"
    assert question["title"] == {"kk": "Көше жарығы", "ru": "Освещение"}[language]
    assert question["council"] == councils.a.name(language)
    assert question["lang"] == language


def test_the_list_is_asked_for_anew_each_time_and_sets_no_cookie(councils, client):
    answer = client.get("/kk/offline/questions.json")
    assert answer["Cache-Control"] == "no-cache"
    assert not answer.cookies
    assert client.post("/kk/offline/questions.json").status_code == 405


def test_a_list_is_of_one_council_where_one_is_named(councils, client):
    opened(councils.a, "light")
    opened(councils.b, "water")
    assert addresses(listed(client, query="?council=bostandyk")) == ["/kk/councils/bostandyk/questions/water/"]
    assert len(addresses(listed(client))) == 2
    assert client.get("/kk/offline/questions.json?council=nobody").status_code == 404


def test_a_text_that_only_the_other_language_has_says_so(councils, client):
    opened(councils.a, "light", languages=["ru"], subject_ru="Освещение")
    [question] = listed(client)["questions"]
    assert (question["url"], question["lang"]) == ("/kk/councils/almaly/questions/light/", "ru")


def test_no_question_is_listed_that_does_not_take_proposals_now(councils, client):
    now = timezone.now()
    for slug, opens, closes in (("ahead", 2, 9), ("over", -9, -2)):
        days = {"opens_at": now + timedelta(days=opens), "closes_at": now + timedelta(days=closes)}
        make_texts(make_consultation(councils.a, slug, **days))
    halted = opened(councils.a, "halted")
    halt(halted, "postponed", user=None, reason_kk="Себебі бар", reason_ru="Есть причина")
    assert listed(client)["questions"] == []


def test_no_draft_and_nothing_withdrawn_is_ever_listed(councils, client):
    draft = make_consultation(councils.a, "draft", **open_now())
    texts.write_text(draft, "kk", user=None)
    make_consultation(councils.a, "unwritten", **open_now())
    gone = opened(councils.a, "gone")
    assert len(addresses(listed(client))) == 1
    for language in ("kk", "ru"):
        texts.withdraw_text(gone, language, user=None)
    assert listed(client)["questions"] == []


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_no_page_is_listed_that_is_not_open_to_everybody(kind, councils, client):
    row = opened(councils.a, "closed-room")
    page = row.question_pages.get(locale__language_code="kk")
    PageViewRestriction.objects.create(page=page, restriction_type=kind)
    assert listed(client)["questions"] == []
    assert addresses(listed(client, "ru")) == ["/ru/councils/almaly/questions/closed-room/"]


def test_no_page_below_a_closed_section_is_listed(councils, client):
    row = opened(councils.a, "closed-house")
    section = row.question_pages.get(locale__language_code="ru").get_parent().get_parent()
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert listed(client, "ru")["questions"] == []


def test_the_soonest_come_first_and_no_more_than_the_bound(councils, client):
    now = timezone.now()
    for number in range(MOST + 2):
        days = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=40 - number)}
        make_texts(make_consultation(councils.a, f"q{number}", **days))
    found = addresses(listed(client))
    assert len(found) == MOST
    assert found[0] == f"/kk/councils/almaly/questions/q{MOST + 1}/"


# --- the copy of a question -------------------------------------------------------------------------------------------
@LANGUAGES
def test_a_copy_says_what_it_is_and_when_it_was_made(language, councils, client):
    opened(councils.a, "light")
    address = f"/{language}/councils/almaly/questions/light/"
    usual = client.get(address)
    assert WORD[language] not in usual.content.decode()
    copy = client.get(address, headers=COPY)
    # No cache on the way gives one for the other.
    assert HEADER in copy["Vary"] and HEADER in usual["Vary"]
    assert f"{WORD[language]}: <time" in copy.content.decode()
    assert not copy.cookies


def test_a_copy_is_of_the_same_address_for_search_engines_and_languages(councils, client):
    opened(councils.a, "light")
    address = "/kk/councils/almaly/questions/light/"
    links = [elements(client.get(address, headers=more).content.decode(), "link") for more in ({}, COPY)]
    assert links[0] == links[1]


def test_a_copy_offers_nothing_that_needs_a_connection_but_the_way_to_the_form(councils, client):
    row = opened(councils.a, "light")
    form = define_form(row, user=None)
    make_texts(form)
    address = "/kk/councils/almaly/questions/light/"
    usual, copy = (client.get(address, headers=more).content.decode() for more in ({}, COPY))
    assert "data-share" in usual and "js/share.js" in usual
    assert "data-share" not in copy and "js/share.js" not in copy
    assert f'href="{address}propose/"' in copy


# --- what offers to keep ----------------------------------------------------------------------------------------------
def controls(client, address):
    """What offers it on the page: the attributes of its part."""
    page = client.get(address).content.decode()
    found = [part for part in elements(page, "section") if "data-offline" in part]
    assert bool(found) == ("js/offline.js" in page)
    return found


def test_only_where_a_question_is_open_it_can_be_kept(councils, client):
    now = timezone.now()
    opened(councils.a, "light")
    days = {"opens_at": now - timedelta(days=9), "closes_at": now - timedelta(days=2)}
    make_texts(make_consultation(councils.b, "over", **days))
    for address in ("questions/", "questions/light/"):
        [part] = controls(client, f"/kk/councils/almaly/{address}")
        assert part["data-offline"] == "/kk/offline/questions.json?council=almaly"
        assert part["data-worker"] == "/service-worker.js"
        # Until a script finds that the browser can do it.
        assert "hidden" in part
    for address in ("questions/", "questions/over/"):
        assert controls(client, f"/kk/councils/bostandyk/{address}") == []


# --- the page ---------------------------------------------------------------------------------------------------------
@LANGUAGES
def test_the_page_keeps_the_questions_of_all_councils_and_is_in_no_search_engine(language, councils, client):
    address = f"/{language}/offline/"
    [part] = controls(client, address)
    assert part["data-offline"] == f"/{language}/offline/questions.json"
    page = client.get(address).content.decode()
    assert {"name": "robots", "content": "noindex"} in elements(page, "meta")
    assert str(MOST) in page
    assert client.post(address).status_code == 405


@LANGUAGES
def test_as_a_copy_the_page_says_that_nothing_was_sent(language, councils, client):
    address, words = f"/{language}/offline/", {"kk": "Ештеңе жіберілген жоқ.", "ru": "Ничего не отправлено."}
    assert words[language] not in client.get(address).content.decode()
    copy = client.get(address, headers=COPY)
    assert words[language] in copy.content.decode()
    assert HEADER in copy["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["%00", "ortalyq%00", "..", "a%20b", "%F0%9F%8C%BE", "%01"])
def test_what_is_no_councils_address_is_a_404(client, asked):
    assert client.get(f"/kk/offline/questions.json?council={asked}").status_code == 404
