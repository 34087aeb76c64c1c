"""Indicators of all councils (000-10, G13): each with its formula, its inputs and the day. Pure.

Each is computed of the readings of many councils, and always of councils that are alike: those of one level. What is
counted is what a council has published; nothing makes a list of the worst (`docs/overview.md`).
"""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from council_pages.compliance import UNPUBLISHED, Cell, Freshness, Status, waits_of
from council_pages.compliance_facts import CouncilFacts


@dataclass(frozen=True, slots=True)
class Replies:
    """Recommendations whose term for a reply is over, and how many of them have one."""

    due: int = 0
    replied: int = 0


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of the cycle that are public in either language, and those that are public in both."""

    public: int = 0
    in_both: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of one council on a day: its cell of the quarter, and what has no quarter."""

    council: CouncilFacts
    cell: Cell
    sections: Sequence[Freshness] = ()
    replies: Replies = Replies()
    texts: Texts = Texts()


@dataclass(frozen=True, slots=True)
class Measured:
    """A share (`part` of `whole`) or a number (`value`), where there is anything to measure."""

    part: int | None = None
    whole: int = 0
    value: float | None = None

    @property
    def percent(self) -> int | None:
        """The share in percent, rounded down; None of nothing."""
        return self.part * 100 // self.whole if self.part is not None and self.whole else None


@dataclass(frozen=True)
class Indicator:
    """One number: its name, how it is computed, of what, and who asks for it."""

    code: str
    label: Any
    formula: Any
    inputs: Any
    source: str
    measure: Callable[[Sequence[Reading]], Measured]


def _answerable(readings):
    return [reading.cell for reading in readings if reading.cell.counts]


def _councils(is_so):
    """The share of the answerable councils of whose cell this is so."""

    def measure(readings):
        cells = _answerable(readings)
        return Measured(sum(map(is_so, cells)), len(cells))

    return measure


def _sums(part, whole, of):
    """The share of two sums over all readings."""

    def measure(readings):
        return Measured(
            sum(getattr(of(row), part) for row in readings), sum(getattr(of(row), whole) for row in readings)
        )

    return measure


def _cell(reading):
    return reading.cell


def _answers(reading):
    return reading.cell.answers


def _median_wait(readings):
    waited = [days for reading in readings for days in waits_of(reading.cell.consultations)]
    return Measured(whole=len(waited), value=statistics.median(waited) if waited else None)


def _fresh(readings):
    shown = [reading.sections for reading in readings if reading.sections]
    return Measured(sum(all(section.is_fresh for section in sections) for sections in shown), len(shown))


SCHEDULES = _("schedules of councils, and their publications in social networks or mass media")
ANSWERS = _("proposals to the questions of the quarter, and the answers to them")
INDICATORS = (
    Indicator(
        "schedules",
        _("Councils that have published the schedule of the quarter"),
        _("councils whose approved schedule was published outside this site, of the councils that count"),
        SCHEDULES,
        "001-5",
        _councils(lambda cell: cell.status not in UNPUBLISHED),
    ),
    Indicator(
        "consultations",
        _("Councils that have held the consultations of the quarter"),
        _("councils with a published schedule and as many consultations over as a quarter asks for, of those counted"),
        _("schedules, and the last days of questions"),
        "001-5",
        _councils(lambda cell: cell.status in (Status.HELD, Status.REPORTED)),
    ),
    Indicator(
        "outcomes",
        _("Consultations with a published outcome"),
        _("consultations of the quarter whose outcome can be read here, of those that are over"),
        _("the last days of questions, and their outcome reports"),
        "001-13",
        _sums("reported_count", "held_count", _cell),
    ),
    Indicator(
        "answered",
        _("Proposals that have been answered"),
        _("answered proposals, of all that came to the questions of the quarter"),
        ANSWERS,
        "002-17",
        _sums("answered", "received", _answers),
    ),
    Indicator(
        "in_time",
        _("Answers given in time"),
        _("answers given within the term, of the answers that were due"),
        ANSWERS,
        "001-13",
        _sums("in_time", "due", _answers),
    ),
    Indicator(
        "waiting",
        _("Median of waiting for an answer, in days"),
        _("the middle one of the numbers of days from a proposal to its answer"),
        ANSWERS,
        "002-17",
        _median_wait,
    ),
    Indicator(
        "replies",
        _("Recommendations to which state bodies have replied"),
        _("recommendations with a reply, of those whose term for it is over; of all quarters"),
        _("recommendations that were sent, and the replies to them"),
        "002-3",
        _sums("replied", "due", lambda reading: reading.replies),
    ),
    Indicator(
        "fresh",
        _("Councils whose required sections are all up to date"),
        _("councils in each of whose required sections something was published lately, of all councils"),
        _("the days on which pages were last published"),
        "000-26",
        _fresh,
    ),
    Indicator(
        "languages",
        _("Texts that can be read in both languages"),
        _("texts of schedules, questions, sittings and outcomes that are public in both languages, of those in either"),
        _("public pages"),
        "001-21",
        _sums("in_both", "public", lambda reading: reading.texts),
    ),
)


def by_level(readings: Sequence[Reading], levels: Sequence[str]) -> dict[str, list[Reading]]:
    """The readings of each level that has any, in the order of the levels; "" stands for all of them together."""
    found = {level: [row for row in readings if row.council.level == level] for level in levels}
    return {"": list(readings)} | {level: rows for level, rows in found.items() if rows}


def medians(values, readings: Sequence[Reading]) -> Measured:
    """A plugin's indicator over these councils: the median of what it says, and of how many it says anything.

    `values` is {key of a council: number or None}.
    """
    known = [number for row in readings if (number := values.get(row.council.pk)) is not None]
    return Measured(whole=len(known), value=statistics.median(known) if known else None)
