"""Which files a proposal may bring: told by the ending of the name and by the content, which must agree.

Source: decisions.md, "What a citizen sends" 6. Nothing is unpacked here; a package is known by its table of contents.
"""

import lzma
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

NAME_LIMIT = 255
# What Python raises over a package that is damaged, encrypted, or packed in an unknown way.
BROKEN = (
    zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error,
    lzma.LZMAError,
)  # fmt: skip
HEAD = 8
MOST_ENTRIES = 5_000
MOST_UNPACKED = 500 * 1024 * 1024
OPEN_DOCUMENT_TEXT = "application/vnd.oasis.opendocument.text"
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class FileKind:
    """A kind of file that is taken: its content type, and how its content is known."""

    content_type: str
    is_content: Callable


def _starts_with(signature):
    return lambda file: _head(file).startswith(signature)


def _head(file):
    file.seek(0)
    return file.read(HEAD)


def _office_part(part):
    return lambda file: _holds(file, lambda package: {"[Content_Types].xml", part} <= set(package.namelist()))


def _is_open_document(file):
    def names_itself(package):
        with package.open("mimetype") as entry:
            return entry.read(len(OPEN_DOCUMENT_TEXT) + 1).decode("ascii", "replace") == OPEN_DOCUMENT_TEXT

    return _holds(file, names_itself)


def _holds(file, condition):
    """True if the file is a zip package without macros or odd paths, of sane size, for which the condition holds."""
    if not _head(file).startswith(b"PK\x03\x04"):
        return False
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as package:
            return _is_sane(package.infolist()) and condition(package)
    except BROKEN:
        return False


def _is_sane(entries):
    names = [entry.filename.lower().replace("\\", "/") for entry in entries]
    return (
        len(entries) <= MOST_ENTRIES
        and sum(entry.file_size for entry in entries) <= MOST_UNPACKED
        and not any(name.endswith("vbaproject.bin") or name.startswith("/") or "../" in name for name in names)
    )


def _is_plain_text(file):
    """UTF-8, UTF-16 with its mark, or Windows-1251; never with control signs, which only programs hold."""
    file.seek(0)
    content = file.read()
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for candidate in (encoding, "cp1251"):
        try:
            text = content.decode(candidate)
        except UnicodeDecodeError:
            continue
        return not any(ord(sign) < 32 and sign not in "\t\n\f\r" for sign in text)
    return False


KINDS = {
    "pdf": FileKind("application/pdf", _starts_with(b"%PDF-")),
    "docx": FileKind(f"{OFFICE}.wordprocessingml.document", _office_part("word/document.xml")),
    "odt": FileKind(OPEN_DOCUMENT_TEXT, _is_open_document),
    "xlsx": FileKind(f"{OFFICE}.spreadsheetml.sheet", _office_part("xl/workbook.xml")),
    "jpg": FileKind("image/jpeg", _starts_with(b"\xff\xd8\xff")),
    "jpeg": FileKind("image/jpeg", _starts_with(b"\xff\xd8\xff")),
    "png": FileKind("image/png", _starts_with(b"\x89PNG\r\n\x1a\n")),
    "txt": FileKind("text/plain", _is_plain_text),
}


def content_type_of(name, file):
    """The content type of a file that is taken, or None where its name or its content is of no such kind."""
    kind = KINDS.get(name.rpartition(".")[2].lower()) if "." in name else None
    is_known = kind is not None and kind.is_content(file)
    file.seek(0)
    return kind.content_type if is_known else None


def clean_name(name):
    """The file's name fit to be shown and kept: NFC, no folders, no invisible signs (they can turn a name round)."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(
        sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign) not in ("Cc", "Cf", "Cs")
    ).strip()
    if not shown.strip("."):
        return "file"
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: max(0, NAME_LIMIT - len(ending) - 1)]}{dot}{ending}"[:NAME_LIMIT]
