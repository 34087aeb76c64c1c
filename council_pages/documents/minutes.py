"""The extract from the minutes of a sitting: agenda, decisions, and lines for chair and secretary to sign on."""

from django.utils.translation import gettext as _

from cms.dates import long_date
from council_pages.documents import content
from council_pages.documents.making import make


def minutes_document(page, language, now):
    """The document of a sitting's page."""
    sitting = page.sitting
    title = _("Extract from the minutes of sitting No. %(number)s") % {"number": sitting.number}
    facts = content.facts(
        [
            (_("Date"), long_date(sitting.held_on, language)),
            (_("Form of holding"), sitting.get_holding_display()),
            (_("Place"), sitting.place(language)),
        ]
    )
    signatures = (content.Signature(_("Chair of the council")), content.Signature(_("Secretary of the council")))
    blocks = (*facts, *_agenda(page), *_decisions(sitting, language), *signatures)
    return make(page, language, now, blocks, title=title)


def _agenda(page):
    points = tuple(content.words(point.value) for point in page.agenda)
    if not points:
        return ()
    return (content.Heading(_("Agenda")), content.Listing(points, ordered=True, lang=page.language))


def _decisions(sitting, language):
    blocks = [content.Heading(_("Decisions"))]
    decisions = list(sitting.decisions.all())
    for decision in decisions:
        blocks.append(content.Heading(content.plain(_("Decision No. %(number)s") % {"number": decision.number}), 3))
        blocks += content.paragraphs(decision.text(language), lang=decision.foreign_language(language))
    if not decisions:
        blocks.append(content.paragraph(_("No decision is recorded for this sitting.")))
    return blocks
