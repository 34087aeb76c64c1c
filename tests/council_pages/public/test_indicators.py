"""The public half: indicators with their formulas, the matrix by level and name, one council's numbers and comment."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from cms import plugin_asking
from cms.models import Council, Level
from council_pages.overview.commenting import publish_comment
from council_pages.overview.indicators import INDICATORS
from council_pages.quarters import Quarter
from tests.council_pages.test_compliance_rows import tell
from tests.factories import at, make_council, make_decision, make_schedule, make_texts

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])
THIS = Quarter.of(timezone.localdate())


def settle(slug, name="", **facts):
    council = make_council(slug, name, name, **facts)
    Council.objects.filter(pk=council.pk).update(created_at=at(1, year=2020))
    return council


def publish_schedule(council, quarter=THIS):
    day = quarter.first_day - timedelta(days=20)
    schedule = make_schedule(council, quarter, make_decision(council, "77", held_on=day))
    make_texts(schedule)
    tell("schedule", day, schedule=schedule)


def main_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    assert not answer.cookies
    return answer.content.decode().partition("<main")[2].partition("</main")[0]


@LANGUAGES
def test_g13_and_000_10_each_indicator_stands_with_formula_inputs_source_and_date(language, client):
    publish_schedule(settle("ortalyq"))
    text = main_of(client, f"/{language}/indicators/")
    assert text.count({"kk": "Формуласы", "ru": "Формула"}[language]) == len(INDICATORS)
    for one in INDICATORS:
        assert f'id="{one.code}"' in text and one.source in text
    assert {"kk": "1 / 1 – 100 %", "ru": "1 из 1 – 100 %"}[language] in text
    assert f'datetime="{timezone.localdate():%Y-%m-%d}"' in text


def test_like_is_compared_with_like_in_the_alphabet_and_nobody_is_the_worst(client):
    for slug, name, level in (("c", "Әулие", Level.CITY), ("a", "Яссы", Level.CITY), ("d", "Абай", Level.DISTRICT)):
        settle(slug, name, level=level)
    publish_schedule(Council.objects.get(slug="a"))
    text = main_of(client, "/kk/indicators/")
    assert re.findall(r"<caption>([^<]+)<", text) == ["Қалалық", "Аудандық"]
    assert re.findall(r'councils/(\w)/compliance/">', text) == ["c", "a", "d"]
    # Nothing sorts by how well anybody does, and nothing says how late anybody is.
    assert "sort" not in text and "кешіктірілді" not in text
    narrowed = main_of(client, "/kk/indicators/?level=district")
    assert re.findall(r'councils/(\w)/compliance/">', narrowed) == ["d"]


def test_only_what_is_published_is_told(client):
    council = settle("ortalyq")
    make_schedule(council, THIS, make_decision(council, "77"))
    for address in ("/ru/indicators/", "/ru/councils/ortalyq/compliance/"):
        text = main_of(client, address)
        assert "График не опубликован" in text
        assert "График утверждён" not in text and "77" not in text and "Есть проект" not in text
    publish_schedule(settle("basqa"))
    assert f'href="/ru/councils/basqa/compliance/#{THIS}">График опубликован' in main_of(client, "/ru/indicators/")


def test_closed_councils_and_those_without_a_public_section_are_left_out(client):
    settle("ortalyq")
    Council.objects.filter(slug="ortalyq").update(closed_on=timezone.localdate())
    assert "ortalyq" not in main_of(client, "/ru/indicators/")


@pytest.mark.parametrize("asked", ["2026-q5", "x", "2015-q4", THIS.next().slug])
def test_a_quarter_that_is_none_or_to_come_is_a_page_that_is_missing(asked, client):
    main_of(client, f"/ru/indicators/?quarter={asked}", 404)


@LANGUAGES
def test_another_quarter_has_an_address_of_its_own_and_keeps_the_choice(language, client):
    settle("ortalyq")
    before = THIS.previous()
    page = client.get(f"/{language}/indicators/?quarter={before}&level=district").content.decode()
    assert f'<link rel="canonical" href="http://testserver/{language}/indicators/?quarter={before}">' in page
    assert "level=district" in page and before.label(language) in page
    for code in ("kk", "ru"):
        assert f'hreflang="{code}" href="http://testserver/{code}/indicators/?quarter={before}"' in page


@LANGUAGES
def test_g13_a_council_shows_its_inputs_and_says_what_its_numbers_do_not_say(language, client):
    council = settle("ortalyq")
    publish_schedule(council)
    publish_comment(council, "Су тасқыны болды", "", user=None, now=timezone.now())
    text = main_of(client, f"/{language}/councils/ortalyq/compliance/")
    assert f'id="{THIS}"' in text and 'href="https://t.me/x/1"' in text
    assert f'href="/{language}/councils/ortalyq/schedule/{THIS}/"' in text
    assert 'lang="kk"' in text if language == "ru" else 'lang="kk"' not in text
    assert "Су тасқыны болды" in text
    assert f'href="/{language}/councils/ortalyq/compliance/"' in main_of(client, f"/{language}/councils/ortalyq/")


def test_a_new_council_has_no_quarter_yet_and_is_kept_out_of_search_engines(client):
    make_council("zhana")
    page = client.get("/ru/councils/zhana/compliance/").content.decode()
    assert "noindex" in page
    assert main_of(client, "/ru/councils/nobody/compliance/", 404) is not None


def test_a_plugins_indicator_stands_after_ours_and_one_that_breaks_is_left_out(client, monkeypatch, caplog):
    council = settle("ortalyq")

    def break_down(councils, today):
        raise LookupError

    own = SimpleNamespace(code="own", label="Своё", formula="по-своему", unit="км",
                          values=lambda councils, today: {council.pk: 7})  # fmt: skip
    words = SimpleNamespace(code="words", label="Словами", formula="", unit="",
                            values=lambda councils, today: {council.pk: "семь"})  # fmt: skip
    broken = SimpleNamespace(code="broken", label="Сломано", formula="", values=break_down)
    council.plugins = " own "
    council.save(update_fields=["plugins"])
    plugin = SimpleNamespace(label="own")
    said = {"indicators": [(plugin, broken), (plugin, words), (plugin, own)]}
    monkeypatch.setattr(plugin_asking, "ask_all", lambda place, *args: said.get(place, []))
    text = main_of(client, "/ru/indicators/")
    assert "7 (всего: 1) км" in text and "по-своему" in text and "Сломано" not in text
    assert "Словами" not in text and 'id="own.own"' in text
    assert "LookupError" in caplog.text
    plugin_asking.forget()


def test_the_home_page_leads_to_the_indicators(client):
    settle("ortalyq")
    assert 'href="/ru/indicators/"' in main_of(client, "/ru/")
