"""Totals of a consultation's proposals: counted from the rows whenever they are asked for, never stored."""

from dataclasses import dataclass

from django.db.models import Count

from forms.models import Proposal
from forms.states import FINAL, OPEN, ProposalState


@dataclass(frozen=True)
class Totals:
    """How many proposals were received, and what became of them."""

    received: int = 0
    accepted: int = 0
    partially_accepted: int = 0
    rejected: int = 0
    forwarded: int = 0
    in_review: int = 0
    published: int = 0

    @property
    def not_published(self):
        """Proposals without a public copy."""
        return self.received - self.published

    @property
    def answered(self):
        """Proposals with an answer."""
        return self.received - self.in_review


def count(rows):
    """Totals of rows (state, is published, how many). Pure.

    >>> count([("accepted", True, 2), ("registered", False, 1)]).received
    3
    """
    rows = list(rows)
    by_state = dict.fromkeys(ProposalState, 0)
    for state, _published, number in rows:
        by_state[ProposalState(state)] += number
    return Totals(
        received=sum(by_state.values()),
        in_review=sum(by_state[state] for state in OPEN),
        published=sum(number for _state, published, number in rows if published),
        **{state.value: by_state[state] for state in FINAL},
    )


def totals_of(consultation):
    """The consultation's totals, in one query."""
    groups = Proposal.objects.filter(consultation=consultation).order_by().values_list("state", "is_published")
    return count(groups.annotate(number=Count("pk")))
