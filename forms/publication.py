"""The verbs that make a proposal public, and take it back: a redacted copy, never the original.

What the citizen allows is asked once, on the form; the secretary publishes one by one after a check. The public copy
has an id of its own and days instead of moments, so that nothing leads back from it (decisions.md, "What a citizen
sends" 1, 7).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from forms.answering import lock
from forms.form_fields import normalise
from forms.models import TEXT_LIMIT, Publication, PublicationLink, PublishedProposal


@transaction.atomic
def publish(proposal, text, *, user, now, name=None):
    """Publish `text`, the checked copy of the proposal. A second call with another text corrects the public copy.

    `name` replaces the contact's own where the citizen allowed a name; without it the contact's is taken. Raises
    ValidationError, in words, for what the citizen did not allow and for an empty or too long text.
    """
    proposal = lock(proposal, user)
    content = {"text": _checked_text(text), "name": _allowed_name(proposal, name)}
    public = PublishedProposal.objects.filter(link__proposal=proposal).first()
    if public is None:
        public = _first_copy(proposal, content, now)
    elif all(getattr(public, field) == value for field, value in content.items()):
        return public
    else:
        public.text, public.name = content["text"], content["name"]
        public.save(update_fields=list(content))
    log(proposal, "kenes.proposal_published", user=user)
    return public


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
    if proposal.publication == Publication.TEXT_AND_NAME:
        contact = getattr(proposal, "contact", None)
        return (contact.name if contact else "") if name is None else name.strip()
    if name:
        raise ValidationError({"name": _("The citizen did not allow a name to be published.")})
    return ""


def _first_copy(proposal, content, now):
    if proposal.is_published:
        raise ValidationError(_("This proposal is published already, and the link to its public text has been erased."))
    given = getattr(proposal, "answer", None)
    public = PublishedProposal.objects.create(
        consultation=proposal.consultation,
        language=proposal.language,
        received_on=timezone.localdate(proposal.received_at),
        published_on=timezone.localdate(now),
        state=proposal.state,
        answer=given.reason if given else "",
        answered_on=timezone.localdate(given.answered_at) if given else None,
        **content,
    )
    PublicationLink.objects.create(published=public, proposal=proposal)
    proposal.is_published = True
    proposal.save(update_fields=["is_published"])
    return public
