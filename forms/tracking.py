"""What became of a proposal: by its number alone what is public anyway, by number and secret the citizen's own."""

from dataclasses import dataclass

from cms.languages import other_language
from council_pages.lifecycle import State
from forms import addresses, course, listings, receipts, sent
from forms.models import Proposal

# Compared with where there is no proposal, so that an unknown number takes the time of a wrong secret.
_NO_HASH = "0" * 64


RELATED = (
    "consultation__council",
    "consultation__outcome",
    "consultation__form",
    "original",
    "contact",
    "answer",
    "publication_link__published",
    "publication_withdrawal",
    "refused_publication",
)


@dataclass(frozen=True)
class Tracked:
    """A proposal that was found. `is_own`: the secret was given, so that all of it may be shown."""

    proposal: Proposal
    is_own: bool


def find(number, secret=""):
    """The proposal with this number, or None for an unknown number and for a wrong secret alike.

    `number` is typed by a person; ValueError tells that it cannot be one.
    """
    asked = Proposal.objects.filter(number=receipts.parse_number(number))
    is_own = bool(secret.strip())
    # The hash alone first: a wrong secret and an unknown number take one and the same query.
    if is_own and not receipts.is_secret(secret, asked.values_list("secret_hash", flat=True).first() or _NO_HASH):
        return None
    proposal = asked.select_related(*RELATED).first()
    return proposal and Tracked(proposal, is_own)


def describe(tracked, language, now):
    """What the page shows of it, as plain values in the reader's language."""
    proposal = tracked.proposal
    consultation = proposal.consultation
    link = getattr(proposal, "publication_link", None)
    entries = course.entries_of(proposal)
    described = {
        "number": receipts.format_number(proposal.number),
        "state": proposal.state,
        "state_label": proposal.get_state_display(),
        "subject": consultation.subject(language),
        "council": consultation.council.name(language),
        "question_url": addresses.question_url(consultation, language),
        "foreign": proposal.language if proposal.language == other_language(language) else "",
        "timeline": course.timeline(proposal, entries, is_own=tracked.is_own, language=language, now=now),
        "changes": course.changes(entries, is_own=tracked.is_own),
        "text": link.published.text if link else "",
        "answer": link.published.answer if link else "",
        "earlier": _earlier(link.published.earlier_answers.all(), "answered_on") if link else [],
        "published_url": addresses.published_url(consultation, language, link.published.public_id) if link else "",
        "proposals_url": addresses.proposals_url(consultation, language) if proposal.is_published else "",
        "outcome_url": "",
        "is_own": tracked.is_own,
    }
    if consultation.state_at(now) == State.PUBLISHED:
        described["outcome_url"] = addresses.outcome_url(consultation, language)
    return described | (_own_part(proposal, language) if tracked.is_own else {})


def _own_part(proposal, language):
    """What only the citizen sees: all that was sent, and the answer before it is published."""
    given = getattr(proposal, "answer", None)
    own = sent.describe(proposal, language)
    earlier = _earlier(proposal.earlier_answers.all(), "answered_at")
    refusal = getattr(proposal, "refused_publication", None)
    return {
        "sent": own,
        "text": own["text"],
        "answer": given.reason if given else "",
        "earlier": earlier,
        "refusal": refusal.get_reason_display() if refusal else "",
    }


def _earlier(answers, moment):
    """The answers that were corrected, of a proposal or beside its public copy, as items."""
    return [listings.earlier_item(given, getattr(given, moment)) for given in answers]
