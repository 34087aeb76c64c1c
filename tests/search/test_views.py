"""The results page: never an error, every address right, a bounded cost."""

import re
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import glossary
from search.asking import ENOUGH, Hit
from search.filters import SIGNS
from search.views import plain
from tests.council_pages.conftest import make_council, make_news, make_question
from tests.search.reading import results_at, titles
from tests.search.spying import plant, promote

MOST_QUERIES = 15
# Beside that, words that are written alike (two), and what is being asked now (one): the old page had neither.
MOST_WHERE_NOTHING_IS_FOUND = 17

pytestmark = pytest.mark.usefixtures("engine")


# --- the box ---------------------------------------------------------------------------------------------------------


def test_the_empty_box_is_only_a_box(council, client, engine):
    """No results, no words about results, no question to the index."""
    text = results_at(client, "  ")
    assert 'role="search"' in text
    assert "result-list" not in text
    assert "empty-state" not in text
    assert engine.questions == []


def test_search_engines_keep_one_search_page_and_none_that_leads_nowhere_or_aside(council, client):
    noindex = '<meta name="robots" content="noindex">'
    assert '<link rel="canonical" href="http://testserver/kk/search/">' in results_at(client, "су")
    assert noindex not in results_at(client, "")
    assert noindex in results_at(client, "ыыыыщщщщ")
    assert noindex in client.get("/kk/search/?q=су&page=2").content.decode()


def test_the_box_asks_for_titles_and_the_page_loads_the_script(council, client):
    text = results_at(client, "су")
    assert 'data-suggest="/kk/search/suggest/"' in text
    assert re.search(r'<script src="[^"]*js/search\.js" defer>', text)


def test_what_was_typed_is_escaped(council, client):
    """In the box, in the title and in the words."""
    text = results_at(client, '<script>alert(1)</script>"', kind="<script>")
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_a_long_text_is_cut_and_the_page_says_so(council, client, engine):
    text = results_at(client, "ә" * 10_000, "ru")
    assert engine.questions[0].text == "ә" * SIGNS
    assert "notice--warn" in text
    assert "ә" * (SIGNS + 1) not in text
    assert "notice--warn" not in results_at(client, "ә" * SIGNS, "ru")


# --- a result --------------------------------------------------------------------------------------------------------


def test_a_result_says_what_it_is(council, client):
    """Title with its address, kind, state, council, day, the words that were looked for."""
    plant(
        "Тарифі туралы", "Бос сөз. " * 40 + "Су тарифі қымбаттады. " + "Бос сөз. " * 40, kind="question",
        status="collecting", council=council, date=date(2026, 11, 19), url="/kk/a/",
    )  # fmt: skip
    text = results_at(client, "тариф")
    assert '<h3><a href="/kk/a/"><mark>Тарифі</mark> туралы</a></h3>' in text
    assert re.search(r"<p>…[^<]*Су <mark>тарифі</mark> қымбаттады\.[^<]*…</p>", text)
    assert "tag--open" in text
    assert "Көкжиде қаласының Қоғамдық кеңесі" in text
    assert "2026 жылғы 19 қараша" in text


def test_the_state_is_that_of_this_moment(council, client):
    """A question closes by the clock, without anybody's act."""
    past, later = timezone.now() - timedelta(minutes=1), timezone.now() + timedelta(minutes=5)
    plant("Бірінші мәселе", status="collecting", next_status="reviewing", changes_at=past)
    plant("Екінші мәселе", status="collecting", next_status="reviewing", changes_at=later)
    text = results_at(client, "мәселе")
    assert re.findall(r"tag--(\w+)", text) == ["open", "review"]


def test_the_other_languages_result_says_so(council, client):
    """With its own lang on title and passage, its own address and a badge."""
    plant("Вопрос о тарифах", "Тариф на воду", "ru", url="/ru/b/")
    text = results_at(client, "тариф")
    assert '<h3 lang="ru"><a href="/ru/b/">Вопрос о <mark>тарифах</mark></a></h3>' in text
    assert '<p lang="ru"><mark>Тариф</mark> на воду</p>' in text
    assert 'class="badge"' in text
    own = results_at(client, "тариф", "ru")
    assert 'class="badge"' not in own
    assert 'lang="ru"><a' not in own


