"""The verb that hands out a table of a plugin. Each export stands in the log, and no cell of it is a formula."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from cms import plugin_asking
from cms.tenancy import holds_in, require_role
from council_pages import csv_text, spreadsheets
from forms.exporting import File, Format

WIDTH = 24


def exports_for(user, council, plugin):
    """The tables of the plugin that the user may take in this council."""
    found = plugin_asking.ask(plugin, "exports")
    return [one for one in found if holds_in(user, council, one.roles)]


@transaction.atomic
def export(council, plugin, wanted, form, *, user, now, language):
    """The file with the rows of the plugin's export `wanted`, as CSV or XLSX. Raises PermissionDenied, and
    ValidationError, in words, where the plugin cannot say its rows.
    """
    if user is not None:
        require_role(user, council, wanted.roles)
    with override(language):
        rows = plugin_asking.call(plugin, "exports", _rows, wanted, council, language)
        heads = [str(column) for column in wanted.columns]
    if rows is None:
        raise ValidationError(_("The plugin could not make this table. The operator of the site finds why in the log."))
    table = [heads, *rows]
    if form == Format.CSV:
        content_type, content = "text/csv; charset=utf-8", csv_text.written(table)
    else:
        content_type, content = spreadsheets.CONTENT_TYPE, spreadsheets.written(table, widths=[WIDTH] * len(heads))
    facts = {"plugin": plugin.label, "export": wanted.name, "format": str(form), "rows": len(rows)}
    log(council, "kenes.plugin_exported", user=user, data=facts)
    return File(f"{council.slug}-{plugin.address}-{wanted.name}-{now:%Y-%m-%d}.{form}", content_type, content)


def _rows(wanted, council, language):
    rows = [[str(cell) for cell in row] for row in wanted.rows(council, language)]
    if any(len(row) != len(wanted.columns) for row in rows):
        raise ValueError(f"a row of {wanted.name} is not as long as its columns")
    return rows
