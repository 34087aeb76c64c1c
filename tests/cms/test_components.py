"""The frame that stands around every page, and the files it is made of."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from tests.cms.component_tags.markup import elements

STATIC = Path(settings.BASE_DIR) / "static"
# A mail is no page: no policy of ours holds there, and a mail program loads no stylesheet.
MAIL = "mail"
FOLDER = Path(settings.BASE_DIR) / "cms" / "templates" / "cms"
TEMPLATES = sorted(path for path in FOLDER.rglob("*.html") if path.parent.name != MAIL)
FLOORS = ("cms", "council_pages", "forms", "search")
# The one data block, which nothing runs (docs/decisions/0020-structured-data-in-one-data-block.md).
DATA_BLOCK = FOLDER / "components" / "structured_data.html"

FRAME = {
    "home_url": "/kk/",
    "search_url": "/kk/search/",
    "nav": [{"label": "Councils", "url": "/kk/councils/", "current": True}],
    "language_links": [
        {"code": "kk", "label": "Қазақша", "url": "/kk/", "current": True},
        {"code": "ru", "label": "Русский", "url": "/ru/", "current": False},
    ],
    "canonical_url": "http://testserver/kk/",
    "noindex": True,
    "hreflang_links": [{"code": "ru", "url": "http://testserver/ru/"}],
    "demonstration_disclaimer": "Invented",
}


def test_the_skip_link_comes_first_and_leads_to_the_main_content():
    page = render_to_string("cms/base.html", FRAME)
    assert elements(page, "a")[0]["href"] == "#main"
    assert elements(page, "main") == [{"id": "main", "tabindex": "-1"}]


def test_the_frame_shows_language_disclaimer_and_robots():
    with translation.override("ru"):
        page = render_to_string("cms/base.html", FRAME)
    assert elements(page, "html") == [{"lang": "ru"}]
    assert "Invented" in page
    assert {"name": "robots", "content": "noindex"} in elements(page, "meta")
    assert next(a["hreflang"] for a in elements(page, "a") if "hreflang" in a) == "ru"


def test_the_frame_stands_even_without_a_context():
    assert "</html>" in render_to_string("cms/base.html")


def test_a_page_asks_nothing_of_other_origins():
    page = render_to_string("cms/base.html", FRAME)
    wanted = [a["href"] for a in elements(page, "link") if a["rel"] in ("stylesheet", "icon", "preload")]
    assert wanted
    assert all(address.startswith("/") for address in wanted)
    assert "csrf" not in page


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_needs_neither_inline_style_nor_inline_script(path):
    source = path.read_text()
    assert not re.search(r"\sstyle\s*=", source)
    assert not re.search(r"<style|\son[a-z]+\s*=", source)
    if path != DATA_BLOCK:
        assert all("src" in attrs for attrs in elements(source, "script"))
    assert "\u2011" not in source


def test_one_template_alone_writes_a_data_block_and_nothing_beside_it():
    assert DATA_BLOCK.read_text() == '<script type="application/ld+json">{{ structured }}</script>'
    folders = [Path(settings.BASE_DIR) / floor / "templates" for floor in FLOORS]
    others = [path for folder in folders for path in folder.rglob("*.html") if path != DATA_BLOCK]
    assert [path.name for path in others if "ld+json" in path.read_text()] == []
    used = [path.name for path in others if DATA_BLOCK.name in path.read_text()]
    assert used == ["portrait.html"]


def test_every_style_file_is_in_the_order_once_and_brings_its_own_layer():
    root = STATIC / "css"
    order = (root / "order.txt").read_text().split()
    files = {str(path.relative_to(root)) for path in root.rglob("*.css")} - {"main.css", "kenes.css"}
    assert sorted(order) == sorted(files)
    assert re.findall(r'@import url\("(.+?)"\)', (root / "main.css").read_text()) == order
    assert all("@layer" in (root / name).read_text() for name in order)


def test_components_may_be_joined_anywhere_because_they_name_no_file():
    for path in (STATIC / "css" / "components").glob("*.css"):
        assert set(re.findall(r'url\("(\w+)', path.read_text())) <= {"data"}, path.name


def test_the_font_covers_kazakh_and_the_tenge():
    css = (STATIC / "css" / "fonts.css").read_text()
    covered = set()
    for low, high in re.findall(r"U\+([0-9A-F]{4})(?:-([0-9A-F]{4}))?", css.split("@layer")[1]):
        covered |= set(range(int(low, 16), int(high or low, 16) + 1))
    assert {ord(sign) for sign in "ӘәҒғҚқҢңӨөҰұҮүҺһІі₸•№"} <= covered
    assert 0x2011 not in covered
    assert all((STATIC / "fonts" / name).exists() for name in re.findall(r"fonts/([\w-]+\.woff2)", css))