def test_a_text_in_both_languages_leads_to_the_other_one(council, client):
    """The reader's language first, in whichever order they were indexed."""
    plant("Тариф на воду", "", "ru", url="/ru/b/", twin=70)
    plant("Су тарифі", "", "kk", url="/kk/b/", twin=70)
    text = results_at(client, "тариф")
    assert titles(text) == ["Су тарифі"]
    assert '<a href="/ru/b/" hreflang="ru">' in text
    assert '<a href="/kk/b/" hreflang="kk">' in results_at(client, "тариф", "ru")


def test_a_text_in_a_language_that_nobody_knows_is_shown_without_one(council, client):
    plant("тариф.xlsx", language="", url="/documents/1/")
    text = results_at(client, "тариф")
    assert '<h3><a href="/documents/1/">' in text
    assert 'class="badge"' not in text


def test_a_text_that_is_hostile_is_escaped(council, client):
    plant("<b>тариф</b>", "<img src=x onerror=alert(1)> тариф & су", url='/kk/"x/')
    text = results_at(client, "тариф")
    assert "<img src=x" not in text
    assert "&lt;b&gt;<mark>тариф</mark>&lt;/b&gt;" in text
    assert 'href="/kk/&quot;x/"' in text


def test_what_has_left_the_index_or_is_not_public_is_not_shown(council, client, engine):
    """Even if an engine should still say it."""
    shown, reserved, gone = plant("Тариф бір"), plant("Тариф екі", is_public=False), plant("Тариф үш")
    engine.said["hits"] = [Hit(shown.pk, "kk", reserved.pk), Hit(reserved.pk, "kk"), Hit(gone.pk, "kk", shown.pk)]
    gone.delete()
    text = results_at(client, "тариф")
    assert titles(text) == ["Тариф бір"]
    assert "hreflang" not in re.search(r'<ol class="result-list".*?</ol>', text, re.DOTALL)[0]


# --- many results ----------------------------------------------------------------------------------------------------


def test_results_come_twenty_to_a_page_and_every_filter_stays_in_the_address(council, client):
    """A page beyond the last shows the last."""
    for number in range(21):
        plant(f"Сенбілік {number}", kind="news")
    chosen = {"kind": "news", "order": "newest", "exact": "1", "moon": "1"}
    first, last = results_at(client, "сенбілік", **chosen), results_at(client, "сенбілік", page="9999999999", **chosen)
    assert first.count('class="result"') == 20
    assert last.count('class="result"') == 1
    kept = f"?q={quote('сенбілік')}&amp;kind=news&amp;order=newest&amp;exact=1&amp;page=2"
    assert f'href="{kept}"' in first
    assert "moon" not in re.search(r"<main.*</main>", first, re.DOTALL)[0]


@pytest.mark.parametrize("page", ["x", "-1", "0", "", "1e400", "9" * 5000, "²", "\x00"])
def test_no_number_of_a_page_is_an_error(council, client, page):
    plant("Сенбілік")
    assert titles(results_at(client, "сенбілік", page=page)) == ["Сенбілік"]


def test_more_than_anybody_reads_is_said_to_be_more(council, client, engine):
    plant("Сенбілік")
    assert 'class="muted"' not in results_at(client, "сенбілік", "ru")
    engine.said["total"] = 12_345
    text = results_at(client, "сенбілік", "ru")
    assert "12\u00a0345" in re.search(r'<h2 id="found">([^<]*)</h2>', text)[1]
    assert re.search(r'<p class="muted">[^<]*\b1\b', text)


def test_the_count_is_said_in_words(council, client):
    for number in range(2):
        plant(f"Сенбілік {number}")
    heading = re.search(r'<h2 id="found">([^<]*)</h2>', results_at(client, "сенбілік"))[1]
    assert heading.startswith("2 ")


def test_the_order_is_a_link(council, client, engine):
    plant("Сенбілік бұрынғы", date=date(2020, 1, 1))
    plant("Сенбілік жаңа", date=date(2026, 1, 1))
    assert titles(results_at(client, "сенбілік", order="newest"))[0] == "Сенбілік жаңа"
    text = results_at(client, "сенбілік", order="oldest", kind="moon")
    assert titles(text)[0] == "Сенбілік бұрынғы"
    address = f"?q={quote('сенбілік')}"
    for url in (address, f"{address}&amp;order=newest", f"{address}&amp;order=oldest"):
        assert f'<a href="{url}"' in text
    assert f'<a href="{address}&amp;order=oldest" aria-current="page">' in text


