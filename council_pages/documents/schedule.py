"""The schedule of a quarter: by which decision it is approved, and its consultations in the order of their opening."""

from django.utils.translation import gettext as _

from cms.dates import long_date
from council_pages import listings
from council_pages.documents import content, rich_text
from council_pages.documents.making import make

SHARES = (27, 18, 21, 15, 19)


def schedule_document(page, language, now):
    """The document of a schedule's page."""
    blocks = (
        *_approval(page.schedule.decision, language),
        *rich_text.blocks_of(page.introduction, page.language),
        content.Heading(_("Questions of the quarter")),
        *_consultations(page.schedule, language, now),
    )
    return make(page, language, now, blocks)


def _approval(decision, language):
    if decision is None:
        return (content.paragraph(_("No decision of a sitting is recorded for this schedule.")),)
    sitting = _("Sitting No. %(sitting)s") % {"sitting": decision.sitting.number}
    number = _("decision No. %(number)s") % {"number": decision.number}
    told = f" {sitting}, {long_date(decision.sitting.held_on, language)}, {number}."
    approval = (*content.words(_("The schedule is approved."), strong=True), *content.words(told))
    return content.Paragraph(approval), *content.paragraphs(
        decision.text(language), lang=decision.foreign_language(language)
    )


def _consultations(schedule, language, now):
    items = listings.consultation_items(schedule.consultations.order_by("opens_at", "pk"), language, now)
    if not items:
        return (content.paragraph(_("No consultation has been planned for this quarter yet.")),)
    columns = [_("Question"), _("Proposals are accepted"), _("Event"), _("Form of holding"), _("State")]
    return (content.table(columns, [_row(item) for item in items], SHARES),)


def _row(item):
    question = f"{item.title} ({item.badge})" if item.badge else item.title
    event = "\n".join(filter(None, [item.event, item.place]))
    return (question, item.window or "—", event or "—", item.holding, item.status_label)
