import re
from datetime import date

import pytest
from django.utils import translation

from cms.component_tags.record import whole_shares
from tests.cms.component_tags.markup import HOSTILE, draw, elements, tags_with_lang


def test_a_proposal_and_its_answer_are_one_article():
    item = {"text": HOSTILE, "status": "rejected", "status_label": "Refused", "answer": "Because", "number": 44}
    markup = draw("{% proposal item %}", item=item)
    assert markup.index("<article") < markup.index("Because") < markup.index("</article>")
    assert HOSTILE not in markup
    assert "Name not shown" in markup


def test_a_number_is_read_and_copied_in_fours():
    markup = draw('{% receipt "Registered" "405277163901" %}<p>Keep it</p>{% endreceipt %}')
    assert re.sub(r"<[^>]+>", "", markup.split('num">')[1].split("</p>")[0]) == "4052 7716 3901"
    assert "<p>Keep it</p>" in markup


@pytest.mark.parametrize(
    ("counts", "shares"),
    [([61, 38, 42, 7], [41, 26, 28, 5]), ([1, 1, 1], [34, 33, 33]), ([0, 0], [0, 0]), ([0, 5], [0, 100])],
)
def test_shares_add_up_to_a_whole(counts, shares):
    assert whole_shares(counts) == shares


def test_the_bar_is_decoration_and_the_list_carries_the_figures():
    parts = [{"kind": "yes", "label": "Yes", "count": 1}, {"kind": "out", "label": "Out", "count": 2}]
    with translation.override("ru"):
        markup = draw('{% stacked_bar parts "Shares" %}', parts=parts)
    assert all(svg["aria-hidden"] == "true" for svg in elements(markup, "svg"))
    assert [bar["width"] for bar in elements(markup, "rect") if "x" in bar] == ["33.33%", "66.67%"]
    assert "67&nbsp;%" in markup


def test_each_cell_of_a_table_names_its_column():
    markup = draw('{% data_table "All" columns rows %}', columns=["Name", "Day"], rows=[["Water", date(2026, 1, 2)]])
    assert elements(markup, "td")[0]["data-label"] == "Day"
    assert [th["scope"] for th in elements(markup, "th")] == ["col", "col", "row"]


def test_a_feedback_card_says_three_things():
    card = {"title": "T", "said": "a", "advised": "b", "changed": "c"}
    assert len(elements(draw("{% feedback_card card %}", card=card), "dt")) == 3


@pytest.mark.parametrize(("source", "heading"), [("{% proposal item %}", "h3"), ("{% proposal item level=2 %}", "h2")])
def test_a_proposal_s_heading_has_the_level_of_its_place(source, heading):
    markup = draw(source, item={"text": "a", "status": "rejected", "status_label": "b", "url": "/p"})
    assert re.findall(r"<(/?h\d)", markup) == [heading, f"/{heading}"]


def test_of_a_cell_only_the_text_is_in_the_text_s_language():
    row = [{"text": "Вопрос", "url": "/q", "lang": "ru", "note": "Only in Russian"}, {"text": "Ответ", "lang": "ru"}]
    markup = draw('{% data_table "All" columns rows %}', columns=["Question", "Answer"], rows=[row])
    assert tags_with_lang(markup) == ["a", "span"]
    assert "<small>Only in Russian</small>" in markup


def test_on_a_feedback_card_our_own_words_stay_in_the_page_s_language():
    card = {"title": "T", "said": "a", "advised": "b", "changed": "c", "lang": "ru", "meta": "m"}
    assert tags_with_lang(draw("{% feedback_card card %}", card=card)) == ["h3", "dd", "dd", "dd"]


def test_a_proposal_s_author_and_dates_are_in_no_language_but_the_page_s():
    item = {"text": "a", "author": "Айгүл", "status": "rejected", "status_label": "b", "lang": "kk", "answer": "c"}
    assert tags_with_lang(draw("{% proposal item %}", item=item)) == ["div", "div"]
