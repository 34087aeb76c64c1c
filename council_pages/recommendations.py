"""What a recommendation (ұсыным / рекомендация) is doing, and what may be done with it: pure functions of its dates.

Sources: recommendations of 2024 (seed 001), steps 5 to 7; resolution of the III Mazhilis (seed 000), state bodies 3 and
8: a council's recommendation is answered, and people learn of the answer. A status is derived, never stored.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    """What has become of a recommendation; the same in both languages."""

    DRAFT = "draft", pgettext_lazy("recommendation", "Draft")
    SENT = "sent", _("Sent, reply awaited")
    OVERDUE = "overdue", _("The term of the reply is over")
    ANSWERED = "answered", _("The state body has replied")
    WITHDRAWN = "withdrawn", pgettext_lazy("recommendation", "Withdrawn")


# What readers see: everything that has left the council, whatever became of it.
PUBLIC = (Status.OVERDUE, Status.SENT, Status.ANSWERED, Status.WITHDRAWN)
WAITING = frozenset({Status.SENT, Status.OVERDUE})


class Act(TextChoices):
    """What can be done with a recommendation."""

    CHANGE = "change"
    DISCARD = "discard"
    SEND = "send"
    REPLY = "reply"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


ALLOWED = {
    Status.DRAFT: frozenset({Act.CHANGE, Act.DISCARD, Act.SEND}),
    Status.SENT: frozenset({Act.REPLY, Act.WITHDRAW}),
    Status.OVERDUE: frozenset({Act.REPLY, Act.WITHDRAW}),
    Status.ANSWERED: frozenset({Act.CORRECT}),
    Status.WITHDRAWN: frozenset(),
}
_WITHDRAWN = _("This recommendation is withdrawn: nothing is changed in it any more.")
_SENT = _("This recommendation has been sent: its words stand. Withdraw it, and draft another one.")
_NOT_SENT = _("This recommendation has not been sent yet.")
_NO_REPLY = _("There is no reply yet that could be corrected.")
REFUSALS = {
    (Act.CHANGE, Status.SENT): _SENT,
    (Act.CHANGE, Status.OVERDUE): _SENT,
    (Act.CHANGE, Status.ANSWERED): _SENT,
    (Act.DISCARD, Status.SENT): _SENT,
    (Act.DISCARD, Status.OVERDUE): _SENT,
    (Act.DISCARD, Status.ANSWERED): _SENT,
    (Act.SEND, Status.SENT): _SENT,
    (Act.SEND, Status.OVERDUE): _SENT,
    (Act.SEND, Status.ANSWERED): _SENT,
    (Act.REPLY, Status.DRAFT): _NOT_SENT,
    (Act.REPLY, Status.ANSWERED): _("A reply is recorded already. Correct that one."),
    (Act.CORRECT, Status.DRAFT): _NO_REPLY,
    (Act.CORRECT, Status.SENT): _NO_REPLY,
    (Act.CORRECT, Status.OVERDUE): _NO_REPLY,
    (Act.WITHDRAW, Status.DRAFT): _NOT_SENT,
    (Act.WITHDRAW, Status.ANSWERED): _("The state body has replied: the recommendation stands with its reply."),
    **{(act, Status.WITHDRAWN): _WITHDRAWN for act in Act},
}


def may(act, status):
    """True if this may be done with a recommendation in this status."""
    return act in ALLOWED[status]


def refusal(act, status):
    """Why this may not be done now, in words; empty where it may."""
    return "" if may(act, status) else REFUSALS[act, status]


def status_on(day, *, sent_on, due_on, replied_on=None, withdrawn_on=None):
    """The status on this day, from the days on which it was sent, answered or withdrawn.

    A reply on the last day of the term is in time; the term is over from the day after it.

    >>> from datetime import date
    >>> status_on(date(2026, 11, 28), sent_on=date(2026, 11, 13), due_on=date(2026, 11, 27)).value
    'overdue'
    """
    if withdrawn_on is not None and withdrawn_on <= day:
        return Status.WITHDRAWN
    if sent_on is None or day < sent_on:
        return Status.DRAFT
    if replied_on is not None and replied_on <= day:
        return Status.ANSWERED
    return Status.OVERDUE if due_on is not None and due_on < day else Status.SENT


def days_without_reply(day, *, sent_on, status):
    """How many days it has waited for a reply; None where no reply is awaited.

    >>> from datetime import date
    >>> days_without_reply(date(2026, 11, 28), sent_on=date(2026, 11, 13), status=Status.OVERDUE)
    15
    """
    return (day - sent_on).days if status in WAITING else None
