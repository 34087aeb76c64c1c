"""One council's numbers as everybody may read them: quarter by quarter with the inputs, and its own comment."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.languages import active_language
from cms.models import Council
from cms.pages import SECTIONS, council_url
from council_pages.compliance import UNPUBLISHED, freshness_of
from council_pages.compliance_rows import cells_of, latest_publications, quarters_between
from council_pages.models import NumbersComment
from council_pages.overview.public_status import status_words
from council_pages.public.frame import frame, portrait_of, public_council
from council_pages.quarters import Quarter
from council_pages.rulebook import rules_on

QUARTERS_SHOWN = 8


@require_safe
def council_compliance(request, slug):
    """GET …/compliance/: the last quarters that count, the latest first."""
    council, language, today = public_council(slug), active_language(), timezone.localdate()
    councils = Council.objects.filter(pk=council.pk)
    [(_facts, cells)] = cells_of(councils, _quarters(today), today)
    title = _("How the council keeps the recommendations")
    lead = _("What the council has published of each quarter, and how fresh its pages are.")
    context = frame(request, title, council)
    context |= {
        "lead": lead,
        "as_of": today,
        "comment": _comment(council, language),
        "quarters": [_quarter(cell, council, language) for cell in reversed(cells) if _is_shown(cell)],
        "freshness_columns": [_("Section of the site"), _("Last published"), _("Days since")],
        "sections": _sections(council, language, today),
        "noindex": not any(_is_shown(cell) for cell in cells),
    }
    context["portrait"] = portrait_of(request, title, council, [f"{title}.", council.name(language), lead])
    return render(request, "council_pages/council_compliance.html", context)


def _quarters(today):
    first = last = Quarter.of(today)
    for _step in range(QUARTERS_SHOWN - 1):
        first = first.previous()
    return quarters_between(first, last)


def _is_shown(cell):
    return cell.counts or cell.status not in UNPUBLISHED


def _comment(council, language):
    comment = NumbersComment.objects.for_council(council).standing().first()
    if comment is None:
        return None
    return {"text": comment.text(language), "lang": comment.foreign(language), "published_at": comment.published_at}


def _quarter(cell, council, language):
    """The quarter for the template: its status, and the inputs that anybody can look up."""
    schedule = cell.schedule
    is_published = cell.status not in UNPUBLISHED
    return {
        "slug": cell.quarter.slug,
        "label": cell.quarter.label(language),
        "status": status_words(cell),
        "is_done": is_published,
        "schedule_url": council_url(council, language, "schedule", cell.quarter.slug)
        if schedule and schedule.on_site
        else "",
        "publications": schedule.publications if is_published else (),
        "due": cell.published.due,
        "rows": _rows(cell),
    }


def _rows(cell):
    answers = cell.answers
    rows = [
        (_("Consultations that are over"), _("%(held)s, asked for: %(needed)s") % _held(cell)),
        (_("Outcomes published"), cell.reported_count),
    ]
    if answers.received:
        rows += [(_("Proposals received"), answers.received), (_("Proposals answered"), answers.answered)]
    if answers.due:
        rows.append((_("Answers given in time"), f"{answers.share_in_time} %"))
    if answers.answered:
        rows.append((_("Median of waiting for an answer, in days"), number_format(answers.median_days)))
    return rows


def _held(cell):
    return {"held": cell.held_count, "needed": cell.needed}


def _sections(council, language, today):
    """For the component `data_table`: each required section with the day of its last publication."""
    latest = latest_publications(Council.objects.filter(pk=council.pk))[council.pk]
    return [
        [
            {"text": SECTIONS[row.section], "url": council_url(council, language, row.section)},
            row.last or "—",
            "—" if row.days is None else row.days,
        ]
        for row in freshness_of(latest, rules_on(today), today)
    ]
