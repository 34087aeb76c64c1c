"""The results page: never an error, every address right, a bounded cost."""

import re
from urllib.parse import quote

from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council_pages.models import NewsIndexPage, NewsPage
from council_pages.provisioning import section_page
from search.results import SNIPPET_SIGNS
from tests.council_pages.conftest import make_council, make_news, make_question

MOST_QUERIES = 15


def results_at(client, query, language="kk", **more):
    """The text of the results page."""
    response = client.get(f"/{language}/search/", {"q": query, **more})
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def test_the_empty_box_is_only_a_box(council, client):
    """No results, no words about results; no search engine lists it."""
    text = results_at(client, "")
    assert 'role="search"' in text
    assert "result-list" not in text
    assert "empty-state" not in text
    assert '<meta name="robots" content="noindex">' in text


def test_nothing_found_offers_ways_on(council, client):
    """Words, and the register of councils."""
    text = results_at(client, "жоқнәрсе")
    assert "empty-state" in text
    assert 'href="/kk/councils/"' in text
    assert 'value="жоқнәрсе"' in text


def test_a_result_says_what_it_is(council, client):
    """Title with its address, kind, state, council, the words below it."""
    make_question(council, texts={"kk": {"summary": "Үш контейнер. " + "Ұзақ мәтін " * 60}})
    text = results_at(client, "қалдықтар")
    assert '<a href="/kk/councils/kokzhide/questions/qaldyq/">Тұрмыстық қалдықты бөлек жинау</a>' in text
    assert "tag--open" in text
    assert "Көкжиде қаласының Қоғамдық кеңесі" in text
    snippet = re.search(r"<p>(Үш контейнер[^<]*)</p>", text)[1]
    assert snippet.endswith("…")
    assert len(snippet) <= SNIPPET_SIGNS + 1


def test_the_other_languages_result_says_so(council, client):
    """With its own lang, its own address and a badge."""
    make_question(council, languages=["ru"])
    text = results_at(client, "отходов")
    assert 'lang="ru"><a href="/ru/councils/kokzhide/questions/qaldyq/">' in text
    assert "badge" in text
    assert "badge" not in results_at(client, "отходов", "ru")


# What SQLite or PostgreSQL would take for an operator, and what Python would take for a format.
SIGNS = [
    '"',
    "'",
    '""',
    "*",
    "қала*",
    "a AND",
    "NOT",
    "NEAR(a b)",
    "title:x",
    "^x",
    "{a}:b",
    "\\",
    "%s",
    "a%",
    "(",
    "&",
    "!",
]
SIGNS += ["\x00", "\u202eабв", "٣", "漢字", "\U0001f600", "ﷺ", "é", "<->"]


def test_no_sign_breaks_the_search(council, client):
    """Every sign is a word or nothing."""
    for query in SIGNS:
        results_at(client, query)
        results_at(client, f"қала {query}", "ru", page="x")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=80))
def test_whatever_is_typed_there_is_a_page(council, client, query):
    """Any text, as a browser would send it."""
    address = f"/kk/search/?q={quote(query.encode('utf-8', 'replace'))}"
    assert client.get(address).status_code == 200


def test_bytes_that_are_no_text_do_no_harm(council, client):
    """A broken encoding is not our fault, and not a 500 either."""
    assert client.get("/kk/search/?q=%ff%fe%80&page=-1").status_code == 200


def test_what_was_typed_is_escaped(council, client):
    """In the box, in the title and in the words."""
    text = results_at(client, '<script>alert(1)</script>"')
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_results_come_twenty_to_a_page(council, client):
    """A page beyond the last shows the last."""
    for number in range(21):
        make_news(council, "kk", f"Сенбілік {number}")
    first, last = results_at(client, "сенбілік"), results_at(client, "сенбілік", page="99")
    assert first.count('class="result"') == 20
    assert last.count('class="result"') == 1
    assert "page=2" in first


def test_the_cost_does_not_grow_with_the_hits(council, client):
    """One hit or sixty, of several kinds and councils."""
    other = make_council("bozaral")
    make_question(council, subject_kk="Сенбілік")
    results_at(client, "сенбілік")
    few = cost_of(client, "сенбілік")
    index = section_page(other, "kk", NewsIndexPage)
    for number in range(30):
        index.add_child(instance=NewsPage(title=f"Сенбілік {number}", locale=index.locale))
        index.refresh_from_db()
    make_question(other, subject_kk="Сенбілік туралы")
    many = cost_of(client, "сенбілік")
    assert many <= few + 1
    assert max(many, cost_of(client, "жоқнәрсе")) <= MOST_QUERIES


def cost_of(client, query):
    """How many queries the results page asks."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        results_at(client, query)
    return len(queries)


def test_only_reading_is_answered(council, client):
    """The search changes nothing, so it takes no POST."""
    assert client.post("/kk/search/", {"q": "қала"}).status_code == 405
