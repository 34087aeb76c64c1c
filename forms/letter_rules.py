"""When a letter that the mail server did not take is tried again, and when it is given up. Pure."""

from datetime import timedelta

# A mail server that is away for hours is back at once: on the first day nobody waits for long.
SOON = timedelta(days=1)
LONGEST_PAUSE_SOON = timedelta(minutes=4)
LONGEST_PAUSE = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=3)
# A sender that was killed with a letter in its hands: after so long another one takes it. Longer than the mail server's
# time-out (EMAIL_TIMEOUT), so that two never hold one letter.
CLAIM = timedelta(minutes=2)


def pause_after(tries, age):
    """How long to wait after so many tries of a letter of this age: 1, 2, 4 minutes, on later days an hour.

    >>> pause_after(1, timedelta())
    datetime.timedelta(seconds=60)
    """
    if age > SOON:
        return LONGEST_PAUSE
    return min(timedelta(minutes=2 ** min(tries - 1, 10)), LONGEST_PAUSE_SOON)


def is_given_up(age):
    """True once nobody tries any more."""
    return age >= GIVEN_UP_AFTER
