"""From an address to a page in one query, in either language.

The national home pages have the slugs `kk` and `ru`, so a page's `url_path` *is* its public address. Wagtail's own
routing walks the tree, two queries a level; and it knows nothing of a missing twin: the same address then shows the
other language's text, in its own `lang`, with a notice (decisions.md, "missing twin").
"""

from django.http import Http404
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from cms.languages import LANGUAGES, active_language, other_language

# councils / x / questions / x / propose / proposals / id, and one to spare
DEEPEST = 8


def find_page(language, components):
    """The live page at or above the address, the rest of the address, and the languages that have it live.

    Returns (page, rest, languages) or None. The longest match wins, then the reader's language.
    """
    depths = {
        f"/{'/'.join([code, *components[:depth]])}/": (depth, code)
        for code in LANGUAGES
        for depth in range(len(components) + 1)
    }
    candidates = Page.objects.filter(url_path__in=depths, slug__in=[*LANGUAGES, *components], live=True)
    best = {}
    for page in candidates.select_related("locale"):
        depth, code = depths[page.url_path]
        best.setdefault(depth, {})[code] = page
    if not best:
        return None
    depth = max(best)
    pages = best[depth]
    page = pages.get(language) or pages[other_language(language)]
    return page, components[depth:], tuple(code for code in LANGUAGES if code in pages)


def serve(request, path):
    """Serve the page at the path in the active language; 404 where neither language has it live."""
    components = [component for component in path.split("/") if component]
    # One query names every prefix of the address, so an endless one must not reach it.
    if len(components) > DEEPEST:
        raise Http404
    found = find_page(active_language(), components)
    if found is None:
        raise Http404
    page, rest, languages = found
    request.kenes_live_in = languages
    request._wagtail_route_for_request = page.specific.route(request, rest)
    return wagtail_serve(request, path)
