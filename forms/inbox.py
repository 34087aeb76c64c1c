"""The inbox of those who handle proposals: what its tabs hold, how many, and in which order."""

from django.db.models import Count, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from forms.states import OPEN


class Tab(TextChoices):
    """The first three hold work: proposals without an answer. The last holds every proposal."""

    MINE = "mine", _("Mine")
    UNASSIGNED = "unassigned", _("Without an assignee")
    UNANSWERED = "unanswered", _("Without an answer")
    ALL = "all", _("All proposals")


def condition(tab, user):
    """What a proposal must be to stand under the tab."""
    is_open = Q(state__in=OPEN)
    return {
        Tab.MINE: is_open & Q(assignment__person=user.pk),
        Tab.UNASSIGNED: is_open & Q(assignment=None),
        Tab.UNANSWERED: is_open,
        Tab.ALL: Q(),
    }[Tab(tab)]


def counts(proposals, user):
    """How many of these proposals stand under each tab: {tab: number}. One query."""
    return proposals.order_by().aggregate(
        **{tab.value: Count("pk", filter=condition(tab, user), distinct=True) for tab in Tab}
    )


def in_order(proposals):
    """The oldest first: who has waited longest is answered first."""
    return proposals.order_by("received_at", "pk")
