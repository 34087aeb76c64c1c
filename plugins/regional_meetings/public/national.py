"""Public pages for the whole country: the schedule of meetings, and the half-yearly digest by region and competence."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import regions
from cms.languages import active_language
from council_pages.documents import files
from plugins.regional_meetings import digests, national, tables
from plugins.regional_meetings.documents import digest_document
from plugins.regional_meetings.duties import HALF_YEARLY
from plugins.regional_meetings.halves import Half
from plugins.regional_meetings.models import MethodText
from plugins.regional_meetings.public.frame import council_address, frame, national_address, public_meetings
from plugins.regional_meetings.words import STATE_KINDS, STATE_LABELS, duty_lines, meeting_lines

PAGE_SIZE = 30
FIRST_YEAR = 2016


@require_safe
def schedule(request):
    """GET /<lang>/regional-meetings/?year=&region=: all announced meetings, national duties, regions' priorities."""
    language, now = active_language(), timezone.now()
    today = timezone.localdate(now)
    rows, region, year = public_meetings(), request.GET.get("region", ""), _year(request.GET.get("year", ""), today)
    if region in regions.BY_CODE:
        rows = rows.filter(region__code=region)
    if year:
        rows = rows.filter(event__starts_at__year=year)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = meeting_lines(page, language, now)
    for line in lines:
        line["url"] = council_address(line["council"], language, line["slug"])
    lead = _("Heads of central executive bodies answer people's questions in the regions.")
    half = Half.of(today)
    methods = MethodText.objects.first()
    context = frame(request, _("Regional meetings"), words=[_("Regional meetings"), lead])
    context |= {
        "lead": lead,
        "page_obj": page,
        "lines": lines,
        "is_filtered": bool(region or year),
        "years": [_option(str(one), str(one), str(year or "")) for one in _years(today)],
        "regions": [_option(one.code, one.forms(language).nominative, region) for one in regions.in_order(language)],
        "duties": duty_lines(national.yearly_standings(today.year + (today.month == 12), today), language),
        "digests": [
            {"label": one.label(language), "url": national_address("digest", one.slug), "current": False}
            for one in (half, half.previous())
        ],
        "priority_columns": [_("Region"), _("Open problems"), _("Systemic problems"), _("Last meeting")],
        "priorities": [
            [row.region.name(language), row.problems, row.issues, row.last_meeting or "—"]
            for row in digests.region_priorities()
        ],
        "methods": methods,
        "methods_text": methods.text(language) if methods else "",
    }
    return render(request, "regional_meetings/national.html", context)


def _years(today):
    return range(today.year + 1, max(FIRST_YEAR, today.year - 3) - 1, -1)


def _year(asked, today):
    return int(asked) if asked in map(str, _years(today)) else None


def _option(value, label, chosen):
    return {"value": value, "label": label, "selected": value == chosen}


def digest_title(half):
    """What the sums of the half-year are called, in the active language."""
    return _("Systemic problems and questions: %(half)s") % {"half": half.label(active_language())}


@require_safe
def digest(request, half):
    """The half-year: what was raised, by region and by the body that is competent; what was done of the duties."""
    half, language = half_or_404(half), active_language()
    title = digest_title(half)
    records = national.half_year_records(half)
    context = frame(request, title, deeper=("digest",), words=[title])
    context |= {
        "half": half,
        "groups": [
            (
                region.name(language),
                [(body.name(language), [_line(line, language) for line in lines]) for body, lines in bodies],
            )
            for region, bodies in digests.half_year(half)
        ],
        "held": digests.meetings_held(half),
        "duties": [(duty.label, _done(records, duty)) for duty in HALF_YEARLY],
        "links": [
            *files.links(national_address("digest", half.slug)),
            *(
                {
                    "label": _("Download: %(format)s") % {"format": end.upper()},
                    "url": f"{national_address('digest', half.slug)}digest.{end}",
                    "icon": "down",
                }
                for end in tables.FILES
            ),
        ],
    }
    return render(request, "regional_meetings/digest.html", context)


def _done(records, duty):
    """Days on which the duty was done in the half-year: a day, the number of regions, or that it was not."""
    mine = [record for (code, _region), record in records.items() if code == duty]
    if not mine:
        return _("no record")
    if mine[0].region_id:
        return _("regions: %(count)s") % {"count": len(mine)}
    return f"{mine[0].done_on:%d.%m.%Y}"


def _line(line, language):
    problem = line["problem"]
    if problem is None:
        return {
            "text": line["issue"].text(language),
            "kind": "",
            "words": "",
            "from": line["issue"].get_sender_display(),
        }
    return {
        "text": problem.group.text(language),
        "kind": STATE_KINDS[problem.state],
        "words": STATE_LABELS[problem.state],
        "from": _("Regional meeting"),
    }


@require_safe
def digest_file(request, half, name):
    """The same as a file: `digest.csv`, `digest.xlsx`, `document.pdf`, `document.docx`."""
    half, language = half_or_404(half), active_language()
    stem, _dot, end = name.partition(".")
    if stem == "digest" and end in tables.FILES:
        return tables.file_response(tables.digest_table(half, language), f"regional-meetings-{half.slug}", end)
    form = files.format_of(name)
    if form is None:
        raise Http404
    document = digest_document(half, tables.digest_table(half, language), language, timezone.localdate())
    return files.public_response(request, document, form)


def half_or_404(slug):
    """The half-year of the address, of years that can hold a meeting; 404 for anything else."""
    try:
        half = Half.parse(slug)
    except ValueError as error:
        raise Http404 from error
    if not FIRST_YEAR <= half.year <= timezone.localdate().year:
        raise Http404
    return half
