"""Totals of a consultation's proposals: counted from the rows whenever they are asked for, never stored."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Case, Count, F, Min, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from forms.models import Channel, Proposal, Publication
from forms.refusal_reasons import RefusalReason
from forms.states import FINAL, OPEN, ProposalState


class Row(NamedTuple):
    """Some proposals that are alike in state, in what became of their publication, and in standing in a group or not.

    `refusal`: why they are not published, None where nobody has said so.
    """

    state: str
    is_published: bool
    is_grouped: bool
    refusal: str | None
    number: int


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
    # Of those received: how many stand in a group of proposals that say the same; each is answered.
    grouped: int = 0
    # Of those without a public copy: how many are refused for which reason, as pairs; how many stand in a group instead
    # of being published one by one; how many wait for the secretary's check.
    refusals: tuple[tuple[RefusalReason, int], ...] = ()
    told_in_a_group: int = 0
    unchecked: int = 0

    @property
    def refused(self):
        """Proposals that are not published, for whatever reason."""
        return sum(number for _reason, number in self.refusals)

    @property
    def not_published(self):
        """Proposals without a public copy."""
        return self.received - self.published

    @property
    def answered(self):
        """Proposals with an answer."""
        return self.received - self.in_review


def count(rows):
    """Totals of these `Row`s. Pure. What is published counts as that, whatever was said of it before.

    >>> count([Row("accepted", True, False, None, 2), Row("registered", False, True, None, 1)]).received
    3
    """
    rows = [Row(*row) for row in rows]
    by_state, refusals = dict.fromkeys(ProposalState, 0), Counter()
    for row in rows:
        by_state[ProposalState(row.state)] += row.number
        if row.refusal and not row.is_published:
            refusals[row.refusal] += row.number
    open_to_check = [row for row in rows if not row.is_published and not row.refusal]
    return Totals(
        received=sum(by_state.values()),
        in_review=sum(by_state[state] for state in OPEN),
        published=sum(row.number for row in rows if row.is_published),
        grouped=sum(row.number for row in rows if row.is_grouped),
        refusals=tuple((reason, refusals[reason]) for reason in RefusalReason if refusals[reason]),
        told_in_a_group=sum(row.number for row in open_to_check if row.is_grouped),
        unchecked=sum(row.number for row in open_to_check if not row.is_grouped),
        **{state.value: by_state[state] for state in FINAL},
    )


def totals_of(consultation):
    """The consultation's totals, in one query."""
    return count(_rows(consultation))


def totals_and_channels(consultation):
    """The same, and how many came by which channel, in words; empty where all were sent on the site. One query."""
    rows = list(_rows(consultation, "channel"))
    numbers = Counter()
    for channel, *_facts, number in rows:
        numbers[channel] += number
    channels = [f"{channel.label}: {numbers[channel]}" for channel in Channel if numbers[channel]]
    return count(row[1:] for row in rows), " · ".join(channels) if numbers.keys() - {Channel.WEB} else ""


def refusal_of():
    """The expression for why a proposal is not published: the author's wish, or the secretary's reason, or None.

    A text that was erased by order, without either, waits for nobody's check.
    """
    wish = Q(publication=Publication.NOTHING) | Q(publication_withdrawal__isnull=False)
    return Case(
        When(wish, then=Value(RefusalReason.AUTHORS_WISH)),
        When(erasure_order__isnull=False, refused_publication=None, then=Value(RefusalReason.ERASED)),
        default=F("refused_publication__reason"),
    )


def publication_lines(totals):
    """What became of the publication of those that were received, in words with their numbers; nothing is left out."""
    parts = [
        *((reason.label, number) for reason, number in totals.refusals),
        (_("In groups of similar ones, not published one by one"), totals.told_in_a_group),
        (_("Waiting for the check"), totals.unchecked),
    ]
    return [(label, number) for label, number in parts if number]


def _rows(consultation, *by):
    # A join: PostgreSQL takes "is there any" for so dear a question, asked of each row, that it plans badly.
    proposals = Proposal.objects.filter(consultation=consultation).order_by()
    proposals = proposals.annotate(is_grouped=Q(group_member__isnull=False), refusal=refusal_of())
    facts = (*by, "state", "is_published", "is_grouped", "refusal")
    return proposals.values_list(*facts).annotate(number=Count("pk"))


def answer_times(consultations):
    """(consultation's key, received, answered or None) of every proposal to these consultations. One query.

    An answer that was corrected was given when it was given first.
    """
    proposals = Proposal.objects.filter(consultation__in=consultations.order_by().values("pk")).order_by()
    first = Coalesce(Min("earlier_answers__answered_at"), F("answer__answered_at"))
    return proposals.annotate(first_answered_at=first).values_list("consultation", "received_at", "first_answered_at")
