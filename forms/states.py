"""States of a proposal and the moves between them. Words: decisions.md, "Status words"."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProposalState(TextChoices):
    """What has become of a proposal. "Registered", never "accepted", is what a citizen reads after sending."""

    REGISTERED = "registered", _("Registered")
    UNDER_REVIEW = "under_review", _("Under review")
    ACCEPTED = "accepted", _("Taken into account")
    PARTIALLY_ACCEPTED = "partially_accepted", _("Partly taken into account")
    REJECTED = "rejected", _("Not taken into account")
    FORWARDED = "forwarded", _("Forwarded to the competent body")


OPEN = frozenset({ProposalState.REGISTERED, ProposalState.UNDER_REVIEW})
FINAL = frozenset(set(ProposalState) - OPEN)
# Only these are named in a clause of a recommendation.
TAKEN = frozenset({ProposalState.ACCEPTED, ProposalState.PARTIALLY_ACCEPTED})

# An answer may be corrected until the outcome is published; an answered proposal never becomes unanswered.
MOVES = {
    ProposalState.REGISTERED: {ProposalState.UNDER_REVIEW} | FINAL,
    ProposalState.UNDER_REVIEW: FINAL,
    **dict.fromkeys(FINAL, FINAL),
}


def may_move(old, new):
    """True if a proposal may pass from the one state to the other.

    >>> may_move("accepted", "registered")
    False
    """
    return new in MOVES[ProposalState(old)]
