"""What is to be done now and then beside the web server: a floor above registers it, `manage.py serve` starts it.

Each chore is a command that finds out by itself what is due and does no harm when it runs twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


def _always(now):
    return True


@dataclass(frozen=True)
class Chore:
    """A command of `manage.py`, started every so often in a process of its own, never twice at a time.

    `is_due(now)` is asked first, cheaply, because a process costs seconds of a processor.
    """

    command: str
    every: timedelta
    is_due: Callable[[datetime], bool] = _always


_chores: dict[str, Chore] = {}


def register(chore):
    """Add a chore; a command is registered once."""
    if chore.command in _chores:
        raise ValueError(f"The chore {chore.command!r} is registered already.")
    _chores[chore.command] = chore


def registered():
    """All chores, by the names of their commands."""
    return [_chores[name] for name in sorted(_chores)]
