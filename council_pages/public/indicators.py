"""Indicators of all councils, the public matrix, and one council's numbers with their inputs (000-10, G13).

Like stands beside like: numbers are shown by level, councils by level and name. Nothing is ordered by how well a
council does, and no list of the worst is made: completeness and inputs, not a ranking (demands, part B, row 11).
"""

from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.db.models.functions import Collate
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms import regions
from cms.collation import collation_for
from cms.dates import long_date
from cms.languages import active_language
from cms.models import Council, Level
from council_pages.compliance_rows import cells_of, quarters_between
from council_pages.filters import CouncilFilter
from council_pages.months import FIRST_YEAR
from council_pages.overview import figures
from council_pages.overview.indicator_rows import readings_of
from council_pages.overview.matrix import USUAL_QUARTERS
from council_pages.overview.public_status import status_words
from council_pages.public.calendars import FRESH_SECONDS
from council_pages.public.frame import frame, portrait_of
from council_pages.public.quarters import quarter_of
from council_pages.quarters import Quarter

PAGE_SIZE = 50


@require_safe
@cache_control(public=True, max_age=FRESH_SECONDS)
def indicators(request):
    """GET /<lang>/indicators/?quarter=2026-q4&level=&region=: 404 for what is no quarter, or one that is to come."""
    language, today = active_language(), timezone.localdate()
    shown, this, chosen = _quarter(request, today), Quarter.of(today), CouncilFilter.of(request.GET)
    councils = public_councils()
    listed = _by_level_and_name(councils.filter(chosen.condition()), language)
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    measured = figures.shown(readings_of(councils, shown, today), councils, today)
    context = frame(request, _("Indicators"), query="" if shown == this else f"?quarter={shown}")
    lead = _("How the public councils keep the recommendations on consultations: each number with its formula.")
    context |= {
        "lead": lead,
        "as_of": today,
        "quarter": shown.label(language),
        "quarters": _neighbours(shown, this, chosen, language),
        "kept": [("quarter", shown)],
        "indicators": measured,
        "numbers": _numbers(measured),
        "page_obj": page,
        "matrices": _matrices(list(page), shown, today, language),
        **chosen.choices(language),
    }
    named = f"{_('Indicators')}: {shown.label(language)}, {long_date(today, language)}."
    context["portrait"] = portrait_of(request, _("Indicators"), words=[named, lead])
    return render(request, "council_pages/indicators.html", context)


def _numbers(measured):
    """Indicators × levels, each led to how it is counted."""
    levels = [label for label, _words in measured[0]["values"]]
    rows = [
        [{"text": one["label"], "url": f"#{one['code']}"}, *(words for _label, words in one["values"])]
        for one in measured
    ]
    return {"columns": [_("Indicator"), *levels], "rows": rows}


def public_councils():
    """Councils that are open and can be read: those that are closed are out of compliance."""
    return Council.objects.open().filter(pk__in=Council.objects.filter(sections__page__live=True).values("pk"))


def _quarter(request, today):
    asked = request.GET.get("quarter", "")
    quarter = quarter_of(asked) if asked else Quarter.of(today)
    if quarter > Quarter.of(today):
        raise Http404
    return quarter


def _neighbours(shown, this, chosen, language):
    """This quarter and those before it, with the same choice of councils; always the one that is shown."""
    offered = [this]
    while len(offered) < USUAL_QUARTERS and offered[-1].previous().year >= FIRST_YEAR:
        offered.append(offered[-1].previous())
    kept = "".join(f"&{name}={value}" for name, value in (("level", chosen.level), ("region", chosen.region)) if value)
    return [
        {"label": quarter.label(language), "url": f"?quarter={quarter}{kept}", "current": quarter == shown}
        for quarter in sorted({*offered, shown})
    ]


def _by_level_and_name(councils, language):
    place = Case(*(When(level=level, then=Value(number)) for number, level in enumerate(Level)))
    return councils.order_by(place, Collate(f"name_{language}", collation_for(language)), "pk")


def _matrices(councils, shown, today, language):
    """A table for each level on the page of the list: its councils with the last quarters up to the shown one."""
    first = shown
    for _step in range(USUAL_QUARTERS - 1):
        first = first.previous()
    quarters = quarters_between(first, shown)
    keys = [council.pk for council in councils]
    rows = dict.fromkeys(keys)
    for facts, cells in cells_of(Council.objects.filter(pk__in=keys), quarters, today):
        rows[facts.pk] = (facts, cells)
    columns = [_("Council"), *(quarter.label(language) for quarter in quarters)]
    return [
        {
            "caption": level.label,
            "columns": columns,
            "rows": [_row(*rows[council.pk], language) for council in councils if council.level == level],
        }
        for level in Level
        if any(council.level == level for council in councils)
    ]


def _row(council, cells, language):
    url = reverse("council_compliance", args=[council.slug])
    region = regions.BY_CODE.get(council.region)
    head = {"text": str(council), "url": url, "note": region.forms(language).nominative if region else None}
    return [head, *({"text": status_words(cell), "url": f"{url}#{cell.quarter}"} for cell in cells)]
