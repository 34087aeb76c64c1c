"""Titles while something is typed, and what a browser is told about the search."""

import json
import re
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from tests.cms.component_tags.markup import elements

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"

pytestmark = pytest.mark.django_db


def suggested(client, beginning, language="kk"):
    """The answer to the script."""
    return client.get(f"/{language}/search/suggest/", {"q": beginning})


def test_titles_come_with_their_address_and_language(client, engine):
    engine.titles = [("Су тарифі", "/kk/a/", "kk"), ("<b>Тариф</b> на воду", "/ru/b/", "ru")]
    answer = suggested(client, "тар")
    assert answer["Content-Type"] == "application/json"
    assert answer.json() == {
        "titles": [
            {"title": "Су тарифі", "url": "/kk/a/", "lang": "kk"},
            {"title": "<b>Тариф</b> на воду", "url": "/ru/b/", "lang": "ru"},
        ]
    }


def test_the_answer_may_be_kept_and_knows_nobody(client, engine):
    answer = suggested(client, "тариф")
    assert answer["Cache-Control"] in ("max-age=60, public", "public, max-age=60")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_it_costs_no_query_of_its_own(client, engine, django_assert_num_queries):
    engine.titles = [("Су", "/kk/a/", "kk")]
    with django_assert_num_queries(0):
        suggested(client, "су")


@pytest.mark.parametrize("beginning", ["", "т", " т ", "\x00т"])
def test_fewer_than_two_letters_ask_for_nothing(client, monkeypatch, beginning):
    monkeypatch.setattr("search.suggesting.titles", lambda *args: pytest.fail("It was asked."))
    assert suggested(client, beginning).json() == {"titles": []}


def test_no_more_is_asked_for_than_a_reader_types(client, monkeypatch):
    asked = []
    monkeypatch.setattr("search.suggesting.titles", lambda text, language: asked.append((text, language)) or [])
    suggested(client, "ә" * 10_000, "ru")
    assert asked == [("ә" * 200, "ru")]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_description_tells_a_browser_where_to_ask(client, language):
    answer = client.get(f"/{language}/search/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    assert len(root.findtext(f"{OPENSEARCH}ShortName")) <= 16
    assert root.findtext(f"{OPENSEARCH}Description")
    assert root.findtext(f"{OPENSEARCH}Language") == language
    page = root.find(f"{OPENSEARCH}Url[@type='text/html']").get("template")
    assert page == f"http://testserver/{language}/search/?q={{searchTerms}}"


def test_every_public_page_names_the_description(council, client, engine):
    for address in ("/kk/", f"/kk/search/?q={quote('су')}", "/kk/councils/kokzhide/", "/kk/nowhere/"):
        links = [link for link in elements(client.get(address).content.decode(), "link") if link.get("rel") == "search"]
        assert [link["href"] for link in links] == ["/kk/search/opensearch.xml"], address
        assert links[0]["title"]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_home_page_says_how_it_is_searched_in_data_and_not_in_a_script(council, client, language):
    page = client.get(f"/{language}/").content.decode()
    block = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    (site,) = block["@graph"]
    assert (site["@type"], site["url"]) == ("WebSite", f"http://testserver/{language}/")
    action = site["potentialAction"]
    assert action["@type"] == "SearchAction"
    assert action["target"]["urlTemplate"] == f"http://testserver/{language}/search/?q={{q}}"
    assert action["query-input"] == "required name=q"
    scripts = elements(page, "script")
    assert all(script.get("src") or script["type"] == "application/ld+json" for script in scripts)
