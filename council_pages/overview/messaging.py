"""The verbs of messages to councils: one is sent to chosen councils, and a reader says that it was read.

In each council the secretaries get it; where there is none, the leads. The letters go out from an outbox, which is
written in the same transaction (`council_pages.overview.message_sending`).
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.ministry import require_ministry
from cms.models import Membership
from cms.roles import HANDLES_PROPOSALS, WRITES_TO_COUNCILS, Role
from council_pages.models import MessageDelivery, MinistryMessage

WORDS = ("subject_kk", "subject_ru", "text_kk", "text_ru")


@transaction.atomic
def send_message(councils, *, user, now, **words):
    """Send the message to these councils (a queryset), of which closed ones are left out. Returns it.

    Refused beside the field: words that are missing in a language; and where nobody would get it.
    """
    require_ministry(user, WRITES_TO_COUNCILS)
    words = {name: words[name].strip() for name in WORDS}
    if missing := [name for name in WORDS if not words[name]]:
        raise ValidationError(dict.fromkeys(missing, _("Write it in both languages: secretaries read in their own.")))
    readers = readers_in(councils.open())
    if not readers:
        raise ValidationError(_("Nobody in these councils could read it: they have no secretary and no lead."))
    message = MinistryMessage(sent_by=user, sent_at=now, **words)
    message.full_clean()
    message.save()
    MessageDelivery.objects.bulk_create(_deliveries(message, readers, now))
    log(message, "kenes.message_sent", user=user, data={"councils": len({council for council, _person in readers})})
    return message


def readers_in(councils):
    """Pairs (council's key, person's key): the secretaries of each council or, where it has none, its leads.

    Two queries; accounts that are switched off are left out.
    """
    people = get_user_model().objects.filter(is_active=True)
    held = Membership.objects.filter(council__in=councils, user__in=people, role__in=HANDLES_PROPOSALS | {Role.LEAD})
    rows = list(held.order_by("council", "user").values_list("council", "user", "role"))
    with_secretary = {council for council, _person, role in rows if role in HANDLES_PROPOSALS}
    return list(
        dict.fromkeys(
            (council, person)
            for council, person, role in rows
            if role in HANDLES_PROPOSALS or council not in with_secretary
        )
    )


def _deliveries(message, readers, now):
    """A row for each reader of each council; one letter for each person who has an address."""
    addresses = dict(
        get_user_model().objects.filter(pk__in={person for _council, person in readers}).values_list("pk", "email")
    )
    written_to = set()
    for council, person in readers:
        has_letter = bool(addresses[person]) and person not in written_to
        written_to.add(person)
        yield MessageDelivery(message=message, council_id=council, person_id=person, due_at=now if has_letter else None)


@transaction.atomic
def mark_read(delivery, *, user, now):
    """The receipt: its reader has read it. A second press changes nothing. Nobody reads for another."""
    delivery = MessageDelivery.objects.select_for_update().select_related("message").get(pk=delivery.pk)
    if user is None or delivery.person_id != user.pk:
        raise ValidationError(_("Only the person to whom the message went marks it as read."))
    if delivery.read_at is None:
        delivery.read_at = now
        delivery.save(update_fields=["read_at"])
        log(delivery.message, "kenes.message_read", user=user, data={"council": delivery.council_id})
    return delivery
