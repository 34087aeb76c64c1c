"""The verb of sittings: one is entered, or changed, as a whole: its facts, its agenda and its decisions."""

from django.db import transaction
from wagtail.log_actions import log

from cms.roles import PLANS_CONSULTATIONS
from cms.tenancy import require_role
from council_pages.attendance import check_votes


@transaction.atomic
def save_sitting(sitting, *, user, decisions=(), agenda=(), dropped=()):
    """Enter the sitting, or change it, with these decisions and items of its agenda; both are unsaved instances.

    Those that are not named stay as they are, but for the items in `dropped`, which go. `user=None` means the system
    itself. Refused, in words: more members present than the council has, more votes than members present.
    """
    is_new = sitting.pk is None
    if user is not None:
        require_role(user, sitting.council, PLANS_CONSULTATIONS)
    sitting.full_clean()
    named = [decision.pk for decision in decisions if decision.pk]
    others = [] if is_new else sitting.decisions.exclude(pk__in=named)
    for decision in [*decisions, *others]:
        check_votes(decision, sitting.members_present)
    sitting.save()
    _append(sitting, sitting.decisions, decisions)
    _append(sitting, sitting.agenda_items, agenda)
    for item in dropped:
        item.delete()
    log(sitting, "kenes.sitting_entered" if is_new else "kenes.sitting_changed", user=user)
    return sitting


def _append(sitting, rows, given):
    """Save the rows that were given; new ones stand after those that are there."""
    last = rows.count()
    for order, row in enumerate(given):
        row.sitting = sitting
        if row.pk is None:
            row.sort_order = last + order
        row.full_clean()
        row.save()
