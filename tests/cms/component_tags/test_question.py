import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from cms.component_tags.question import size_in_words
from tests.cms.component_tags.markup import draw, elements, tags_with_lang

STATIC = Path(settings.BASE_DIR) / "static"
NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)  # 10:00 in Astana
OPENS = NOW - timedelta(days=20)


def question(**changed):
    item = {"title": "Water", "url": "/q", "state": "collecting", "opens_at": OPENS, "closes_at": NOW, **changed}
    return draw("{% consultation_item item now %}", item=item, now=NOW)


@pytest.mark.parametrize(
    ("closes_in", "words"),
    [
        (timedelta(hours=3), "Today"),
        (timedelta(hours=20), "Tomorrow"),
        (timedelta(days=9), "days left"),
        (timedelta(0), "Closed"),
        (timedelta(days=-1), "Closed"),
    ],
)
def test_a_question_says_how_long_it_stays_open(closes_in, words):
    assert words in question(closes_at=NOW + closes_in)


def test_days_are_counted_on_the_calendar_of_astana():
    late_evening = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)  # 23:30 on the 23rd
    after_midnight = late_evening + timedelta(hours=1)
    item = {"title": "Water", "url": "/q", "state": "collecting", "opens_at": OPENS, "closes_at": after_midnight}
    assert "Tomorrow" in draw("{% consultation_item item now %}", item=item, now=late_evening)


@pytest.mark.parametrize(("now", "open_"), [(OPENS - timedelta(1), False), (NOW, True), (NOW + timedelta(9), False)])
def test_the_way_to_the_form_is_offered_only_while_it_is_open(now, open_):
    markup = draw('{% deadline opens closes now url="/form" %}', opens=OPENS, closes=NOW + timedelta(9), now=now)
    assert ("/form" in markup) is open_


def test_the_current_step_is_marked_and_every_state_is_also_a_word():
    steps = [{"label": state, "state": state} for state in ("done", "skipped", "current", "ahead")]
    markup = draw("{% step_indicator steps %}", steps=steps)
    assert [li.get("aria-current") for li in elements(markup, "li")] == [None, None, "step", None]
    assert "Step 3 of 4" in markup
    assert re.findall(r'hidden">([\w ]+):', markup) == ["Done", "Not held", "Now", "Ahead"]


@pytest.mark.parametrize(("size", "words"), [(None, ""), (1, "1 KB"), (245_760, "240 KB"), (7 * 1024 * 1024, "7,0 MB")])
def test_the_size_of_a_file_is_said_before_the_click(size, words):
    with translation.override("ru"):
        assert size_in_words(size).split()[:1] == words.split()[:1]


def test_every_region_has_one_tile_of_its_own_place():
    css = (STATIC / "css" / "components" / "region-finder.css").read_text()
    places = re.findall(r"\.tile--kz-\d\d \{\s*grid-area: (\d / \d);", css)
    assert len(places) == len(set(places)) == 20
    markup = draw("{% region_finder regions %}", regions=[{"iso": "KZ-39", "name": "Q", "url": "/r", "count": 4}])
    assert "tile--kz-39" in markup
    assert 'data-level="2"' in markup


def test_of_a_date_ahead_only_the_title_is_in_the_title_s_language():
    items = [{"starts_at": NOW, "title": "Су", "url": "/q", "note": "Акимат · Совет", "lang": "kk"}]
    markup = draw("{% agenda items %}", items=items)
    assert tags_with_lang(markup) == ["h3"]
    assert "Акимат" not in markup.split("<h3")[1].split("</h3>")[0]


def test_of_a_question_only_title_and_summary_are_in_their_own_language():
    markup = question(lang="kk", summary="Сөз", council="Совет", badge="Only in Kazakh", status_label="Open")
    assert tags_with_lang(markup) == ["a", "p"]
    assert '<p class="muted">Совет</p>' in markup


@pytest.mark.parametrize("ends, words", [
    ({}, "18:00"), ({"hours": 2}, "18:00–20:00"), ({"days": 1}, "18:00 – 25 ноября, 18:00"),
])  # fmt: skip
def test_an_agenda_says_from_which_hour_to_which(ends, words):
    begins = datetime(2026, 11, 24, 13, tzinfo=UTC)
    item = {"starts_at": begins, "ends_at": begins + timedelta(**ends) if ends else None, "title": "Су"}
    with translation.override("ru"):
        assert f"<p>{words}</p>" in draw("{% agenda items %}", items=[item])


def test_an_agenda_shows_mark_texts_and_links_and_escapes_them():
    item = {
        "starts_at": NOW, "title": "Су", "tag": {"kind": "no", "label": "Өткізілмейді"},
        "texts": [{"text": "Зал <b>", "lang": "kk"}], "links": [{"url": "https://x/?a=1&b", "label": "Эфир"}],
    }  # fmt: skip
    markup = draw("{% agenda items %}", items=[item])
    assert 'class="tag tag--no"' in markup
    assert '<div class="agenda__text" lang="kk"><p>Зал &lt;b&gt;</p></div>' in markup
    assert '<a href="https://x/?a=1&amp;b">Эфир</a>' in markup


def test_a_question_without_a_page_is_no_link():
    assert "<a" not in question(url="")
