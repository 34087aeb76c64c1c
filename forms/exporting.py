"""The verb that exports a question's proposals, and the three formats. Every export stands in the log.

CSV is safe against formulas (a cell that a program would run begins with an apostrophe), XLSX holds nothing but words,
JSON gives back every sign as it was and is equal to the byte when it is read and written again.
"""

import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.log_actions import log

from cms.roles import HANDLES_PROPOSALS, READS_COUNCIL
from cms.tenancy import require_role
from council_pages import csv_text, spreadsheets
from council_pages.models import Consultation
from forms import answer_table, export_columns

REASON_LIMIT = 500


class Format(TextChoices):
    """In which form a file goes out."""

    XLSX = "xlsx", gettext_lazy("Table (XLSX)")
    CSV = "csv", gettext_lazy("Text table (CSV)")
    JSON = "json", gettext_lazy("Data (JSON)")


class Columns(TextChoices):
    """What goes out."""

    PUBLIC = "public", gettext_lazy("What is public: published texts, states and answers")
    PRIVATE = "private", gettext_lazy("Everything, with texts as they were sent, names and contacts (personal data)")


@dataclass(frozen=True)
class File:
    """A file to be taken away."""

    name: str
    content_type: str
    content: bytes


@transaction.atomic
def export(consultation, form, columns, *, user, now, language, reason=""):
    """The file with the question's proposals; who took what, when and why stands in the log. Returns a `File`.

    Whoever reads the council takes what is public; the rest only who handles its proposals, and with a reason. Raises
    ValidationError, in words, where that is missing, and PermissionDenied.
    """
    consultation = Consultation.objects.select_related("council").get(pk=consultation.pk)
    is_private = columns == Columns.PRIVATE
    if user is not None:
        require_role(user, consultation.council, HANDLES_PROPOSALS if is_private else READS_COUNCIL)
    reason = reason.strip()
    if is_private and not reason:
        raise ValidationError({"reason": _("Write for what the personal data are needed: it is kept in the log.")})
    if len(reason) > REASON_LIMIT:
        raise ValidationError({"reason": _("Write at most %(limit)s characters.") % {"limit": REASON_LIMIT}})
    chosen = export_columns.PRIVATE if is_private else export_columns.PUBLIC
    rows = (export_columns.private_rows if is_private else export_columns.public_rows)(consultation)
    with override(language):
        cells = [[column.value(row) for column in chosen] for row in rows]
        content_type, content = _WRITERS[Format(form)](chosen, cells)
    facts = {"format": str(form), "columns": str(columns), "reason": reason}
    if is_private:
        facts["people"] = sum(hasattr(row, "contact") for row in rows)
    _record(consultation, user, len(rows), facts)
    name = f"{consultation.council.slug}-{consultation.slug}-{now:%Y-%m-%d}.{Format(form).value}"
    return File(name, content_type, content)


@transaction.atomic
def answer_sheet(consultation, *, user, now, language):
    """The table for answers, with the texts as they were sent: for those who handle proposals. In the log, too."""
    consultation = Consultation.objects.select_related("council").get(pk=consultation.pk)
    if user is not None:
        require_role(user, consultation.council, HANDLES_PROPOSALS)
    content, number = answer_table.made(consultation, language)
    _record(consultation, user, number, {"format": "xlsx", "columns": "answers", "reason": ""})
    name = f"{consultation.council.slug}-{consultation.slug}-answers-{now:%Y-%m-%d}.xlsx"
    return File(name, spreadsheets.CONTENT_TYPE, content)


def as_json(rows):
    """The bytes of these rows: UTF-8 without escapes, one key on a line.

    >>> as_json(json.loads(as_json([{"phone": "+7701"}]))) == as_json([{"phone": "+7701"}])
    True
    """
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def _record(consultation, user, number, facts):
    log(consultation, "kenes.proposals_exported", user=user, data={"rows": number, **facts})


def _xlsx(columns, cells):
    rows = [[column.label for column in columns], *cells]
    return spreadsheets.CONTENT_TYPE, spreadsheets.written(rows, widths=[24] * len(columns))


def _csv(columns, cells):
    return "text/csv; charset=utf-8", csv_text.written([[column.label for column in columns], *cells])


def _json(columns, cells):
    keys = [column.key for column in columns]
    return "application/json", as_json([dict(zip(keys, row, strict=True)) for row in cells])


_WRITERS = {Format.XLSX: _xlsx, Format.CSV: _csv, Format.JSON: _json}
