"""The calendar by month, of a council or of the whole country, and the same for a calendar on one's own device."""

from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.descriptions import listed
from cms.languages import active_language
from council_pages import calendars, ical
from council_pages.filters import CouncilFilter
from council_pages.months import Month
from council_pages.public.frame import address, frame, portrait_of, public_council, ways_to_follow

PAGE_SIZE = 60
# What a device's calendar gets: what was lately, and what is ahead.
DAYS_BACK, DAYS_AHEAD = 92, 366
FRESH_SECONDS = 300


@require_safe
def calendar(request, slug=""):
    """GET …/calendar/?month=2026-11: what happens in the month. 404 for an unknown council and for what is no month."""
    council, language = public_council(slug) if slug else None, active_language()
    region = "" if council else CouncilFilter.of(request.GET).region
    today = timezone.localdate()
    month = _month(request.GET.get("month", ""), today)
    found = calendars.happenings(month.first_day, month.last_day, council, region)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    here = address("calendar", council)
    context = frame(request, _("Calendar"), council, f"?month={month}")
    context |= {
        "month": month.label(language),
        "months": _neighbours(month, Month.of(today), here, region, language),
        "page_obj": page,
        "agenda": [entry.agenda_item for entry in calendars.entries(list(page), language, with_council=not council)],
        "noindex": not found,
        "ways_to_follow": ways_to_follow(council, region),
        "kept": [("month", month)],
        **({} if council else {"regions": CouncilFilter(region=region).choices(language)["regions"]}),
    }
    named = listed(f"{_('Calendar')}, {month.label(language)}", [item["title"] for item in context["agenda"]])
    lead = _(
        "When councils open questions, until when they take proposals, where they meet citizens, and when they sit."
    )
    words = [named, council.name(language) if council else "", lead]
    context["portrait"] = portrait_of(request, _("Calendar"), council, words)
    return render(request, "council_pages/calendar.html", context)


def _month(asked, today):
    try:
        return Month.parse(asked) if asked else Month.of(today)
    except ValueError as error:
        raise Http404 from error


def _neighbours(month, this, here, region, language):
    """The month before, this one, the month after; no further ahead than a year, where nobody plans."""
    shown = [other for other in (month.shifted(-1), month, month.shifted(1)) if other is not None]
    return [
        {"label": other.label(language, month), "url": f"{here}?{_query(other, region)}", "current": other == month}
        for other in shown
        if other <= max(month, this.shifted(12) or month)
    ]


def _query(month, region):
    return urlencode({"month": month.slug, **({"region": region} if region else {})})


@require_safe
@cache_control(public=True, max_age=FRESH_SECONDS)
def calendar_ics(request, slug=""):
    """GET …/calendar.ics: the same for a device, a quarter back and a year ahead."""
    council, language = public_council(slug) if slug else None, active_language()
    region = "" if council else CouncilFilter.of(request.GET).region
    today = timezone.localdate()
    span = today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)
    found = calendars.entries(calendars.happenings(*span, council, region), language, with_council=True)
    name = council.name(language) if council else _("Public councils")
    events = [_event(entry, request) for entry in found]
    body = ical.write(name, language, events, timezone.now())
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


def _event(entry, request):
    """An entry as a calendar on a device keeps it: the name outlives every change of its day."""
    happening = entry.happening
    return ical.Event(
        uid=f"{happening.name}@{urlsplit(settings.SITE_URL).hostname}",
        summary=": ".join(filter(None, [happening.label, entry.title])),
        language=entry.lang,
        starts_at=happening.starts_at,
        ends_at=happening.event and happening.event.ends_at,
        url=request.build_absolute_uri(entry.url),
        location=entry.place,
        description=entry.council,
        is_cancelled=happening.is_cancelled,
    )
