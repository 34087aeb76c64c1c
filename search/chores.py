"""What this floor does now and then: the index catches up with the clock and with what it missed, and
what was searched for long ago is forgotten."""

from datetime import timedelta

from django.utils import timezone

from cms import chores
from cms.chores import Chore
from search.query_log import old_days


def old_days_are_due(now):
    """True if a day of the search log has had its term."""
    return old_days(timezone.localdate(now)).exists()


def install():
    """Register the chores. Called once, when Django is ready."""
    chores.register(Chore("refresh_search", timedelta(minutes=10)))
    chores.register(Chore("forget_searches", timedelta(hours=6), old_days_are_due))
