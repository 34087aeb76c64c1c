"""What the clock alone makes of a thing next: nobody acts when a consultation opens, closes, or a term is over."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def next_turn(state_at, now, moments):
    """When the state becomes another one by itself, and which: (moment, state), or (None, "").

    `state_at(moment)` is the state at any moment; `moments` are those at which it may change, None among them.

    >>> next_turn(lambda hour: "open" if hour < 18 else "closed", 9, [8, 18, None])
    (18, 'closed')
    """
    current = state_at(now)
    for moment in sorted(moment for moment in moments if moment is not None and moment > now):
        if (state := state_at(moment)) != current:
            return moment, str(state)
    return None, ""


def beginning(day, days_later=0):
    """The moment at which the day begins on the local clock; None for no day."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=days_later), time.min))
