"""Working days of the five-day week, with what the calendar of days off changes in it. Pure.

The calendar is content (`council_pages.models.DayOff`): holidays and the Government's transfers differ from year to
year.
"""

from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """Where the days differ from the plain week: `off` nobody works; `worked` are weekend days on which all do."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if both := self.off & self.worked:
            raise ValueError(f"Both off and worked: {sorted(map(str, both))}.")


def is_weekend(day: date) -> bool:
    """Whether the day is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY


def is_working(day: date, calendar: Calendar) -> bool:
    """Whether people work on this day.

    >>> is_working(date(2026, 12, 16), Calendar(off=frozenset({date(2026, 12, 16)})))
    False
    """
    return day in calendar.worked or (day not in calendar.off and not is_weekend(day))


def add_working_days(day: date, n: int, calendar: Calendar) -> date:
    """The last day of a term of `n` working days, which counts from the day after `day`.

    With 0 it is the day itself, working or not. A negative term is a ValueError.

    >>> add_working_days(date(2026, 11, 20), 1, Calendar())
    datetime.date(2026, 11, 23)
    """
    if n < 0:
        raise ValueError(f"A term has no {n} days.")
    while n:
        day += ONE_DAY
        n -= is_working(day, calendar)
    return day


def working_days_between(a: date, b: date, calendar: Calendar) -> int:
    """How many working days lie after `a`, up to `b` and with it; negative where `b` is the earlier day.

    The other side of `add_working_days`: the days of a term from its beginning to its last day are the term.
    """
    if b < a:
        return -working_days_between(b, a, calendar)
    return sum(is_working(a + step * ONE_DAY, calendar) for step in range(1, (b - a).days + 1))
