"""The decisions that state bodies have taken on a council's recommendations in a period (seed 000, state bodies 3).

«… блока о практике взаимодействия …, с указанием конкретных решений, принятых по итогам рассмотрения рекомендаций
общественных советов»: so the replies with their concrete actions go out as a file of rows and as a block of plain text
for the akim's report to the people. Of one council at a time.
"""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.dates import date_range, long_date
from council_pages import csv_text
from council_pages.models import Recommendation
from council_pages.recommendations import WAITING


def replied(council, since, until):
    """The council's recommendations whose reply came in the period, the oldest reply first; two queries."""
    rows = Recommendation.objects.for_council(council).filter(reply__received_on__range=(since, until))
    rows = rows.select_related("reply", "council").prefetch_related("clauses")
    return rows.order_by("reply__received_on", "pk")


def as_csv(council, since, until, language):
    """The bytes of a CSV file: a row for each clause of what was replied to."""
    with override(language):
        head = [_("Number"), _("Sent on"), _("State body"), _("Clause"), _("Date of the reply"), _("Concrete actions")]
    rows = [
        [
            row.number,
            row.sent_on.isoformat(),
            row.addressee(language),
            f"{clause.number}. {clause.text(language)}",
            row.reply.received_on.isoformat(),
            row.reply.actions(language),
        ]
        for row in replied(council, since, until)
        for clause in row.clauses.all()
    ]
    return csv_text.written([head, *rows])


def as_text(council, since, until, language):
    """The block for the akim's report, as plain text in the language. It says, too, how much has no reply."""
    with override(language):
        parts = [_head(council, since, until, language)]
        parts += [_part(row, language) for row in replied(council, since, until)]
        return "\n\n".join(parts) + "\n"


def _head(council, since, until, language):
    rows = Recommendation.objects.for_council(council)
    waiting = sum(rows.in_status(status, until).count() for status in WAITING)
    facts = [
        (_("Recommendations sent"), rows.filter(sent_on__range=(since, until)).count()),
        (_("Replies received"), replied(council, since, until).count()),
        (_("Without a reply at the end of the period"), waiting),
    ]
    lines = [
        council.name(language),
        _("Decisions taken on the recommendations of the council"),
        date_range(since, until, language),
        *(f"{label}: {number}" for label, number in facts),
    ]
    return "\n".join(lines)


def _part(row, language):
    reply = row.reply
    of_reply = ", № ".join(filter(None, [long_date(reply.received_on, language), reply.document_number]))
    lines = [
        f"№ {row.number}, {long_date(row.sent_on, language)}. {row.title(language)}",
        f"{_('State body')}: {row.addressee(language)}",
        *(f"{clause.number}. {clause.text(language)}" for clause in row.clauses.all()),
        f"{_('Reply of the state body')}, {of_reply}: {reply.text(language)}",
        f"{_('Concrete actions')}: {reply.actions(language) or _('The reply names no concrete action.')}",
    ]
    return "\n".join(lines)
