"""A council's public pages of regional meetings: all of them, one meeting, a frozen report."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import components
from cms.languages import active_language, in_language
from cms.pages import council_url
from council_pages.documents import files
from council_pages.quarters import Quarter
from plugins.regional_meetings import holding, national, ranking, reports, voicing
from plugins.regional_meetings.documents import report_document
from plugins.regional_meetings.models import Body, QuarterReport, YearPlan
from plugins.regional_meetings.public.frame import council_address, frame, national_address, public_meetings
from plugins.regional_meetings.words import (
    duty_lines,
    meeting_facts,
    meeting_lines,
    part_lines,
    quarter_lines,
    report_lines,
    share_words,
    state_of,
)

MOST_MEETINGS = 200
YEARS_SHOWN = 3


@require_safe
def meetings(request, council):
    """The year plans with their duties, the meetings ahead and behind, the quarterly reports."""
    language, now = active_language(), timezone.now()
    today = timezone.localdate(now)
    body = Body.objects.filter(council=council).first()
    lines = meeting_lines(public_meetings(council)[:MOST_MEETINGS], language, now)
    for line in lines:
        line["url"] = council_address(council, language, line["slug"])
    context = frame(request, _("Regional meetings"), council, words=[_("Regional meetings"), council.name(language)])
    context |= {
        "body": body,
        "ways_on": [
            {"label": _("Meetings of all bodies"), "url": national_address(), "icon": "calendar"},
            {
                "label": _("Feed of meetings and reports (Atom)"),
                "url": f"{council_address(council, language)}meetings.xml",
                "icon": "file",
            },
        ],
        "ahead": [line for line in reversed(lines) if line["starts_at"] >= now],
        "behind": [line for line in lines if line["starts_at"] < now],
        "plans": _plans(council, today, language),
        "quarters": _quarters(council, body, today, language),
    }
    return render(request, "regional_meetings/council.html", context)


def _plans(council, today, language):
    """The duties of the published plans, the latest years first."""
    plans = YearPlan.objects.for_council(council).exclude(published_at=None).select_related("body")[:YEARS_SHOWN]
    shown = []
    for plan in plans:
        standings = national.yearly_standings(plan.year, today, plan.body)
        shown.append({"year": plan.year, "duties": duty_lines(standings, language)})
    return shown


def _quarters(council, body, today, language):
    lines = quarter_lines(reports.standings(body, today) if body else [], language)
    for line in lines:
        if not line["is_missing"]:
            line["url"] = council_address(council, language, "reports", line["quarter"].slug)
    return lines


@require_safe
def meeting(request, council, address):
    """One meeting: its facts, the way to its form, its parts, the ranked list, the progress of each problem."""
    row, language, now = meeting_or_404(council, address), active_language(), timezone.now()
    kind, words = state_of(row, now)
    title = row.title(language)
    context = frame(request, title, council, ("meeting",), [title, row.head(language), row.region.name(language)])
    is_ranked = row.ranking_published_at is not None
    context |= {
        "meeting": row,
        "status": kind,
        "status_label": words,
        "facts": meeting_facts(row, language),
        "form_components": components.build(components.Place.QUESTION_FORM, row.consultation, language, now),
        "question_url": council_url(council, language, "questions", row.slug),
        "cancel_reason": row.event.cancel_reason(language) or in_language(row.consultation, "halt_reason", language),
        "share": share_words(row),
        "parts": part_lines(row, language) if row.event.is_held else [],
        "in_full": holding.is_held_in_full(row),
        "participants": [(one.get_level_display(), one.post(language)) for one in row.participants.all()],
        "coverage": _coverage(row, language),
        "method": row.method(language) if is_ranked else "",
        "balance": ranking.balance_of(row) if is_ranked else None,
        "came_after": voicing.not_taken_over(row) if is_ranked else 0,
        "ranked": _ranked(row, council, timezone.localdate(now), language) if is_ranked else [],
    }
    return render(request, "regional_meetings/meeting.html", context)


def meeting_or_404(council, address):
    """The council's announced meeting at the address, or 404."""
    return get_object_or_404(public_meetings(council), event__consultation__slug=address)


def _coverage(row, language):
    return [
        {"kind": one.get_kind_display(), "day": one.told_on, "url": one.url, "place": one.place(language)}
        for one in row.coverage.all()
    ]


def _ranked(row, council, today, language):
    """The ranked groups, each with what the frozen reports say of its problem; quarters without a report as missing."""
    body = row.body
    standings = reports.standings(body, today)
    frozen = list(body.quarter_reports.all())
    told = {
        (report.quarter, line["problem"]): line for report in frozen for line in report_lines(report.rows, language)
    }
    settled = {
        one.quarter: reports.settled_by(report for report in frozen if report.quarter < one.quarter)
        for one in standings
    }
    shown = []
    for group in ranking.counted_groups(row).select_related("problem__owner", "problem__region"):
        problem = getattr(group, "problem", None)
        entry = {
            "group": group,
            "text": group.text(language),
            "theme": group.theme(language),
            "owner": problem.owner.name(language) if problem else "",
            "region": problem.region.name(language) if problem else "",
            "measure": problem.measure(language) if problem else "",
            "quarters": [],
        }
        if problem:
            first = Quarter.of(problem.opened_on)
            due = [one for one in standings if one.quarter >= first]
            entry["quarters"] = [
                {
                    **_of_quarter(one, told.get((one.quarter, problem.pk)), council, language),
                    "is_settled": problem.pk in settled[one.quarter],
                }
                for one in reversed(due)
            ]
        shown.append(entry)
    return shown


def _of_quarter(standing, line, council, language):
    quarter = standing.quarter
    url = "" if standing.is_missing else council_address(council, language, "reports", quarter.slug)
    return {"label": quarter.label(language), "line": line, "is_missing": standing.is_missing, "url": url}


@require_safe
def report(request, council, quarter):
    """A frozen report, word for word as it was published."""
    row, language = report_or_404(council, quarter), active_language()
    lines = report_lines(row.rows, language)
    for line in lines:
        line["meeting_url"] = council_address(council, language, line["meeting"])
    title = report_title(row)
    context = frame(request, title, council, ("report",), [title, row.body.name(language)])
    context |= {
        "report": row,
        "body": row.body.name(language),
        "lines": lines,
        "silent": sum(line["is_silent"] for line in lines),
        "download_links": files.links(council_address(council, language, "reports", row.quarter.slug)),
    }
    return render(request, "regional_meetings/report.html", context)


@require_safe
def report_file(request, council, quarter, name):
    """The same as a file, `document.pdf` or `document.docx`."""
    row, form = report_or_404(council, quarter), files.format_of(name)
    if form is None:
        raise Http404
    return files.public_response(request, report_document(row, active_language()), form)


def report_title(row):
    """What the report is called, in the active language."""
    return _("Progress on the problems raised: %(quarter)s") % {"quarter": row.quarter.label(active_language())}


def report_or_404(council, slug):
    """The council's frozen report of the quarter, or 404."""
    try:
        quarter = Quarter.parse(slug)
    except ValueError as error:
        raise Http404 from error
    if quarter.slug != slug:
        raise Http404
    rows = QuarterReport.objects.for_council(council).select_related("body", "council")
    return get_object_or_404(rows, year=quarter.year, number=quarter.number)
