"""How a council keeps the recommendations, quarter by quarter: the status, the days late, the answers. Pure.

Source: recommendations of 2024 (seed 001): the schedule is worked out and approved at a sitting at least once a
quarter and published in social networks or mass media. `docs/compliance.md` defines each number once; each has one
function here. Nothing of this refuses anything: councils are independent.
"""

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from cms.dates import local
from council_pages.compliance_facts import ConsultationFacts, CouncilFacts, ScheduleFacts
from council_pages.quarters import Quarter
from council_pages.rules import Rules

# What held on a day.
RulesOf = Callable[[date], Rules]
INSTANT = timedelta(microseconds=1)
# The sections that 000-26 asks to keep up to date, by their addresses.
REQUIRED_SECTIONS = ("schedule", "questions", "outcomes", "sittings", "news", "members", "contacts")


class Status(TextChoices):
    """How far a council has come with a quarter: a ladder, and each rung stands on all the rungs below."""

    NONE = "none", pgettext_lazy("compliance", "No schedule")
    DRAFT = "draft", pgettext_lazy("compliance", "Schedule in draft")
    APPROVED = "approved", pgettext_lazy("compliance", "Schedule approved")
    PUBLISHED = "published", pgettext_lazy("compliance", "Schedule published")
    HELD = "held", pgettext_lazy("compliance", "Consultations held")
    REPORTED = "reported", pgettext_lazy("compliance", "Outcomes published")

    @property
    def rank(self) -> int:
        """Its place on the ladder, from 0."""
        return list(Status).index(self)


UNPUBLISHED = frozenset({Status.NONE, Status.DRAFT, Status.APPROVED})


@dataclass(frozen=True, slots=True)
class Mark:
    """One duty: until when, since when it is done, and how many days after the due day that was or would be today."""

    due: date | None = None
    done: date | None = None
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class Answers:
    """Proposals and their answers. `due`: those that are answered or whose term is over; `median_days` of waiting."""

    received: int = 0
    answered: int = 0
    due: int = 0
    in_time: int = 0
    median_days: float | None = None

    @property
    def share_in_time(self) -> int | None:
        """Percent of the answers due that came in time, rounded down; None where no answer is due yet."""
        return self.in_time * 100 // self.due if self.due else None


@dataclass(frozen=True, slots=True)
class Cell:
    """One council in one quarter. `counts`: whether the council is answerable for it at all.

    `held`, `reported` and `excused` number its consultations; `needed` is how many a quarter asks for.
    """

    quarter: Quarter
    counts: bool = True
    status: Status = Status.NONE
    is_missed: bool = False
    schedule: ScheduleFacts | None = None
    consultations: tuple[ConsultationFacts, ...] = ()
    approved: Mark = Mark()
    published: Mark = Mark()
    held: Mark = Mark()
    reported: Mark = Mark()
    needed: int = 0
    held_count: int = 0
    reported_count: int = 0
    excused: tuple[ConsultationFacts, ...] = ()
    answers: Answers = field(default_factory=Answers)

    @property
    def days_late(self) -> int:
        """The longest delay of the quarter."""
        return max(mark.days_late for mark in (self.approved, self.published, self.held, self.reported))


@dataclass(frozen=True, slots=True)
class Freshness:
    """When something was last published in a section; without a day nothing ever was, and that is not fresh."""

    section: str
    last: date | None
    days: int | None
    is_fresh: bool


def cell_of(council: CouncilFacts, quarter: Quarter, rules_of: RulesOf, today: date) -> Cell:
    """The council's quarter as it stands today."""
    counts = counts_for(council, quarter)
    until = until_day(council, today) if counts else date.min
    schedule, consultations = council.schedules.get(quarter), council.consultations.get(quarter, ())
    needed, due = rules_of(quarter.first_day).consultations_per_quarter_min, schedule_due(quarter, rules_of)
    approved, published = approved_on(schedule, today), published_on(schedule, today)
    days = [(row, held_on(row, quarter, today)) for row in consultations]
    held = [row for row, day in days if day]
    excused = tuple(row for row, day in days if not day and row.is_excused)
    status = status_of(schedule, approved, published, held, needed)
    return Cell(
        *(quarter, counts, status, quarter.last_day < until and status in UNPUBLISHED, schedule, consultations),
        approved=_mark(due, approved, until),
        published=_mark(due, published, until),
        held=_held_mark(quarter, sorted(day for _row, day in days if day), needed, len(excused), until),
        reported=_reported_mark(held, rules_of, today, until),
        needed=needed,
        held_count=len(held),
        reported_count=sum(row.is_reported for row in held),
        excused=excused,
        answers=answers_of(consultations, rules_of, today),
    )


def counts_for(council: CouncilFacts, quarter: Quarter) -> bool:
    """Whether the council is answerable for the quarter: from the one after it was made, until the day it closed."""
    if quarter <= Quarter.of(council.created_on):
        return False
    return council.closed_on is None or quarter.first_day < council.closed_on


def until_day(council: CouncilFacts, today: date) -> date:
    """The day up to which delays grow: today, or the day on which the council closed."""
    return min(today, council.closed_on or today)


