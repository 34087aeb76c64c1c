"""What became of a proposal: by its number alone what is public anyway, by number and secret the citizen's own."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from cms.languages import other_language
from council_pages.lifecycle import State
from forms import addresses, receipts, sent
from forms.answering import TAKEN_UP
from forms.models import Proposal
from forms.states import FINAL, ProposalState

# Compared with where there is no proposal, so that an unknown number takes the time of a wrong secret.
_NO_HASH = "0" * 64


@dataclass(frozen=True)
class Tracked:
    """A proposal that was found. `is_own`: the secret was given, so that all of it may be shown."""

    proposal: Proposal
    is_own: bool


def find(number, secret=""):
    """The proposal with this number, or None for an unknown number and for a wrong secret alike.

    `number` is typed by a person; ValueError tells that it cannot be one.
    """
    digits = receipts.parse_number(number)
    related = Proposal.objects.select_related(
        "consultation__council", "consultation__outcome", "original", "contact", "answer", "publication_link__published"
    )
    proposal = related.filter(number=digits).first()
    if not secret.strip():
        return proposal and Tracked(proposal, is_own=False)
    is_own = receipts.is_secret(secret, proposal.secret_hash if proposal else _NO_HASH)
    return Tracked(proposal, is_own=True) if proposal and is_own else None


def describe(tracked, language, now):
    """What the page shows of it, as plain values in the reader's language."""
    proposal = tracked.proposal
    consultation = proposal.consultation
    link = getattr(proposal, "publication_link", None)
    given = getattr(proposal, "answer", None)
    described = {
        "number": receipts.format_number(proposal.number),
        "state": proposal.state,
        "state_label": proposal.get_state_display(),
        "subject": consultation.subject(language),
        "council": consultation.council.name(language),
        "question_url": addresses.question_url(consultation, language),
        "foreign": proposal.language if proposal.language == other_language(language) else "",
        "timeline": timeline(proposal, given),
        "text": link.published.text if link else "",
        "answer": link.published.answer if link else "",
        "published_url": addresses.published_url(consultation, language, link.published.public_id) if link else "",
        "proposals_url": addresses.proposals_url(consultation, language) if proposal.is_published else "",
        "outcome_url": "",
        "is_own": tracked.is_own,
    }
    if consultation.state_at(now) == State.PUBLISHED:
        described["outcome_url"] = addresses.outcome_url(consultation, language)
    return described | (_own_part(proposal, given, language) if tracked.is_own else {})


def _own_part(proposal, given, language):
    """What only the citizen sees: all that was sent, and the answer before it is published."""
    own = sent.describe(proposal, language)
    return {"sent": own, "text": own["text"], "answer": given.reason if given else ""}


def timeline(proposal, given):
    """Registered, under review, answered: entries for the component `timeline`; what never took place is no step."""
    is_final = proposal.state in FINAL
    is_reviewed = proposal.state == ProposalState.UNDER_REVIEW
    answered = proposal.get_state_display() if is_final else _("Answer of the council")
    entries = [
        {"label": ProposalState.REGISTERED.label, "state": "done", "when": proposal.received_at},
        {
            "label": ProposalState.UNDER_REVIEW.label,
            "state": "done" if is_final else "current" if is_reviewed else "ahead",
            "when": proposal.state_changed_at if is_reviewed else None,
        },
        {"label": answered, "state": "done" if is_final else "ahead", "when": given.answered_at if given else None},
    ]
    if is_final and not _was_taken_up(proposal):
        del entries[1]
    return entries


def _was_taken_up(proposal):
    """True if the council reviewed it before it answered. The row keeps only the last state, the log every one."""
    return ModelLogEntry.objects.for_instance(proposal).filter(action=TAKEN_UP).exists()
