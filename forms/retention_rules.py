"""Until when what a citizen sent is kept. Pure.

Source: decisions.md, "What a citizen sends" 2. Of originals the last day stands in their row (`kept_until`), because
the database itself keeps to it; what holds for the contact follows from the answer and is reckoned here.
"""

from datetime import timedelta

# Where no form says it: a proposal that was entered by hand to a question without one.
CONTACT_KEPT_DAYS = 90
# However late the answer is.
LONGEST_AFTER_CLOSING = timedelta(days=365)


def contact_kept_until(*, received_on, closes_on, answered_on, kept_days):
    """The last day on which name, contact and the link to the public copy are kept.

    `kept_days` after the answer, which is public from the moment it is given, and at most a year after the closing.
    """
    kept_days = CONTACT_KEPT_DAYS if kept_days is None else kept_days
    last = (closes_on or received_on) + LONGEST_AFTER_CLOSING
    return min(last, answered_on + timedelta(days=kept_days)) if answered_on else last


def is_due(kept_until, today):
    """True from the day after the last one, as the trigger of the database has it."""
    return kept_until < today
