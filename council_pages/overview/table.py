"""The matrix as a table of words, for a file: exactly the rows that the screen shows."""

from django.utils.translation import gettext as _

from cms.languages import active_language
from cms.models import Level


def written_rows(rows, quarters, columns, today):
    """The head, a row for each council, and a last one with the day on which it was so."""
    language = active_language()
    head = [_("Council"), _("Address"), _("Level"), _("Region")]
    for quarter in quarters:
        label = quarter.label(language)
        head += [f"{label}: {part}" for part in _parts()]
    head += [_("Longest delay, days"), _("Answers in time, %"), *(str(column.label) for column in columns)]
    return [head, *(_row(row, columns, language) for row in rows), [_("As of"), today.isoformat()]]


def _parts():
    return _("how far"), _("approved on"), _("published outside the site on"), _("days late")


def _row(row, columns, language):
    council = row.council
    cells = [getattr(council, f"name_{language}"), council.slug, _level(council.level), row.region]
    for cell in row.cells:
        cells += _cell(cell)
    share = "" if row.share_in_time is None else row.share_in_time
    further = [row.more.get(column.code) for column in columns]
    return [*cells, row.days_late, share, *("" if value is None else value.text for value in further)]


def _level(level):
    return Level(level).label if level in Level.values else ""


def _cell(cell):
    if not cell.counts and cell.schedule is None:
        return ["", "", "", ""]
    days = [day.isoformat() if day else "" for day in (cell.approved.done, cell.published.done)]
    return [cell.status.label, *days, cell.days_late if cell.counts else ""]
