"""The verb that closes the list of proposals of a consultation (step 5).

Source: recommendations of 2024 (seed 001), step 5; decisions.md, "What a citizen sends" 7: step 5 freezes the list.
From then on no further proposal becomes public; a text may still be taken off, because personal data must be.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.roles import HANDLES_PROPOSALS
from cms.tenancy import require_role
from council_pages.models import Consultation
from forms import letters
from forms.models import LetterKind
from forms.window import GRACE


def is_over(consultation, now):
    """True once no proposal can come any more: after the closing and its grace."""
    return consultation.closes_at is not None and now >= consultation.closes_at + GRACE


@transaction.atomic
def close_list(consultation, *, user, now):
    """Close the list. Refused before the last proposal can have come, and a second time."""
    row = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if user is not None:
        require_role(user, row.council, HANDLES_PROPOSALS)
    if row.list_frozen_at:
        raise ValidationError(_("The list of proposals has been closed already."))
    if not is_over(row, now):
        raise ValidationError(_("Proposals are still taken. The list can be closed 15 minutes after the closing."))
    row.list_frozen_at = now
    row.save(update_fields=["list_frozen_at"])
    letters.tell_all(row, LetterKind.LISTED, now)
    log(row, "kenes.list_closed", user=user, data={"closed_at": now.isoformat()})
    return row
