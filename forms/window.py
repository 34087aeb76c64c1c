"""When a form takes proposals: the consultation's window, and a grace for whoever opened the form in time."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from council_pages.lifecycle import State

# decisions.md, "Refused or warned": 15 min grace for a form opened in time.
GRACE = timedelta(minutes=15)


def accepts(consultation, opened_at, now):
    """True if a form opened at `opened_at` may be sent now. Halted and published consultations take nothing.

    `closes_at` itself is outside; with grace the last moment is `closes_at + GRACE`, itself outside too.
    """
    state = consultation.state_at(now)
    if state == State.COLLECTING:
        return True
    return state == State.REVIEWING and opened_at < consultation.closes_at and now < consultation.closes_at + GRACE


def takes_entries(consultation, now):
    """True if what came in time another way may still be typed in: from the opening until the outcome is published."""
    return consultation.state_at(now) in (State.COLLECTING, State.REVIEWING)


def moment_on(consultation, day, now):
    """The moment at which what was handed in on `day` counts as received; None outside the window, and for the future.

    Of today it is now, of a day before its noon; on the first and the last day a moment inside the window.
    """
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    moment = now if day == timezone.localdate(now) else noon
    moment = min(max(moment, consultation.opens_at), consultation.closes_at - timedelta(seconds=1))
    return moment if timezone.localdate(moment) == day and moment <= now else None
