"""A frozen report and a half-year's digest as documents, for the renderers of `council_pages.documents`."""

from django.conf import settings
from django.utils.translation import gettext as _

from cms.dates import local
from cms.models import Demonstration
from council_pages.documents import content
from council_pages.documents.making import frame
from plugins.regional_meetings.public.frame import council_address, national_address
from plugins.regional_meetings.words import report_lines

REPORT_SHARES = (6, 34, 18, 16, 26)
DIGEST_SHARES = (18, 22, 34, 12, 14)


def report_document(report, language):
    """The report as it was frozen, dated by that day: the same file for ever."""
    lines = report_lines(report.rows, language)
    columns = (_("Rank"), _("Question"), _("Body that is responsible"), _("State"), _("Progress"))
    rows = [
        (str(line["rank"]), f"{line['text']}\n{line['region']}", line["owner"], str(line["words"]), _progress(line))
        for line in lines
    ]
    title = _("Progress on the problems raised: %(quarter)s") % {"quarter": report.quarter.label(language)}
    address = council_address(report.council, language, "reports", report.quarter.slug)
    said = _("Frozen and published on %(day)s. A frozen report never changes.")
    blocks = (
        content.paragraph(said % {"day": f"{local(report.frozen_at):%d.%m.%Y}"}, kind="lead"),
        content.paragraph(legal_words(), kind="note"),
        content.table(columns, rows, REPORT_SHARES),
    )
    return frame(report.council, language, report.frozen_at, blocks, title=title, address=address)


def _progress(line):
    return "\n".join(filter(None, [line["progress"], line["change"]]))


def digest_document(half, table, language, today):
    """The digest of a half-year."""
    demonstration = Demonstration.objects.first()
    notice = (content.paragraph(demonstration.disclaimer(language), kind="note"),) if demonstration else ()
    empty = content.paragraph(_("Nothing was raised in this half-year."))
    return content.Document(
        title=content.plain(_("Systemic problems and questions: %(half)s") % {"half": half.label(language)}),
        language=language,
        council=_("Regional meetings"),
        source=f"{settings.SITE_URL}{national_address('digest', half.slug)}",
        made_on=today,
        blocks=(
            *notice,
            content.paragraph(legal_words(), kind="note"),
            content.table(table.columns, table.rows, DIGEST_SHARES) if table.rows else empty,
        ),
    )


def legal_words():
    """What the profile is and what became of it (004-33); nowhere called law in force."""
    return _(
        "Rule profile: seed 004, a draft decree submitted by resolution No. 112 of 5 March 2022. The decree was signed "
        "as No. 863 on 7 April 2022 and repealed by No. 431 of 9 January 2024. "
        "The profile guides and is not law in force."
    )
