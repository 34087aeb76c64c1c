"""The outcome report: facts, the council's position, what changed, and what the floor above counts of proposals."""

from django.utils.translation import gettext as _

from cms import components
from cms.dates import local, long_date
from council_pages.documents import content, rich_text
from council_pages.documents.making import make


def outcome_document(page, language, now):
    """The document of an outcome report's page."""
    consultation = page.outcome.consultation
    parts = components.build(components.Place.OUTCOME_DOCUMENT, consultation, language, now)
    blocks = (
        *content.paragraphs(page.summary, lang=page.language),
        *_facts(page.outcome, language),
        *_text(_("Position of the council"), page.position, page.language),
        *_text(_("What has changed"), page.changes, page.language),
        *(block for part in parts for block in part["context"]["blocks"]),
    )
    return make(page, language, now, blocks)


def _facts(outcome, language):
    consultation = outcome.consultation
    facts = [
        (_("Question"), consultation.subject(language)),
        (_("Published"), _day(outcome.published_at, language)),
        (_("Proposals were accepted until"), _day(consultation.closes_at, language)),
        (_("Attended in person"), outcome.attended_offline or ""),
        (_("Attended online"), outcome.attended_online or ""),
    ]
    return content.facts(facts)


def _day(moment, language):
    return long_date(local(moment).date(), language) if moment else ""


def _text(heading, html, lang):
    blocks = rich_text.blocks_of(html, lang)
    return (content.Heading(heading), *blocks) if blocks else ()
