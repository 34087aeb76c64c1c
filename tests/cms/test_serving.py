"""From an address to a page: one query, the reader's language first, never a wrong page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.serving import find_page
from tests.council_pages.conftest import make_question, provisioned

__all__ = ["provisioned"]


@pytest.fixture
def question(provisioned, db):
    """A question with a live text in Kazakh only."""
    return make_question(provisioned, languages=["kk"])


def found(address, language="kk"):
    """Title language, rest and languages for an address without its language."""
    place, rest, languages = find_page(language, address.split("/") if address else [])
    return place.url_path, rest, languages


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", "/{}/"),
        ("councils", "/{}/councils/"),
        ("councils/kokzhide", "/{}/councils/kokzhide/"),
        ("councils/kokzhide/questions", "/{}/councils/kokzhide/questions/"),
    ],
)
def test_the_page_is_found_in_the_readers_language(question, address, expected):
    """Both languages have it, and the reader's is served."""
    for language in ("kk", "ru"):
        assert found(address, language) == (expected.format(language), [], ("kk", "ru"))


def test_a_missing_twin_gives_the_other_language(question):
    """The same address, the text that exists."""
    address = "councils/kokzhide/questions/qaldyq"
    assert found(address, "ru") == ("/kk/councils/kokzhide/questions/qaldyq/", [], ("kk",))


def test_the_rest_of_the_address_goes_to_the_page(question):
    """The longest match wins, and the page's own routes get what is left."""
    place, rest, _languages = find_page("ru", ["councils", "kokzhide", "questions", "qaldyq", "propose", "receipt"])
    assert place.page().slug == "qaldyq"
    assert rest == ["propose", "receipt"]


def test_one_query_is_enough_at_any_depth(question):
    """Wagtail's own routing asks two a level."""
    with CaptureQueriesContext(connection) as queries:
        find_page("kk", ["councils", "kokzhide", "questions", "qaldyq", "a", "b"])
    assert len(queries) == 1


@pytest.mark.parametrize(
    "address",
    [
        "/kk/nowhere/",
        "/kk/councils/nowhere/",
        "/kk/councils/kokzhide/questions/nothing/",
        "/kk/kk/",
        "/kk/councils/councils/",
        "/kk/questions/qaldyq/",
        "/ru/kk/councils/kokzhide/",
        "/kk/councils//kokzhide/",
    ],
)
def test_an_address_without_a_page_is_not_found(question, client, address):
    """404, and never the nearest page above."""
    assert client.get(address).status_code == 404


def test_an_address_without_its_last_slash_leads_on(question, client):
    """One address a page."""
    response = client.get("/kk/councils")
    assert response.status_code == 301
    assert response["Location"] == "/kk/councils/"


def test_a_draft_above_does_not_hide_or_show_anything(question, client):
    """Only live pages count, each for itself."""
    page = question.question_pages.get()
    page.unpublish()
    assert client.get("/kk/councils/kokzhide/questions/qaldyq/").status_code == 404
    assert client.get("/ru/councils/kokzhide/questions/qaldyq/").status_code == 404


def test_public_pages_set_no_cookie_and_run_nothing_inline(question, client):
    """The strict content policy goes with every page."""
    response = client.get("/kk/councils/kokzhide/questions/qaldyq/")
    assert not response.cookies
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
