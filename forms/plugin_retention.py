"""What plugins keep for a term goes when the term is over, in the same run as everything else (`apply_retention`)."""

from django.db import transaction
from django.db.models import ProtectedError

from cms import plugin_asking


def apply(today):
    """Delete what is due; returns how many rows. Rows that something else still holds stay until it lets go of them."""
    return sum(
        plugin_asking.call(plugin, "retention", _delete, rule, today, default=0)
        for plugin, rule in plugin_asking.ask_all("retention")
    )


def due(today):
    """How many rows would go."""
    return sum(
        plugin_asking.call(plugin, "retention", lambda rule: rule.due(today).count(), rule, default=0)
        for plugin, rule in plugin_asking.ask_all("retention")
    )


def _delete(rule, today):
    deleted = 0
    for row in rule.due(today).iterator():
        try:
            with transaction.atomic():
                row.delete()
        except ProtectedError:
            continue
        deleted += 1
    return deleted
