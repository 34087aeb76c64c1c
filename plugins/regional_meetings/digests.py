"""Sums over all bodies: a half-year by region and competence, a year of each body for the evaluation, regions' need.

Sources: seed 004, 1, 4) (priorities of regions), 2, 3, 2), 4, 2) (half-years) and 6, 2) (the yearly evaluation). Every
number is counted from rows that are public; queries do not grow with bodies, regions or problems.
"""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Count, Max, Min, Q

from cms.dates import beginning_of, local
from cms.models import Council, Region
from council_pages.quarters import Quarter
from council_pages.rulebook import rules_of_days
from plugins.regional_meetings.duties import OWNERS, YEARLY, Duty, Owner, days_late
from plugins.regional_meetings.models import (
    Body,
    DutyRecord,
    Meeting,
    Part,
    Problem,
    QuarterReport,
    SystemicIssue,
    Voiced,
)
from plugins.regional_meetings.models.meetings import LABEL
from plugins.regional_meetings.models.problems import SETTLED
from plugins.regional_meetings.national import days_of, issues_of
from plugins.regional_meetings.rules import RegionFacts, by_priority, exceeds, first_due, quarters_due


def span(first, last):
    """The condition that a meeting begins between two days, both included."""
    return Q(event__starts_at__gte=beginning_of(first), event__starts_at__lt=beginning_of(last + timedelta(days=1)))


def public_problems():
    """Problems that readers find: of published lists, in councils that have the plugin on."""
    return _listed().filter(group__meeting__council__in=Council.objects.with_plugin(LABEL))


def _listed():
    """Problems of published lists, as the ministry counts them: also of councils in which the plugin is off now."""
    return Problem.objects.exclude(group__meeting__ranking_published_at=None)


def _held():
    """Public meetings that were held, in councils that have the plugin on."""
    return Meeting.objects.shown().filter(event__participants__isnull=False)


def half_year(half):
    """The digest of a half-year: {region: {body: [line, …]}} of problems raised then and of systemic issues told of.

    A line: {"text", "theme", "state", "source"} with rows behind it; ordered by region, body and rank. Two queries.
    """
    found = defaultdict(lambda: defaultdict(list))
    problems = public_problems().filter(opened_on__range=(half.first_day, half.last_day))
    for row in problems.select_related("group", "owner", "region").order_by("region__order", "owner", "group__rank"):
        found[row.region][row.owner].append({"problem": row, "issue": None})
    for row in issues_of(half):
        found[row.region][row.body].append({"problem": None, "issue": row})
    ordered = sorted(found.items(), key=lambda pair: pair[0].order)
    return [(region, sorted(bodies.items(), key=lambda pair: str(pair[0]))) for region, bodies in ordered]


def meetings_held(half):
    """How many public meetings were held in the half-year. One query."""
    return _held().filter(span(half.first_day, half.last_day)).count()


def evaluation(year, today):
    """For each body that owes meetings, the numbers of a year for the evaluation (004-29), as dicts. Seven queries.

    Meetings planned and held, held in full, with too long a report; questions; problems and those settled; quarters
    that owe a report and those that have one; days late of the body's two duties.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = days_of(year)
    rows = {body.pk: {"body": body, **dict.fromkeys(COUNTED, 0)} for body in Body.objects.bound()}
    _count_meetings(rows, first, last)
    _count(rows, Voiced.objects.filter(_within("meeting__event", first, last)), "meeting__body", "questions")
    raised = _listed().filter(opened_on__range=(first, last))
    _count(rows, raised, "group__meeting__body", "problems")
    _count(rows, raised.filter(state__in=SETTLED), "group__meeting__body", "settled")
    _count_reports(rows, year, today)
    done = {(record.duty, record.body_id): record.done_on for record in DutyRecord.objects.filter(period=str(year))}
    for key, row in rows.items():
        for duty in YEARLY:
            if OWNERS[duty] == Owner.BODY:
                row[f"late_{Duty(duty).value}"] = days_late(
                    days[duty].in_plan(year), done.get((duty.value, key)), today
                )
    return list(rows.values())


COUNTED = ("planned", "held", "in_full", "too_long", "questions", "problems", "settled", "quarters", "reports")


def _within(event, first, last):
    ends = beginning_of(last + timedelta(days=1))
    return Q(**{f"{event}__starts_at__gte": beginning_of(first), f"{event}__starts_at__lt": ends})


def _count(rows, queryset, path, name):
    for key, count in queryset.order_by().values_list(path).annotate(count=Count("pk")):
        if key in rows:
            rows[key][name] = count


def _count_meetings(rows, first, last):
    rules = rules_of_days()
    meetings = Meeting.objects.filter(span(first, last)).select_related("event")
    for meeting in meetings.annotate(recorded=Count("parts", distinct=True)):
        row = rows.get(meeting.body_id)
        if row is None:
            continue
        limit = rules(local(meeting.event.starts_at).date()).report_share_percent
        row["planned"] += 1
        row["held"] += meeting.event.is_held
        row["in_full"] += meeting.event.is_held and meeting.recorded == len(Part)
        row["too_long"] += exceeds(meeting.report_minutes, meeting.planned_minutes, limit)


def _count_reports(rows, year, today):
    """Reports of the year, and quarters of it that owe one. Two queries."""
    frozen = defaultdict(list)
    for key, *quarter in QuarterReport.objects.order_by().values_list("body", "year", "number"):
        frozen[key].append(Quarter(*quarter))
    first_days = dict(_listed().order_by().values_list("group__meeting__body").annotate(day=Min("opened_on")))
    for key, row in rows.items():
        row["reports"] = sum(quarter.year == year for quarter in frozen[key])
        if day := first_due(first_days.get(key), frozen[key]):
            row["quarters"] = sum(quarter.year == year for quarter in quarters_due(day, today))


def region_priorities():
    """All regions in the order of their need (004-6): open problems, systemic issues, last meeting. Four queries."""
    open_problems = dict(
        public_problems().exclude(state__in=SETTLED).order_by().values_list("region").annotate(count=Count("pk"))
    )
    issues = dict(SystemicIssue.objects.order_by().values_list("region").annotate(count=Count("pk")))
    last = dict(_held().order_by().values_list("region").annotate(day=Max("event__starts_at")))
    return by_priority(
        RegionFacts(
            region,
            open_problems.get(region.pk, 0),
            issues.get(region.pk, 0),
            local(last[region.pk]).date() if region.pk in last else None,
        )
        for region in Region.objects.all()
    )
