"""Months of the calendar, as addresses name them: "2026-11". Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from cms.dates import month_name, month_year

_SLUG = re.compile(r"([0-9]{4})-([0-9]{2})")
# The first year that a schedule may have, and the last.
FIRST_YEAR, LAST_YEAR = 2016, 2100


@dataclass(frozen=True, order=True)
class Month:
    """One month of one year. Months compare in time."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 12 and FIRST_YEAR <= self.year <= LAST_YEAR):
            raise ValueError(f"The calendar has no month {self.number} of {self.year}.")

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month in which a day lies."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, slug: str) -> "Month":
        """The month of an address, "2026-11"; anything else is a ValueError."""
        if not (match := _SLUG.fullmatch(slug)):
            raise ValueError(f"{slug!r} is not a month such as 2026-11.")
        return cls(int(match[1]), int(match[2]))

    @property
    def slug(self) -> str:
        """ "2026-11": the form for addresses, the same in both languages."""
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first_day(self) -> date:
        """The day it begins."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """Its last day, which still belongs to it: 29 February in a leap year."""
        following = date(self.year + self.number // 12, self.number % 12 + 1, 1)
        return following - timedelta(days=1)

    def shifted(self, months: int) -> "Month | None":
        """The month so many later, or earlier; None outside the years of the calendar."""
        year, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, number + 1) if FIRST_YEAR <= year <= LAST_YEAR else None

    def label(self, language: str, beside: "Month | None" = None) -> str:
        """2026 жылғы қараша · ноябрь 2026 г.; without the year beside a month of the same one."""
        is_understood = beside is not None and beside.year == self.year
        return (month_name if is_understood else month_year)(self.first_day, language)

    def __str__(self) -> str:
        return self.slug
