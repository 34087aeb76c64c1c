"""What the author of a proposal may do with it by number and secret, without an account.

Whoever calls has checked the secret (`forms.tracking.find`); each verb locks, checks its rule, saves and logs as the
system, because no account stands behind a citizen. Source: decisions.md, "What a citizen sends" 4; trust.md, P12.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from forms import erasure, holds, publication
from forms.answering import lock
from forms.erasure_journal import Act, note
from forms.models import Contact, Publication, PublicationWithdrawal, PublishedProposal
from forms.proposal_form import CONSENT_VERSION
from forms.retention import contact_last_day
from forms.retention_rules import is_due

AUTHOR_ASKED = "The author asked for it by number and secret."
# In the log; what follows a proposal tells them to its author.
WITHDRAWN, CORRECTED, REMOVED = "kenes.publication_refused", "kenes.contact_corrected", "kenes.contact_removed"
PARTS = ("name", "email", "phone")


def may_withdraw(proposal):
    """True while the author's wish can still change something: a text that is, or may become, public."""
    if hasattr(proposal, "publication_withdrawal") or proposal.publication == Publication.NOTHING:
        return False
    return hasattr(proposal, "publication_link" if proposal.is_published else "original")


def may_correct(proposal, today):
    """True while a contact may be kept at all: the form says how long, and neither its term nor the text is over."""
    is_kept = hasattr(proposal, "original") and hasattr(proposal.consultation, "form")
    return is_kept and not is_due(contact_last_day(proposal), today)


def term_has_passed():
    """Why no contact is taken any more."""
    return ValidationError(_("The term for keeping a name and contact has passed: none is kept any more."))


def may_erase(proposal):
    """True while anything of the author's is kept."""
    return any(hasattr(proposal, part) for part in ("original", "contact", "publication_link"))


@transaction.atomic
def withdraw_publication(proposal, *, now):
    """Take the public copy off the site at once, for good: no verb publishes this proposal again.

    The council keeps the text and answers it. A second time nothing changes. Raises ValidationError, in words, where
    the link to the public copy has been erased: nobody can tell any more which one it is.
    """
    proposal = lock(proposal, None)
    if PublicationWithdrawal.objects.filter(proposal=proposal).exists():
        return
    publication.withdraw(proposal, user=None, now=now)
    PublicationWithdrawal.objects.create(proposal=proposal, withdrawn_at=now)
    note(Act.PUBLICATION_WITHDRAWN, proposal, now)
    log(proposal, WITHDRAWN, data={"by": "author"})


@transaction.atomic
def correct_contact(proposal, *, name, email, phone, consented, language, now):
    """Keep this name and contact in place of the old; all three empty: keep none, and send no more letters.

    Refused in words: both an address and a telephone number, a contact without consent, one after its term, and the
    removal of what a legal hold keeps. A published name that is the person's no more goes off the site; the secretary
    publishes the new one after a check, as every text.
    """
    # In the order of every erasure, so that none waits for another.
    holds.lock_consultations([proposal.consultation_id])
    proposal = lock(proposal, None)
    said = {"name": name.strip(), "email": email.strip(), "phone": phone.strip()}
    before = Contact.objects.filter(proposal=proposal).first()
    if not any(said.values()):
        return _remove_contact(proposal, before, now)
    _refuse_contact(proposal, said, consented, now)
    if before and all(getattr(before, part) == said[part] for part in PARTS):
        return None
    given = {"consent_version": CONSENT_VERSION, "consent_language": language, "consented_at": now}
    Contact.objects.update_or_create(proposal=proposal, defaults=said | given)
    _take_old_name_off(proposal, said["name"])
    log(proposal, CORRECTED, data={"by": "author"})
    return None


def erase(proposal, *, keep_public, now):
    """Erase contact, text and files now. Raises ValidationError, in words, under a legal hold."""
    return erasure.erase(proposal, AUTHOR_ASKED, user=None, now=now, keep_public=keep_public)


def _remove_contact(proposal, before, now):
    if before is None:
        return
    holds.refuse_held(proposal.consultation, timezone.localdate(now))
    # The letters go with the address; the link stays, or the author could withdraw the public copy no more.
    proposal.letters.all().delete()
    before.delete()
    _take_old_name_off(proposal, "")
    note(Act.CONTACT_REMOVED, proposal, now)
    log(proposal, REMOVED, data={"by": "author"})


def _refuse_contact(proposal, said, consented, now):
    if said["email"] and said["phone"]:
        raise ValidationError(
            {"phone": _("Give an e-mail address or a telephone number, not both: remove one of them.")}
        )
    if not consented:
        raise ValidationError(
            {"consent": _("Tick this box, so that we may keep your name or contact; or remove your name and contact.")}
        )
    if not may_correct(proposal, timezone.localdate(now)):
        raise term_has_passed()


def _take_old_name_off(proposal, name):
    PublishedProposal.objects.filter(link__proposal=proposal).exclude(name__in=["", name]).update(name="")
