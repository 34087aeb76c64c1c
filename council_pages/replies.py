"""The verbs of the state body's reply: recorded once, corrected where it was recorded wrongly.

As in `council_pages.recommending`: one transaction, `user=None` is the system, refusals stand beside their field.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from council_pages.models import Reply
from council_pages.recommendations import Act
from council_pages.recommending import lock

FACTS = ("received_on", "document_number", "text_kk", "text_ru", "actions_kk", "actions_ru", "file")


@transaction.atomic
def record_reply(recommendation, *, user, today, received_on, **facts):
    """Record the reply that came on `received_on`; from now on it is public with the recommendation.

    Refused, in words: a day before the sending or in the future, a reply without words, a second reply, a reply to
    what is not sent or is withdrawn, another council's file. `facts` are those of FACTS.
    """
    recommendation = lock(recommendation, user, Act.REPLY, today)
    reply = Reply(recommendation=recommendation)
    _write(reply, {"received_on": received_on, **facts}, today)
    log(recommendation, "kenes.reply_recorded", user=user, data={"received_on": received_on.isoformat()})
    return reply


@transaction.atomic
def correct_reply(recommendation, *, user, today, **facts):
    """Correct the reply on record: the same rules, and the log says which facts were changed.

    Readers see the day of the last correction. Nothing changes, and nothing is logged, where the facts are the same.
    """
    recommendation = lock(recommendation, user, Act.CORRECT, today)
    reply = recommendation.reply
    changed = sorted(name for name, value in facts.items() if getattr(reply, name) != value)
    if not changed:
        return reply
    reply.corrected_on = today
    _write(reply, facts, today)
    log(recommendation, "kenes.reply_corrected", user=user, data={"fields": changed})
    return reply


def _write(reply, facts, today):
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"no such facts: {sorted(unknown)}")
    for name, value in facts.items():
        setattr(reply, name, value.strip() if isinstance(value, str) else value)
    recommendation = reply.recommendation
    if reply.received_on < recommendation.sent_on:
        raise ValidationError({"received_on": _("A reply cannot be older than the recommendation it replies to.")})
    if reply.received_on > today:
        raise ValidationError({"received_on": _("The day of the reply is in the future. Record it on that day.")})
    if not reply.text():
        raise ValidationError({"text_kk": _("Write the reply in at least one language.")})
    if reply.file and reply.file.collection_id != recommendation.council.collection_id:
        raise ValidationError({"file": _("Choose one of this council's own.")})
    reply.full_clean()
    reply.save()