def status_of(schedule, approved, published, held, needed) -> Status:
    """The highest rung that stands on all rungs below it.

    `approved` and `published` are days or None. `held` are the consultations that are over: one at least, in any case.
    """
    if schedule is None:
        return Status.NONE
    if approved is None:
        return Status.DRAFT
    if published is None:
        return Status.APPROVED
    if len(held) < max(needed, 1):
        return Status.PUBLISHED
    return Status.REPORTED if all(row.is_reported for row in held) else Status.HELD


def schedule_due(quarter: Quarter, rules_of: RulesOf) -> date:
    """The last day for a schedule to be approved and published, by the rule that holds when the quarter begins."""
    return quarter.first_day - timedelta(days=rules_of(quarter.first_day).schedule_due_days_before_quarter)


def outcome_due(consultation: ConsultationFacts, rules_of: RulesOf) -> date:
    """The last day for the outcome, by the rule of the day on which proposals were last taken."""
    return consultation.closes_on + timedelta(days=rules_of(consultation.closes_on).outcome_due_days)


def answers_due(consultation: ConsultationFacts, rules_of: RulesOf) -> date:
    """The last day for the answers, by the rule of the day on which proposals were last taken."""
    return answers_due_after(consultation.closes_on, rules_of)


def answers_due_after(closes_on: date, rules_of: RulesOf) -> date:
    """The same for whoever knows only that day."""
    return closes_on + timedelta(days=rules_of(closes_on).answer_due_days)


def approved_on(schedule: ScheduleFacts | None, today: date) -> date | None:
    """The day of the sitting whose decision approved the schedule; a sitting to come approves nothing yet."""
    return _past(schedule and schedule.approval and schedule.approval.day, today)


def published_on(schedule: ScheduleFacts | None, today: date) -> date | None:
    """The first day on which the schedule stood outside this site; a page of ours alone is not that (001-5)."""
    days = [publication.day for publication in schedule.publications] if schedule else []
    return _past(min(days, default=None), today)


def held_on(consultation: ConsultationFacts, quarter: Quarter, today: date) -> date | None:
    """The last day on which it took proposals, once that is over; None for one that is halted or closed too early.

    An outcome that readers can see stands above a halt, as it does in `lifecycle.state_at`.
    """
    if consultation.is_reported:
        return consultation.closes_on or consultation.reported_on
    closes_on = consultation.closes_on
    if consultation.halted or closes_on is None or closes_on < quarter.first_day:
        return None
    return closes_on if closes_on < today else None


def answers_of(consultations, rules_of: RulesOf, today: date) -> Answers:
    """The answers to the proposals of these consultations; a halted one has no term, and is left out."""
    received = answered = due = in_time = 0
    for row in _with_a_term(consultations):
        last_day = answers_due(row, rules_of)
        received += len(row.answers)
        given = [answer for answer in row.answers if answer.answered_on is not None]
        answered += len(given)
        due += len(row.answers) if last_day < today else len(given)
        in_time += sum(answer.answered_on <= last_day for answer in given)
    waited = waits_of(consultations)
    return Answers(received, answered, due, in_time, statistics.median(waited) if waited else None)


def waits_of(consultations) -> list[int]:
    """How many days each answered proposal of these consultations waited."""
    answers = [answer for row in _with_a_term(consultations) for answer in row.answers]
    return [(answer.answered_on - answer.received_on).days for answer in answers if answer.answered_on is not None]


def _with_a_term(consultations):
    return [row for row in consultations if not row.halted and row.closes_on is not None and row.answers]


def freshness_of(latest: Mapping[str, date], rules: Rules, today: date) -> list[Freshness]:
    """Days since something was published in each required section, by the rule that holds today."""
    found = []
    for section in REQUIRED_SECTIONS:
        last = latest.get(section)
        days = None if last is None else max(0, (today - last).days)
        found.append(Freshness(section, last, days, days is not None and days <= rules.freshness_days))
    return found


def last_day(closes_at: datetime) -> date:
    """The last day on which proposals are taken: a closing at midnight ends the day before, on the local calendar."""
    return (local(closes_at) - INSTANT).date()


def days_late(due: date | None, done: date | None, until: date) -> int:
    """Days from the due day to the day it was done, or to `until`; never negative, and 0 before the due day."""
    return max(0, (min(done or until, until) - due).days) if due else 0


def _mark(due, done, until):
    return Mark(due, done, days_late(due, done, until))


def _held_mark(quarter, days, needed, excused, until):
    """Enough by the last day of the quarter; those halted with a reason are not missing, but they are not held."""
    due = quarter.last_day
    if 0 < needed <= len(days):
        return _mark(due, days[needed - 1], until)
    missing = needed - len(days) - excused
    return Mark(due, None, days_late(due, None, until) if missing > 0 else 0)


def _reported_mark(held, rules_of, today, until):
    """The outcome that is most overdue; a first publication counts, even if the report was taken down later."""
    terms = [(outcome_due(row, rules_of), _past(row.reported_on, today)) for row in held if row.closes_on]
    if not terms:
        return Mark()
    late = max(days_late(due, done, until) for due, done in terms)
    waiting = [due for due, done in terms if done is None]
    if waiting:
        return Mark(min(waiting), None, late)
    return Mark(max(due for due, _done in terms), max(done for _due, done in terms), late)


def _past(day: date | None, today: date) -> date | None:
    return day if day is not None and day <= today else None
