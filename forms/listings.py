"""Proposals as plain items for templates, in the reader's language; their own words keep their own language."""

from cms.dates import local, long_date
from cms.languages import other_language
from forms import addresses
from forms.models import Proposal, PublishedProposal
from forms.receipts import format_number


def published_item(public, consultation, language):
    """A published proposal with its answer, as the component `proposal` wants it."""
    return {
        "text": public.text,
        "status": public.state,
        "status_label": public.get_state_display(),
        "author": public.name,
        "published_at": public.published_on,
        "lang": public.language if public.language == other_language(language) else "",
        "url": addresses.published_url(consultation, language, public.public_id),
        "answer": public.answer,
        "answered_at": public.answered_on,
    }


def published_items(consultation, language, limit=None):
    """The consultation's published proposals as items, in the order in which they came; one query."""
    rows = PublishedProposal.objects.filter(consultation=consultation)[:limit]
    return [published_item(public, consultation, language) for public in rows]


def register_rows(consultation, language):
    """Proposals without a public copy, as rows (number, state, answer) of a table; one query.

    Nothing but these three is public of them (decisions.md, "What a citizen sends" 3).
    """
    rows = Proposal.objects.filter(consultation=consultation, is_published=False).select_related("answer")
    return [
        [
            {"text": format_number(row.number)},
            {"status": row.state, "status_label": row.get_state_display()},
            _answer_cell(row, language),
        ]
        for row in rows
    ]


def _answer_cell(proposal, language):
    given = getattr(proposal, "answer", None)
    if given is None:
        return {"text": "—"}
    return {
        "text": given.reason,
        "note": long_date(local(given.answered_at).date(), language),
        "lang": proposal.language if proposal.language == other_language(language) else "",
    }
