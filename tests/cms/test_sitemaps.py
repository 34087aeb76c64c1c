"""Search engines are told of every public page in its language, of nothing else, at a cost that does not grow."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from council_pages.models import NewsIndexPage, NewsPage
from council_pages.provisioning import section_page
from council_pages.texts import withdraw_text
from forms.publication import publish
from tests.council_pages.conftest import make_question
from tests.factories import make_council, make_recommendation, make_texts
from tests.forms.making import send

LOCATION, ALTERNATE = re.compile(r"<loc>([^<]+)</loc>"), re.compile(r'hreflang="(\w+)" href="([^"]+)"')
pytestmark = pytest.mark.django_db


def sitemaps(client):
    """The addresses of all sitemaps."""
    return [urlsplit(one).path for one in LOCATION.findall(client.get("/sitemap.xml").content.decode())]


def listed(client, language):
    """Every address that is listed in the language."""
    own = [path for path in sitemaps(client) if path.endswith(f"-{language}.xml")]
    return [urlsplit(one).path for path in own for one in LOCATION.findall(client.get(path).content.decode())]


def news(council, language="kk", slug="lamp", **facts):
    """A piece of news."""
    index = section_page(council, language, NewsIndexPage)
    return index.add_child(instance=NewsPage(title=slug, slug=slug, locale=index.locale, **facts))


@pytest.fixture
def council():
    return make_council("almaly")


@pytest.fixture
def question(council):
    """A question with a published proposal, and a recommendation that was sent."""
    from forms.form_building import define_form

    row = make_question(council, "lamps")
    definition = define_form(row, user=None)
    make_texts(definition)
    now = timezone.now()
    sent = send(definition, now=now, opened_at=now - timedelta(minutes=5))
    publish(sent.proposal, "Шам керек", user=None, now=now, confirmed=True)
    make_recommendation(council, sent_on=timezone.localdate())
    return row


def test_every_address_is_served_with_words_of_its_own_language(client, question):
    for language in ("kk", "ru"):
        addresses = listed(client, language)
        assert len(addresses) == len(set(addresses)) > 15
        for address in addresses:
            page = client.get(address)
            assert page.status_code == 200, address
            assert f'<html lang="{language}"' in page.content.decode()
            assert 'content="noindex"' not in page.content.decode(), address


def test_what_this_product_exists_for_is_in_it(client, question):
    found = set(listed(client, "kk"))
    own = "/kk/councils/almaly/"
    for rest in ("", "questions/lamps/", "questions/lamps/propose/", "questions/lamps/propose/proposals/", "archive/"):
        assert own + rest in found
    assert {"/kk/", "/kk/calendar/", "/kk/recommendations/", f"{own}recommendations/"} <= found
    assert any(re.fullmatch(rf"{own}questions/lamps/propose/proposals/\w+/", address) for address in found)
    assert any(re.fullmatch(rf"{own}recommendations/[^/]+/", address) for address in found)


def test_neither_drafts_nor_private_pages_nor_what_was_taken_down_is_told(client, council, question):
    news(council, slug="draft", live=False)
    private = news(council, slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    withdraw_text(question, "ru", user=None)
    for language in ("kk", "ru"):
        text = " ".join(listed(client, language))
        assert "draft" not in text
        assert "private" not in text
    assert "/ru/councils/almaly/questions/lamps/" not in listed(client, "ru")


def test_an_address_names_its_counterpart_only_where_there_is_one(client, council, question):
    news(council, slug="alone")
    said = client.get("/sitemap-pages-kk.xml").content.decode()
    entries = {urlsplit(LOCATION.search(entry)[1]).path: ALTERNATE.findall(entry) for entry in said.split("<url>")[1:]}
    alone, both = entries["/kk/councils/almaly/news/alone/"], entries["/kk/councils/almaly/questions/lamps/"]
    assert [code for code, _url in alone] == ["kk"]
    assert [(code, urlsplit(url).path) for code, url in both] == [
        (code, f"/{code}/councils/almaly/questions/lamps/") for code in ("kk", "ru")
    ]


def test_the_cost_does_not_grow_with_councils_and_pages(client, question):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            for path in ("/sitemap.xml", *sitemaps(client)):
                client.get(path)
        return len(asked)

    queries()
    few = queries()
    for number in range(3):
        other = make_council(f"other-{number}")
        news(other)
        make_question(other, f"more-{number}")
    assert Page.objects.count() > 60
    assert queries() == few


def test_robots_may_read_what_is_public_and_of_a_developers_copy_nothing(client, settings):
    settings.INDEXABLE = True
    said = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /admin/", "Disallow: /kk/track/", "Disallow: /ru/track/"} <= set(said)
    assert "Sitemap: http://testserver/sitemap.xml" in said
    settings.INDEXABLE = False
    assert client.get("/robots.txt").content.decode().splitlines() == ["User-agent: *", "Disallow: /"]
