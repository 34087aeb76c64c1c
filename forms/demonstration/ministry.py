"""What the ministry keeps: recurring duties with proofs, a message to the secretaries; and a council's own comment."""

from datetime import timedelta

from cms.models import Council
from council_pages.models import Cadence, MessageDelivery
from council_pages.overview import cadence_keeping, commenting, messaging
from council_pages.overview.cadences import TEN_DAYS
from forms.demonstration.content import at

DAYS_OF_DUTIES = 95


def load_ministry(content, today):
    """Duties since a quarter ago with some of their proofs, a message of last week, read by one, and one comment."""
    cadence_keeping.enter_named(today - timedelta(days=DAYS_OF_DUTIES), user=None)
    texts = content.texts["ministry"]
    _prove("committee-meeting", today, range(2, DAYS_OF_DUTIES, TEN_DAYS.days * 2), texts["meeting"])
    _prove("minister-meeting", today, (20, 50), texts["meeting"])
    words = {f"{name}_{language}": texts[name][language] for name in ("subject", "text") for language in ("kk", "ru")}
    messaging.send_message(Council.objects.all(), user=None, now=at(today - timedelta(days=7), 10), **words)
    # The accounts of the demonstration have no address, and one of their owners has read it.
    first = MessageDelivery.objects.order_by("pk").select_related("person").first()
    messaging.mark_read(first, user=first.person, now=at(today - timedelta(days=6), 9))
    sample = content.samples["councils"][0]["id"]
    comment = texts["comment"]
    moment = at(today - timedelta(days=3), 15)
    commenting.publish_comment(content.rows[sample], comment["kk"], comment["ru"], user=None, now=moment)


def _prove(code, today, days_ago, words):
    cadence = Cadence.objects.get(code=code)
    for number, days in enumerate(days_ago, 1):
        day = today - timedelta(days=days)
        cadence_keeping.record_proof(
            cadence, day=day, what=words["what"], document=words["document"].format(number=number), user=None,
            today=today, now=at(day, 17),
        )  # fmt: skip
