"""Quarters of the calendar year, in which councils plan their consultations.

Source: the Committee's recommendations of 2024 to councils of all levels: the schedule of public consultations is
worked out and approved at a sitting at least once a quarter («тоқсанына кемінде бір рет», «не менее одного раза в
квартал»).
"""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

_SLUG = re.compile(r"([0-9]{4})-[qQ]([1-4])")
# Latin letters. A Kazakh keyboard types the Cyrillic І, which looks the same: so a label is always computed.
_ROMAN = ("I", "II", "III", "IV")
_LABELS = {
    ("kk", "nominative"): "{year} жылғы {roman} тоқсан",
    ("kk", "locative"): "{year} жылдың {roman} тоқсанында",
    ("ru", "nominative"): "{roman} квартал {year} года",
    ("ru", "locative"): "в{o} {roman} квартале {year} года",
}


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter of one year. Quarters compare in time and may be kept as keys."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2, 3, 4) or not MINYEAR <= self.year <= MAXYEAR:
            raise ValueError(f"There is no quarter {self.number} of {self.year}.")

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter in which a day lies; a moment must first be put on the local calendar (`cms.dates.local`)."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, slug: str) -> "Quarter":
        """The quarter of an address, "2026-q4" or "2026-Q4"; anything else is a ValueError."""
        if not (match := _SLUG.fullmatch(slug)):
            raise ValueError(f"{slug!r} is not a quarter such as 2026-q4.")
        return cls(int(match[1]), int(match[2]))

    @property
    def slug(self) -> str:
        """ "2026-q4": the form for addresses, the same in both languages."""
        return f"{self.year:04d}-q{self.number}"

    @property
    def first_day(self) -> date:
        """The day it begins."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """Its last day, which still belongs to it."""
        if self.number == 4:
            return date(self.year, 12, 31)
        return date(self.year, 3 * self.number + 1, 1) - timedelta(days=1)

    def contains(self, day: date) -> bool:
        """Whether the day lies in it, both ends included."""
        return Quarter.of(day) == self

    def next(self) -> "Quarter":
        """The quarter that follows."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def previous(self) -> "Quarter":
        """The quarter before."""
        return Quarter(self.year - (self.number == 1), (self.number + 2) % 4 + 1)

    def label(self, language: str, case: Literal["nominative", "locative"] = "nominative") -> str:
        """2026 жылғы IV тоқсан · IV квартал 2026 года; locative: 2026 жылдың IV тоқсанында · в IV квартале 2026 года"""
        if (language, case) not in _LABELS:
            raise ValueError(f"No label of a quarter in {language!r}, {case!r}.")
        return _LABELS[language, case].format(
            year=self.year, roman=_ROMAN[self.number - 1], o="о" if self.number == 2 else ""
        )

    def __str__(self) -> str:
        return self.slug
