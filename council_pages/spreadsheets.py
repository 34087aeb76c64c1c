"""XLSX files whose cells are words and nothing else: no formula, no number that a program would round or run."""

import io
import re
import zipfile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The most that a cell of a spreadsheet holds.
CELL_LIMIT = 32_767
# Signs that XML 1.0 has no place for.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
# A spreadsheet inside of its limits for an upload, unpacked: a packed bomb is refused before it is unpacked.
UNPACKED_LIMIT = 60 * 1024 * 1024
# Its styles are read whole, whatever they are for: a second for each of these, and three hundred megabytes for twenty.
STYLES, STYLES_LIMIT = "xl/styles.xml", 1024 * 1024


class Unreadable(ValueError):
    """The file is no spreadsheet that can be read."""


def written(rows, *, widths=(), hidden=(), choices=None):
    """The bytes of a file with one sheet of these rows of words; the first row stays in sight.

    `widths`: of the columns; `hidden`: numbers of columns (from 1) that are not shown; `choices`: {number of a column:
    words to choose from below the first row}.
    """
    book = Workbook()
    sheet = book.active
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number in hidden:
        sheet.column_dimensions[get_column_letter(number)].hidden = True
    for number, words in (choices or {}).items():
        _offer(sheet, get_column_letter(number), words)
    for line, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            _write(sheet.cell(line, place), str(value))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(data, most_rows, columns):
    """The rows of the first sheet, as lists of `columns` words each; empty cells are empty words. At most `most_rows`.

    A file may say that its rows are sixteen thousand cells wide: what stands beyond `columns` is not made room for.
    Raises Unreadable for anything that is no spreadsheet. Formulas are read as the words that they are.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sizes = {entry.filename: entry.file_size for entry in package.infolist()}
        if sum(sizes.values()) > UNPACKED_LIMIT or sizes.get(STYLES, 0) > STYLES_LIMIT:
            raise Unreadable
        book = load_workbook(io.BytesIO(data), read_only=True)
        rows = book.worksheets[0].iter_rows(max_row=most_rows, max_col=columns, values_only=True)
        return [["" if value is None else str(value) for value in row] for row in rows]
    except Unreadable:
        raise
    except Exception as error:  # the packages of others break in a hundred ways
        raise Unreadable from error


def _write(cell, words):
    cell.value = _UNWRITABLE.sub("\ufffd", words)[:CELL_LIMIT]
    # Said explicitly, because the library takes what begins with = for a formula.
    cell.data_type = "s"
    # And the same for whoever edits the cell afterwards.
    cell.quotePrefix = True
    cell.alignment = _WRAPPED


def _offer(sheet, letter, words):
    joined = ",".join(words)
    rule = DataValidation(type="list", formula1=f'"{joined}"', allow_blank=True)
    rule.add(f"{letter}2:{letter}1048576")
    sheet.add_data_validation(rule)
