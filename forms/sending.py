"""Sends what stands in the outbox: each letter once, through hours without a mail server.

A letter is claimed before it is sent and marked after: a process that is killed in between repeats that one letter,
with the same Message-ID, and no other. Neither subject nor body holds a name, an address, a secret or a word of what
was sent: number, question, state, and where to follow (trust.md, R5; decisions.md, "What a citizen sends").
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.mail import message
from forms import addresses, letters, limits, receipts
from forms.letter_rules import CLAIM, is_given_up, pause_after
from forms.models import Letter
from forms.plugin_channels import channel_of

logger = logging.getLogger(__name__)


@dataclass
class Sent:
    """What one run did. `is_reachable`: the mail server answered."""

    sent: int = 0
    failed: int = 0
    dropped: int = 0
    is_reachable: bool = True


def send_letters(clock):
    """Send every letter whose turn has come. `clock()` is the moment now: a run may take long."""
    done = Sent()
    while letter := _claim(Letter.objects.due_by_channel(clock()), clock()):
        _send_by_channel(letter, done, clock)
    if not Letter.objects.due(clock()).exists():
        return done
    connection = mail.get_connection()
    try:
        while _is_open(connection, done) and (letter := _claim(Letter.objects.due(clock()), clock())):
            _send(letter, connection, done, clock)
    finally:
        connection.close()
    return done


def _is_open(connection, done):
    """Open the connection where it is not; no letter counts a try where there is no mail server at all."""
    try:
        connection.open()
    except Exception as error:
        # Whatever a mail backend raises; its words may hold an address and are not written down.
        logger.error("The mail server does not answer: %s", type(error).__name__)
        done.is_reachable = False
    return done.is_reachable


@transaction.atomic
def _claim(waiting, now):
    """The next of these letters, ours for the time of a claim; None where there is none."""
    due = waiting.order_by("due_at", "pk")
    letter = due.select_for_update(skip_locked=True).first()
    if letter is not None:
        letter.tries, letter.due_at = letter.tries + 1, now + CLAIM
        letter.save(update_fields=["tries", "due_at"])
    return letter


def _send(letter, connection, done, clock):
    letter = Letter.objects.select_related("proposal__consultation__council", "proposal__contact").get(pk=letter.pk)
    contact = getattr(letter.proposal, "contact", None)
    if contact is None or not contact.email:
        return _drop(letter, contact, done)
    allowed = limits.take(limits.Route.LETTER, clock(), mailbox=contact.email)
    if allowed.is_refused:
        return _put_off(letter, clock(), allowed.retry_after)
    try:
        connection.send_messages([written(letter, contact.email)])
    except Exception as error:
        connection.close()
        done.failed += 1
        return _try_again(letter, clock(), error)
    Letter.objects.filter(pk=letter.pk).update(sent_at=clock())
    done.sent += 1
    return None


def _send_by_channel(letter, done, clock):
    """The same by a plugin's way to a telephone. What it cannot do in the end, or no more, the secretary does."""
    letter = Letter.objects.select_related("proposal__consultation__council", "proposal__contact").get(pk=letter.pk)
    contact = getattr(letter.proposal, "contact", None)
    if contact is None or contact.email or not contact.phone:
        return _drop(letter, contact, done)
    channel = channel_of(letter.way, letter.council)
    if channel is None or is_given_up(clock() - letter.created_at):
        return _hand_over(letter, done)
    allowed = limits.take(limits.Route.LETTER, clock(), mailbox=contact.phone)
    if allowed.is_refused:
        return _put_off(letter, clock(), allowed.retry_after)
    try:
        channel.send(contact.phone, message_to_telephone(letter), letter.proposal.language)
    except Exception as error:
        done.failed += 1
        return _try_again(letter, clock(), error, is_last_way=False)
    Letter.objects.filter(pk=letter.pk).update(sent_at=clock())
    done.sent += 1
    return None


def message_to_telephone(letter):
    """What happened, of which proposal, and where to see it; no word of anybody. In the proposal's language."""
    with override(letter.proposal.language):
        facts = {"number": receipts.format_number(letter.proposal.number), "event": letter.get_kind_display()}
        words = _("Your proposal %(number)s: %(event)s") % facts
    return f"{words}. {settings.SITE_URL}{addresses.track_url(letter.proposal.number)}"


def _hand_over(letter, done):
    found, way = Letter.objects.filter(pk=letter.pk), letters.call_about(letter.kind)
    found.update(way=way, tries=0) if way else found.delete()
    done.dropped += 1


def _drop(letter, contact, done):
    """Its author has taken the address back: a call, where that is what is left, or nothing."""
    way = letters.way_to(contact, letter.kind, letter.proposal)
    found = Letter.objects.filter(pk=letter.pk)
    found.update(way=way) if way else found.delete()
    done.dropped += 1


def _put_off(letter, now, seconds):
    """One mailbox gets so many letters an hour: an address that is not the author's own is no target."""
    letter.tries, letter.due_at = letter.tries - 1, now + timedelta(seconds=seconds)
    letter.save(update_fields=["tries", "due_at"])


def _try_again(letter, now, error, *, is_last_way=True):
    age = now - letter.created_at
    letter.due_at = now + pause_after(letter.tries, age)
    letter.failed_at = now if is_last_way and is_given_up(age) else None
    letter.save(update_fields=["due_at", "failed_at"])
    words = "is given up" if letter.failed_at else "will be tried again"
    logger.error("Letter %s was not sent and %s: %s", letter.pk, words, type(error).__name__)


def written(letter, address):
    """The message, in the language of the proposal."""
    proposal = letter.proposal
    consultation, language = proposal.consultation, proposal.language
    with override(language):
        number = receipts.format_number(proposal.number)
        words = {
            "number": number,
            "event": letter.get_kind_display(),
            "state": proposal.get_state_display(),
            # One line each, whatever an editor typed.
            "question": " ".join(consultation.subject(language).split()),
            "council": " ".join(consultation.council.name(language).split()),
            "track_url": settings.SITE_URL + addresses.track_url(proposal.number),
        }
        subject = _("Your proposal %(number)s: %(event)s") % {"number": number, "event": letter.get_kind_display()}
        body = render_to_string("council_forms/mail/letter.txt", words)
    headers = {"Message-ID": message_id(letter), "Auto-Submitted": "auto-generated"}
    return message(subject, body, address, language, headers)


def message_id(letter):
    """Always the same for one letter, so that a mail server can tell a repeat."""
    name = salted_hmac("kenes.forms.sending", f"{letter.pk}:{letter.created_at.isoformat()}").hexdigest()
    return f"<{name}@{urlsplit(settings.SITE_URL).hostname}>"


def again(now):
    """Give every letter that was given up another three days; returns how many."""
    return Letter.objects.exclude(failed_at=None).update(failed_at=None, created_at=now, due_at=now)
