"""Half-years, in which systemic problems are summed up and the results of the meetings are considered. Pure.

Source: seed 004, 2 (Presidential Administration), 3, 2) (akims) and 4, 2) (Government): «раз в полугодие», «на
полугодовой основе». The document names no day, so a half-year is over with its last one.
"""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

_SLUG = re.compile(r"([0-9]{4})-h([12])")
# Latin letters, as in `council_pages.quarters`.
_ROMAN = ("I", "II")
_LABELS = {"kk": "{year} жылғы {roman} жартыжылдық", "ru": "{roman} полугодие {year} года"}


@dataclass(frozen=True, order=True)
class Half:
    """One half of one year."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2) or not MINYEAR <= self.year <= MAXYEAR:
            raise ValueError(f"There is no half {self.number} of {self.year}.")

    @classmethod
    def of(cls, day: date) -> "Half":
        """The half-year in which a day lies."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def parse(cls, slug: str) -> "Half":
        """The half-year of an address, "2026-h1"; anything else is a ValueError.

        >>> Half.parse("2026-h1").slug
        '2026-h1'
        """
        if not (match := _SLUG.fullmatch(slug)):
            raise ValueError(f"{slug!r} is not a half-year such as 2026-h1.")
        return cls(int(match[1]), int(match[2]))

    @property
    def slug(self) -> str:
        """ "2026-h1": the form for addresses, the same in both languages."""
        return f"{self.year:04d}-h{self.number}"

    @property
    def first_day(self) -> date:
        """The day it begins."""
        return date(self.year, 6 * self.number - 5, 1)

    @property
    def last_day(self) -> date:
        """Its last day, which still belongs to it."""
        return date(self.year, 6, 30) if self.number == 1 else date(self.year, 12, 31)

    def previous(self) -> "Half":
        """The half-year before."""
        return Half(self.year - (self.number == 1), 3 - self.number)

    def next(self) -> "Half":
        """The half-year that follows."""
        return Half(self.year + (self.number == 2), 3 - self.number)

    def label(self, language: str) -> str:
        """2026 жылғы I жартыжылдық · I полугодие 2026 года"""
        return _LABELS[language].format(year=self.year, roman=_ROMAN[self.number - 1])

    def __str__(self) -> str:
        return self.slug
