"""Who has a proposal open now, so that two secretaries do not answer the same one.

A page says every half minute that it is still open; without a script it says so when it is loaded. A hint and no lock:
it refuses nothing and stands in no log.
"""

from datetime import timedelta

from django.db import transaction

from cms.roles import HANDLES_PROPOSALS
from cms.tenancy import require_role
from forms.models import Presence

FRESH = timedelta(minutes=2)


@transaction.atomic
def look(proposal, *, user, now):
    """Note that the user has the proposal open. Returns the others who have it open too, first come first.

    What has not been heard of for two minutes is over, and is removed here, of the same council's proposals; of a
    council where nobody looks any more it goes with the daily retention (`forget`).
    """
    require_role(user, proposal.council, HANDLES_PROPOSALS)
    _stale(now).filter(proposal__consultation__council=proposal.consultation.council_id).delete()
    Presence.objects.update_or_create(
        proposal=proposal, user=user, defaults={"seen_at": now}, create_defaults={"since": now, "seen_at": now}
    )
    return list(Presence.objects.filter(proposal=proposal).exclude(user=user).select_related("user"))


def forget(now):
    """Remove who is no longer there, of every council. Returns how many."""
    return _stale(now).delete()[0]


def _stale(now):
    return Presence.objects.filter(seen_at__lt=now - FRESH)
