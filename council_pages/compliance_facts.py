"""What compliance and the list of duties are computed from: days and numbers, without a database.

`council_pages.compliance_rows` reads them; tests write them down.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from cms.languages import in_language
from council_pages.quarters import Quarter


class Approval(NamedTuple):
    """The decision of a sitting that approved a schedule: both numbers, and the day of the sitting."""

    decision: str
    sitting: str
    day: date


class Publication(NamedTuple):
    """A publication outside the site that has not been taken back."""

    day: date
    channel: str
    url: str


class AnswerFacts(NamedTuple):
    """A proposal: the day it came, and the day it was answered."""

    received_on: date
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a council went another way, in both languages: a halt, or a departure from the recommendations."""

    code: str
    text_kk: str = ""
    text_ru: str = ""

    def __str__(self) -> str:
        return in_language(self, "text")


@dataclass(frozen=True, slots=True)
class ScheduleFacts:
    """The schedule of one quarter. `on_site`: whether its page is live here, which alone is no publication (001-5)."""

    pk: int
    approval: Approval | None = None
    publications: tuple[Publication, ...] = ()
    on_site: bool = False
    departures: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsultationFacts:
    """One consultation.

    `closes_on` is the last day on which it takes proposals and `closes_at` the moment at which it stops, `reported_on`
    the day on which its outcome was first public, `is_reported` whether readers can see it now. `told_on` and
    `position_told_on` are the first publications outside (steps 3 and 7).
    """

    pk: int
    subject_kk: str = ""
    subject_ru: str = ""
    in_schedule: bool = True
    opens_on: date | None = None
    closes_on: date | None = None
    closes_at: datetime | None = None
    halted: str = ""
    halt: Reason | None = None
    list_is_frozen: bool = False
    reported_on: date | None = None
    is_reported: bool = False
    told_on: date | None = None
    position_told_on: date | None = None
    answers: tuple[AnswerFacts, ...] = ()
    departures: tuple[Reason, ...] = ()

    def __str__(self) -> str:
        return in_language(self, "subject")

    @property
    def is_excused(self) -> bool:
        """Halted with a reason on record: it was not held, and it is not missing either."""
        return bool(self.halted) and (self.halt is not None or bool(self.departures))

    @property
    def unanswered(self) -> int:
        """How many proposals have no answer."""
        return sum(answer.answered_on is None for answer in self.answers)


@dataclass(frozen=True, slots=True)
class ReplyFacts:
    """A recommendation that was sent and is still without a reply."""

    pk: int
    title_kk: str
    title_ru: str
    due_on: date

    def __str__(self) -> str:
        return in_language(self, "title")


@dataclass(frozen=True, slots=True)
class CouncilFacts:
    """One council: days on the local calendar, its schedules and consultations by quarter; `region` is its code,
    `plugins` the labels of those that it has on.
    """

    pk: int
    slug: str = ""
    name_kk: str = ""
    name_ru: str = ""
    created_on: date = date.min
    closed_on: date | None = None
    schedules: dict[Quarter, ScheduleFacts] = field(default_factory=dict)
    consultations: dict[Quarter, tuple[ConsultationFacts, ...]] = field(default_factory=dict)
    level: str = ""
    region: str = ""
    plugins: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return in_language(self, "name")
