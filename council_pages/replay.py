"""A consultation's standing told again from the log alone, to be compared with its row.

`told` is pure. Every verb that changes such a fact writes the new value into its line of the log, so that row and log
vouch for each other: `manage.py audit_cycle` compares them. A value that changed past the verbs has no line there.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from council_pages.models import Consultation

BATCH = 500
# Stands for a value that an entry should tell and does not; it equals no value of a row.
UNTOLD = "not told by the log"


@dataclass(frozen=True)
class Standing:
    """The facts from which the state is derived: window, halt, publication of the outcome, closing of the list."""

    opens_at: datetime | None
    closes_at: datetime | None
    halted: str = ""
    published_at: datetime | None = None
    final_since: datetime | None = None
    listed_at: datetime | None = None


@dataclass(frozen=True)
class Difference:
    """One fact of a consultation on which its row and its log disagree."""

    consultation: Consultation
    fact: str
    in_the_row: object
    in_the_log: object


def _moment(data, name):
    if name not in data:
        return UNTOLD
    return data[name] and datetime.fromisoformat(data[name])


def _window(standing, data):
    return {name: _moment(data, name) for name in ("opens_at", "closes_at")}


def _published(standing, data):
    moment = _moment(data, "published_at")
    return {"published_at": moment, "final_since": standing.final_since or moment}


CHANGES = {
    "kenes.consultation_planned": _window,
    "kenes.facts_changed": _window,
    "kenes.consultation_halted": lambda standing, data: {"halted": data.get("kind", UNTOLD)},
    "kenes.consultation_resumed": lambda standing, data: {"halted": ""},
    "kenes.outcome_published": _published,
    "kenes.outcome_withdrawn": lambda standing, data: {"published_at": None},
    "kenes.list_closed": lambda standing, data: {"listed_at": _moment(data, "closed_at")},
}


def told(entries):
    """The standing after these entries, pairs (action, data) of one consultation in their order. Others are passed by.

    >>> told([("kenes.consultation_planned", {"opens_at": None, "closes_at": None}),
    ...       ("kenes.consultation_halted", {"kind": "postponed"})]).halted
    'postponed'
    """
    standing = Standing(opens_at=UNTOLD, closes_at=UNTOLD)
    for action, data in entries:
        if change := CHANGES.get(action):
            standing = Standing(**{**vars(standing), **change(standing, data)})
    return standing


def standing_of(consultation):
    """The standing as the rows have it."""
    outcome = getattr(consultation, "outcome", None)
    return Standing(
        opens_at=consultation.opens_at,
        closes_at=consultation.closes_at,
        halted=consultation.halted,
        published_at=outcome and outcome.published_at,
        final_since=outcome and outcome.final_since,
        listed_at=consultation.list_frozen_at,
    )


def differences():
    """Every `Difference` in the database, consultation by consultation: two queries for 500 of them."""
    last = 0
    while rows := list(Consultation.objects.with_outcome().filter(pk__gt=last).order_by("pk")[:BATCH]):
        entries = _entries_of(rows)
        for row in rows:
            yield from _compared(row, told(entries[str(row.pk)]))
        last = rows[-1].pk


def _entries_of(rows):
    found = defaultdict(list)
    logged = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Consultation),
        object_id__in=[str(row.pk) for row in rows],
        action__in=CHANGES,
    )
    # By key: the order in which they were written. Two entries may have the same moment.
    for key, action, data in logged.order_by("pk").values_list("object_id", "action", "data"):
        found[key].append((action, data))
    return found


def _compared(row, by_log):
    for fact, value in vars(standing_of(row)).items():
        if value != (logged := getattr(by_log, fact)):
            yield Difference(row, fact, value, logged)
