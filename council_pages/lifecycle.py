"""The consultation's way from plan to outcome: states and the seven steps, as pure functions of evidence and time.

Source: recommendations of 2024 (seed 001), the algorithm of seven steps; status words from decisions.md. What the rows
prove is read by `council_pages.evidence`; what is warned of stands in `council_pages.warned`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cms.dates import local


class State(TextChoices):
    """What a consultation is doing; the same in both languages."""

    PLANNED = "planned", _("Planned")
    COLLECTING = "collecting", _("Proposals are being accepted")
    REVIEWING = "reviewing", _("The council is reviewing")
    PUBLISHED = "published", _("Outcome published")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Will not be held")


class Halt(TextChoices):
    """Why a consultation stands still, where it does."""

    POSTPONED = State.POSTPONED.value, _("Postponed")
    CANCELLED = State.CANCELLED.value, _("Will not be held")


class Told(TextChoices):
    """What citizens were told there: the schedule (step 2), the question (step 3), the council's position (step 7)."""

    SCHEDULE = "schedule", _("The schedule is published")
    QUESTION = "question", _("Citizens are invited")
    POSITION = "position", _("The council's position is published")


STEPS = (
    _("Decision to hold a consultation"),
    _("Approval of the list of questions"),
    _("Informing citizens"),
    _("Holding the consultation"),
    _("List of proposals and recommendations"),
    _("Draft recommendation (for draft legal acts)"),
    _("Publication of the outcome and of the council's position"),
)
HOLDING_STEP = 4
DRAFT_ACT_STEP = 6


def state_at(now, *, opens_at, closes_at, halted="", outcome_at=None):
    """The state at the moment `now`, from the window, the halt and the publication of the outcome.

    A published outcome stands above everything, a halt above the window. A consultation without a window is planned.

    >>> from datetime import datetime
    >>> state_at(datetime(2026, 11, 22), opens_at=datetime(2026, 11, 1), closes_at=datetime(2026, 12, 1)).value
    'collecting'
    """
    if outcome_at is not None and outcome_at <= now:
        return State.PUBLISHED
    if halted:
        return State(halted)
    if opens_at is None or now < opens_at:
        return State.PLANNED
    return State.COLLECTING if now < closes_at else State.REVIEWING


@dataclass(frozen=True)
class Evidence:
    """What the rows prove of a consultation. None stands for: there is no evidence.

    Steps 1 and 2: when a sitting decided, and when one approved the schedule that holds the question. Step 3: the first
    publication outside this site that invites citizens. Step 4: the window, and when an event was first held. Step 5:
    when the list of proposals was closed. Step 6: when a recommendation was sent. Step 7: when the report was
    published here, and when the council's position was first published outside.
    """

    decided_on: date | None = None
    approved_on: date | None = None
    told_on: date | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    held_on: date | None = None
    listed_at: datetime | None = None
    recommended_on: date | None = None
    reported_at: datetime | None = None
    position_told_on: date | None = None
    is_draft_act: bool = False
    is_halted: bool = False


class StepState(TextChoices):
    """How one step stands. Missing: a later step is done, and of this one there is no record."""

    DONE = "done", _("Done")
    CURRENT = "current", _("Now")
    AHEAD = "ahead", pgettext_lazy("step", "Ahead")
    MISSING = "missing", _("No record")
    SKIPPED = "skipped", _("Not held")


@dataclass(frozen=True)
class Step:
    """One of the seven, 1 to 7, with the day or the moment from which it counts as done."""

    number: int
    state: StepState
    date: date | datetime | None = None

    @property
    def label(self):
        """What is done in it, in the active language."""
        return STEPS[self.number - 1]

    @property
    def note(self):
        """Why it is left out, where it is."""
        return _("The question is not about a draft legal act.") if self.state == StepState.SKIPPED else ""


def proofs(evidence, now):
    """The day or moment that proves each step at `now`: {number: date}. A step without one is not done."""
    told_outside, reported = evidence.position_told_on, evidence.reported_at
    found = {
        1: evidence.decided_on,
        2: evidence.approved_on,
        3: evidence.told_on,
        4: evidence.closes_at or evidence.held_on,
        5: evidence.listed_at,
        6: evidence.recommended_on if evidence.is_draft_act else None,
        # Here and outside: the recommendations name social networks and mass media.
        7: reported if told_outside else None,
    }
    return {number: day for number, day in found.items() if day is not None and not _is_later(day, now)}


def _is_later(day, now):
    return day > now if isinstance(day, datetime) else day > local(now).date()


def steps_of(evidence, now):
    """The seven steps at `now`: done by evidence alone. Nobody ticks a box for what the rows show."""
    done = proofs(evidence, now)
    last = max(done, default=0)
    steps, is_current_named = [], evidence.is_halted
    for number in range(1, len(STEPS) + 1):
        if number in done:
            state = StepState.DONE
        elif number == DRAFT_ACT_STEP and not evidence.is_draft_act:
            state = StepState.SKIPPED
        elif number < last:
            state = StepState.MISSING
        else:
            state = StepState.AHEAD if is_current_named else StepState.CURRENT
            is_current_named = True
        steps.append(Step(number, state, done.get(number)))
    return steps


def is_draft_act(consultation):
    """True if step 6 applies: the question is about a draft legal act."""
    return consultation.subject_kind == "draft_act"


def step_in_words(evidence, now):
    """ "Step 4 of 7": at which of the seven steps it is; empty for one that stands still or is through."""
    current = next((step.number for step in steps_of(evidence, now) if step.state == StepState.CURRENT), None)
    return gettext("Step %(current)s of %(total)s") % {"current": current, "total": len(STEPS)} if current else ""
