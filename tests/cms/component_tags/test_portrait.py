import json
import re
from datetime import date
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils.translation import override

from cms.component_tags.portrait import messages
from cms.portraits import Card, Portrait
from tests.cms.component_tags.markup import HOSTILE, draw, elements

HOME = "https://kenes.example"
OWN = f"{HOME}/kk/councils/a/"
BOTH = [{"code": code, "url": f"{HOME}/{code}/councils/a/"} for code in ("kk", "ru")]
CARD = Card("Су", kicker="Мәселе", council="Алмалы кеңесі", language="kk")


def head(language="kk", **context):
    """The head of a page with this portrait."""
    said = {"canonical_url": OWN, "hreflang_links": BOTH} | context
    with override(language):
        return draw("{% portrait %}", **said)


def metas(page):
    """{name or property: content}."""
    return {meta.get("name") or meta["property"]: meta["content"] for meta in elements(page, "meta")}


def alternates(page):
    """{language: address}."""
    return {link["hreflang"]: link["href"] for link in elements(page, "link") if link["rel"] == "alternate"}


def test_a_page_without_a_portrait_has_the_description_of_the_site_and_nothing_else():
    page = head(portrait=None, canonical_url="", hreflang_links=[])
    assert [meta["name"] for meta in elements(page, "meta")] == ["description"]
    assert elements(page, "link") == elements(page, "script") == []


def test_a_portrait_is_told_to_search_engines_and_messengers():
    shown = Portrait("Су", "Су туралы.", CARD, "/kk/share/councils/a/picture.png?v=1")
    said = metas(head(portrait=shown))
    assert said["description"] == said["og:description"] == "Су туралы."
    assert (said["og:title"], said["og:url"], said["og:type"]) == ("Су", OWN, "website")
    assert (said["og:locale"], said["og:locale:alternate"]) == ("kk_KZ", "ru_RU")
    assert said["og:image"] == f"{HOME}/kk/share/councils/a/picture.png?v=1"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:alt"] == "Мәселе: Су. Алмалы кеңесі"
    assert said["twitter:card"] == "summary_large_image"


def test_a_piece_of_news_is_an_article_with_its_day():
    said = metas(head(portrait=Portrait("Су", is_article=True, published=date(2026, 11, 5))))
    assert (said["og:type"], said["article:published_time"]) == ("article", "2026-11-05")
    assert "og:image" not in said


def test_the_language_of_the_text_counts_and_not_that_of_the_page_around_it():
    page = head("ru", portrait=Portrait("Су"), text_language="kk", hreflang_links=BOTH[:1])
    assert metas(page)["og:locale"] == "kk_KZ"
    assert "og:locale:alternate" not in metas(page)
    assert list(alternates(page)) == ["kk"]


def test_who_reads_neither_language_is_led_to_the_first_or_to_the_choice():
    assert alternates(head())["x-default"] == OWN
    home = [{"code": code, "url": f"{HOME}/{code}/"} for code in ("kk", "ru")]
    assert alternates(head(canonical_url=f"{HOME}/kk/", hreflang_links=home))["x-default"] == f"{HOME}/"


@pytest.mark.parametrize("query, joint", [("", "?"), ("?month=2026-11", "&")])
def test_a_further_page_of_a_list_has_addresses_of_its_own(query, joint):
    links = [{**link, "url": link["url"] + query} for link in BOTH]
    said = {"canonical_url": OWN + query, "hreflang_links": links, "portrait": Portrait("Су")}
    first, second = (head(page_obj=SimpleNamespace(number=number), **said) for number in (1, 2))
    canonical = {link["rel"]: link["href"] for link in elements(second, "link")}["canonical"]
    assert canonical == metas(second)["og:url"] == f"{OWN}{query}{joint}page=2"
    assert alternates(second)["ru"] == f"{HOME}/ru/councils/a/{query}{joint}page=2"
    assert "page=" not in first
    assert "page=" not in head(page_obj=SimpleNamespace(number=2), noindex=True, **said)


def test_the_way_back_and_what_the_page_is_stand_in_one_data_block():
    trail = [{"label": "Басты бет", "url": "/kk/"}]
    page = head(portrait=Portrait("Су", structured=({"@type": "Event", "name": "Су"},)), trail=trail)
    assert [script["type"] for script in elements(page, "script")] == ["application/ld+json"]
    said = json.loads(re.search(r"<script[^>]*>(.*)</script>", page)[1])
    assert [each["@type"] for each in said["@graph"]] == ["BreadcrumbList", "Event"]


def test_hostile_words_stay_words():
    card = Card(HOSTILE, council='"><img src=x>')
    shown = Portrait(HOSTILE, HOSTILE, card, "/a.png", structured=({"@type": "Event", "name": HOSTILE},))
    page = head(portrait=shown)
    assert len(elements(page, "script")) == 1
    assert not elements(page, "img")
    assert metas(page)["og:title"] == HOSTILE
    ways = draw("{% share_links %}", portrait=shown, canonical_url=OWN)
    assert not elements(ways, "script") and not elements(ways, "img")


def test_an_address_is_sent_by_plain_links_that_tell_nobody_before():
    ways = draw("{% share_links %}", portrait=Portrait("Су", card=CARD), canonical_url=OWN)
    links = elements(ways, "a")
    hosts = [urlsplit(link["href"]).netloc for link in links]
    assert hosts == ["wa.me", "t.me", "vk.com", ""]
    assert {link["rel"] for link in links} == {"noopener noreferrer"}
    assert not elements(ways, "script") and not elements(ways, "img")
    assert [li for li in elements(ways, "li") if "hidden" in li] and all(
        "hidden" in li for li in elements(ways, "li") if {"data-share-copy", "data-share-native"} & set(li)
    )
    for link in links:
        said = " ".join(value for values in parse_qs(urlsplit(link["href"]).query).values() for value in values)
        assert "Мәселе: Су. Алмалы кеңесі" in said
        assert OWN in said or link["href"].startswith("https://t.me")


def test_words_and_address_come_whole_however_they_are_spelt():
    text, url = "50% & «а+б» #1\nекі", f"{OWN}?page=2&x=ә"
    both, telegram, vk, letter = (parse_qs(urlsplit(str(way["url"])).query) for way in messages(text, url))
    assert both["text"] == [f"{text}\n{url}"]
    assert (telegram["url"], telegram["text"]) == ([url], [text])
    assert (vk["url"], vk["title"]) == ([url], [text])
    assert (letter["subject"], letter["body"]) == ([text], [f"{text}\n{url}"])


def test_a_page_without_a_picture_is_not_offered_to_others():
    assert draw("{% share_links %}", portrait=Portrait("Су"), canonical_url=OWN).strip() == ""
    assert draw("{% share_links %}").strip() == ""
