"""One quarter in the whole country: which councils have published a schedule, and what stands in it."""

from django.core.paginator import Paginator
from django.db.models.functions import Collate
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.languages import LANGUAGES, active_language
from cms.pages import council_url
from council_pages.filters import CouncilFilter
from council_pages.listings import consultation_items
from council_pages.models import Consultation, Schedule
from council_pages.months import FIRST_YEAR, LAST_YEAR
from council_pages.public.frame import frame, portrait_of
from council_pages.quarters import Quarter

PAGE_SIZE = 20
QUARTERS_AHEAD = 4


@require_safe
def quarter(request, slug):
    """GET /<lang>/quarters/2026-q4/?level=&region=: councils by name, each with its questions. 404 for no quarter."""
    language, now = active_language(), timezone.now()
    shown, chosen = quarter_of(slug), CouncilFilter.of(request.GET)
    page = Paginator(_schedules(shown, chosen, language), PAGE_SIZE).get_page(request.GET.get("page"))
    context = frame(request, shown.label(language))
    context |= {
        "now": now,
        "quarters": _neighbours(shown, Quarter.of(timezone.localdate(now)), request.GET, language),
        "page_obj": page,
        "councils": _councils(list(page), language, now),
        "noindex": not page.paginator.count,
        **chosen.choices(language),
    }
    lead = _("The councils that have published their schedule of consultations for the quarter, and their questions.")
    named = _("Schedules of the quarter: %(quarter)s") % {"quarter": shown.label(language)}
    words = [f"{named}.", "; ".join(entry["name"] for entry in context["councils"]), lead]
    context["portrait"] = portrait_of(request, shown.label(language), words=words)
    return render(request, "council_pages/quarter.html", context)


def quarter_of(slug):
    """The quarter of the address, written as our own addresses write it; 404 for any other."""
    try:
        found = Quarter.parse(slug)
    except ValueError as error:
        raise Http404 from error
    if found.slug != slug or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Http404
    return found


def _schedules(quarter, chosen, language):
    """Public schedules of the quarter, by the name of their council in the alphabet of the language."""
    return (
        Schedule.objects.public_in(*LANGUAGES)
        .filter(chosen.condition("council__"), year=quarter.year, number=quarter.number)
        .select_related("council__region")
        .order_by(Collate(f"council__name_{language}", f"{language}-x-icu"), "pk")
    )


def _councils(schedules, language, now):
    """Each council with its schedule and the items of its questions; two queries."""
    rows = Consultation.objects.filter(schedule__in=schedules).order_by("opens_at", "pk")
    items = {}
    for item in consultation_items(rows, language, now):
        items.setdefault(item.row.schedule_id, []).append(item)
    return [
        {
            "name": schedule.council.name(language),
            "url": council_url(schedule.council, language),
            "region": schedule.council.region and schedule.council.region.name(language),
            "level": schedule.council.get_level_display(),
            "schedule_url": council_url(schedule.council, language, "schedule", schedule.slug),
            "items": items.get(schedule.pk, []),
        }
        for schedule in schedules
    ]


def _neighbours(shown, this, query, language):
    """The quarter before, this one and the next, with the same choice of councils; a year ahead at most."""
    kept = query.copy()
    kept.pop("page", None)
    suffix = f"?{kept.urlencode()}" if kept else ""
    latest = this
    for _step in range(QUARTERS_AHEAD):
        latest = latest.next()
    return [
        {
            "label": other.label(language),
            "url": reverse("quarter", args=[other.slug]) + suffix,
            "current": other == shown,
        }
        for other in (shown.previous(), shown, shown.next())
        if other == shown or (other.year >= FIRST_YEAR and other <= latest)
    ]
