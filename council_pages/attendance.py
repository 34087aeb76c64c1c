"""Figures of a sitting: who was there and how they voted. Pure; what cannot be is refused, what is few is a warning.

Two thirds as a quorum is known to us from second hand only (a reading of the law on public councils, article 13), so
it never refuses anything: a council is independent, and decides itself what follows ("Refused or warned").
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

QUORUM = (2, 3)


def is_below_quorum(present, total):
    """True if fewer than two thirds of the members are there; False where either number is not known.

    >>> is_below_quorum(5, 9), is_below_quorum(6, 9), is_below_quorum(None, 9)
    (True, False, False)
    """
    part, whole = QUORUM
    return present is not None and bool(total) and present * whole < total * part


def check_attendance(present, total):
    """Refuse more members present than the council has."""
    if present is not None and total is not None and present > total:
        raise ValidationError({"members_present": _("More members cannot be present than the council has.")})


def check_votes(decision, present):
    """Refuse more votes on a decision than members were present. `present` is None where nobody counted them."""
    if present is not None and decision.votes > present:
        words = _("Decision No. %(number)s has more votes than members were present: %(votes)s of %(present)s.")
        facts = {"number": decision.number, "votes": decision.votes, "present": present}
        raise ValidationError(words % facts)
