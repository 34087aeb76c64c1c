"""Proposals as plain items for templates, in the reader's language; their own words keep their own language."""

from django.db.models import Count, Prefetch
from django.utils.translation import gettext as _

from cms.dates import local, long_date
from cms.languages import foreign_language, other_language
from council_pages import recommendation_items
from council_pages.models import Clause
from forms import addresses
from forms.models import Proposal, PublishedProposal
from forms.receipts import format_number


def published_rows(consultation):
    """The consultation's published proposals, in the order in which they came, with the clauses that use them
    and the answers that were corrected.

    A clause is public once its recommendation is sent.
    """
    clauses = Clause.objects.exclude(recommendation__sent_on=None).select_related(
        "recommendation__council", "recommendation__reply"
    )
    sent = Prefetch("clauses", clauses, to_attr="sent_clauses")
    earlier = Prefetch("earlier_answers", to_attr="corrected_answers")
    return PublishedProposal.objects.filter(consultation=consultation).prefetch_related(sent, earlier)


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
        "earlier": [earlier_item(given, given.answered_on) for given in public.corrected_answers],
        "used_in": "; ".join(map(_used_in, public.sent_clauses)),
    }


def earlier_item(given, day):
    """An answer that has been corrected, of a public copy or of a proposal, as the component wants it."""
    return {"status": given.state, "status_label": given.get_state_display(), "text": given.reason, "day": day}


def _used_in(clause):
    facts = {"number": clause.recommendation.number, "clause": clause.number}
    return _("Recommendation No. %(number)s, clause %(clause)s") % facts


def published_items(consultation, language, limit=None):
    """The consultation's published proposals as items, in the order in which they came; three queries."""
    return [published_item(public, consultation, language) for public in published_rows(consultation)[:limit]]


def trace_items(public, language, day):
    """What came of a published proposal: for each clause that uses it what was said, recommended and replied."""
    return [_trace(public, clause, language, day) for clause in public.sent_clauses]


def _trace(public, clause, language, day):
    row = clause.recommendation
    status = row.status_on(day)
    return {
        "said": public.text,
        "said_lang": public.language if public.language == other_language(language) else "",
        "title": _used_in(clause),
        "url": row.url(language),
        "recommended": clause.text(language),
        "recommended_lang": foreign_language(clause, "text", language),
        "addressee": row.addressee(language),
        "status": status.value,
        "status_label": status.label,
        "waiting": recommendation_items.waiting_words(row, day),
        "reply": recommendation_items.reply_item(getattr(row, "reply", None), language),
    }


def clause_sources(recommendation, language):
    """The proposals behind each clause: {number, count, items of the published ones}; two queries."""
    counted = recommendation.clauses.annotate(used=Count("uses"))
    # A query that counts forgets the order of its model.
    clauses = counted.order_by("number").prefetch_related("published_proposals")
    return [
        {
            "number": clause.number,
            "count": clause.used,
            "links": [
                _source_link(public, recommendation.consultation, language)
                for public in clause.published_proposals.all()
            ],
        }
        for clause in clauses
    ]


def _source_link(public, consultation, language):
    return {
        "text": public.text,
        "lang": public.language if public.language == other_language(language) else "",
        "url": addresses.published_url(consultation, language, public.public_id),
        "public_id": public.public_id,
    }


def unpublished(consultation):
    """Proposals without a public copy, with their answers.

    Nothing is public of them but number, state and answer (decisions.md, "What a citizen sends" 3).
    """
    return (
        Proposal.objects.filter(consultation=consultation, is_published=False)
        .select_related("answer")
        .prefetch_related("earlier_answers")
    )


def register_rows(consultation, language):
    """Proposals without a public copy, as rows (number, state, answer) of a table; two queries."""
    return [
        [
            {"text": format_number(row.number)},
            {"status": row.state, "status_label": row.get_state_display()},
            _answer_cell(row, language),
        ]
        for row in unpublished(consultation)
    ]


def _answer_cell(proposal, language):
    given = getattr(proposal, "answer", None)
    if given is None:
        return {"text": "—"}
    lang = proposal.language if proposal.language == other_language(language) else ""
    return {
        "text": given.reason,
        "note": long_date(local(given.answered_at).date(), language),
        "lang": lang,
        "more": [
            {
                "label": _("Earlier answer"),
                "text": f"{earlier.get_state_display()}. {earlier.reason}",
                "note": long_date(local(earlier.answered_at).date(), language),
                "lang": lang,
            }
            for earlier in proposal.earlier_answers.all()
        ],
    }
