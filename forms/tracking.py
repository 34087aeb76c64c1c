"""What became of a proposal: by its number alone what is public anyway, by number and secret the citizen's own."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.component_tags.question import size_in_words
from cms.languages import other_language
from council_pages.lifecycle import State
from forms import addresses, receipts
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
    return described | (_own_part(proposal, given) if tracked.is_own else {})


def _own_part(proposal, given):
    """What only the citizen sees: the text as sent, answers, files, the contact in part, the answer."""
    contact = getattr(proposal, "contact", None)
    own = {
        "contact": masked(contact) if contact else [],
        "publication": proposal.get_publication_display(),
        "hash_parts": receipts.hash_parts(proposal.body_hash),
        "answer": given.reason if given else "",
    }
    original = getattr(proposal, "original", None)
    if original is None:
        return own | {"text": "", "own_text_erased": True}
    return own | {
        "text": original.text,
        "answers": [(entry["label"], entry["shown"]) for entry in original.answers if entry["shown"]],
        "files": [(file.name, size_in_words(file.size)) for file in original.files.all()],
    }


def masked(contact):
    """The contact with most signs covered: enough to know one's own, too little to learn another's."""
    kept = []
    if contact.name:
        kept.append(f"{contact.name[0]}•••")
    if contact.email:
        local, _at, domain = contact.email.rpartition("@")
        kept.append(f"{local[:1]}•••••@{domain}")
    if contact.phone:
        kept.append(f"•••••• {contact.phone[-2:]}")
    return kept


def timeline(proposal, given):
    """Registered, under review, answered: entries for the component `timeline`."""
    is_final = proposal.state in FINAL
    is_reviewed = proposal.state == ProposalState.UNDER_REVIEW
    review = "done" if is_final else "current" if is_reviewed else "ahead"
    answered = proposal.get_state_display() if is_final else _("Answer of the council")
    return [
        {"label": ProposalState.REGISTERED.label, "state": "done", "when": proposal.received_at},
        {
            "label": ProposalState.UNDER_REVIEW.label,
            "state": review,
            "when": proposal.state_changed_at if is_reviewed else None,
        },
        {"label": answered, "state": "done" if is_final else "ahead", "when": given.answered_at if given else None},
    ]
