"""The verb by which an outcome becomes public: its report goes live in a language."""

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.signals import page_published, page_unpublished

from council_pages.models import Outcome, OutcomePage

# Sent inside the transaction, with `consultation` and `now`: the floor above tells the authors.
outcome_published = Signal()


@transaction.atomic
def settle_outcome(outcome, now, user=None):
    """Make `published_at` follow the facts: set while a report is live in a language, empty otherwise.

    The first moment of publication is kept while any report stays live, and for good in `final_since`. Idempotent.
    """
    outcome = Outcome.objects.select_for_update().get(pk=outcome.pk)
    is_live = OutcomePage.objects.live().filter(outcome=outcome).exists()
    if is_live == (outcome.published_at is not None):
        return outcome
    outcome.published_at = now if is_live else None
    outcome.final_since = outcome.final_since or outcome.published_at
    outcome.save(update_fields=["published_at", "final_since"])
    if is_live:
        log(outcome.consultation, "kenes.outcome_published", user=user, data={"published_at": now.isoformat()})
        outcome_published.send(sender=Outcome, consultation=outcome.consultation, now=now)
    else:
        log(outcome.consultation, "kenes.outcome_withdrawn", user=user)
    return outcome


def _report_changed(instance, **kwargs):
    settle_outcome(instance.outcome, timezone.now())


def connect():
    """Follow every publication and withdrawal of a report, by whatever path it comes."""
    page_published.connect(_report_changed, sender=OutcomePage, dispatch_uid="kenes-outcome-published")
    page_unpublished.connect(_report_changed, sender=OutcomePage, dispatch_uid="kenes-outcome-unpublished")
