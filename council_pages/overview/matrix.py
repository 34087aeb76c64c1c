"""The matrix of councils and quarters: which rows a choice leaves, in which order they stand, what sums them up. Pure.

The cells are those of `council_pages.compliance`; nothing is computed twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.collation import sort_key
from cms.models import Level
from council_pages.compliance import Cell, Status
from council_pages.compliance_facts import CouncilFacts

# So far back, with this quarter and, where it is asked for, the next.
MOST_QUARTERS = 12
USUAL_QUARTERS = 4
LEVELS = list(Level)


class Standing(TextChoices):
    """What a quarter may be asked for beside a status: something that went wrong in it."""

    MISSED = "missed", _("The quarter is over without a published schedule")
    LATE = "late", pgettext_lazy("compliance", "Something is late")


@dataclass(frozen=True)
class Row:
    """One council: its cells from the earliest quarter on; words for level and region; further columns by their code.

    A further value has `text`, `sort` and `url`, as a plugin's has.
    """

    council: CouncilFacts
    cells: Sequence[Cell]
    region: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def days_late(self) -> int:
        """The longest delay of the quarters shown that count."""
        return max((cell.days_late for cell in self.cells if cell.counts), default=0)

    @property
    def share_in_time(self) -> int | None:
        """Percent of the answers due in the quarters shown that came in time, rounded down; None where none is due."""
        due = sum(cell.answers.due for cell in self.cells)
        return sum(cell.answers.in_time for cell in self.cells) * 100 // due if due else None

    def stands(self, standing: str) -> bool:
        """Whether one of the quarters that count stands so: a value of `Status` or of `Standing`."""
        return any(_stands(cell, standing) for cell in self.cells if cell.counts)


def _stands(cell, standing):
    if standing == Standing.MISSED:
        return cell.is_missed
    if standing == Standing.LATE:
        return cell.days_late > 0
    return cell.status == standing


def narrowed(rows: Sequence[Row], standing: str) -> list[Row]:
    """The rows that stand so in one of their quarters; all of them where nothing is asked."""
    return [row for row in rows if not standing or row.stands(standing)]


@dataclass(frozen=True)
class Order:
    """By which column the rows stand, and whether from its end."""

    column: str = "name"
    is_reversed: bool = False

    @classmethod
    def of(cls, asked: str) -> "Order":
        """As an address says it: "name", "-2026-q4"."""
        return cls(asked.removeprefix("-") or "name", asked.startswith("-"))

    @property
    def sign(self) -> str:
        """The same for an address."""
        return f"-{self.column}" if self.is_reversed else self.column

    def turned(self, column: str) -> "Order":
        """What a press on the head of a column asks for: that column, or the other way round."""
        return Order(column, column == self.column and not self.is_reversed)

    def aria(self, column: str) -> str:
        """What `aria-sort` of a column says; nothing where the rows do not stand by it."""
        if column != self.column:
            return ""
        return "descending" if self.is_reversed else "ascending"


def in_order(rows: Sequence[Row], order: Order, language: str) -> list[Row]:
    """The rows by the column, then by name; those without a value come last either way. An unknown column is none."""
    by_name = sorted(rows, key=lambda row: sort_key(getattr(row.council, f"name_{language}"), language))
    value = _value_of(order.column, rows, language)
    if value is None:
        return by_name[::-1] if order == Order("name", is_reversed=True) else by_name
    known = [row for row in by_name if value(row) is not None]
    rest = [row for row in by_name if value(row) is None]
    return sorted(known, key=value, reverse=order.is_reversed) + rest


def _value_of(column, rows, language) -> Callable[[Row], Any] | None:
    quarters = {cell.quarter.slug: place for row in rows[:1] for place, cell in enumerate(row.cells)}
    if column in quarters:
        return lambda row: _cell_value(row.cells[quarters[column]])
    fixed = {
        "level": lambda row: LEVELS.index(row.council.level) if row.council.level in LEVELS else None,
        "region": lambda row: sort_key(row.region, language) if row.region else None,
        "late": lambda row: row.days_late,
        "answers": lambda row: row.share_in_time,
    }
    if column in fixed:
        return fixed[column]
    if any(column in row.more for row in rows):
        return lambda row: _further_value(row.more.get(column))
    return None


def _cell_value(cell):
    """How far, and of equally far ones the less late first from the end; nothing for a quarter that does not count."""
    return (cell.status.rank, -cell.days_late) if cell.counts else None


def _further_value(value):
    """Numbers before words: a plugin may give both."""
    if value is None or value.sort is None or value.sort == "":
        return None
    is_number = isinstance(value.sort, int | float)
    return (0, value.sort, "") if is_number else (1, 0, str(value.sort))


# The choices of the filter: the statuses in their order, then what can go wrong.
STANDINGS = [*Status.choices, *Standing.choices]
