"""Every public page of the running copy, from its own sitemap; and what no sitemap names: states, the style guide."""

import re
import urllib.request
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from cms import style_guide
from tests.browser.citizen_planting import COUNCIL
from tests.browser.extremes_planting import EMPTY, EXTREMES

LOCATION = re.compile(r"<loc>([^<]+)</loc>")
# Where the address alone names another thing of the same kind: the page's template is the same.
OWN_NAMES = re.compile(
    r"/(councils|questions|outcomes|schedule|sittings|news|quarters|recommendations|proposals)/[^/]+(?=/)"
)


@cache
def in_sitemap(base):
    """The addresses of every page in the sitemaps of the site that is served at `base`, without the host."""
    locations = _locations(f"{base}/sitemap.xml")
    return [urlsplit(page).path for sitemap in locations for page in _locations(base + urlsplit(sitemap).path)]


def _locations(url):
    with urllib.request.urlopen(url, timeout=60) as answer:
        return LOCATION.findall(answer.read().decode())


def in_style_guide():
    """Every page of the style guide, as addresses after the language: contents, chapters, and each example alone."""
    chapters = style_guide.chapters()
    examples = [f"{chapter.name}/{number}/" for chapter in chapters for number in range(1, len(chapter.examples) + 1)]
    return [f"styleguide/{rest}" for rest in ["", *(f"{chapter.name}/" for chapter in chapters), *examples]]


def one_of_each_kind(addresses):
    """The first address of each kind of page in each language."""
    kinds = {}
    for address in addresses:
        kinds.setdefault(OWN_NAMES.sub(r"/\1/*", address), address)
    return list(kinds.values())


@dataclass(frozen=True)
class State:
    """A page in a state: its name, where it stands after the language, what is done there, how the site answers."""

    name: str
    address: str
    act: object = None
    status: int = 200

    def come(self, page, language):
        """Bring the window into this state."""
        answer = page.goto(f"/{language}/{self.address}")
        assert answer.status == self.status, (self.name, answer.status)
        if self.act:
            self.act(page)


def _send_nothing(page):
    page.click("main form.form [type=submit]")
    page.locator(".error-summary").wait_for()


def _send_wrongly(page):
    page.fill("[name=text]", "Жарық")
    page.fill("[name=email]", "ешкім")
    page.fill("[name=phone]", "12")
    _send_nothing(page)


def _track_wrongly(page):
    page.fill("[name=number]", "1234 5678 9012")
    page.locator("main form:has([name=number]) [type=submit]").first.click()
    page.locator("main :is(.error-summary, .error-message, .notice)").first.wait_for()


STATES = (
    State("a council without anything", f"councils/{EMPTY}/"),
    State("no schedule", f"councils/{EMPTY}/schedule/"),
    State("no questions", f"councils/{EMPTY}/questions/"),
    State("no outcomes", f"councils/{EMPTY}/outcomes/"),
    State("no recommendations", f"councils/{EMPTY}/recommendations/"),
    State("long words", f"councils/{EXTREMES}/"),
    State("long words in a list", f"councils/{EXTREMES}/questions/"),
    State("five hundred proposals", f"councils/{EXTREMES}/questions/crowded/"),
    State("a register of five hundred", f"councils/{EXTREMES}/questions/crowded/propose/proposals/"),
    State("a question without proposals", f"councils/{EXTREMES}/questions/silent/"),
    State("a closed question", f"councils/{EXTREMES}/questions/closed/"),
    State("a closed form", f"councils/{EXTREMES}/questions/closed/propose/"),
    State("news with long words", f"councils/{EXTREMES}/news/long/"),
    State("a form", f"councils/{COUNCIL}/questions/upsets/propose/"),
    State("a form with errors", f"councils/{COUNCIL}/questions/upsets/propose/", _send_wrongly),
    State("tracking", "track/"),
    State("reading without a connection", "offline/"),
    State("an unknown number", "track/", _track_wrongly),
    State("a search for nothing", "search/"),
    State("a search with hits", "search/?q=кеңес"),
    State("a search in vain", "search/?q=ыыыыщщщщ"),
    State("no such page", "councils/nobody/", status=404),
)