# --- what beside the results stands ----------------------------------------------------------------------------------


def test_facets_are_a_form_that_needs_no_script(council, client):
    plant("Тариф", kind="news", council=council, date=date(2026, 3, 1))
    plant("Тариф екі", kind="question", status="collecting", council=council)
    text = results_at(client, "тариф", kind="news", order="newest")
    form = re.search(r'<form class="filter".*?</form>', text, re.DOTALL)[0]
    assert 'method="get"' in form
    assert '<input type="hidden" name="q" value="тариф">' in form
    assert '<input type="hidden" name="order" value="newest">' in form
    assert re.search(r'<input type="checkbox" id="kind-news" name="kind" value="news" checked>', form)
    assert re.search(r'id="kind-question"[^>]*><label[^>]*><span>[^<]+</span> <span class="count">1</span>', form)
    assert 'value="sitting"' not in form
    assert re.search(r'<details class="filter__facet"><summary>', form)
    assert 'name="council" value="kokzhide"' in form
    assert '<button class="button button--block" type="submit">' in form
    assert titles(text) == ["Тариф"]


def test_a_chosen_council_opens_its_list(council, client):
    plant("Тариф", council=council)
    text = results_at(client, "тариф", council="kokzhide")
    assert re.search(r'<details class="filter__facet" open>', text)
    assert titles(text) == ["Тариф"]
    assert titles(results_at(client, "тариф", level="republican")) == []


def test_chosen_days_stand_in_their_fields(council, client):
    plant("Тариф", date=date(2026, 3, 1))
    text = results_at(client, "тариф", since="2026-01-01", until="x")
    assert 'name="since" value="2026-01-01"' in text
    assert 'name="until" value=""' in text


def test_nothing_with_these_filters_leads_to_all_without_them(council, client):
    plant("Тариф", kind="news")
    text = results_at(client, "тариф", kind="sitting", order="newest")
    assert "empty-state" in text
    assert f'<a href="?q={quote("тариф")}&amp;order=newest">' in text
    assert 'value="sitting" checked' in text


def test_few_hits_with_all_the_words_are_said_to_be_few(council, client, engine):
    plant("Тариф")
    assert 'class="notice' not in results_at(client, "тариф")
    engine.said["is_widened"] = True
    assert 'class="notice' in results_at(client, "тариф")


def test_a_mended_word_is_told_with_the_way_back(council, client, engine):
    """Openly: what was looked for, and a link to what was typed."""
    plant("Су тарифі")
    text = results_at(client, "Су торифі", kind="moon", order="newest")
    assert "<b>Су торифі</b>" not in text
    assert "<b>Су тарифі</b>" in text
    link = re.search(r'<a href="(\?q=[^"]*exact=1)">([^<]*)</a>', text)
    assert "Су торифі" in link[2]
    assert "order=newest" in link[1]
    exact = client.get(f"/kk/search/{link[1].replace('&amp;', '&')}").content.decode()
    assert "<b>" not in exact
    assert engine.questions[-1].is_exact
    assert engine.questions[-1].text == "Су торифі"


def test_nothing_found_offers_ways_on(council, client, engine):
    """Words that are written alike, the register of councils, questions that are open now."""
    engine.similar = ["тариф", "<тарих>"]
    for number in range(5):
        make_question(council, f"q{number}", subject_kk=f"Ашық {number}", languages=["kk"])
    make_question(council, "draft", subject_kk="Жоба", live=False)
    text = results_at(client, "жоқнәрсе")
    assert "empty-state" in text
    assert 'href="/kk/councils/"' in text
    assert 'value="жоқнәрсе"' in text
    assert f'<a href="?q={quote("тариф")}">тариф</a>' in text
    assert "&lt;тарих&gt;" in text
    assert text.count('class="consultation-item"') == 3
    assert "Жоба" not in text


# --- bad input -------------------------------------------------------------------------------------------------------

