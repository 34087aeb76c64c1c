"""All consultations of a council by the year in which they were held, with their outcome."""

import re

from django.core.paginator import Paginator
from django.db.models import Count, IntegerField
from django.db.models.functions import Coalesce, ExtractYear
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.dates import ZONE
from cms.descriptions import listed
from cms.languages import LANGUAGES, active_language
from council_pages.listings import consultation_items, live_titles
from council_pages.months import FIRST_YEAR, LAST_YEAR
from council_pages.public.frame import address, frame, portrait_of, public_council

PAGE_SIZE = 50


@require_safe
def archive(request, slug):
    """GET …/archive/?year=2026: the consultations of one year, by default of the latest. 404 for what is no year."""
    council, language, now = public_council(slug), active_language(), timezone.now()
    dated = _by_year(council)
    counts = dict(dated.values_list("year").annotate(number=Count("pk")).order_by("-year"))
    year = _year(request.GET.get("year", ""), counts)
    rows = dated.filter(year=year).order_by("-opens_at", "-event_at", "-pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = frame(request, _("Archive of consultations"), council, f"?year={year}" if year else "")
    context |= {
        "year": year,
        "years": _years(counts, year, address("archive", council)),
        "page_obj": page,
        "columns": [_("Question"), _("Proposals are accepted"), _("State"), _("Outcome")],
        "rows": _rows(page.object_list, language, now),
        "noindex": not rows,
    }
    titles = [row[0]["text"] for row in context["rows"]]
    named = listed(f"{_('Archive of consultations')}{f', {year}' if year else ''}", titles)
    lead = _("All public consultations of the council by year, with their state and outcome.")
    context["portrait"] = portrait_of(
        request, _("Archive of consultations"), council, [named, council.name(language), lead]
    )
    return render(request, "council_pages/archive.html", context)


def _by_year(council):
    """Public consultations with their year in Astana: of the opening, else of the event, else of the schedule."""
    year = Coalesce(
        ExtractYear("opens_at", tzinfo=ZONE),
        ExtractYear("event_at", tzinfo=ZONE),
        "schedule__year",
        output_field=IntegerField(),
    )
    return council.consultations.public_in(*LANGUAGES).annotate(year=year).exclude(year=None)


def _year(asked, counts):
    if not asked:
        return next(iter(counts), None)
    if not re.fullmatch(r"[0-9]{4}", asked) or not FIRST_YEAR <= int(asked) <= LAST_YEAR:
        raise Http404
    return int(asked)


def _years(counts, year, here):
    """For the component `chips`: each year with its number of consultations."""
    return [
        {"label": str(known), "count": f"({number})", "url": f"{here}?year={known}", "current": known == year}
        for known, number in counts.items()
    ]


def _rows(consultations, language, now):
    """For the component `data_table`; three queries."""
    items = consultation_items(consultations, language, now, with_steps=True)
    outcomes = [item.row.outcome for item in items if getattr(item.row, "outcome", None)]
    reports = live_titles(outcomes, language)
    return [
        [
            {"text": item.title, "url": item.url, "lang": item.lang, "note": item.badge or None},
            item.window or "—",
            {"status": item.state, "status_label": item.status_label, "note": item.step or None},
            _report(item.row, reports),
        ]
        for item in items
    ]


def _report(row, reports):
    outcome = getattr(row, "outcome", None)
    if outcome is None or outcome.pk not in reports:
        return "—"
    return {"text": _("Read the outcome"), "url": reports[outcome.pk][1]}
