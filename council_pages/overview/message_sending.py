"""Sends the letters of messages to councils: each once, through hours without a mail server.

A letter is claimed before it is sent and marked after: a process that is killed in between repeats that one letter and
no other.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.languages import LANGUAGES, RUSSIAN
from cms.mail import message
from council_pages.models import MessageDelivery

CLAIM = timedelta(minutes=10)
PAUSE = timedelta(hours=1)
# After so many tries in vain the letter is given up; the message stays on the reader's start page.
MOST_TRIES = 24

logger = logging.getLogger(__name__)


@dataclass
class Sent:
    """How many letters went out, and how many the mail server did not take."""

    sent: int = 0
    failed: int = 0


def are_due(now):
    """True if a letter waits for its turn."""
    return MessageDelivery.objects.due(now).exists()


def send_due(clock):
    """Send every letter whose turn has come. `clock()` is the moment now: a run may take long."""
    done = Sent()
    while (delivery := _claim(clock())) is not None:
        try:
            written(delivery).send()
        except Exception as error:
            # Whatever a mail backend raises; its words may hold an address and are not written down.
            done.failed += 1
            _put_off(delivery, clock())
            logger.error("Letter %s of a message was not sent: %s", delivery.pk, type(error).__name__)
        else:
            MessageDelivery.objects.filter(pk=delivery.pk).update(mailed_at=clock())
            done.sent += 1
    return done


@transaction.atomic
def _claim(now):
    """The next letter, ours for the time of a claim; None where there is none."""
    due = MessageDelivery.objects.due(now).order_by("due_at", "pk").select_for_update(skip_locked=True, of=("self",))
    delivery = due.select_related("message", "council", "person__wagtail_userprofile").first()
    if delivery is not None:
        delivery.tries, delivery.due_at = delivery.tries + 1, now + CLAIM
        delivery.save(update_fields=["tries", "due_at"])
    return delivery


def _put_off(delivery, now):
    delivery.due_at = now + PAUSE if delivery.tries < MOST_TRIES else None
    delivery.save(update_fields=["due_at"])


def written(delivery):
    """The letter, in the language of the person's account; Russian where none is chosen."""
    profile = getattr(delivery.person, "wagtail_userprofile", None)
    language = profile.preferred_language if profile and profile.preferred_language in LANGUAGES else RUSSIAN
    address = settings.WAGTAILADMIN_BASE_URL + reverse("kenes_own_messages")
    with override(language):
        parts = [
            _("The ministry writes to the council: %(council)s") % {"council": delivery.council.name(language)},
            delivery.message.text(language),
            _("Please say that you have read it: %(address)s") % {"address": address},
        ]
        return message(delivery.message.subject(language), "\n\n".join(parts), delivery.person.email, language)
