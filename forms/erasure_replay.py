"""Carries out again what a journal tells of: to be run after a backup has been restored, before it serves."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from forms import erasure, own_data
from forms.erasure_journal import Act, lines_of
from forms.models import Proposal

REASON = "Ordered before a backup was restored; carried out again from the journal."


@dataclass
class Replayed:
    """How many lines were carried out, and how many are of proposals that the backup does not know.

    `refused`: numbers of those that a legal hold keeps, or that can be withdrawn no more. `unreadable`: lines.
    """

    done: int = 0
    unknown: int = 0
    unreadable: int = 0
    refused: list = field(default_factory=list)


def replay(path, now):
    """Carry out every line of the journal at `path`, each by itself. A second time nothing changes."""
    lines, unreadable = lines_of(path)
    report = Replayed(unreadable=unreadable)
    for line in lines:
        proposal = Proposal.objects.filter(number=line.number).first()
        if proposal is None:
            report.unknown += 1
            continue
        try:
            _carry_out(line, proposal, now)
        except ValidationError:
            report.refused.append(line.number)
        else:
            report.done += 1
    return report


def _carry_out(line, proposal, now):
    match line.act:
        case Act.ERASED | Act.ERASED_BUT_PUBLIC:
            keep_public = line.act == Act.ERASED_BUT_PUBLIC
            erasure.erase(proposal, REASON, user=None, now=now, keep_public=keep_public)
        case Act.PUBLICATION_WITHDRAWN:
            own_data.withdraw_publication(proposal, now=now)
        case Act.CONTACT_REMOVED:
            contact = getattr(proposal, "contact", None)
            # What its author gave after that moment was given to be kept.
            if contact and contact.consented_at <= line.at:
                nothing = {"name": "", "email": "", "phone": ""}
                own_data.correct_contact(
                    proposal, **nothing, consented=False, language=contact.consent_language, now=now
                )
