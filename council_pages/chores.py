"""What this floor does now and then: the letters of the ministry's messages."""

from datetime import timedelta

from cms import chores
from cms.chores import Chore
from council_pages.overview.message_sending import are_due


def install():
    """Register the chore. Called once, when Django is ready."""
    chores.register(Chore("send_messages", timedelta(minutes=1), are_due))
