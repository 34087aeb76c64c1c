"""The feed of new questions: of the country, of a region, of a council, in each language (Atom, RFC 4287)."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms import regions
from cms.languages import LANGUAGES, active_language
from council_pages.filters import CouncilFilter
from council_pages.listings import consultation_items
from council_pages.models import Consultation, PagePair
from council_pages.public.calendars import FRESH_SECONDS
from council_pages.public.frame import address, public_council

NEWEST = 50
# What XML cannot hold at all.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class QuestionFeed(Atom1Feed):
    """Atom whose entries say in which language their title is."""

    def item_attributes(self, item):
        """`xml:lang` of a title in the other language."""
        return {"xml:lang": item["lang"]} if item["lang"] else {}


@require_safe
@cache_control(public=True, max_age=FRESH_SECONDS)
def feed(request, slug=""):
    """GET …/feed.xml?region=: the questions that became public last, the newest first."""
    council, language = public_council(slug) if slug else None, active_language()
    region = "" if council else CouncilFilter.of(request.GET).region
    atom = QuestionFeed(
        title=plain(_title(council, region, language)),
        link=request.build_absolute_uri(address("calendar", council)),
        description="",
        language=language,
        feed_url=request.build_absolute_uri(),
        feed_guid=f"{guid_of(language)}:{council.slug if council else region or 'all'}",
    )
    for item in consultation_items(_newest(council, region), language, with_council=True):
        _add(atom, item, request, language)
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _title(council, region, language):
    if council or region:
        whose = council.name(language) if council else regions.BY_CODE[region].forms(language).nominative
        return _("New questions: %(whose)s") % {"whose": whose}
    return _("New questions of the public councils")


def _newest(council, region):
    """Public questions by the moment at which their first text went live; one query."""
    live = PagePair.objects.filter(
        row_type=ContentType.objects.get_for_model(Consultation), row_id=OuterRef("pk"), page__live=True
    ).order_by("page__first_published_at")
    published = Subquery(live.values("page__first_published_at")[:1])
    rows = Consultation.objects.public_in(*LANGUAGES).annotate(published=published).exclude(published=None)
    if council:
        rows = rows.for_council(council)
    return rows.filter(CouncilFilter(region=region).condition("council__")).order_by("-published", "-pk")[:NEWEST]


def _add(atom, item, request, language):
    """One question. Its name in the feed stays, whatever becomes of its title."""
    row = item.row
    atom.add_item(
        title=plain(item.title),
        link=request.build_absolute_uri(item.url),
        # Atom's summary is HTML.
        description=escape(plain(" · ".join(filter(None, [item.council, item.window])))),
        unique_id=f"{guid_of(language)}:{row.council.slug}:{row.slug}",
        pubdate=row.published,
        updateddate=row.published,
        lang=item.lang,
    )


def guid_of(language):
    """How the names of our feeds and entries in a language begin (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{language}"


def plain(words):
    """The words as XML can hold them."""
    return _CONTROL.sub("", str(words))
