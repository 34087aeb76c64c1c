"""What a search engine is told of: every public page, by language, with its counterpart in the other one.

The floors above say what they have (`Addresses.rows`); `cms/urls.py` puts them together. An address is listed in the
language in which it has a text of its own, and never where it shows the other one's.
"""

from datetime import datetime
from typing import NamedTuple

from django.contrib.sitemaps import Sitemap
from django.utils.functional import cached_property
from wagtail.models import Page

from cms.languages import LANGUAGES, other_language
from cms.plugin_pages import without_hidden


class Place(NamedTuple):
    """An address after the language ("councils/almaly/"), when it was last changed, and the languages that have it."""

    rest: str
    changed_at: datetime | None = None
    languages: tuple[str, ...] = LANGUAGES


class Addresses(Sitemap):
    """The places of one language. A subclass gives `rows()`: an iterable of `Place`, in an order that stays."""

    limit = 10_000

    def __init__(self, language):
        self.language = language

    def rows(self):
        """The places; the queries they cost do not grow with their number."""
        raise NotImplementedError

    @cached_property
    def _own(self):
        return [place for place in self.rows() if self.language in place.languages]

    def items(self):
        """Those that this language has; asked for once, though Django wants them several times."""
        return self._own

    def location(self, item):
        """The address in this language."""
        return f"/{self.language}/{item.rest}"

    def lastmod(self, item):
        """When it was last changed."""
        return item.changed_at

    def get_urls(self, page=1, site=None, protocol=None):
        """As Django makes them, with the counterparts beside each address."""
        urls = super().get_urls(page=page, site=site, protocol=protocol)
        for url in urls:
            host = url["location"].removesuffix(self.location(url["item"]))
            url["alternates"] = [
                {"lang_code": code, "location": f"{host}/{code}/{url['item'].rest}"} for code in url["item"].languages
            ]
        return urls


class Pages(Addresses):
    """Every live page that anybody may read. Four queries."""

    def rows(self):
        """By their addresses."""
        mine, other = self._live(self.language), self._live(other_language(self.language))
        for rest, changed_at in mine.items():
            yield Place(rest, changed_at, LANGUAGES if rest in other else (self.language,))

    @staticmethod
    def _live(language):
        pages = without_hidden(Page.objects.live().public().filter(url_path__startswith=f"/{language}/"))
        pages = pages.order_by("path")
        return {
            path.removeprefix(f"/{language}/"): changed_at
            for path, changed_at in pages.values_list("url_path", "last_published_at")
        }
