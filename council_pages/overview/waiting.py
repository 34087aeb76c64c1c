"""What waits for an answer in each council: proposals by number, never by text, and recommendations. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from council_pages.compliance import RulesOf, answers_due
from council_pages.compliance_facts import ConsultationFacts


@dataclass(frozen=True, slots=True)
class Waiting:
    """Proposals of one council without an answer. `overdue`: those whose term is over; `due`: the earliest term."""

    number: int = 0
    overdue: int = 0
    oldest: date | None = None
    due: date | None = None

    def days(self, today: date) -> int:
        """How long the oldest one waits."""
        return (today - self.oldest).days if self.oldest else 0

    def days_late(self, today: date) -> int:
        """How long the earliest term is over; 0 until then."""
        return max(0, (today - self.due).days) if self.due else 0


def waiting_of(consultations: Iterable[ConsultationFacts], rules_of: RulesOf, today: date) -> Waiting:
    """What waits in these consultations; a halted one has no term, and is left out."""
    number = overdue = 0
    days, terms = [], []
    for row in consultations:
        received = [answer.received_on for answer in row.answers if answer.answered_on is None]
        if row.halted or row.closes_on is None or not received:
            continue
        due = answers_due(row, rules_of)
        number += len(received)
        overdue += len(received) if due < today else 0
        days += received
        terms.append(due)
    return Waiting(number, overdue, min(days, default=None), min(terms, default=None))
