"""The verb that makes the next quarter's schedule from the last one, and what it may take from it.

As in `council_pages.planning`: one transaction, `user=None` is the system, refusals stand beside their field. Source:
recommendations of 2024, step 2: a schedule is approved every quarter; what it does not come to goes into the next.
"""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.roles import PLANS_CONSULTATIONS
from cms.tenancy import require_role
from council_pages import planning
from council_pages.lifecycle import State
from council_pages.models import Schedule

# What has not been held, and may still be.
MOVABLE = frozenset({State.PLANNED, State.POSTPONED})
# What a question that is asked again has in common with the first time.
REPEATED = ("subject_kk", "subject_ru", "occasion", "subject_kind", "holding")
ADDRESS_LIMIT = 80
_QUARTER = re.compile(r"-\d{4}-q[1-4]$")


def following(schedule):
    """The council's schedule for the quarter after this one, or None."""
    quarter = schedule.quarter.next()
    return Schedule.objects.for_council(schedule.council).filter(year=quarter.year, number=quarter.number).first()


def sorted_questions(schedule, now):
    """The schedule's questions as (those that may move, all others), in the order of their opening. One query."""
    rows = schedule.consultations.select_related("outcome").order_by("opens_at", "pk")
    movable, others = [], []
    for row in rows:
        (movable if row.state_at(now) in MOVABLE else others).append(row)
    return movable, others


@transaction.atomic
def make_next(schedule, *, moved, repeated, user, now, amending=None):
    """The schedule of the next quarter: `moved` questions go into it, `repeated` ones are planned in it once more.

    A question that moves keeps its dates and texts. One that is repeated is a new row, without dates, under an address
    of its own. Refused: where that schedule exists, a question of another schedule, a move of what is open or through;
    and, where the old schedule is approved, a move without the decision that amends it.
    """
    if user is not None:
        require_role(user, schedule.council, PLANS_CONSULTATIONS)
    schedule = Schedule.objects.select_for_update(of=("self",)).select_related("council").get(pk=schedule.pk)
    _check(schedule, moved, repeated, now)
    made = planning.create_schedule(council=schedule.council, quarter=schedule.quarter.next(), user=user)
    for row in moved:
        planning.change_facts(row, user=user, now=now, amending=amending, schedule=made)
    for row in repeated:
        facts = {name: getattr(row, name) for name in REPEATED}
        slug = _address(row.slug, made.quarter)
        planning.plan_consultation(council=made.council, user=user, slug=slug, schedule=made, **facts)
    return made


def _check(schedule, moved, repeated, now):
    for field, rows in (("moved", moved), ("repeated", repeated)):
        if any(row.schedule_id != schedule.pk for row in rows):
            raise ValidationError({field: _("Choose from this schedule's own questions.")})
    if any(row.state_at(now) not in MOVABLE for row in moved):
        words = _("One of these questions has been opened or held. It stays; it may be asked again.")
        raise ValidationError({"moved": words})


def _address(slug, quarter):
    """The address of the question when it is asked again: with the quarter, and without that of the time before.

    >>> from council_pages.quarters import Quarter
    >>> _address("lights-2026-q4", Quarter(2027, 1))
    'lights-2027-q1'
    """
    ending = f"-{quarter.slug}"
    return _QUARTER.sub("", slug)[: ADDRESS_LIMIT - len(ending)].rstrip("-") + ending
