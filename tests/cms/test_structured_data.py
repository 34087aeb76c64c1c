import json
from html.parser import HTMLParser

import pytest

from cms import structured_data
from cms.structured_data import breadcrumbs, organization, thing, web_site, written
from tests.cms.component_tags.markup import draw

HOST = "https://kenes.example"
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>&lt;/script&gt;",
    "\u2028alert(1)\u2029",
    '"}]}</SCRIPT\t>',
    "\\u003c/script>",
]


class Blocks(HTMLParser):
    """The elements of a page, and what stands in its data block, as a browser reads it."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.data, self._inside = [], "", False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self._inside = tag == "script"

    def handle_endtag(self, tag):
        self._inside = False

    def handle_data(self, data):
        self.data += data if self._inside else ""


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_gets_out_of_the_data_block_or_is_changed_in_it(text):
    said = written([thing("NewsArticle", headline=text)], HOST)
    page = draw('{% include "cms/components/structured_data.html" %}', structured=said)
    found = Blocks(page)
    assert found.tags == ["script"]
    assert json.loads(found.data)["@graph"][0]["headline"] == text
    for sign in "<>&\u2028\u2029":
        assert sign not in said


def test_what_is_not_known_is_left_out():
    assert thing("Thing", name="А", url="", parts=[], answer=None, count=0) == {
        "@type": "Thing",
        "name": "А",
        "count": 0,
    }
    assert written([{}, {}], HOST) == ""


def test_addresses_get_the_host_and_texts_do_not():
    said = json.loads(written([organization("/кеңес/", "/kk/councils/a/", logo="/emblems/a.png")], HOST))
    assert said["@context"] == structured_data.CONTEXT
    assert said["@graph"] == [
        {
            "@type": "GovernmentOrganization",
            "name": "/кеңес/",
            "url": f"{HOST}/kk/councils/a/",
            "logo": f"{HOST}/emblems/a.png",
        }
    ]


def test_the_way_back_ends_with_the_page_itself():
    trail = [{"label": "Басты бет", "url": "/kk/"}, {"label": "Кеңестер", "url": "/kk/councils/"}]
    items = breadcrumbs(trail, "Алмалы", f"{HOST}/kk/councils/almaly/")["itemListElement"]
    assert [(item["position"], item["name"]) for item in items] == [(1, "Басты бет"), (2, "Кеңестер"), (3, "Алмалы")]
    assert breadcrumbs([], "Басты бет", f"{HOST}/kk/") == {}


def test_the_site_says_how_it_is_searched():
    action = web_site("Кеңестер", "/kk/", "/kk/search/", "kk")["potentialAction"]
    assert action["target"]["urlTemplate"] == "/kk/search/?q={q}"
    assert action["query-input"] == "required name=q"
