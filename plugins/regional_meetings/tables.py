"""The sums as tables of words, and as files: CSV, XLSX and a document. One table, three renderers of lower floors."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from council_pages import csv_text, spreadsheets
from plugins.regional_meetings import digests
from plugins.regional_meetings.words import STATE_LABELS


@dataclass(frozen=True)
class Table:
    """Columns and rows of words."""

    columns: tuple
    rows: tuple


def digest_table(half, language):
    """The digest of a half-year: region, competence, what was raised, its state and where it comes from."""
    columns = (_("Region"), _("Competence of"), _("Problem"), _("State"), _("Told by"))
    rows = []
    for region, bodies in digests.half_year(half):
        for body, lines in bodies:
            rows += [(region.name(language), body.name(language), *_line(line, language)) for line in lines]
    return Table(columns, tuple(rows))


def _line(line, language):
    if line["problem"] is not None:
        problem = line["problem"]
        return problem.group.text(language), str(STATE_LABELS[problem.state]), _("Regional meeting")
    return line["issue"].text(language), "", line["issue"].get_sender_display()


EVALUATED = (
    "planned",
    "held",
    "in_full",
    "too_long",
    "questions",
    "problems",
    "settled",
    "quarters",
    "reports",
    "late_proposals",
    "late_department_plan",
)


def evaluation_table(year, today, language):
    """The numbers of a year, one row for each body that owes meetings."""
    columns = (
        _("Central executive body"),
        _("Meetings planned"),
        _("Meetings held"),
        _("Held in full"),
        _("Report longer than its share"),
        _("Questions voiced"),
        _("Problems raised"),
        _("Problems resolved or explained"),
        _("Quarters that owe a report"),
        _("Reports frozen"),
        _("Proposals sent, days late"),
        _("Departmental plan, days late"),
    )
    rows = [
        (row["body"].name(language), *(str(row[name]) for name in EVALUATED)) for row in digests.evaluation(year, today)
    ]
    return Table(columns, tuple(rows))


def as_csv(table):
    """The table as a CSV file."""
    return csv_text.written([table.columns, *table.rows])


def as_xlsx(table):
    """The table as a spreadsheet."""
    return spreadsheets.written([table.columns, *table.rows])


FILES = {"csv": ("text/csv; charset=utf-8", as_csv), "xlsx": (spreadsheets.CONTENT_TYPE, as_xlsx)}


def file_response(table, name, end):
    """The table as a download named `<name>.<end>`; "csv" or "xlsx"."""
    content_type, render = FILES[end]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{end}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(render(table), content_type=content_type, headers=headers)
