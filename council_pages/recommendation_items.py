"""Recommendations as plain values for templates, in the reader's language; what is missing is said, not hidden."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.dates import long_date
from cms.languages import foreign_language
from council_pages import listings


def waiting_words(row, day):
    """For how long there is no reply, in words (demand G18); empty where none is awaited, and on the first day."""
    days = row.days_without_reply(day)
    return ngettext("No reply for %(count)s day", "No reply for %(count)s days", days) % {"count": days} if days else ""


def register_item(row, language, day, with_council=False):
    """A recommendation as a line of a register, for the component `search_result`. No query with council and reply."""
    status = row.status_on(day)
    return {
        "title": row.title(language),
        "lang": foreign_language(row, "title", language),
        "url": row.url(language),
        "snippet": row.addressee(language),
        "status": status.value,
        "status_label": status.label,
        "badge": waiting_words(row, day),
        "meta": [
            _("No. %(number)s") % {"number": row.number},
            long_date(row.sent_on, language),
            *([row.council.name(language)] if with_council else []),
        ],
    }


def links_of(consultation, language, day):
    """The recommendations that were made of a question's proposals, for the component `link_list`; one query."""
    rows = consultation.recommendations.sent().select_related("reply", "council")
    return [
        {
            "label": row.title(language),
            "url": row.url(language),
            "lang": foreign_language(row, "title", language),
            "status": row.status_on(day).value,
            "status_label": row.status_on(day).label,
        }
        for row in rows
    ]


def clause_items(clauses, language):
    """Clauses with their numbers: {number, text, lang}."""
    return [
        {
            "number": clause.number,
            "text": clause.text(language),
            "lang": foreign_language(clause, "text", language),
        }
        for clause in clauses
    ]


def reply_item(reply, language):
    """The state body's reply, with the badge of a text that stands in the other language only; None without one."""
    if reply is None:
        return None
    lang, actions_lang = foreign_language(reply, "text", language), foreign_language(reply, "actions", language)
    return {
        "received_on": reply.received_on,
        "document_number": reply.document_number,
        "corrected_on": reply.corrected_on,
        "text": reply.text(language),
        "lang": lang,
        "badge": listings.only_in(lang),
        "actions": reply.actions(language),
        "actions_lang": actions_lang,
        "documents": [listings.document_entry(reply.file)] if reply.file else [],
    }


def facts_of(row, language):
    """What a reader wants to know of it at a glance: pairs (label, value). Two queries at most."""
    facts = [
        (_("Number"), row.number),
        (_("Sent on"), row.sent_on),
        (_("State body"), row.addressee(language)),
        (_("Reply due by"), row.due_on),
        (_("Question"), row.consultation and _link(row.consultation, row.consultation.subject(language), language)),
        (_("Decision of the sitting"), _decision(row.decision, language)),
    ]
    return [(label, value) for label, value in facts if value]


def _decision(decision, language):
    if decision is None:
        return _("No decision of a sitting is named.")
    return _link(decision.sitting, str(decision), language)


def _link(row, words, language):
    """The words, with a link to the row's page where one is live."""
    _title, url, _lang = listings.live_titles([row], language).get(row.pk, ("", "", ""))
    return format_html('<a href="{}">{}</a>', url, words) if url else words
