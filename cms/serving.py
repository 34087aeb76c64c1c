"""From an address to a page in one query, in either language.

The national home pages have the slugs `kk` and `ru`, so a page's `url_path` *is* its public address. Wagtail's own
routing walks the tree, two queries a level; and it knows nothing of a missing twin: the same address then shows the
other language's text, in its own `lang`, with a notice (decisions.md, "missing twin").
"""

from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from cms.languages import LANGUAGES, active_language, other_language
from cms.plugin_pages import is_hidden

# councils / x / questions / x / propose / proposals / id, and one to spare
DEEPEST = 8


class Place(NamedTuple):
    """Where a live page stands, and of which type it is: enough to find it among those above it."""

    pk: int
    url_path: str
    type_id: int

    def page(self):
        """The page itself, of its own type and with what its type is served with. One query.

        404 for a page of a plugin that the council does not have, or that is not loaded.
        """
        page_class = ContentType.objects.get_for_id(self.type_id).model_class()
        if page_class is None:
            # Of a plugin that is not loaded any more.
            raise Http404
        served_with = getattr(page_class, "served_with", ("locale",))
        page = page_class._default_manager.select_related(*served_with).get(pk=self.pk)
        if is_hidden(page):
            raise Http404
        return page


def find_page(language, components):
    """The place of the live page at or above the address, the rest of it, and the languages that have it live.

    Returns (place, rest, languages) or None. The longest match wins, then the reader's language.
    """
    depths = {
        f"/{'/'.join([code, *components[:depth]])}/": (depth, code)
        for code in LANGUAGES
        for depth in range(len(components) + 1)
    }
    candidates = Page.objects.filter(url_path__in=depths, slug__in=[*LANGUAGES, *components], live=True)
    best = {}
    # Plain values: of a dozen pages on the way down only one is served.
    for place in map(Place._make, candidates.order_by().values_list("pk", "url_path", "content_type_id")):
        depth, code = depths[place.url_path]
        best.setdefault(depth, {})[code] = place
    if not best:
        return None
    depth = max(best)
    pages = best[depth]
    place = pages.get(language) or pages[other_language(language)]
    return place, components[depth:], tuple(code for code in LANGUAGES if code in pages)


def serve(request, path):
    """Serve the page at the path in the active language; 404 where neither language has it live."""
    components = [component for component in path.split("/") if component]
    # One query names every prefix of the address, so an endless one must not reach it.
    if len(components) > DEEPEST:
        raise Http404
    found = find_page(active_language(), components)
    if found is None:
        raise Http404
    place, rest, languages = found
    request.kenes_live_in = languages
    request._wagtail_route_for_request = place.page().route(request, rest)
    return wagtail_serve(request, path)
