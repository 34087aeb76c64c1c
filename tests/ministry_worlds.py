"""What the ministry has to do with a council of the tests of isolation (`tests/worlds.py`)."""

from django.utils import timezone

from cms.models import Council
from cms.roles import Role
from council_pages.models import Cadence, MessageDelivery
from council_pages.overview import cadence_keeping, commenting, messaging
from tests.factories import make_user


def hear_from_the_ministry(council, word):
    """A message to the council's secretary, and the council's comment on its numbers."""
    now = timezone.now()
    make_user(Role.SECRETARY, council, first_name=word)
    words = dict.fromkeys(messaging.WORDS, f"{word} хабарлама")
    message = messaging.send_message(Council.objects.filter(pk=council.pk), user=None, now=now, **words)
    commenting.publish_comment(council, f"{word} түсініктеме", "", user=None, now=now)
    return {"message": message.pk, "delivery": MessageDelivery.objects.get(message=message).pk}


def keep_a_duty():
    """A recurring duty with its proof: the ministry's own, and no council's."""
    today = timezone.localdate()
    facts = {"day": today, "what": "Кездесу", "document": "№ 1", "today": today, "now": timezone.now(), "user": None}
    cadence = Cadence.objects.first() or cadence_keeping.enter_named(today, user=None)[0]
    proof = cadence.proofs.first() or cadence_keeping.record_proof(cadence, **facts)
    return {"cadence": cadence.pk, "proof": proof.pk}
