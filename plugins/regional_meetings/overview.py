"""What other places of the site ask of regional meetings: what is missing or due, a feed, rows for an export."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Min, Q, Sum, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.roles import PUBLISHES_TEXTS
from council_pages.compliance_facts import CouncilFacts
from council_pages.quarters import Quarter
from council_pages.todo import Duty, Screen
from plugins.regional_meetings import duties, national
from plugins.regional_meetings.acts import PLANS
from plugins.regional_meetings.models import Body, DutyRecord, Group, QuarterReport, YearPlan
from plugins.regional_meetings.public.frame import council_address, public_meetings
from plugins.regional_meetings.rules import first_due, quarters_due
from plugins.regional_meetings.words import STATE_LABELS

FEED_LENGTH = 50
QUESTION_COLUMNS = (
    gettext_lazy("Meeting"),
    gettext_lazy("Rank"),
    gettext_lazy("Question"),
    gettext_lazy("Theme"),
    gettext_lazy("Priority"),
    gettext_lazy("Questions in the group"),
    gettext_lazy("Askers"),
    gettext_lazy("Body that is responsible"),
    gettext_lazy("State"),
)


class MeetingDuty(TextChoices):
    """What there is to do, on the start page of those who answer for it."""

    REPORT_MISSING = (
        "meetings_report_missing",
        gettext_lazy("Freeze and publish the quarterly report on regional meetings"),
    )
    PROPOSALS_DUE = (
        "meetings_proposals_due",
        gettext_lazy("Send the proposals for the meetings of the first head, and record it"),
    )
    PLAN_DUE = (
        "meetings_plan_due",
        gettext_lazy("Approve the departmental plan of regional meetings, and record it"),
    )


YEARLY_CODES = {
    duties.Duty.PROPOSALS: MeetingDuty.PROPOSALS_DUE,
    duties.Duty.DEPARTMENT_PLAN: MeetingDuty.PLAN_DUE,
}


@dataclass(frozen=True, slots=True)
class PlannedYear:
    """What a duty of the year is about; the year is its key."""

    pk: int

    def __str__(self):
        return _("Year plan: %(year)s") % {"year": self.pk}


def _owed(councils, today):
    """{council: the quarters that are over and have no report}, of councils with public problems or reports. Two
    queries.
    """
    is_public = Q(meetings__ranking_published_at__isnull=False)
    bodies = Body.objects.filter(council__in=councils).select_related("council")
    bodies = bodies.annotate(day=Min("meetings__groups__problem__opened_on", filter=is_public))
    frozen = defaultdict(set)
    for council, *quarter in QuarterReport.objects.filter(council__in=councils).values_list(
        "council", "year", "number"
    ):
        frozen[council].add(Quarter(*quarter))
    firsts = {body.council: first_due(body.day, frozen[body.council_id]) for body in bodies}
    return {
        council: [quarter for quarter in quarters_due(first, today) if quarter not in frozen[council.pk]]
        for council, first in firsts.items()
        if first
    }


def missing_reports(councils, today):
    """{key of a council: how many quarterly reports are missing}, of those with published problems. Two queries."""
    return {council.pk: len(quarters) for council, quarters in _owed(councils, today).items()}


def report_duties(councils, today):
    """A duty for each quarter that is over and has no report. Two queries."""
    return [
        Duty(
            MeetingDuty.REPORT_MISSING,
            CouncilFacts(council.pk, council.slug, council.name_kk, council.name_ru),
            quarter,
            quarter.last_day,
            (today - quarter.last_day).days,
            Screen("regional_meetings_reports", (council.slug,)),
            PUBLISHES_TEXTS,
        )
        for council, quarters in _owed(councils, today).items()
        for quarter in quarters
    ]


def yearly_duties(councils, today):
    """The two duties of a body for the plan that is due, while they are not recorded (G8). Four queries.

    Where the plan is not opened yet, the way leads to opening it.
    """
    bodies = list(Body.objects.bound().filter(council__in=councils).select_related("council"))
    years = (today.year, today.year + 1)
    days, periods = national.days_of_years(years), [str(year) for year in years]
    records = DutyRecord.objects.filter(body__in=bodies, period__in=periods)
    done = set(records.values_list("duty", "period", "body"))
    plans = set(YearPlan.objects.filter(body__in=bodies, year__in=years).values_list("body", "year"))
    found = []
    for body in bodies:
        council = CouncilFacts(body.council.pk, body.council.slug, body.council.name_kk, body.council.name_ru)
        for year in years:
            for duty in duties.BODYS_OWN:
                due, is_done = days[year][duty].in_plan(year), (duty.value, str(year), body.pk) in done
                if is_done or not duties.is_reminded(due, year, today):
                    continue
                screen = Screen("regional_meetings_new_plan", (council.slug,))
                if (body.pk, year) in plans:
                    screen = Screen("regional_meetings_duty", (council.slug, year, duty.value))
                late = duties.days_late(due, None, today)
                found.append(Duty(YEARLY_CODES[duty], council, PlannedYear(year), due, late, screen, PLANS))
    return found


def feed_entries(council, language):
    """Announced meetings and frozen reports, the newest first, as facts of `cms.plugins.FeedEntry`."""
    entries = [
        {
            "key": f"regional-meeting-{meeting.pk}",
            "title": meeting.title(language),
            "url": council_address(council, language, meeting.slug),
            "published": meeting.announced_at,
            "summary": f"{meeting.region.name(language)}. {meeting.head(language)}",
        }
        for meeting in public_meetings(council).order_by("-announced_at")[:FEED_LENGTH]
    ]
    for report in QuarterReport.objects.for_council(council).defer("rows")[:FEED_LENGTH]:
        title = _("Progress on the problems raised: %(quarter)s") % {"quarter": report.quarter.label(language)}
        url = council_address(council, language, "reports", report.quarter.slug)
        key = f"regional-report-{report.pk}"
        entries.append({"key": key, "title": title, "url": url, "published": report.frozen_at})
    return sorted(entries, key=lambda entry: entry["published"], reverse=True)[:FEED_LENGTH]


def question_rows(council, language):
    """The groups of all meetings of the council as rows of words. One query."""
    groups = Group.objects.for_council(council).select_related("meeting__event__consultation", "problem__owner")
    groups = groups.annotate(count=Count("questions"), asked_by=Sum("questions__askers"))
    for group in groups.order_by("meeting__event__starts_at", "rank", "pk"):
        problem = getattr(group, "problem", None)
        yield (
            group.meeting.title(language),
            group.rank or "",
            group.text(language),
            group.theme(language),
            group.get_priority_display(),
            group.count,
            group.asked_by or 0,
            problem.owner.name(language) if problem else "",
            STATE_LABELS[problem.state] if problem else "",
        )
