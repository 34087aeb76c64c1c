"""Erases what a citizen sent: by an order at any time, by its term in `forms.retention`.

What stays for good is the row of the proposal (number, hash, state, days), the council's answer, and the public copy
where it may stay: no way leads from it to anybody.
"""

from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.tenancy import require_administrator
from forms import holds, private_files
from forms.erasure_journal import Act, note
from forms.models import (
    Contact,
    ErasureOrder,
    Letter,
    Original,
    OriginalFile,
    Proposal,
    PublicationLink,
    PublishedProposal,
)


@dataclass
class Erased:
    """How many rows went, of each kind."""

    contacts: int = 0
    links: int = 0
    letters: int = 0
    originals: int = 0
    files: int = 0
    public_copies: int = 0

    def add(self, other):
        """Count these too."""
        for name, number in vars(other).items():
            setattr(self, name, getattr(self, name) + number)


@transaction.atomic
def erase(proposal, reason, *, user, now, keep_public=False):
    """Erase everything of this proposal but its row and its answer, and say how much it was. A second time: nothing.

    The public copy goes too, unless its author leaves it: `keep_public`. Whoever calls has checked the author's secret,
    or is an administrator; `user=None` is the system. Raises ValidationError, in words, under a legal hold.
    """
    require_administrator(user)
    holds.lock_consultations([proposal.consultation_id])
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("consultation").get(pk=proposal.pk)
    holds.refuse_held(proposal.consultation, timezone.localdate(now))
    ErasureOrder.objects.get_or_create(proposal=proposal, defaults={"reason": reason, "ordered_by": user})
    erased = Erased()
    if not keep_public:
        erased.public_copies = _erase_public_copy(proposal)
    erased.add(erase_contacts([proposal.pk]))
    erased.add(erase_originals([proposal.pk]))
    if any(vars(erased).values()):
        note(Act.ERASED_BUT_PUBLIC if keep_public else Act.ERASED, proposal, now)
        log(proposal, "kenes.proposal_erased", user=user, data=vars(erased) | {"keep_public": keep_public})
    return erased


def _erase_public_copy(proposal):
    """Delete the public copy, where a link still leads to it. Its marks in clauses go with it."""
    found = PublishedProposal.objects.filter(link__proposal=proposal)
    number = found.count()
    if number:
        found.delete()
        proposal.is_published = False
        proposal.save(update_fields=["is_published"])
    return number


def erase_contacts(pks):
    """Delete name, contact, the link to the public copy and the letters of these proposals, in the transaction."""
    deleted = {
        name: model.objects.filter(proposal__in=pks).delete()[0]
        for name, model in (("letters", Letter), ("links", PublicationLink), ("contacts", Contact))
    }
    return Erased(**deleted)


def erase_originals(pks):
    """Delete texts and files of these proposals; from the disk once it is committed. The database asks why it may."""
    files = OriginalFile.objects.filter(original__proposal__in=pks)
    names = list(files.values_list("file", flat=True))
    files.delete()
    originals, _by_model = Original.objects.filter(proposal__in=pks).delete()
    transaction.on_commit(partial(private_files.remove, names))
    return Erased(files=len(names), originals=originals)
