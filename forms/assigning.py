"""The verbs that say who answers for a proposal. An assignee handles the council's proposals, and only so long.

Whatever path a role is taken by, or an account switched off, ends the assignments that hang on it (`connect`), so that
no proposal waits for somebody who cannot open it.
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import Membership
from cms.roles import HANDLES_PROPOSALS
from cms.tenancy import people_with
from forms.answering import lock
from forms.models import Assignment


def assignable(council):
    """The people who may be assigned a proposal of this council, by name."""
    return people_with(HANDLES_PROPOSALS, council).order_by("last_name", "first_name", "pk")


@transaction.atomic
def assign(proposal, person, *, user, now):
    """The person answers for the proposal from now on; with None, nobody does. Idempotent.

    Raises ValidationError, in words, for somebody who does not handle the proposals of its council.
    """
    proposal = lock(proposal, user)
    if person is not None and not assignable(proposal.council).filter(pk=person.pk).exists():
        raise ValidationError({"assignee": _("Choose somebody who handles the proposals of this council.")})
    before = Assignment.objects.filter(proposal=proposal).first()
    if (before.person_id if before else None) == (person.pk if person else None):
        return proposal
    if person is None:
        before.delete()
        log(proposal, "kenes.proposal_unassigned", user=user, data={"person": before.person_id})
        return proposal
    Assignment.objects.update_or_create(proposal=proposal, defaults={"person": person, "assigned_at": now})
    log(proposal, "kenes.proposal_assigned", user=user, data={"person": person.pk})
    return proposal


def end_assignments(person):
    """End those of the person's assignments that no role carries any more; the person, or the person's key."""
    handled = Membership.objects.filter(user=person, role__in=HANDLES_PROPOSALS, user__is_active=True)
    ended = Assignment.objects.filter(person=person).exclude(
        proposal__consultation__council__in=handled.values("council")
    )
    for assignment in ended.select_related("proposal"):
        assignment.delete()
        log(assignment.proposal, "kenes.proposal_unassigned", data={"person": assignment.person_id})


def _membership_changed(instance, raw=False, **kwargs):
    if raw:
        return
    end_assignments(instance.user_id)
    # Handed on to somebody else: `cms.groups` has found out from whom.
    if former := getattr(instance, "_former_user", None):
        end_assignments(former)


def _account_saved(instance, raw=False, **kwargs):
    if not raw and not instance.is_active:
        end_assignments(instance)


def connect():
    """End assignments by whatever path a role is written or deleted, or an account is saved as switched off."""
    post_save.connect(_account_saved, sender=get_user_model(), dispatch_uid="kenes-assignments-end-with-the-account")
    for signal in (post_save, post_delete):
        signal.connect(_membership_changed, sender=Membership, dispatch_uid="kenes-assignments-end-with-the-role")
