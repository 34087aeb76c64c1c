"""The verbs of holding a consultation: its events (step 4 of the cycle) and the news of it while it runs.

Each verb checks the role, checks the rule, saves and logs, in one transaction. `user=None` means the system itself.
After the outcome is published the record stands: nothing is added and nothing changed. Only news may still be
withdrawn, because a name or a number that slipped into it must not stay in public.
Sources: recommendations of 2024 (seed 001), step 4 and the paragraph on timely information.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.roles import PLANS_CONSULTATIONS
from cms.tenancy import require_role
from council_pages.models import Consultation, Event, Update

_checks = []
EVENT_FACTS = frozenset({"kind", "starts_at", "ends_at", "place_kk", "place_ru", "stream_url", "comments_url"})


def add_check(check):
    """Let `check(event)` refuse a change of an event by a ValidationError. Each is added once."""
    if check not in _checks:
        _checks.append(check)


def _consultation_for(user, pk):
    """The consultation, locked until the verb is through: one act at a time on one consultation."""
    consultation = Consultation.objects.select_for_update().get(pk=pk)
    if user is not None:
        require_role(user, consultation.council, PLANS_CONSULTATIONS)
    return consultation


def _event_for(user, event):
    """The event as it stands now, of a consultation whose record is open. Raises ValidationError."""
    _refuse_final(_consultation_for(user, event.consultation_id))
    return Event.objects.select_related("consultation__council").get(pk=event.pk)


def _refuse_final(consultation):
    if consultation.is_final:
        raise ValidationError(_("The outcome is published: the facts of this consultation stand."))


def _refuse_cancelled(event):
    if event.is_cancelled:
        raise ValidationError(_("This event is cancelled, and its record stands. Plan a new one instead."))


def _known(facts):
    if unknown := facts.keys() - EVENT_FACTS:
        raise TypeError(f"no such facts: {sorted(unknown)}")


def check_span(starts_at, ends_at):
    """Refuse an end that is not later than the beginning. Pure."""
    if ends_at and ends_at <= starts_at:
        raise ValidationError({"ends_at": _("The end must be later than the beginning.")})


@transaction.atomic
def plan_event(consultation, *, user, **facts):
    """A new event of the consultation. `facts` are those of `change_event`; it may lie in the past.

    Refused beside the field: an end before the beginning, an address that is none.
    """
    _known(facts)
    consultation = _consultation_for(user, consultation.pk)
    _refuse_final(consultation)
    event = Event(consultation=consultation, **facts)
    check_span(event.starts_at, event.ends_at)
    event.full_clean()
    event.save()
    log(event, "kenes.event_planned", user=user, data={"starts_at": event.starts_at.isoformat()})
    return event


@transaction.atomic
def change_event(event, *, user, now, **facts):
    """Change the facts of an event; of one that was held, too: a recording gets its address afterwards.

    Refused: a cancelled event, an end before the beginning, a held event moved into the future, and what a check of
    an upper floor refuses (`add_check`).
    """
    _known(facts)
    event = _event_for(user, event)
    _refuse_cancelled(event)
    changed = sorted(name for name, value in facts.items() if getattr(event, name) != value)
    if not changed:
        return event
    for name in changed:
        setattr(event, name, facts[name])
    check_span(event.starts_at, event.ends_at)
    if event.is_held and event.starts_at > now:
        raise ValidationError({"starts_at": _("It is recorded as held, so it cannot begin in the future.")})
    for check in _checks:
        check(event)
    event.full_clean()
    event.save()
    log(event, "kenes.event_changed", user=user, data={"fields": changed})
    return event


@transaction.atomic
def record_held(event, *, user, now, participants, notes_kk="", notes_ru=""):
    """Record that the event was held, and with how many; a second call corrects the record.

    Refused: before it begins, a cancelled one, and a number below zero.
    """
    event = _event_for(user, event)
    _refuse_cancelled(event)
    if now < event.starts_at:
        raise ValidationError(_("It has not begun yet: say how many took part once it is over."))
    if participants is None or participants < 0:
        raise ValidationError({"participants": _("Enter a number: zero or more.")})
    event.participants = participants
    event.notes_kk, event.notes_ru = notes_kk.strip(), notes_ru.strip()
    event.save(update_fields=["participants", "notes_kk", "notes_ru"])
    log(event, "kenes.event_held", user=user, data={"participants": participants})
    return event


@transaction.atomic
def cancel_event(event, *, user, reason_kk, reason_ru):
    """Cancel the event for good, with a reason that stands on the public page in both languages.

    Refused: an event that was held or is cancelled already, and a reason in one language only.
    """
    event = _event_for(user, event)
    _refuse_cancelled(event)
    if event.is_held:
        raise ValidationError(_("This event was held, and its record stands."))
    if not (reason_kk.strip() and reason_ru.strip()):
        raise ValidationError({"reason_kk": _("Give the reason in both languages: readers will see it.")})
    event.cancel_reason_kk, event.cancel_reason_ru = reason_kk.strip(), reason_ru.strip()
    event.save(update_fields=["cancel_reason_kk", "cancel_reason_ru"])
    log(event, "kenes.event_cancelled", user=user)
    return event


@transaction.atomic
def publish_update(consultation, *, user, now, text_kk="", text_ru=""):
    """News of the consultation, public at once with this moment. Refused: without a text in any language."""
    consultation = _consultation_for(user, consultation.pk)
    _refuse_final(consultation)
    texts = {"text_kk": text_kk.strip(), "text_ru": text_ru.strip()}
    if not any(texts.values()):
        raise ValidationError({"text_kk": _("Write the news in at least one language.")})
    update = Update.objects.create(consultation=consultation, published_at=now, author=user, **texts)
    log(update, "kenes.update_published", user=user)
    return update


@transaction.atomic
def withdraw_update(update, *, user, now):
    """Take the news off the site. Its row and its line in the log stay; a second call changes nothing."""
    _consultation_for(user, update.consultation_id)
    update = Update.objects.get(pk=update.pk)
    if update.withdrawn_at is None:
        update.withdrawn_at = now
        update.save(update_fields=["withdrawn_at"])
        log(update, "kenes.update_withdrawn", user=user)
    return update
