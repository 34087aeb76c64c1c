"""The verbs that make a proposal public, and take it back: a redacted copy, never the original.

What the citizen allows is asked once, on the form; the secretary publishes one by one after a check. The public copy
has an id of its own and days instead of moments, so that nothing leads back from it (decisions.md, "What a citizen
sends" 1, 7).
"""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from council_pages.models import Clause
from forms import detector, letters
from forms.answering import lock
from forms.form_fields import normalise
from forms.models import (
    TEXT_LIMIT,
    ErasureOrder,
    LetterKind,
    Publication,
    PublicationLink,
    PublicationWithdrawal,
    PublishedEarlierAnswer,
    PublishedProposal,
    RefusedPublication,
)


@transaction.atomic
def publish(proposal, text, *, user, now, name=None, confirmed=False):
    """Publish `text`, the checked copy of the proposal. A second call with another text corrects the public copy.

    `name` replaces the contact's own where the citizen allowed a name; without it the contact's is taken. Raises
    ValidationError, in words, for what the citizen did not allow, for an empty or too long text, and for one in which
    something looks like personal data (`forms.detector`), unless that is `confirmed`. A refusal to publish ends.
    """
    proposal = lock(proposal, user)
    content = checked(proposal, text, name)
    found = detector.find(content["text"])
    if found and not confirmed:
        words = _("Something in the text looks like personal data. Take it out, or confirm that it may be public.")
        raise ValidationError({"confirmed": words})
    public = PublishedProposal.objects.filter(link__proposal=proposal).first()
    if public is None:
        if proposal.consultation.list_frozen_at:
            raise ValidationError(_("The list of proposals is closed: no further text becomes public."))
        public = _first_copy(proposal, content, now)
        letters.tell(proposal, LetterKind.PUBLISHED, now)
    elif all(getattr(public, field) == value for field, value in content.items()):
        return public
    else:
        public.text, public.name = content["text"], content["name"]
        public.save(update_fields=list(content))
    RefusedPublication.objects.filter(proposal=proposal).delete()
    # Kinds and numbers, without the words: the log outlives them.
    log(proposal, "kenes.proposal_published", user=user, data=dict(Counter(part.kind.value for part in found)))
    return public


def checked(proposal, text, name=None):
    """{"text", "name"} as they would become public. Raises ValidationError as `publish` does."""
    return {"text": _checked_text(text), "name": _allowed_name(proposal, name)}


def copy_of(proposal, content, now):
    """The public copy with this content, not saved: what `publish` saves and what the preview shows."""
    given = getattr(proposal, "answer", None)
    return PublishedProposal(
        consultation=proposal.consultation,
        language=proposal.language,
        received_on=timezone.localdate(proposal.received_at),
        published_on=timezone.localdate(now),
        state=proposal.state,
        answer=given.reason if given else "",
        answered_on=timezone.localdate(given.answered_at) if given else None,
        **content,
    )


def earlier_answers_of(proposal, public):
    """The proposal's corrected answers as they stand beside its public copy, not saved; the last one first."""
    return [
        PublishedEarlierAnswer(
            published=public,
            state=earlier.state,
            reason=earlier.reason,
            answered_on=timezone.localdate(earlier.answered_at),
        )
        for earlier in proposal.earlier_answers.all()
    ]


@transaction.atomic
def withdraw(proposal, *, user, now):
    """Take the public copy back. True if there was one; False, and nothing changes, if there was none.

    Once the contact and with it the link are erased, nothing leads to the copy: then ValidationError says so.
    """
    proposal = lock(proposal, user)
    public = PublishedProposal.objects.filter(link__proposal=proposal).first()
    if public is None:
        if proposal.is_published:
            raise ValidationError(
                _("The link to the published text has been erased; it cannot be withdrawn by number.")
            )
        return False
    public.delete()
    proposal.is_published = False
    proposal.save(update_fields=["is_published"])
    log(proposal, "kenes.proposal_withdrawn", user=user)
    return True


def _checked_text(text):
    text = normalise(text).strip()
    if not text:
        raise ValidationError({"text": _("Write the text to publish.")})
    if len(text) > TEXT_LIMIT:
        raise ValidationError(
            {"text": _("The text is too long. Characters at most: %(limit)s") % {"limit": TEXT_LIMIT}}
        )
    return text


def _allowed_name(proposal, name):
    if proposal.publication == Publication.NOTHING:
        raise ValidationError(_("The citizen did not allow this proposal to be published."))
    if PublicationWithdrawal.objects.filter(proposal=proposal).exists():
        raise ValidationError(_("The author has withdrawn the publication of this proposal: it stays unpublished."))
    if ErasureOrder.objects.filter(proposal=proposal).exists():
        raise ValidationError(_("What was sent under this number has been erased: nothing of it becomes public."))
    if proposal.publication == Publication.TEXT_AND_NAME:
        contact = getattr(proposal, "contact", None)
        return (contact.name if contact else "") if name is None else name.strip()
    if name:
        raise ValidationError({"name": _("The citizen did not allow a name to be published.")})
    return ""


def _first_copy(proposal, content, now):
    if proposal.is_published:
        raise ValidationError(_("This proposal is published already, and the link to its public text has been erased."))
    public = copy_of(proposal, content, now)
    public.save()
    # The last one first; among those of one day the one that was saved last.
    PublishedEarlierAnswer.objects.bulk_create(reversed(earlier_answers_of(proposal, public)))
    PublicationLink.objects.create(published=public, proposal=proposal)
    public.clauses.set(Clause.objects.filter(uses__proposal=proposal))
    proposal.is_published = True
    proposal.save(update_fields=["is_published"])
    return public
