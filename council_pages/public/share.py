"""The pictures that messengers show with an address: `/<language>/share/<the page's address>picture.png`."""

from django.core.cache import caches
from django.http import Http404, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms import plugin_routes
from cms.languages import active_language
from cms.serving import DEEPEST, find_page
from council_pages import share_pictures

# An hour after a page is taken down nobody on the way has its picture any more.
FRESH_SECONDS = 60 * 60


@require_safe
@cache_control(public=True, max_age=FRESH_SECONDS)
def picture(request, path, views):
    """The picture of the page at the path; 404 where no page is public that has one.

    `views` says by the name of a route what the picture of our plain views shows (`cms/urls.py`); those of plugins say
    it themselves.
    """
    card = _card(path, views)
    if card is None:
        raise Http404
    digest = f"{share_pictures.VERSION}-{card.digest}"
    response = get_conditional_response(request, etag=f'"{digest}"')
    if response is None:
        cache = caches["share_pictures"]
        if (drawn := cache.get(digest)) is None:
            drawn = share_pictures.drawn(card)
            cache.set(digest, drawn)
        response = HttpResponse(drawn, content_type="image/png")
    response["ETag"] = f'"{digest}"'
    return response


def _card(path, views):
    language, below = active_language(), [part for part in path.split("/") if part]
    if len(below) > DEEPEST:
        return None
    try:
        match = resolve(f"/{language}/{path}")
    except Resolver404:
        return None
    if match.url_name in views:
        return views[match.url_name](**match.kwargs)
    if card := plugin_routes.card_at(match.url_name, match.kwargs):
        return card
    found = find_page(language, below) if match.url_name in ("wagtail_serve", "propose") else None
    if found is None:
        return None
    place, rest, _languages = found
    page = place.page()
    return None if page.get_view_restrictions().exists() else page.card_at(rest)
