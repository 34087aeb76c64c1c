"""What a council has to do, from facts, rules and the day. Pure.

A duty names what is missing, until when, the screen that closes it, and who answers for it; it is gone as soon as the
fact is on record. `docs/compliance.md` says where each comes from. Nothing is refused for a duty that is overdue.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.languages import active_language
from cms.roles import HANDLES_PROPOSALS, PLANS_CONSULTATIONS, Role
from council_pages.compliance import (
    RulesOf,
    answers_due,
    approved_on,
    counts_for,
    outcome_due,
    published_on,
    schedule_due,
)
from council_pages.compliance_facts import ConsultationFacts, CouncilFacts, ReplyFacts
from council_pages.quarters import Quarter

# Settings of the site, as no document names them: how early a duty is told, and after how many days it is told further.
AHEAD_DAYS = 14
LEAD_AFTER_DAYS = 7
MINISTRY_AFTER_DAYS = 30


class DutyCode(TextChoices):
    """What there is to do, in the order of the cycle."""

    SCHEDULE_MISSING = "schedule_missing", _("Make the schedule of the quarter")
    SCHEDULE_NOT_APPROVED = (
        "schedule_not_approved",
        _("Have the schedule approved at a sitting, and record the decision"),
    )
    SCHEDULE_NOT_TOLD = "schedule_not_told", _("Publish the schedule in social networks or mass media, and record it")
    QUESTION_NOT_TOLD = "question_not_told", _("Invite citizens in social networks or mass media, and record it")
    CLOSING = "closing", _("The form closes soon: remind citizens")
    UNANSWERED = "unanswered", _("Answer the proposals")
    LIST_NOT_CLOSED = "list_not_closed", _("Close the list of proposals")
    OUTCOME_MISSING = "outcome_missing", _("Publish the outcome")
    POSITION_NOT_TOLD = (
        "position_not_told",
        _("Publish the council's position in social networks or mass media, and record it"),
    )
    REPLY_OVERDUE = "reply_overdue", _("The state body has not replied: remind it, or record the reply")


class Level(IntEnum):
    """How far an overdue duty is told."""

    COUNCIL = 0
    LEAD = 1
    MINISTRY = 2


TOLD_TO = {
    Level.COUNCIL: frozenset(),
    Level.LEAD: frozenset({Role.LEAD}),
    Level.MINISTRY: frozenset({Role.LEAD, Role.OVERSEER}),
}


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen of the staff: name of the route, its arguments, its question."""

    route: str
    args: tuple = ()
    query: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do. `about` is a quarter, a consultation or a recommendation; `number` counts what is missing."""

    code: DutyCode
    council: CouncilFacts
    about: Quarter | ConsultationFacts | ReplyFacts
    due: date
    overdue: int
    screen: Screen
    roles: frozenset = PLANS_CONSULTATIONS
    number: int = 0

    @property
    def subject(self) -> str:
        """What it is about, in the active language."""
        return self.about.label(active_language()) if isinstance(self.about, Quarter) else str(self.about)

    @property
    def level(self) -> Level:
        """How far it is told today."""
        if self.overdue >= MINISTRY_AFTER_DAYS:
            return Level.MINISTRY
        return Level.LEAD if self.overdue >= LEAD_AFTER_DAYS else Level.COUNCIL

    @property
    def told_to(self) -> frozenset:
        """The roles that hear of it today: those who answer for it and, when it stays, those above them."""
        return self.roles | TOLD_TO[self.level]

    def screen_for(self, *, acts: bool) -> Screen:
        """The screen that closes it; whoever only hears of it is led to the council's compliance."""
        return self.screen if acts else Screen("kenes_council_compliance", (self.council.slug,))

    def has_ended(self, now: datetime) -> bool:
        """True for the last days of a form from the hour of its closing on: nobody can be reminded any more."""
        return self.code == DutyCode.CLOSING and self.about.closes_at is not None and self.about.closes_at <= now

    @property
    def key(self) -> str:
        """The duty's identity: the same from day to day while it stays undone."""
        about = self.about.slug if isinstance(self.about, Quarter) else self.about.pk
        return f"{self.code}:{self.council.pk}:{about}:{self.due}"


@dataclass(frozen=True, slots=True)
class Workload:
    """A council with what may still have to be done in it.

    `council` holds the schedules of this quarter and the next; `consultations` those that are not halted; `replies` the
    recommendations that wait for one. `proposals_route` is the list of proposals, None where there are none at all.
    """

    council: CouncilFacts
    consultations: tuple[ConsultationFacts, ...] = ()
    replies: tuple[ReplyFacts, ...] = ()
    proposals_route: str | None = None


