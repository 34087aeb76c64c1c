"""The verbs of recurring duties: they are entered and ended, and their proofs are recorded and taken back.

A proof that was taken back stays on record and proves nothing any more.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.ministry import require_ministry
from cms.roles import KEEPS_CADENCES
from council_pages.models import Cadence, CadenceProof
from council_pages.months import FIRST_YEAR, LAST_YEAR
from council_pages.overview.named_cadences import NAMED


@transaction.atomic
def add_cadence(*, user, **facts):
    """Enter a duty. Returns it. Refused beside the field where something is missing, or the first day is a slip."""
    require_ministry(user, KEEPS_CADENCES)
    cadence = Cadence(**facts)
    cadence.full_clean()
    if not FIRST_YEAR <= cadence.starts_on.year <= LAST_YEAR:
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError({"starts_on": _("Choose a year from %(first)s to %(last)s.") % years})
    cadence.save()
    log(cadence, "kenes.cadence_added", user=user, data={"period": str(cadence.period)})
    return cadence


@transaction.atomic
def enter_named(today, *, user):
    """Enter the duties that the documents name, from today on; those that are there stay. Returns the new ones."""
    require_ministry(user, KEEPS_CADENCES)
    known = set(Cadence.objects.values_list("code", flat=True))
    return [add_cadence(user=user, starts_on=today, **facts) for facts in NAMED if facts["code"] not in known]


@transaction.atomic
def end_cadence(cadence, last_day, *, user):
    """Let the duty end with this day, whatever last day it had before. Refused: a day before it begins."""
    require_ministry(user, KEEPS_CADENCES)
    cadence = _locked(cadence)
    if last_day < cadence.starts_on:
        raise ValidationError({"last_day": _("The duty begins later. Choose a day after that.")})
    before, cadence.ended_on = cadence.ended_on, last_day
    cadence.save(update_fields=["ended_on"])
    log(cadence, "kenes.cadence_ended", user=user, data={"last_day": last_day, "before": before})
    return cadence


@transaction.atomic
def record_proof(cadence, *, day, what, url="", document="", user, today, now):
    """Record that the duty was done on the day. Returns the proof.

    Refused beside the field: a day to come, one outside the duty, no words, and neither a link nor a document.
    """
    require_ministry(user, KEEPS_CADENCES)
    cadence = _locked(cadence)
    if day > today:
        raise ValidationError({"day": _("This day is still to come. Record what has taken place.")})
    if day < cadence.starts_on:
        raise ValidationError({"day": _("The duty begins later than this day.")})
    if cadence.ended_on and day > cadence.ended_on:
        raise ValidationError({"day": _("The duty ended before this day.")})
    if not (url or document.strip()):
        raise ValidationError({"url": _("Give a link, or name the document: a proof is something to look up.")})
    words = {"what": what.strip(), "url": url, "document": document.strip()}
    proof = CadenceProof(cadence=cadence, day=day, recorded_by=user, recorded_at=now, **words)
    proof.full_clean()
    proof.save()
    log(cadence, "kenes.cadence_proven", user=user, data={"day": day, "what": proof.what})
    return proof


@transaction.atomic
def withdraw_proof(proof, *, user, now):
    """Take a proof back. Refused where it is taken back already."""
    require_ministry(user, KEEPS_CADENCES)
    proof = CadenceProof.objects.select_for_update().get(pk=proof.pk)
    if proof.withdrawn_at:
        raise ValidationError(_("This proof is taken back already."))
    proof.withdrawn_at = now
    proof.save(update_fields=["withdrawn_at"])
    log(proof.cadence, "kenes.cadence_proof_withdrawn", user=user, data={"day": proof.day})
    return proof


def _locked(cadence):
    return Cadence.objects.select_for_update().get(pk=cadence.pk)
