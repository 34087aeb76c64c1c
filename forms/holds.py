"""The verbs of the legal hold: while one holds, nothing that citizens sent to a consultation is erased.

Source: trust.md, 3.6: a hold for each consultation stops retention and erasure, with a reason, in the log. Placed and
lifted by an administrator; `user=None` is the system (a command).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.tenancy import require_administrator
from council_pages.models import Consultation
from forms.models import LegalHold


@transaction.atomic
def place_hold(consultation, reason, *, user, now, until=None):
    """Let nothing be erased until the last day `until`, or until it is lifted.

    Refused in words: no reason, a last day that is past, and a second hold while one holds.
    """
    require_administrator(user)
    row = lock_consultations([consultation.pk])[0]
    today = timezone.localdate(now)
    if not (reason := reason.strip()):
        raise ValidationError({"reason": _("Write the reason of the hold: the log and the desk show it.")})
    if until is not None and until < today:
        raise ValidationError({"until": _("The last day of the hold is past. Choose today or a later day.")})
    if LegalHold.objects.holding_on(today).filter(consultation=row).exists():
        raise ValidationError(_("What was sent to this question is held already. Lift that hold first."))
    hold = LegalHold.objects.create(consultation=row, reason=reason, until=until, placed_at=now, placed_by=user)
    data = {"reason": reason, "until": until.isoformat() if until else None}
    log(row, "kenes.hold_placed", user=user, data=data)
    return hold


@transaction.atomic
def lift_hold(hold, *, user, now):
    """End the hold: terms run again from now on. One that is lifted already stays as it is."""
    require_administrator(user)
    hold = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if hold.lifted_at is None:
        hold.lifted_at, hold.lifted_by = now, user
        hold.save(update_fields=["lifted_at", "lifted_by"])
        log(hold.consultation, "kenes.hold_lifted", user=user, data={"reason": hold.reason})
    return hold


def lock_consultations(pks):
    """The consultations, locked: no hold is placed while what was sent to them is being erased.

    Proposals still come in meanwhile: the lock leaves the keys free.
    """
    locked = Consultation.objects.select_for_update(of=("self",), no_key=True)
    return list(locked.filter(pk__in=pks).order_by("pk"))


def held_on(day):
    """The keys of the consultations that are held on this day."""
    return LegalHold.objects.holding_on(day).order_by().values("consultation")


def refuse_held(consultation, today):
    """Refuse, in words, to erase what is held. To be asked with the consultation locked."""
    if LegalHold.objects.holding_on(today).filter(consultation=consultation).exists():
        raise ValidationError(
            _(
                "What was sent to this question must be kept for now, because a legal hold is placed on it. Nothing "
                "was erased. Ask the ministry, or try again later."
            )
        )
