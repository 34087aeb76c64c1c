"""Duties, meetings, problems and reports in words of the active language: for the staff's screens and for readers."""

from django.utils.translation import gettext as _

from cms.dates import appointment, local
from cms.languages import in_language
from council_pages.models import DayOff, Rule
from council_pages.rulebook import rules_on
from council_pages.rules import RuleCode
from council_pages.todo_lines import delay_in_words
from council_pages.working_days import is_weekend
from plugins.regional_meetings.models import Part, ProblemState
from plugins.regional_meetings.rules import exceeds, in_working_hours, longest_report, share_percent

STATE_LABELS = dict(ProblemState.choices)
# A state picks its colour and shape, see `cms.component_tags.words`.
STATE_KINDS = {
    "registered": "plan",
    "in_progress": "review",
    "partially_resolved": "partly",
    "resolved": "done",
    "explained": "done",
    "forwarded": "plan",
    "postponed": "soon",
    "not_resolved": "no",
}


def duty_lines(standings, language):
    """Each duty with its owner, its day, its source, and how late it was or is."""
    lines = []
    for row in standings:
        if row.done_on is None:
            kind, words = ("late", _("Not done")) if row.is_overdue else ("plan", _("Ahead"))
        else:
            kind, words = ("partly", _("Done late")) if row.days_late else ("done", _("Done in time"))
        lines.append(
            {
                "duty": row.duty,
                "label": row.duty.label,
                "owner": row.owner.label,
                "due": row.due,
                "done_on": row.done_on,
                "kind": kind,
                "words": words,
                "delay": delay_in_words(row.days_late),
                "source": getattr(row.source, f"source_{language}", ""),
                "proof_url": row.record.proof_url if row.record else "",
                "note": row.record.note if row.record else "",
            }
        )
    return lines


def state_of(meeting, now=None):
    """(kind, words) of what the meeting is: planned, held, cancelled, postponed."""
    event, question = meeting.event, meeting.consultation
    if event.is_cancelled or question.halted == "cancelled":
        return "no", _("Will not be held")
    if question.halted:
        return "soon", _("Postponed")
    if event.is_held:
        return "done", _("Held")
    if now is not None and event.starts_at <= now:
        return "review", _("No record yet")
    return "plan", _("Planned")


def meeting_lines(meetings, language, now=None):
    """Each meeting of a list in a few words; the rows come with `with_facts()`."""
    lines = []
    for meeting in meetings:
        kind, words = state_of(meeting, now)
        lines.append(
            {
                "pk": meeting.pk,
                "slug": meeting.slug,
                "council": meeting.council,
                "title": meeting.title(language),
                "body": meeting.body.name(language),
                "region": meeting.region.name(language),
                "head": meeting.head(language),
                "rank": meeting.get_head_rank_display(),
                "starts_at": meeting.event.starts_at,
                "when": appointment(meeting.event.starts_at, language, with_year=True),
                "holding": meeting.consultation.get_holding_display(),
                "off_schedule": meeting.is_off_schedule,
                "is_public": meeting.announced_at is not None,
                "kind": kind,
                "words": words,
            }
        )
    return lines


def meeting_facts(meeting, language):
    """The facts of a meeting as pairs (label, value), without those that are not known."""
    event = meeting.event
    facts = [
        (_("Central executive body"), meeting.body.name(language)),
        (_("Who meets the people"), meeting.head(language)),
        (_("Region"), meeting.region.name(language)),
        (_("When"), appointment(event.starts_at, language, with_year=True)),
        (_("Why this day and hour"), in_language(meeting, "time_note", language)),
        (_("Place"), event.place(language)),
        (_("Form of holding"), meeting.consultation.get_holding_display()),
        (_("Places linked by video"), "; ".join(meeting.linked(language))),
        (_("Place and video link agreed"), _agreement(meeting, language)),
        (_("Planned time"), _minutes(meeting.planned_minutes)),
        (_("People who came and watched"), event.participants if event.is_held else ""),
        (_("Off schedule because"), in_language(meeting, "off_schedule", language)),
    ]
    return [(label, value) for label, value in facts if value not in ("", None)]