def duties_of(work: Workload, rules_of: RulesOf, today: date, ahead: int = 0) -> list[Duty]:
    """The council's duties on the day, the earliest due first; none for a council that is closed.

    `ahead` days are looked further, for a letter that must last for a week.
    """
    if work.council.closed_on is not None:
        return []
    found = [
        *_of_schedules(work, rules_of, today, ahead),
        *(duty for row in work.consultations for duty in _before_closing(work, row, rules_of, today, ahead)),
        *(duty for row in work.consultations for duty in _after_closing(work, row, rules_of, today)),
        *_of_replies(work, today),
    ]
    return sorted(found, key=lambda duty: (duty.due, list(DutyCode).index(duty.code), duty.key))


def _duty(code, work, about, due, today, screen, **facts):
    return Duty(code, work.council, about, due, max(0, (today - due).days), screen, **facts)


def _of_schedules(work, rules_of, today, ahead) -> Iterator[Duty]:
    """The schedule of this quarter and of the next: made, approved, published outside; one at a time."""
    this = Quarter.of(today)
    for quarter in (this, this.next()):
        due, schedule = schedule_due(quarter, rules_of), work.council.schedules.get(quarter)
        if not counts_for(work.council, quarter) or (due - today).days > AHEAD_DAYS + ahead:
            continue
        desk = Screen("kenes_schedule", (schedule.pk,)) if schedule else Screen("kenes_new_schedule")
        if schedule is None:
            yield _duty(DutyCode.SCHEDULE_MISSING, work, quarter, due, today, desk)
        elif approved_on(schedule, today) is None:
            yield _duty(DutyCode.SCHEDULE_NOT_APPROVED, work, quarter, due, today, desk)
        elif published_on(schedule, today) is None:
            yield _duty(DutyCode.SCHEDULE_NOT_TOLD, work, quarter, due, today, desk)


def _before_closing(work, row, rules_of, today, ahead) -> Iterator[Duty]:
    """Step 3, from shortly before the opening until the outcome; and the last days of the form."""
    if row.halted or row.opens_on is None:
        return
    desk = Screen("kenes_consultation", (row.pk,))
    is_near = (row.opens_on - today).days <= AHEAD_DAYS + ahead
    if is_near and row.told_on is None and row.reported_on is None:
        yield _duty(DutyCode.QUESTION_NOT_TOLD, work, row, row.opens_on, today, desk)
    left = (row.closes_on - today).days
    if row.opens_on <= today and 0 <= left <= rules_of(today).closing_reminder_days + ahead:
        roles = PLANS_CONSULTATIONS | HANDLES_PROPOSALS
        yield _duty(DutyCode.CLOSING, work, row, row.closes_on, today, desk, roles=roles)


def _after_closing(work, row, rules_of, today) -> Iterator[Duty]:
    """Steps 5 and 7, from the day after the last one."""
    if row.halted or row.closes_on is None or row.closes_on >= today:
        return
    desk, due = Screen("kenes_consultation", (row.pk,)), outcome_due(row, rules_of)
    if row.unanswered:
        proposals = Screen(work.proposals_route, query=f"consultation={row.pk}")
        facts = {"roles": HANDLES_PROPOSALS, "number": row.unanswered}
        yield _duty(DutyCode.UNANSWERED, work, row, answers_due(row, rules_of), today, proposals, **facts)
    if row.reported_on is None:
        if not row.list_is_frozen:
            facts = {"roles": HANDLES_PROPOSALS}
            yield _duty(DutyCode.LIST_NOT_CLOSED, work, row, answers_due(row, rules_of), today, desk, **facts)
        yield _duty(DutyCode.OUTCOME_MISSING, work, row, due, today, desk)
    elif row.is_reported and row.position_told_on is None:
        yield _duty(DutyCode.POSITION_NOT_TOLD, work, row, due, today, desk)


def _of_replies(work, today) -> Iterator[Duty]:
    """Recommendations whose term for a reply is over."""
    for row in work.replies:
        if row.due_on < today:
            yield _duty(DutyCode.REPLY_OVERDUE, work, row, row.due_on, today, Screen("kenes_recommendation", (row.pk,)))


def until_next_week(today: date) -> int:
    """Days for which a letter of this day must last: until the Sunday of its week.

    >>> until_next_week(date(2026, 11, 23)), until_next_week(date(2026, 11, 29))
    (6, 0)
    """
    return 6 - today.weekday()


def week_of(today: date) -> date:
    """The Monday of the week."""
    return today - timedelta(days=today.weekday())
