import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.utils.translation import override

from tests.cms.component_tags.markup import HOSTILE, Elements, draw, elements, tags_with_lang


@pytest.mark.parametrize(
    ("source", "current"),
    [
        ('{% breadcrumbs items "Here" %}', "page"),
        ('{% section_nav items "Sections" %}', "page"),
        ('{% segments items "Quarter" %}', "page"),
        ('{% chips items "State" %}', "true"),
        ('{% pagination 2 3 "Pages" %}', "page"),
    ],
)
def test_a_list_of_links_is_named_and_marks_one_place_as_current(source, current):
    items = [{"label": "One", "url": "/1", "current": True}, {"label": "Two", "url": "/2", "current": False}]
    markup = draw(source, items=items)
    marked = [attrs for _, attrs in Elements(markup).found if "aria-current" in attrs]
    assert [one["aria-current"] for one in marked] == [current]
    assert elements(markup, "nav")[0]["aria-label"]


def test_a_way_that_was_drawn_once_is_drawn_anew_for_other_words_and_another_language():
    source, trail = "{% breadcrumbs trail here %}", [{"label": HOSTILE, "url": "/1"}]
    drawn = []
    for language in ("kk", "ru"):
        with override(language):
            drawn += [draw(source, trail=trail, here=here) for here in ("Бір", "Екі", "Бір")]
    assert [drawn.index(markup) for markup in drawn] == [0, 1, 0, 3, 4, 3]
    assert not [markup for markup in drawn if HOSTILE in markup]


def test_the_way_ends_with_the_page_in_its_own_language_as_text():
    markup = draw("{% breadcrumbs trail here %}", trail=[], here={"label": HOSTILE, "lang": "ru"})
    assert elements(markup, "span") == [{"aria-current": "page", "lang": "ru"}]
    assert HOSTILE not in markup
    assert "&lt;span" not in draw("{% breadcrumbs trail here %}", trail=[], here={"label": "Мүшелер", "lang": "kk"})


def test_pages_keep_the_query_and_replace_only_the_page():
    markup = draw(
        '{% pagination 2 3 "Pages" query=query anchor="#list" %}', query=QueryDict("q=су&page=2&kind=a&kind=b")
    )
    assert elements(markup, "a")[-1]["href"] == "?q=%D1%81%D1%83&kind=a&kind=b&page=3#list"


def test_one_page_needs_no_pagination():
    assert draw('{% pagination 1 1 "Pages" %}').strip() == ""


def test_the_page_header_keeps_its_aside_as_markup_and_its_title_as_text():
    markup = draw("{% page_header title=title %}<p>Aside</p>{% endpage_header %}", title=HOSTILE)
    assert "<p>Aside</p>" in markup
    assert HOSTILE not in markup


def test_a_council_of_two_hundred_letters_is_shown_whole():
    name = "Қ" * 200
    assert name in draw("{% council_id name=name %}", name=name)


def test_text_in_the_other_language_says_its_language():
    item = {"title": "Вопрос", "url": "/q", "lang": "ru"}
    assert elements(draw("{% search_result item %}", item=item), "h3")[0]["lang"] == "ru"


def test_of_a_link_only_the_label_is_in_the_label_s_language():
    links = [{"label": "Жаңалық", "url": "/n", "lang": "kk", "count": "24 ноября"}]
    markup = draw("{% link_list links %}", links=links)
    assert tags_with_lang(markup) == ["span"]
    assert '<span lang="kk">Жаңалық</span> <span class="count">' in markup


def test_a_found_page_s_badge_and_kind_are_in_the_page_s_language():
    item = {"title": "Мәселе", "url": "/q", "lang": "kk", "type": "Question", "badge": "In Kazakh", "snippet": "Су"}
    assert tags_with_lang(draw("{% search_result item %}", item=item)) == ["h3", "p"]


def frame(language, **context):
    with override(language):
        page = Template('{% load components %}{% frame_part "site_header" %}{% frame_part "site_footer" %}')
        return page.render(Context(context))


def test_header_and_footer_follow_the_words_they_are_given_and_the_language():
    said = {"home_url": "/kk/", "operator": {"name": "Министрлік", "unit": ""}}
    first = frame("kk", **said)
    assert first == frame("kk", **said)
    assert "Министрлік" in first
    assert frame("ru", **said) != first
    assert "Басқа" in frame("kk", **said | {"operator": {"name": "Басқа", "unit": ""}})
    assert "aria-current" in frame("kk", **said, nav=[{"label": "A", "url": "/a/", "current": True}])
    assert "<script>" not in frame("kk", **said | {"operator": {"name": "<script>", "unit": ""}})


def test_a_frame_without_words_has_no_link_to_nowhere():
    assert "None" not in frame("kk")
