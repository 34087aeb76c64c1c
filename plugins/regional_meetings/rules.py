"""The rules of regional meetings as pure functions: the report's share, ranks, quarters that miss a report, priorities.

Sources: seed 004, 1, 3) (a quarter of the time), 1, 4) (days convenient for people, priorities of regions), 1, 6)
(all voiced questions are ranked) and 1, 7) (progress each quarter). The share is a value of the rule profile
(`council_pages.rules`, REPORT_SHARE_PERCENT) and warns; what is refused is integrity alone: equal ranks, a question
that falls out of the list.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from cms.dates import local
from council_pages.quarters import Quarter

WORK_BEGINS, WORK_ENDS = 9, 18


def share_percent(report: int, planned: int) -> int:
    """The report's share of the planned time in whole percent, rounded up: what is more than the limit never looks
    like it.

    >>> share_percent(30, 120), share_percent(31, 120)
    (25, 26)
    """
    return -(-report * 100 // planned)


def exceeds(report: int | None, planned: int | None, limit: int) -> bool:
    """True if the report takes more than `limit` percent of the planned time; compared exactly.

    >>> exceeds(30, 120, 25), exceeds(31, 120, 25), exceeds(None, 120, 25)
    (False, True, False)
    """
    return bool(report and planned) and report * 100 > limit * planned


def longest_report(planned: int, limit: int) -> int:
    """How many whole minutes a report may take: the limit rounded down.

    >>> longest_report(90, 25)
    22
    """
    return planned * limit // 100


def in_working_hours(starts_at: datetime, is_day_off: bool) -> bool:
    """True if people who work by the plain week cannot come: a working day, between nine and six on the local clock."""
    return not is_day_off and WORK_BEGINS <= local(starts_at).hour < WORK_ENDS


def equal_ranks(ranks) -> list[int]:
    """The ranks that more than one group has, the highest first.

    >>> equal_ranks([1, 2, 2, 3, 3])
    [2, 3]
    """
    return sorted(rank for rank, count in Counter(ranks).items() if count > 1)


def in_row(ranks: dict) -> dict:
    """The same order counted 1, 2, 3 …: {key: place}. The ranks are different from one another.

    >>> in_row({"a": 10, "b": 3})
    {'b': 1, 'a': 2}
    """
    return {key: place for place, key in enumerate(sorted(ranks, key=ranks.get), 1)}


@dataclass(frozen=True)
class Balance:
    """Counts of one meeting: questions voiced, and those in the groups of the list."""

    voiced: int
    grouped: int

    @property
    def left_out(self) -> int:
        """How many stand in no group yet."""
        return self.voiced - self.grouped

    @property
    def is_even(self) -> bool:
        """True if every question that came in comes out."""
        return self.left_out == 0


def quarters_due(first: date, today: date) -> list[Quarter]:
    """The quarters that owe a report: from the one in which the first problem was raised to the last that is over.

    >>> [str(quarter) for quarter in quarters_due(date(2026, 4, 16), date(2026, 10, 1))]
    ['2026-q2', '2026-q3']
    """
    quarter, found = Quarter.of(first), []
    while quarter.last_day < today:
        found.append(quarter)
        quarter = quarter.next()
    return found


def first_due(problem_on: date | None, frozen) -> date | None:
    """The day from which quarters owe a report: of the first public problem, or of the first quarter that is frozen.

    A list that is taken back hides its problems, but not that a report is owed since the first one.

    >>> first_due(date(2026, 7, 2), [Quarter(2026, 2)]), first_due(None, [])
    (datetime.date(2026, 4, 1), None)
    """
    days = [quarter.first_day for quarter in frozen]
    return min([*days, problem_on] if problem_on else days, default=None)


@dataclass(frozen=True)
class QuarterStanding:
    """A quarter that owes a report: the report, or by how many days it is missing."""

    quarter: Quarter
    report: object
    days_late: int

    @property
    def is_missing(self) -> bool:
        """True while there is no report."""
        return self.report is None


def quarter_standing(quarter: Quarter, report, frozen_on: date | None, today: date) -> QuarterStanding:
    """How the quarter stands; late counts from its end, because the profile names no day."""
    return QuarterStanding(quarter, report, max(0, ((frozen_on or today) - quarter.last_day).days))


@dataclass(frozen=True)
class RegionFacts:
    """What ranks a region: open problems, systemic issues told of it, and its last meeting."""

    region: object
    problems: int
    issues: int
    last_meeting: date | None

    @property
    def weight(self) -> int:
        """Problems and issues together."""
        return self.problems + self.issues


def by_priority(facts) -> list[RegionFacts]:
    """Regions in the order of their need: more open problems and issues first; of equals whoever waits longest.

    The formula is printed beside the list.
    """
    return sorted(facts, key=lambda row: (-row.weight, row.last_meeting or date.min))
