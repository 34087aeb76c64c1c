"""Erases what has had its term, in small steps that each leave everything in order: it may be killed and run again.

The rule: `forms.retention_rules`. What a legal hold keeps stays. Files leave the disk after their row is gone; what a
killed process left there is swept at the next run.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from forms import bulk_answers, holds, limits, plugin_retention, presence, private_files
from forms.erasure import Erased, erase_contacts, erase_originals
from forms.models import Original, Proposal
from forms.retention_rules import contact_kept_until, is_due

BATCH = 500


@dataclass
class Report:
    """What one run did, or would do."""

    erased: Erased = field(default_factory=Erased)
    held: int = 0
    tries: int = 0
    leftovers: int = 0
    of_plugins: int = 0


def apply_retention(now):
    """Erase all that is due today; returns the report."""
    today = timezone.localdate(now)
    report = Report(held=held(today))
    for due, act in ((due_contacts, erase_contacts), (due_originals, erase_originals)):
        pks = due(today)
        for start in range(0, len(pks), BATCH):
            report.erased.add(_erase(pks[start : start + BATCH], today, due, act))
    report.tries = limits.forget(now)
    presence.forget(now)
    bulk_answers.forget(now)
    report.of_plugins = plugin_retention.apply(today)
    report.leftovers = private_files.sweep(now)
    return report


def preview(now):
    """The same report without erasing anything: of contacts and originals how many are due."""
    today = timezone.localdate(now)
    due = Erased(contacts=len(due_contacts(today)), originals=len(due_originals(today)))
    return Report(erased=due, held=held(today), of_plugins=plugin_retention.due(today))


@transaction.atomic
def _erase(pks, today, due, act):
    """Erase one batch, asked again under lock: an answer may have been corrected, a hold placed meanwhile."""
    consultations = Proposal.objects.filter(pk__in=pks).order_by().values_list("consultation", flat=True)
    holds.lock_consultations(set(consultations))
    list(Proposal.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))
    return act(due(today, among=pks))


def _with_contact(today):
    """Proposals of which a contact or a link is kept and no hold keeps it."""
    kept = Proposal.objects.exclude(contact=None, publication_link=None)
    return kept.exclude(consultation__in=holds.held_on(today))


def due_contacts(today, among=None):
    """The keys of the proposals whose contact and link have had their term."""
    kept = _with_contact(today) if among is None else _with_contact(today).filter(pk__in=among)
    rows = kept.order_by("pk").values_list(
        "pk",
        "received_at",
        "consultation__closes_at",
        "answer__answered_at",
        "consultation__form__contact_kept_days",
    )
    return [pk for pk, *facts in rows.iterator(BATCH) if is_due(_kept_until(*facts), today)]


def _kept_until(received_at, closes_at, answered_at, kept_days):
    return contact_kept_until(
        received_on=timezone.localdate(received_at),
        closes_on=closes_at and timezone.localdate(closes_at),
        answered_on=answered_at and timezone.localdate(answered_at),
        kept_days=kept_days,
    )


def contact_last_day(proposal):
    """The last day on which the contact of this proposal is kept."""
    consultation, given = proposal.consultation, getattr(proposal, "answer", None)
    form = getattr(consultation, "form", None)
    kept_days = form and form.contact_kept_days
    return _kept_until(proposal.received_at, consultation.closes_at, given and given.answered_at, kept_days)


def due_originals(today, among=None):
    """The keys of the proposals whose text and files have had their term."""
    due = Original.objects.filter(kept_until__lt=today).exclude(proposal__consultation__in=holds.held_on(today))
    if among is not None:
        due = due.filter(proposal__in=among)
    return list(due.order_by("proposal").values_list("proposal", flat=True))


def held(today):
    """How many proposals a hold keeps today."""
    return Proposal.objects.filter(consultation__in=holds.held_on(today)).count()
