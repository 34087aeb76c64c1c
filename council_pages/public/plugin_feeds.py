"""Feeds of plugins: Atom, of one council each, under its address (`cms.plugins.Feed`)."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms import plugin_asking
from cms.languages import active_language
from cms.models import Council
from cms.pages import council_url
from council_pages.public.calendars import FRESH_SECONDS
from council_pages.public.feeds import NEWEST, QuestionFeed, guid_of, plain


@require_safe
@cache_control(public=True, max_age=FRESH_SECONDS)
def feed(request, slug, address, name):
    """GET /<language>/councils/<slug>/<address of the plugin>/<name>.xml; 404 where the plugin is off."""
    council = get_object_or_404(Council.objects.filter(sections__page__live=True).distinct(), slug=slug)
    language = active_language()
    plugin, wanted = _feed_of(council, address, name)
    entries = plugin_asking.call(plugin, "feeds", _entries, wanted, council, language, default=[])
    atom = QuestionFeed(
        title=plain(f"{wanted.title}: {council.name(language)}"),
        link=request.build_absolute_uri(council_url(council, language)),
        description="",
        language=language,
        feed_url=request.build_absolute_uri(),
        feed_guid=f"{guid_of(language)}:{council.slug}:{plugin.address}:{name}",
    )
    for entry in entries:
        atom.add_item(
            title=plain(entry.title),
            link=request.build_absolute_uri(entry.url),
            # Atom's summary is HTML.
            description=escape(plain(entry.summary)),
            unique_id=f"{guid_of(language)}:{council.slug}:{plugin.address}:{entry.key}",
            pubdate=entry.published,
            updateddate=entry.published,
            lang=entry.language if entry.language != language else "",
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _feed_of(council, address, name):
    for plugin, found in plugin_asking.ask_for(council, "feeds"):
        if plugin.address == address and found.name == name:
            return plugin, found
    raise Http404


def _entries(wanted, council, language):
    return list(wanted.entries(council, language, timezone.now()))[:NEWEST]
