"""Lines of the server's log: of an error its place and its kind, never its words.

A database says in its words which row it refused, a mail server whose mailbox, Python which value it could not read:
all of them may be a citizen's (trust.md, P11). File, line and kind are enough to find the fault.
"""

import logging
import traceback


class WithoutWords(logging.Formatter):
    """Formats the traceback of an error and of those that led to it without what they say."""

    def formatException(self, ei):
        """The traceback, the first error first, each ending with the name of its kind."""
        return "\n".join(map(_told, reversed(list(_led_by(ei[1])))))


def _led_by(error):
    """The error, then what it was raised from or amidst."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _told(error):
    kind = type(error)
    return "".join(
        [
            "Traceback (most recent call last):\n",
            *traceback.format_tb(error.__traceback__),
            f"{kind.__module__}.{kind.__qualname__}",
        ]
    )
