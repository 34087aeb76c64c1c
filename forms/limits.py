"""How often one may knock: classes of routes, whom each of them counts, and how many tries in which time.

A try is counted before the work is done, in the database that all processes share, and may be given back where it was a
good one. Whoever is counted stands there as a keyed hash only, for a day at most. The numbers: trust.md, 3.3 and S17;
docs/privacy.md lists them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import ceil

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from forms.models import Attempt

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# A window moves on by such a part of itself: never more tries than allowed in any window, and few rows.
PARTS = 6
# Older rows count nowhere any more.
KEPT = timedelta(hours=2)


class Route(StrEnum):
    """Classes of routes; the value is stored."""

    SECRET = "secret"  # noqa: S105 - the name of a class of routes
    LETTER = "letter"


@dataclass(frozen=True)
class Limit:
    """So many tries in any window of this length."""

    tries: int
    window: timedelta = MINUTE

    @property
    def part(self):
        """By how much the window moves on at once."""
        return self.window / PARTS


# For each class whom it counts. Of `SECRET` only what was wrong counts: the right secret gives its try back, so that
# many people behind one address (a village, an office) do not stand in each other's way.
LIMITS = {
    Route.SECRET: {"number": Limit(5), "address": Limit(20)},
    # Letters to one mailbox: whoever gives a stranger's address does not make it a target.
    Route.LETTER: {"mailbox": Limit(30, HOUR)},
}


@dataclass(frozen=True)
class Taken:
    """A try: counted in `rows`, or refused for `retry_after` seconds."""

    retry_after: int = 0
    rows: tuple[int, ...] = ()

    @property
    def is_refused(self):
        """True if nothing may be done now."""
        return self.retry_after > 0


def begin_of_part(moment, limit):
    """The beginning of the part of a window in which the moment lies."""
    seconds = limit.part.total_seconds()
    return datetime.fromtimestamp(moment.timestamp() // seconds * seconds, UTC)


def wait(limit, counted, now):
    """Seconds until one more try is allowed, 0 for at once. Pure.

    `counted` are pairs (beginning of a part, tries in it); what has left the window may be among them.

    >>> wait(Limit(1), [], datetime(2026, 11, 23, tzinfo=UTC))
    0
    """
    ends = sorted((begin + limit.part + limit.window, tries) for begin, tries in counted if tries)
    open_ones = [(end, tries) for end, tries in ends if end > now]
    left = sum(tries for _end, tries in open_ones)
    moment = now
    for end, tries in open_ones:
        if left < limit.tries:
            break
        left, moment = left - tries, end
    return max(ceil((moment - now).total_seconds()), int(moment > now))


@transaction.atomic
def take(route, now, **subjects):
    """Count a try of this class by each of its subjects, or of none of them where one has had enough.

    `subjects` name a value for every subject of the class: `take(Route.SECRET, now, number="…", address="…")`.
    A refused try is not counted, so that knocking on does not prolong the wait.
    """
    limits = LIMITS[route]
    if limits.keys() != subjects.keys():
        raise TypeError(f"{route} counts {', '.join(limits)}.")
    rows, longest = [], 0
    # In one order everywhere: two tries never wait for each other.
    for kind in sorted(limits):
        key = key_of(route, kind, subjects[kind])
        begin = begin_of_part(now, limits[kind])
        row, _created = Attempt.objects.get_or_create(route=route, key=key, begins_at=begin)
        since = now - limits[kind].window - limits[kind].part
        recent = Attempt.objects.select_for_update().filter(route=route, key=key, begins_at__gt=since).order_by("pk")
        counted = list(recent.values_list("begins_at", "tries"))
        rows.append(row.pk)
        longest = max(longest, wait(limits[kind], counted, now))
    if longest:
        return Taken(longest)
    Attempt.objects.filter(pk__in=rows).update(tries=F("tries") + 1)
    return Taken(rows=tuple(rows))


def give_back(taken):
    """The try was a good one and does not count."""
    Attempt.objects.filter(pk__in=taken.rows, tries__gt=0).update(tries=F("tries") - 1)


def forget(now):
    """Delete what counts no more; returns how many rows. Called by `manage.py apply_retention`."""
    deleted, _by_model = Attempt.objects.filter(begins_at__lt=now - KEPT).delete()
    return deleted


def key_of(route, kind, value):
    """What the database holds of whoever is counted."""
    return salted_hmac("kenes.forms.limits", f"{route}:{kind}:{value}", algorithm="sha256").hexdigest()
