"""Proposals around the ends of their terms, and what the rule alone says of them: for tests of retention."""

import random
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from forms import receipts
from forms.models import (
    Answer,
    Contact,
    Letter,
    LetterKind,
    Original,
    OriginalFile,
    Proposal,
    PublicationLink,
    PublishedProposal,
    Way,
)
from forms.models.proposals import private_storage
from forms.retention_rules import contact_kept_until, is_due

DAY = timedelta(days=1)


def close(consultation, closes_at):
    """Move the window, so that it closed then."""
    consultation.opens_at, consultation.closes_at = closes_at - 200 * DAY, closes_at
    consultation.save()


def proposals(consultation, count, now, seed):
    """So many proposals at random days around their terms, made past the intake: it takes thousands a second."""
    chance = random.Random(seed)
    made = Proposal.objects.bulk_create(_proposal(consultation, place, now, chance) for place in range(count))
    with_contact = [row for row in made if chance.random() < 0.7]
    published = [row for row in made if chance.random() < 0.5]
    answered = [row for row in made if chance.random() < 0.7]
    kept = [row for row in made if chance.random() < 0.9]
    consent = {"consent_version": "1", "consent_language": "kk", "consented_at": now}
    Contact.objects.bulk_create(
        Contact(proposal=row, email=f"canary{row.pk}@example.kz", **consent) for row in with_contact
    )
    Letter.objects.bulk_create(
        Letter(proposal=row, kind=LetterKind.REGISTERED, way=Way.EMAIL, created_at=now, due_at=now)
        for row in with_contact
    )
    Answer.objects.bulk_create(
        Answer(proposal=row, reason="Иә.", answered_at=now - chance.randrange(80, 100) * DAY) for row in answered
    )
    _publish(published, now)
    today = timezone.localdate(now)
    Original.objects.bulk_create(
        Original(proposal=row, text=f"canary{row.pk}", kept_until=today + chance.randrange(-3, 4) * DAY) for row in kept
    )
    _attach([original for original in Original.objects.all() if chance.random() < 0.2])
    return made


def _proposal(consultation, place, now, chance):
    return Proposal(
        consultation=consultation,
        number=receipts.new_number(),
        token_hash=f"{place:064x}",
        secret_hash="0" * 64,
        body_hash="0" * 64,
        language=chance.choice(["kk", "ru"]),
        publication="text",
        form_opened_at=now - 200 * DAY,
        received_at=now - 200 * DAY,
        state_changed_at=now,
        is_published=False,
    )


def _publish(rows, now):
    today = timezone.localdate(now)
    said = {"language": "kk", "text": "Мәтін", "state": "registered", "received_on": today, "published_on": today}
    copies = PublishedProposal.objects.bulk_create(
        PublishedProposal(consultation=row.consultation, **said) for row in rows
    )
    PublicationLink.objects.bulk_create(
        PublicationLink(published=copy, proposal=row) for copy, row in zip(copies, rows, strict=True)
    )


def _attach(originals):
    for original in originals:
        name = f"{original.pk % 256:02x}/{original.pk:032x}"
        private_storage().save(name, ContentFile(b"canary"))
        OriginalFile.objects.create(
            original=original, name="a.txt", content_type="text/plain", size=6, sha256="0" * 64, file=name
        )


def expected(today):
    """By the rule alone, of each proposal: whether its contact and link, and whether its original, must be gone."""
    contact_due, original_due = set(), set()
    for row in Proposal.objects.select_related("consultation__form", "answer", "original"):
        given = getattr(row, "answer", None)
        last = contact_kept_until(
            received_on=timezone.localdate(row.received_at),
            closes_on=timezone.localdate(row.consultation.closes_at),
            answered_on=given and timezone.localdate(given.answered_at),
            kept_days=row.consultation.form.contact_kept_days,
        )
        if is_due(last, today):
            contact_due.add(row.pk)
        if hasattr(row, "original") and is_due(row.original.kept_until, today):
            original_due.add(row.pk)
    return contact_due, original_due


def keys(model, field="proposal"):
    return set(model.objects.order_by().values_list(field, flat=True))


def standing():
    """Everything that retention could touch."""
    tables = {model.__name__: keys(model) for model in (Contact, PublicationLink, Letter, Original)}
    return tables | {"files": keys(OriginalFile, "file"), "public": keys(PublishedProposal, "public_id")}


def disk(settings):
    return {str(path.relative_to(settings.PRIVATE_ROOT)) for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()}


def expect_gone(before, after, contact_due, original_due, settings):
    """All that is due is gone, from the tables and from the disk, and nothing else is."""
    for table in ("Contact", "PublicationLink", "Letter"):
        assert after[table] == before[table] - contact_due
    assert after["Original"] == before["Original"] - original_due
    assert after["files"] == disk(settings)
    assert after["public"] == before["public"]