# What SQLite or PostgreSQL would take for an operator, and what Python would take for a format.
SIGNS_OF_OTHERS = ['"', "'", '""', "*", "қала*", "a AND", "NOT", "NEAR(a b)", "title:x", "^x", "{a}:b", "\\", "%s",
                   "a%", "(", "&", "!", "') --", "'; DROP TABLE x", "\x00", "\u202eабв", "٣", "漢字", "\U0001f600", "ﷺ",
                   "é", "<->", "%(count)s", "{0}", "{{ x }}", "\ufffe", "а\u0301"]  # fmt: skip


def test_no_sign_breaks_the_search(council, client):
    """Every sign is a word or nothing."""
    plant("қала")
    for query in SIGNS_OF_OTHERS:
        results_at(client, query)
        results_at(client, f"қала {query}", "ru", page="x")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=80), name=st.sampled_from(["kind", "since", "page", "order", "council", "exact"]))
def test_whatever_is_typed_there_is_a_page(council, client, query, name):
    """Any text, as a browser would send it, in the box or in any choice."""
    typed = quote(query.encode("utf-8", "replace"))
    assert client.get(f"/kk/search/?q={typed}").status_code == 200
    assert client.get(f"/kk/search/?q=a&{name}={typed}").status_code == 200
    assert client.get(f"/kk/search/suggest/?q={typed}").status_code == 200


def test_bytes_that_are_no_text_do_no_harm(council, client):
    """A broken encoding is not our fault, and not a 500 either."""
    for address in ("q=%ff%fe%80&page=-1", "q=%ED%A0%80x", "q=%ED%A0%80x&kind=%ED%A0%80", "q=%00"):
        assert client.get(f"/kk/search/?{address}").status_code == 200
        assert client.get(f"/kk/search/suggest/?{address}").status_code == 200


def test_halves_of_signs_are_no_words():
    """No browser sends them; what holds them would break the database."""
    assert plain("\ud800су\udfff\x00 ") == "су"


def test_a_thousand_parameters_are_answered_and_more_refused_with_words(council, client):
    plant("Тариф")
    many = "&".join(f"kind=x{number}" for number in range(999))
    assert titles(client.get(f"/kk/search/?q={quote('тариф')}&{many}").content.decode()) == ["Тариф"]
    refused = client.get(f"/ru/search/?q=a&{many}&a=1&b=2")
    assert refused.status_code == 400
    assert 'role="search"' in refused.content.decode()
    assert "notice--warn" in refused.content.decode()
    assert client.get(f"/ru/search/suggest/?q=a&{many}&a=1&b=2").status_code == 400


def test_only_reading_is_answered(council, client):
    """The search changes nothing, so it takes no POST."""
    for address in ("", "suggest/", "opensearch.xml"):
        assert client.post(f"/kk/search/{address}", {"q": "қала"}).status_code == 405


# --- the cost --------------------------------------------------------------------------------------------------------


def cost_of(client, query, **more):
    """How many queries the results page asks; the glossary is read every five seconds, whoever asks."""
    glossary.pairs()
    with CaptureQueriesContext(connection) as queries:
        results_at(client, query, **more)
    return len(queries)


def test_the_cost_does_not_grow_with_the_hits_or_the_councils(council, client):
    """Ten hits or seventy, of several kinds and councils, in two languages."""
    promote("сенбілік", make_news(council, "kk", "Мұнда"))
    for number in range(ENOUGH):
        plant("Сенбілік", kind="news", council=council, twin=number + 1)
        plant("Сенбілік", "", "ru", kind="news", council=council, twin=number + 1)
    results_at(client, "сенбілік")
    few, filtered = cost_of(client, "сенбілік"), cost_of(client, "сенбілік", kind="news")
    others = [make_council(f"c{number}", name_kk=f"Кеңес {number}", name_ru=f"Совет {number}") for number in range(4)]
    for number in range(60):
        facts = {"kind": "question", "council": others[number % 4], "twin": 100 + number}
        plant(f"Сенбілік {number}", **facts)
        plant(f"Сенбілік {number}", "", "ru", **facts)
    promote("сенбілік", make_news(council, "kk", "Мұнда да"))
    assert cost_of(client, "сенбілік", council="c1", kind="question") == filtered
    assert cost_of(client, "сенбілік") == few
    for number in range(5):
        make_question(others[0], f"q{number}", languages=["kk"])
    assert few <= MOST_QUERIES
    assert cost_of(client, "жоқнәрсе") <= MOST_WHERE_NOTHING_IS_FOUND
