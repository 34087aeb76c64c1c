"""A CSV file as offices really save it: its encoding, its delimiter, and its rows with the line where each begins; and
as they can open one of ours.

Pure functions; what the columns mean is said elsewhere (`council_pages.council_import`).
"""

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator

DELIMITERS = (",", ";", "\t")
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# All that a Russian text in Windows-1251 is made of. Bytes of other encodings fall outside of it soon.
_NOT_RUSSIAN = re.compile(r"[^\t\n\r\x20-\x7eА-Яа-яЁёІі\u00a0\u00ad«»“”„‘’–—…№]")
_WORD = re.compile(r"\w*[А-Яа-яЁёІі]\w*")
# Words that show another encoding: KOI8-R gives Russian letters too, but with small and capital ones exchanged;
# Latin-1 gives single ones among Latin letters. (A Latin i among Kazakh letters is only an old keyboard.)
_ODD = re.compile(r"[а-яё][А-ЯЁ]|[A-HJ-Za-hj-z][А-Яа-яЁё]|[А-Яа-яЁё][A-HJ-Za-hj-z]")
_ODD_SHARE = 5
# Windows-1251 has no Kazakh letters: Excel writes a question mark for each and says nothing.
_LOST_LETTER = re.compile(r"[А-Яа-яЁёІі]\?|\?[А-Яа-яЁёІі]")
# What a spreadsheet takes for the beginning of a formula, also after blanks, quotation marks, separators and signs
# without width, and in its full-width form; and a blank that starts a new cell or line (OWASP, "CSV Injection").
_BEGINS_A_FORMULA = re.compile(r"[\s\"';,|\x00-\x1f\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
_SAVE_AS_UTF8 = 'Save it as "CSV UTF-8".'


class Unreadable(ValueError):
    """The file as a whole cannot be read; the message says why, in words for the operator."""


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, in UTF-16 with its mark, or in Windows-1251; the mark is no part of it.

    Raises Unreadable where it is none of them, or where Windows-1251 has lost the Kazakh letters.
    """
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise Unreadable(f"The file begins as {encoding[:6].upper()} and is not. {_SAVE_AS_UTF8}") from error
    return _as_windows_1251(data)


def delimiter_of(text: str, names: Collection[str]) -> str:
    """The sign that cuts the first line with words into the most of these names, or else stands in it most often."""
    header = next((line for line in text.splitlines() if line.strip()), "").lower()

    def fits(sign: str) -> tuple[int, int]:
        cells = {cell.strip().strip('"').strip() for cell in header.split(sign)}
        return len(cells.intersection(names)), header.count(sign)

    return max(DELIMITERS, key=fits)


def numbered_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Every row with the number of the line on which it begins, as an editor counts lines; blank ones are left out.

    None stands for the cells of a row whose quotation marks do not match.
    """
    # Strict, because the lenient reader takes everything after a forgotten quotation mark for one cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = None
        if cells is None or any(cell.strip() for cell in cells):
            yield number, cells


def written(rows: Iterable[Iterable[object]]) -> bytes:
    """A file with these rows that a spreadsheet opens by a double click: UTF-8 with its mark, cut by semicolons."""
    text = io.StringIO(newline="")
    # Everything in quotation marks: whoever opens it with another delimiter gets no other cells.
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows(
        [harmless(str(cell)) for cell in row] for row in rows
    )
    return codecs.BOM_UTF8 + text.getvalue().encode()


def harmless(cell: str) -> str:
    """The words of a cell, so that no spreadsheet takes them for a formula and runs it.

    >>> harmless("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if _BEGINS_A_FORMULA.match(cell) else cell


def _as_windows_1251(data: bytes) -> str:
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError as error:
        raise Unreadable(f"The encoding of the file is not known. {_SAVE_AS_UTF8}") from error
    words = _WORD.findall(text)
    odd = [word for word in words if _ODD.search(word)]
    if _NOT_RUSSIAN.search(text) or not words or len(odd) * _ODD_SHARE > len(words):
        raise Unreadable(f"The encoding of the file is not known. {_SAVE_AS_UTF8}")
    if _LOST_LETTER.search(text):
        raise Unreadable(f"The file is in Windows-1251, which has lost its Kazakh letters. {_SAVE_AS_UTF8}")
    return text
