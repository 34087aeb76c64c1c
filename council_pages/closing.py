"""The verb that closes a council, or merges it into another.

Source: decisions.md, "Site, addresses, languages": pages stay with a notice, forms close, roles end. The row stays for
ever: receipts and links lead to it.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from cms import people
from cms.dates import local
from cms.languages import LANGUAGES
from cms.models import Council
from cms.tenancy import require_administrator
from council_pages import planning
from council_pages.lifecycle import Halt
from council_pages.models import Consultation


@transaction.atomic
def close_council(council, day, *, user, now, successor=None):
    """Close the council as of `day`; its open and planned questions are cancelled, its staff's roles are taken.

    Refused in words: a day to come, a council that is closed, and a successor that is closed or the council itself.
    Who shall answer what came in before is given the role of a secretary afterwards (`cms.people`).
    """
    require_administrator(user)
    council = Council.objects.select_for_update().get(pk=council.pk)
    _refuse(council, day, successor, now)
    reasons = {}
    for language in LANGUAGES:
        with override(language):
            reasons[f"reason_{language}"] = _("The council has been closed.")
    for row in Consultation.objects.for_council(council).unfinished_at(now):
        planning.halt(row, Halt.CANCELLED, user=None, **reasons)
    for held in council.memberships.select_related("user"):
        # As the system: an administrator touches no superuser's account, and the council closes all the same.
        people.take_role(held.user, council, held.role, held.language, user=None)
    council.closed_on, council.successor = day, successor
    council.save(update_fields=["closed_on", "successor"])
    log(council, "kenes.council_closed", user=user, data={"successor": successor.slug if successor else None})
    return council


def _refuse(council, day, successor, now):
    if council.closed_on:
        raise ValidationError(_("This council is closed already."))
    if day > local(now).date():
        raise ValidationError({"day": _("A council is closed on the day itself, or afterwards. Choose that day.")})
    if successor is not None and (successor == council or successor.closed_on):
        raise ValidationError({"successor": _("Choose another council, one that is open.")})
