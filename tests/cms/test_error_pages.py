"""Whatever goes wrong, a reader gets a page: what happened, what to do next, in the language of the address."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseGone, HttpResponseNotAllowed, JsonResponse
from django.test import Client, RequestFactory
from django.utils.translation import gettext, override

from cms import error_pages
from cms.error_pages import ErrorPages, wait_in_words, words_of_address
from council_pages.provisioning import ensure_national_pages
from tests.cms.component_tags.markup import elements, ids

LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])


@pytest.fixture
def national_pages(db):
    ensure_national_pages()


def said(language, status):
    with override(language):
        return str(error_pages.WORDS[status].title)


def bare_answer(response, path="/ru/councils/", **headers):
    request = RequestFactory().get(path, headers=headers)
    return ErrorPages(lambda request: response)(request)


@LANGUAGES
def test_a_missing_page_is_a_404_in_the_readers_language_with_a_way_on(national_pages, language):
    answer = Client().get(f"/{language}/councils/nobody/")
    body = answer.content.decode()
    assert (answer.status_code, dict(answer.cookies)) == (404, {})
    assert f'lang="{language}"' in body
    assert f'href="/{language}/"' in body
    assert f'href="/{language}/councils/"' in body
    with override(language):
        assert gettext("There is no such page") in body
    assert answer["X-Robots-Tag"] == "noindex"
    assert not [link for link in elements(body, "link") if link["rel"] in ("canonical", "alternate")]


def test_the_search_of_a_missing_page_holds_the_words_of_its_address(national_pages):
    body = Client().get("/kk/councils/almaty/questions/water-prices-2026/").content.decode()
    assert [field["value"] for field in elements(body, "input") if field.get("name") == "q"] == ["almaty water prices"]


@pytest.mark.parametrize("path, words", [
    ("/kk/", ""),
    ("/ru/councils/", ""),
    ("/kk/schedule/2026-q4/document.pdf", ""),
    ("/ru/news/Новости_совета.html", "новости совета"),
    ("/kk/a/b/", ""),
    ("/kk/su-su-su/", "su"),
    ("/kk/" + "-".join(["сөз" + "әіңғү"[n % 5] * (n + 1) for n in range(40)]), None),
    ('/kk/"><script>/', "script"),
])  # fmt: skip
def test_of_an_address_only_words_are_searched_for_and_only_a_few(path, words):
    found = words_of_address(path)
    assert len(found.split()) <= 8
    assert words is None or found == words


def test_an_address_without_a_language_is_answered_in_both(db):
    body = Client().get("/favicon.ico", headers={"Accept-Language": "ru"}).content.decode()
    assert body.index(said("ru", 404)) < body.index(said("kk", 404))
    assert {section.get("lang") for section in elements(body, "section")} == {"kk", "ru"}
    assert len(ids(body)) == len(set(ids(body)))


@pytest.mark.parametrize("path, languages", [("/kk/", ["kk"]), ("/ru/a/", ["ru"]), ("/", ["kk", "ru"])])
def test_our_own_fault_is_said_without_asking_the_database(path, languages):
    # No database is open to this test: a query would fail it.
    answer = error_pages.server_error(RequestFactory().get(path))
    body = answer.content.decode()
    assert answer.status_code == 500
    assert [language for language in ("kk", "ru") if said(language, 500) in body] == languages


def test_a_page_whose_frame_cannot_be_asked_for_stands_without_it(monkeypatch):
    def away(request):
        raise OperationalError("database is locked")

    monkeypatch.setattr("cms.context.frame_of", away)
    answer = error_pages.not_found(RequestFactory().get("/ru/nobody/"), None)
    assert answer.status_code == 404
    assert said("ru", 404) in answer.content.decode()


def test_a_foreign_host_is_refused_in_words_of_ours():
    answer = Client().get("/kk/", headers={"Host": "elsewhere.example"}, secure=True)
    assert answer.status_code == 400
    assert said("kk", 400) in answer.content.decode()


def test_who_may_not_is_told_so(db):
    answer = error_pages.forbidden(RequestFactory().get("/ru/a/"), PermissionDenied())
    assert answer.status_code == 403
    assert said("ru", 403) in answer.content.decode()


@LANGUAGES
def test_a_form_without_its_token_is_answered_calmly_and_says_what_to_do(db, language):
    answer = Client(enforce_csrf_checks=True).post(f"/{language}/", {"text": "a"})
    body = answer.content.decode()
    with override(language):
        assert str(error_pages.CSRF.title) in body
        assert str(error_pages.CSRF.advice) in body
    assert (answer.status_code, dict(answer.cookies)) == (403, {})
    assert "CSRF" not in body


@LANGUAGES
def test_what_only_shows_takes_nothing_and_says_so(national_pages, language):
    answer = Client().post(f"/{language}/search/")
    assert answer.status_code == 405
    assert said(language, 405) in answer.content.decode()
    assert answer["Allow"] == "GET, HEAD"
    assert int(answer["Content-Length"]) == len(answer.content)


def test_what_is_gone_and_what_is_too_much_get_their_page(db):
    assert said("ru", 410) in bare_answer(HttpResponseGone()).content.decode()
    answer = bare_answer(HttpResponse("Slow down", status=429, content_type="text/plain", headers={"Retry-After": 150}))
    assert answer["Content-Type"].startswith("text/html")
    assert answer["Retry-After"] == "150"
    assert "через 3 минуты" in answer.content.decode()


@pytest.mark.parametrize("answer", [
    HttpResponse("<!DOCTYPE html><p>typed text", status=429),
    JsonResponse({"fault": "no"}, status=400),
    HttpResponse("fine"),
    HttpResponse(status=422),
])  # fmt: skip
def test_an_answer_that_has_words_of_its_own_keeps_them(answer):
    before = answer.content
    assert bare_answer(answer).content == before


def test_a_program_that_reads_no_pages_and_the_admin_keep_the_bare_answer():
    assert bare_answer(HttpResponseNotAllowed(["GET"]), Accept="application/json").content == b""
    assert bare_answer(HttpResponseNotAllowed(["GET"]), "/admin/pages/").content == b""


def test_in_the_admin_a_missing_and_a_foreign_address_say_the_same_words(db):
    pages = [error_pages.not_found(RequestFactory().get(f"/admin/{name}/"), None).content for name in ("a", "b-c")]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("seconds, words", [
    (None, ""), (1, "Через 1 минуту"), (60, "через 1 минуту"), (61, "через 2 минуты"), (600, "через 10 минут"),
    (7200, "через 2 часа"), (90_000, "через 25 часов"),
])  # fmt: skip
def test_a_wait_is_said_in_minutes_and_a_long_one_in_hours(seconds, words):
    with override("ru"):
        assert words.lower() in wait_in_words(seconds)
        assert bool(wait_in_words(seconds)) == bool(seconds)


@pytest.mark.parametrize("status", error_pages.WORDS)
@pytest.mark.parametrize("path", ["/kk/a/", "/ru/a/", "/a/"])
def test_every_page_has_one_heading_a_way_on_and_no_other_language_than_it_says(db, status, path):
    for draw in (error_pages.framed, error_pages.bare):
        body = draw(RequestFactory().get(path), error_pages.WORDS[status], status, 60).content.decode()
        assert len(elements(body, "h1")) == 1
        assert [link for link in elements(body, "a") if link["href"] != "#main"]
        assert len(ids(body)) == len(set(ids(body)))
