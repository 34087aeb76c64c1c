"""The verb that says that a proposal is not published, and why: a reason of the closed list, counted publicly."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from forms.answering import lock
from forms.models import ErasureOrder, Publication, PublicationWithdrawal, RefusedPublication
from forms.refusal_reasons import CHOSEN


@transaction.atomic
def refuse_publication(proposal, reason, *, user, now):
    """Say why the proposal is not published; said again, the new reason counts. It is read and answered all the same.

    Raises ValidationError, in words, for a reason that is not on the list, for a proposal whose author asked not to
    publish it or which was erased (that is its reason already), and for one that is published.
    """
    proposal = lock(proposal, user)
    if reason not in CHOSEN:
        raise ValidationError({"refusal": _("Choose the reason from the list.")})
    if ErasureOrder.objects.filter(proposal=proposal).exists():
        raise ValidationError({"refusal": _("It has been erased: that is the reason already.")})
    withdrawn = PublicationWithdrawal.objects.filter(proposal=proposal).exists()
    if withdrawn or proposal.publication == Publication.NOTHING:
        raise ValidationError({"refusal": _("The author asked not to publish it: that is the reason already.")})
    if proposal.is_published:
        raise ValidationError({"refusal": _("It is published. Take it off the site first.")})
    refused = RefusedPublication.objects.filter(proposal=proposal).first() or RefusedPublication(proposal=proposal)
    if refused.reason == reason:
        return refused
    refused.reason, refused.refused_at, refused.refused_by = reason, now, user
    refused.save()
    log(proposal, "kenes.publication_declined", user=user, data={"reason": str(reason)})
    return refused
