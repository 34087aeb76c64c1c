"""Reading without a connection: the page that explains and lists it, and the list of what may be kept.

Nothing else is ever kept: open questions whose page every reader may see, and this page. Who keeps them is known to
nobody: the lists are the same for everybody.
"""

from django.contrib.contenttypes.models import ContentType
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms import dates
from cms.languages import LANGUAGES, active_language
from cms.offline import is_copy, release, tell_apart
from cms.pages import trail_to
from cms.portraits import Portrait
from council_pages.listings import consultation_items
from council_pages.models import Consultation
from council_pages.public.frame import public_council

# About a megabyte with the files; the worker keeps no more than so many of all lists together, either.
MOST = 30


@require_safe
def offline(request):
    """GET /<lang>/offline/: what can be kept, what is kept on this device, how it is removed.

    As a copy it is what a reader without a connection gets for every page that is not kept.
    """
    title = _("Reading without a connection")
    context = {
        "title": title,
        "trail": trail_to(["offline"], None, active_language()),
        "copied_at": timezone.now() if is_copy(request) else None,
        "most": MOST,
        "noindex": True,
        "portrait": Portrait(title, _("Open questions can be kept on your device and read without a connection.")),
    }
    return tell_apart(render(request, "council_pages/offline.html", context))


@require_safe
@cache_control(no_cache=True)
def questions(request):
    """GET /<lang>/offline/questions.json?council=: what may be kept, as JSON for the worker. 404 for no council."""
    slug = request.GET.get("council", "")
    language, now = active_language(), timezone.now()
    said = {
        "release": release(),
        "language": language,
        "kept": {code: _stamp(now, code) for code in LANGUAGES},
        "questions": [
            {
                "url": item.url,
                "title": item.title,
                "lang": item.lang or language,
                "council": item.council,
                "closes": item.closes_at.isoformat(),
                "until": dates.deadline(item.closes_at, language, with_year=True),
            }
            for item in open_items(language, now, public_council(slug) if slug else None)
        ],
    }
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


def _stamp(moment, language):
    local = dates.local(moment)
    return f"{dates.long_date(local.date(), language)}, {local:%H:%M}"


def open_items(language, now, council=None):
    """Open questions that everybody may read, those that close soonest first, as items; a fixed number of queries."""
    rows = Consultation.objects.collecting_at(now).public_in(*LANGUAGES).order_by("closes_at", "pk")
    if council:
        rows = rows.for_council(council)
    items = consultation_items(rows[:MOST], language, now, with_council=True)
    readable = _readable(items)
    return [item for item in items if _place(item, language) in readable]


def _readable(items):
    """Where live pages of these questions stand that no restriction closes."""
    pages = Page.objects.live().filter(
        pair__row_type=ContentType.objects.get_for_model(Consultation), pair__row_id__in=[item.row.pk for item in items]
    )
    return set(pages.public().values_list("url_path", flat=True))


def _place(item, language):
    """Where the page stands that is served at the item's address: below the other home, where only that one is live."""
    return f"/{item.lang or language}/{item.url.removeprefix(f'/{language}/')}"
