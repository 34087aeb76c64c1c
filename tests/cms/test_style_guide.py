"""The style guide is whole, and drawn from the templates of the site without a row of the database."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.test.signals import template_rendered
from django.utils.translation import gettext_lazy, override

from cms import style_guide
from cms.component_tags.words import KIND_OF_STATE, TAG_KINDS
from cms.style_guide import Chapter, Example, WholePage, register
from tests.cms.component_tags.markup import elements, ids

# Folders of parts that pages are made of; what only the admin shows stands in `admin/`.
FOLDERS = ("components", "includes", "blocks")
# What a page says to machines: nobody sees it.
UNSEEN = {"cms/components/portrait.html", "cms/components/structured_data.html"}
LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])


def component_templates():
    """The names of the templates of all components, of every floor."""
    found = set()
    for templates in Path(settings.BASE_DIR).glob("*/templates"):
        for folder in FOLDERS:
            found |= {str(path.relative_to(templates)) for path in templates.glob(f"*/{folder}/*.html")}
    # The block's preview in the editor stands in Wagtail's own document.
    return {name for name in found if not name.endswith("_preview.html")} - UNSEEN


@pytest.fixture
def drawn_templates():
    """The names of all templates that are drawn meanwhile."""
    names = set()

    def note(sender, template, **kwargs):
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def examples():
    return [example for chapter in style_guide.chapters() for example in chapter.examples]


def draw_all(language, kind=Example):
    request = RequestFactory().get(f"/{language}/styleguide/")
    with override(language):
        return [(example, str(example.draw(request))) for example in examples() if isinstance(example, kind)]


def test_every_component_of_the_site_is_in_the_guide(drawn_templates):
    draw_all("kk")
    assert len(component_templates()) > 80
    assert component_templates() - drawn_templates == set()


def test_what_a_page_uses_by_itself_has_an_example_of_its_own():
    named = {example.template for example in examples()}
    inside = {"data_cell", "field_choices", "field_hint", "field_label"}
    own = {name for name in component_templates() if name.startswith("cms/components/")}
    assert own - named == {f"cms/components/{name}.html" for name in inside}


# Without the database's mark: a question to it would fail the test.
@LANGUAGES
def test_an_example_asks_the_database_for_nothing_and_shows_something(language):
    for example, markup in draw_all(language):
        assert markup.strip(), example
        assert len(ids(markup)) == len(set(ids(markup))), (example.template, example.state)


@LANGUAGES
def test_whole_pages_are_documents_in_the_readers_language(db, language):
    pages = draw_all(language, WholePage)
    assert len(pages) >= 15
    for example, markup in pages:
        assert markup.lstrip().startswith("<!doctype html>"), example
        assert [page["lang"] for page in elements(markup, "html")] == [language]


def test_every_label_of_a_state_is_shown():
    markup = "".join(markup for _example, markup in draw_all("ru"))
    assert {kind for kind in {*TAG_KINDS, *KIND_OF_STATE.values()} if f"tag--{kind}" not in markup} == set()


def test_the_two_languages_say_different_words():
    kazakh, russian = dict(enumerate(draw_all("kk"))), dict(enumerate(draw_all("ru")))
    same = {kazakh[place][0].template for place in kazakh if kazakh[place][1] == russian[place][1]}
    assert same <= {
        "cms/components/icon.html",
        "cms/components/emblem.html",
        "cms/style_guide/colours.html",
        "cms/style_guide/spaces.html",
        "council_pages/blocks/picture.html",
    }


def test_states_of_a_template_differ_in_name():
    for chapter in style_guide.chapters():
        with override("ru"):
            for template, numbered in chapter.by_template().items():
                states = [str(example.state) for _number, example in numbered]
                assert len(states) == len(set(states)), template


def test_a_name_of_a_chapter_is_taken_once():
    taken = style_guide.chapters()[0].name
    with pytest.raises(ValueError, match="registered already"):
        register(Chapter(taken, gettext_lazy("Search"), ()))
