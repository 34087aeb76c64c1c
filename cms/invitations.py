"""Invitations: the token, the letter, and what is still alive. The verbs that use them stand in `cms.people`.

Source: issue K02. The database keeps the token's hash only, so a copy of it opens no account.
"""

import hashlib
import logging
import secrets
from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from cms.mail import message
from cms.models import Invitation

# Issue K02: an invitation lives three days and works once.
LIFETIME = timedelta(hours=72)
TOKEN_BYTES = 32

logger = logging.getLogger(__name__)


def new_token():
    """A token that nobody can guess: 32 random bytes, in letters that an address takes."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token):
    """What is stored of a token. It is random and long, so a plain hash cannot be searched backwards."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_invitation(token, now):
    """The invitation that this token still opens, or None: unknown, used and expired are one."""
    invitations = Invitation.objects.open(now).select_related("person", "invited_by")
    return invitations.filter(token_hash=hash_of(token)).first()


def void_invitations(person, now):
    """Let every invitation of the person die that could still be accepted."""
    person.invitations.filter(used_at=None, expires_at__gt=now).update(expires_at=now)


def send_invitation(invitation, token, language):
    """Send the letter. A mail server that fails must not undo the invitation: it is logged, and can be sent again."""
    person = invitation.person
    address = settings.WAGTAILADMIN_BASE_URL + reverse("accept_invitation", args=[token]) + f"?lang={language}"
    with override(language):
        subject = _("Invitation to the site of the public councils")
        words = {"name": person.get_full_name(), "address": address, "until": timezone.localtime(invitation.expires_at)}
        body = render_to_string("cms/mail/invitation.txt", words)
    try:
        message(subject, body, person.email, language).send()
    except Exception as error:
        # Whatever a mail backend raises; its words may hold the person's address and are not written down.
        logger.error("The invitation %s could not be sent: %s", invitation.pk, type(error).__name__)
        log(person, "kenes.invitation_not_sent", user=invitation.invited_by)
        return
    invitation.sent_at = timezone.now()
    invitation.save(update_fields=["sent_at"])
