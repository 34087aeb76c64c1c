"""What this floor does now and then: letters to authors, erasing what has had its term, asking the virus scanner."""

from datetime import timedelta

from cms import chores
from cms.chores import Chore
from forms import letters, scanning
from forms.models import Letter


def letters_are_due(now):
    """True if a letter waits for its turn."""
    return Letter.objects.due(now).exists()


def files_wait(now):
    """True if there is a scanner to ask, and something to ask it about."""
    return scanning.is_set() and scanning.waiting().exists()


def install():
    """Register the chores, and follow what letters tell of. Called once, when Django is ready."""
    letters.connect()
    chores.register(Chore("send_letters", timedelta(minutes=1), letters_are_due))
    chores.register(Chore("apply_retention", timedelta(hours=1)))
    chores.register(Chore("scan_files", timedelta(minutes=1), files_wait))
