"""Recurring duties: into which periods the time falls, and which of them have no proof. Pure.

Source: 002-15 (every ten days, month, half-year), 001-5 (quarter), 000-9 (half-year), 000-11 (two years). The day of a
proof decides to which period it belongs, never the day on which it was recorded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

TEN_DAYS = timedelta(days=10)
ONE_DAY = timedelta(days=1)


class Period(TextChoices):
    """How often a duty comes."""

    TEN_DAYS = "ten_days", _("Every ten days")
    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every quarter")
    HALF_YEAR = "half_year", _("Every half-year")
    YEAR = "year", _("Every year")
    TWO_YEARS = "two_years", _("Every two years")


# Those of the calendar, in months; they begin with January of the year in which the duty begins.
MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12, Period.TWO_YEARS: 24}


class State(TextChoices):
    """How one period stands."""

    PROVEN = "proven", _("Proven")
    RUNNING = "running", _("Runs, no proof yet")
    MISSING = "missing", _("No proof")


class Span(NamedTuple):
    """A period in days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Standing:
    """One period of a duty, and the days of its proofs."""

    span: Span
    state: State
    days: tuple[date, ...] = ()


def span_of(period: Period, starts_on: date, day: date) -> Span:
    """The period in which the day lies; of the calendar, or ten days counted from the first day of the duty.

    >>> span_of(Period.HALF_YEAR, date(2026, 3, 1), date(2026, 8, 9))
    Span(first=datetime.date(2026, 7, 1), last=datetime.date(2026, 12, 31))
    """
    if period == Period.TEN_DAYS:
        first = starts_on + (day - starts_on) // TEN_DAYS * TEN_DAYS
        return Span(first, first + TEN_DAYS - ONE_DAY)
    length = MONTHS[period]
    number = (day.year - starts_on.year) * 12 + day.month - 1
    begins = number // length * length
    return Span(_month(starts_on.year, begins), _month(starts_on.year, begins + length) - ONE_DAY)


def _month(year, number):
    """The first day of a month that is counted on from January of the year."""
    return date(year + number // 12, number % 12 + 1, 1)


def spans(period: Period, starts_on: date, until: date) -> list[Span]:
    """The periods from the first day to the one in which `until` lies; none for a duty that is still to begin."""
    found, day = [], starts_on
    while day <= until:
        found.append(span_of(period, starts_on, day))
        day = found[-1].last + ONE_DAY
    return found


def standings(
    period: Period, starts_on: date, ended_on: date | None, proofs: Iterable[date], today: date
) -> list[Standing]:
    """Each period so far with its proofs, the earliest first. One that the end of the duty cuts is not missing."""
    by_span: dict[Span, list[date]] = {}
    for day in sorted(proofs):
        by_span.setdefault(span_of(period, starts_on, day), []).append(day)
    until = min(today, ended_on or today)
    return [
        Standing(span, _state(span, by_span.get(span), today, ended_on), tuple(by_span.get(span, ())))
        for span in spans(period, starts_on, until)
    ]


def _state(span, days, today, ended_on):
    if days:
        return State.PROVEN
    is_cut_short = ended_on is not None and ended_on < span.last
    return State.RUNNING if today <= span.last or is_cut_short else State.MISSING


def has_ended(ended_on: date | None, today: date) -> bool:
    """Whether the last day of the duty is over; on that day itself it still runs."""
    return ended_on is not None and ended_on < today


def due_on(period: Period, starts_on: date, proofs: Iterable[date], today: date) -> date | None:
    """The last day for the next proof: of the period that runs, or of the next where that one is proven.

    None where the calendar ends before it: of a first day that was a slip.
    """
    try:
        running = span_of(period, starts_on, max(today, starts_on))
        if any(running.first <= day <= running.last for day in proofs):
            running = span_of(period, starts_on, running.last + ONE_DAY)
    except (OverflowError, ValueError):
        return None
    return running.last
