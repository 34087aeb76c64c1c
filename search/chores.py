"""What this floor does now and then: the index catches up with the clock, and with what it has missed."""

from datetime import timedelta

from cms import chores
from cms.chores import Chore


def install():
    """Register the chore. Called once, when Django is ready."""
    chores.register(Chore("refresh_search", timedelta(minutes=10)))
