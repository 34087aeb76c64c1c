"""How long a proposal has waited for its answer, and whether the answer is overdue. Pure.

The term is that of compliance (`council_pages.compliance.answers_due`): so many days after the closing, by the rule of
that day. A halted consultation has none.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from council_pages.compliance import answers_due_after
from forms.states import OPEN


@dataclass(frozen=True)
class Waiting:
    """Days since the proposal came; the last day for its answer, None where there is no term; days beyond it."""

    days: int
    due: date | None = None
    overdue: int = 0


def waiting_of(proposal, rules_of, today):
    """How long this proposal waits; None for one that is answered.

    Asks for nothing but the proposal and its consultation. `rules_of` tells the rules of a day.
    """
    if proposal.state not in OPEN:
        return None
    days = (today - timezone.localdate(proposal.received_at)).days
    consultation = proposal.consultation
    if consultation.halted or consultation.closes_at is None:
        return Waiting(days)
    due = answers_due_after(timezone.localdate(consultation.closes_at), rules_of)
    return Waiting(days, due, max(0, (today - due).days))
