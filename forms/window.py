"""When a form takes proposals: the consultation's window, and a grace for whoever opened the form in time."""

from datetime import timedelta

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
