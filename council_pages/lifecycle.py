"""The consultation's way from plan to outcome: states and the seven steps, as pure functions of dates.

Source: recommendations of 2024 (seed 001), the algorithm of seven steps; status words from decisions.md.
Steps are shown by date here; nothing is enforced by them.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


STEPS = (
    _("Decision to hold a consultation"),
    _("Approval of the list of questions"),
    _("Informing citizens"),
    _("Holding the consultation"),
    _("List of proposals and recommendations"),
    _("Draft recommendation (for draft legal acts)"),
    _("Publication of the outcome and of the council's position"),
)
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


def is_draft_act(consultation):
    """True if step 6 applies: the question is about a draft legal act."""
    return consultation.subject_kind == "draft_act"


def steps_done(consultation, now):
    """How many of the seven steps the dates show as done, 0 to 7."""
    state = consultation.state_at(now)
    if state == State.PUBLISHED:
        return 7
    if consultation.closes_at and consultation.closes_at <= now:
        return 4
    if consultation.opens_at and consultation.opens_at <= now:
        return 3
    schedule = consultation.schedule
    return 2 if schedule is not None and schedule.decision_id else 0


def steps_by_date(consultation, now):
    """The seven steps for the page: a list of {"label", "state", "date"} with done, current, ahead or skipped."""
    done = steps_done(consultation, now)
    dates = {3: consultation.opens_at, 4: consultation.closes_at}
    if done == 7:
        dates[7] = consultation.outcome.published_at
    steps = []
    for number, label in enumerate(STEPS, start=1):
        if number == DRAFT_ACT_STEP and not is_draft_act(consultation):
            state = "skipped"
        elif number <= done:
            state = "done"
        else:
            state = "current" if number == done + 1 and not consultation.halted else "ahead"
        steps.append({"label": label, "state": state, "date": dates.get(number)})
    return steps
