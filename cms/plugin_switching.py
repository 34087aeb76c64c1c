"""The verb by which the ministry decides which councils have a plugin. Nothing is lost by it: off is hidden."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms import plugin_asking
from cms.models import Council
from cms.tenancy import require_administrator

# Sent inside the transaction, with `plugin` (its label) and `council`, for each council that changes.
switched = Signal()


@transaction.atomic
def switch(label, councils, *, user):
    """Let exactly these councils (a list of keys) have the plugin. Returns how many were switched on, and how many off.

    Refused in words: a plugin that is not loaded, a council that is not there. Closed councils keep what they have.
    """
    require_administrator(user)
    if plugin_asking.plugin(label) is None:
        raise ValidationError(_("This plugin is not installed, or it did not start: nothing is changed."))
    wanted = set(councils)
    rows = Council.objects.select_for_update().open().order_by("pk")
    known = {council.pk: council for council in rows}
    if wanted - known.keys():
        raise ValidationError(_("One of the councils is closed or does not exist. Open the screen again."))
    changed = [council for council in known.values() if (label in council.plugin_names) != (council.pk in wanted)]
    for council in changed:
        _turn(council, label, council.pk in wanted, user)
    on = sum(council.pk in wanted for council in changed)
    return on, len(changed) - on


def _turn(council, label, is_on, user):
    names = council.plugin_names | {label} if is_on else council.plugin_names - {label}
    council.plugins = f" {' '.join(sorted(names))} "
    council.save(update_fields=["plugins"])
    action = "kenes.plugin_switched_on" if is_on else "kenes.plugin_switched_off"
    log(council, action, user=user, data={"plugin": label})
    switched.send(sender=Council, plugin=label, council=council)