def _agreement(meeting, language):
    day = f"{meeting.agreed_on:%d.%m.%Y}" if meeting.agreed_on else ""
    return ", ".join(filter(None, [day, in_language(meeting, "agreed_with", language)]))


def _minutes(number):
    return _("%(number)s min") % {"number": number} if number else ""


def share_words(meeting):
    """The report's share in the planned time, with its limit and source: None where either number is missing.

    A share that is too large is a breach that everybody sees; nothing is refused (G7).
    """
    planned, report, day = meeting.planned_minutes, meeting.report_minutes, local(meeting.event.starts_at).date()
    if not planned or not report:
        return None
    limit = rules_on(day).report_share_percent
    value = Rule.objects.valid_on(day).filter(code=RuleCode.REPORT_SHARE_PERCENT).first()
    return {
        "report": report,
        "planned": planned,
        "percent": share_percent(report, planned),
        "limit": limit,
        "longest": longest_report(planned, limit),
        "is_breach": exceeds(report, planned, limit),
        "source": (value or Rule.by_default(RuleCode.REPORT_SHARE_PERCENT)).source,
    }


def hours_note(meeting):
    """A warning where most people are at work at that hour, and nobody has said why it suits them; else empty."""
    starts_at = meeting.event.starts_at
    day = local(starts_at).date()
    listed = DayOff.objects.filter(day=day).first()
    is_off = listed.kind == DayOff.Kind.OFF if listed else is_weekend(day)
    if not in_working_hours(starts_at, is_off) or meeting.time_note_kk:
        return ""
    return _("The meeting begins in working hours. Say why this day and hour suit people.")


def part_lines(meeting, language):
    """The three parts of a meeting, each with its record or without."""
    records = {row.part: row for row in meeting.parts.all()}
    lines = []
    for part in Part:
        row = records.get(part.value)
        lines.append(
            {
                "part": part,
                "label": part.label,
                "row": row,
                "when": row.held_on if row else None,
                "place": row.place(language) if row else "",
                "people": row.people if row else None,
                "result": row.result(language) if row else "",
            }
        )
    return lines


def progress_words(line):
    """A line of progress: its state, per cent and words; None where nothing was told."""
    if line is None:
        return None
    return {
        "kind": STATE_KINDS[line.state],
        "words": line.get_state_display(),
        "percent": line.percent,
        "text": line.text(),
    }


def quarter_lines(standings, language):
    """The quarters that owe a report, each frozen on a day or missing."""
    lines = []
    for row in standings:
        kind, words = ("late", _("Missing")) if row.is_missing else ("done", _("Frozen and published"))
        lines.append(
            {
                "quarter": row.quarter,
                "label": row.quarter.label(language),
                "kind": kind,
                "words": words,
                "is_missing": row.is_missing,
                "frozen_at": row.report.frozen_at if row.report else None,
                "delay": delay_in_words(row.days_late),
            }
        )
    return lines


def report_lines(rows, language):
    """The rows of a report in one language: what was asked, who owns it, how it stands and what has changed."""
    return [_report_line(row, language) for row in rows]


def _report_line(row, language):
    is_silent = not row["state"]
    return {
        "problem": row["problem"],
        "rank": row["rank"],
        "text": row["text"][language],
        "theme": row["theme"][language],
        "region": row["region"][language],
        "owner": row["owner"][language],
        "measure": row["measure"][language],
        "meeting": row["meeting"],
        "meeting_title": row["meeting_title"][language],
        "kind": "late" if is_silent else STATE_KINDS[row["state"]],
        "words": _("Nothing was told") if is_silent else STATE_LABELS[row["state"]],
        "is_silent": is_silent,
        "progress": row["progress"][language],
        "change": change_words(row),
    }


def change_words(row):
    """What has changed since the quarter before, from state and per cent; empty where nothing was told."""
    if not row["state"]:
        return ""
    if (row["state"], row["percent"]) == (row["state_before"], row["percent_before"]):
        return _("No change")
    told = {
        "before": STATE_LABELS[row["state_before"]],
        "percent_before": row["percent_before"],
        "now": STATE_LABELS[row["state"]],
        "percent": row["percent"],
    }
    return _("%(before)s, %(percent_before)s%% → %(now)s, %(percent)s%%") % told
