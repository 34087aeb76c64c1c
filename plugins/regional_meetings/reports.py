"""Quarterly reports of progress: frozen in one click, public from that moment, never changed by any path.

Source: seed 004, 1, 7); demands 004-19 and G6. A quarter that is over without a report is shown as missing, with the
days since its end. What a report says is copied into it: later changes of names, measures or ranks do not reach it.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.dates import local
from cms.languages import LANGUAGES
from plugins.regional_meetings.acts import PUBLISHES, lock_body, log, permit
from plugins.regional_meetings.models import Meeting, Problem, ProblemState, Progress, QuarterReport
from plugins.regional_meetings.models.problems import SETTLED
from plugins.regional_meetings.rules import first_due, quarter_standing, quarters_due


@transaction.atomic
def freeze(body, quarter, *, user, now):
    """Freeze and publish what the body says of its problems in the quarter. Returns the `QuarterReport`.

    A problem of which nothing was told stands in it as such. Refused: a second report, a quarter that is not over,
    a quarter before the first problem, and problems of the quarter in a list that is not public: the report would be
    without them for ever.
    """
    body = lock_body(body.pk)
    permit(user, body.council, PUBLISHES)
    if QuarterReport.objects.filter(body=body, year=quarter.year, number=quarter.number).exists():
        words = _("The report of this quarter is frozen and never changes. Freeze the next quarter instead.")
        raise ValidationError(words)
    if quarter.last_day >= local(now).date():
        words = _("The quarter is not over yet: the report can be frozen from %(day)s.")
        raise ValidationError(words % {"day": f"{quarter.next().first_day:%d.%m.%Y}"})
    _refuse_hidden(body, quarter)
    rows = rows_of(body, quarter)
    if not rows:
        raise ValidationError(_("There was no problem to tell of in this quarter. Choose a later quarter."))
    report = QuarterReport.objects.create(
        council=body.council, body=body, year=quarter.year, number=quarter.number, rows=rows, frozen_at=now,
        frozen_by=user,
    )  # fmt: skip
    log(report, "report_frozen", user, quarter=str(quarter), problems=len(rows))
    return report


def _refuse_hidden(body, quarter):
    hidden = Meeting.objects.filter(
        body=body, ranking_published_at=None, groups__problem__opened_on__lte=quarter.last_day
    )
    if meeting := hidden.with_facts().first():
        words = _(
            "The ranked list of this meeting is not public, and its problems would be missing from the report for "
            "ever: %(meeting)s. Publish the list first."
        )
        raise ValidationError(words % {"meeting": meeting.title()})


def rows_of(body, quarter):
    """What a report of the quarter would say now: one row for each problem of the body's published lists. Three
    queries.

    A problem that an earlier report has told of as settled, and of which nothing new is told, is left out. One that was
    settled in a quarter whose report did not hold it stands here with those words.
    """
    settled = settled_by(report for report in body.quarter_reports.all() if report.quarter < quarter)
    problems = (
        Problem.objects.filter(group__meeting__body=body, opened_on__lte=quarter.last_day)
        .exclude(group__meeting__ranking_published_at=None)
        .select_related("group__meeting__event__consultation", "owner", "region")
    )
    lines = {}
    for line in Progress.objects.filter(problem__in=problems).order_by("year", "number"):
        if line.quarter <= quarter:
            lines.setdefault(line.problem_id, []).append(line)
    rows = [_row(problem, lines.get(problem.pk, []), quarter, problem.pk in settled) for problem in problems]
    return [row for row in rows if row is not None]


def _row(problem, lines, quarter, is_told_settled):
    """A problem in the quarter, in plain words of both languages; None once a report before said it was settled."""
    now = next((line for line in lines if line.quarter == quarter), None)
    *earlier, before = [None, None, *(line for line in lines if line.quarter < quarter)]
    if now is None and before is not None and before.state in SETTLED:
        if is_told_settled:
            return None
        now, before = before, earlier[-1]
    group, meeting = problem.group, problem.group.meeting
    return {
        "problem": problem.pk,
        "meeting": meeting.slug,
        "meeting_title": _said(meeting.title),
        "rank": group.rank,
        "text": _said(group.text),
        "theme": _said(group.theme),
        "region": _said(problem.region.name),
        "owner": _said(problem.owner.name),
        "measure": _said(problem.measure),
        "state": now.state if now else "",
        "state_before": before.state if before else ProblemState.REGISTERED.value,
        "percent": now.percent if now else None,
        "percent_before": before.percent if before else 0,
        "progress": _said(now.text) if now else dict.fromkeys(LANGUAGES, ""),
    }


def _said(words):
    return {language: words(language) for language in LANGUAGES}


def standings(body, today):
    """The quarters that owe a report, the latest first, each with its report or the days it is missing. Two queries.

    What is frozen stands here whatever became of the list since.
    """
    reports = {report.quarter: report for report in body.quarter_reports.defer("rows")}
    first = first_due(first_problem_on(body), reports)
    if first is None:
        return []
    due = quarters_due(first, today)
    shown = [(quarter, reports.get(quarter)) for quarter in due]
    return [
        quarter_standing(quarter, report, report and local(report.frozen_at).date(), today)
        for quarter, report in reversed(shown)
    ]


def settled_by(reports):
    """Keys of the problems of which the latest of these reports that tells of them says that they are settled. Pure."""
    last = {}
    for report in sorted(reports, key=lambda one: one.quarter):
        last |= {row["problem"]: row["state"] for row in report.rows if row["state"]}
    return {key for key, state in last.items() if state in SETTLED}


def first_problem_on(body):
    """The day on which the first problem of the body was opened, None without one."""
    problems = Problem.objects.filter(group__meeting__body=body).exclude(group__meeting__ranking_published_at=None)
    return problems.order_by("opened_on").values_list("opened_on", flat=True).first()


def owed_quarter(body, today):
    """The earliest quarter that is over and has no report: the one to freeze next. None where nothing is owed."""
    return next((row.quarter for row in reversed(standings(body, today)) if row.is_missing), None)
