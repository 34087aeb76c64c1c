"""A recommendation for paper: to whom it goes, its clauses, what they are made of, and what was replied."""

from django.utils.translation import gettext as _

from cms import components
from cms.dates import local, long_date
from cms.languages import foreign_language
from cms.pages import council_url
from council_pages.documents import content
from council_pages.documents.making import frame


def recommendation_document(row, language, now):
    """The document of a recommendation in the language, which is active; of a draft, too, with what it has so far.

    Which proposals stand behind its clauses is said by the floor above: published ones only, by their public number.
    """
    parts = components.build(components.Place.RECOMMENDATION_DOCUMENT, row, language, now)
    blocks = (
        *_facts(row, language, local(now).date()),
        *_withdrawal(row, language),
        *_clauses(row, language),
        *(block for part in parts for block in part["context"]["blocks"]),
        *_reply(row, language),
    )
    address = row.url(language) or council_url(row.council, language, "recommendations")
    foreign = foreign_language(row, "title", language)
    return frame(row.council, language, now, blocks, title=row.title(language), address=address, title_lang=foreign)


def _facts(row, language, day):
    facts = [
        (_("Number"), row.number),
        (_("State body"), row.addressee(language)),
        (_("Sent on"), _day(row.sent_on, language)),
        (_("Reply due by"), _day(row.due_on, language)),
        (_("State"), row.status_on(day).label),
        (_("Question"), row.consultation.subject(language) if row.consultation else ""),
        (_("Decision of the sitting"), str(row.decision or "")),
    ]
    return content.facts(facts)


def _withdrawal(row, language):
    if row.withdrawn_on is None:
        return ()
    words = _("The council has withdrawn this recommendation.")
    told = f" {_day(row.withdrawn_on, language)}. {row.withdrawn_reason(language)}"
    return (content.Paragraph((*content.words(words, strong=True), *content.words(told))),)


def _clauses(row, language):
    blocks = [content.Heading(_("What the council recommends"))]
    for clause in row.clauses.all():
        blocks.append(content.Heading(content.plain(_("Clause %(number)s") % {"number": clause.number}), 3))
        blocks += content.paragraphs(clause.text(language), lang=foreign_language(clause, "text", language))
    return blocks


def _reply(row, language):
    """The reply on record; that there is none, where one is awaited; nothing on a draft and on what was withdrawn."""
    reply = getattr(row, "reply", None)
    if reply is None and (row.sent_on is None or row.withdrawn_on):
        return
    yield content.Heading(_("Reply of the state body"))
    if reply is None:
        yield content.paragraph(_("The state body has not replied."))
        return
    number = _("No. %(number)s") % {"number": reply.document_number} if reply.document_number else ""
    about = [_day(reply.received_on, language), number]
    if reply.corrected_on:
        about.append(f"{_('Corrected on')}: {_day(reply.corrected_on, language)}")
    yield content.paragraph(" · ".join(filter(None, about)), kind="note")
    yield from content.paragraphs(reply.text(language), lang=foreign_language(reply, "text", language))
    yield content.Heading(_("Concrete actions"), 3)
    actions = reply.actions(language) or _("The reply names no concrete action.")
    yield from content.paragraphs(actions, lang=foreign_language(reply, "actions", language))


def _day(day, language):
    return long_date(day, language) if day else ""
