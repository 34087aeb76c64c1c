"""Which files a proposal may bring: told by the ending of the name and by the content, which must agree.

Source: decisions.md, "What a citizen sends" 6. What is in a file of each kind is looked at in `packages`, `pdf_files`
and `cms.pictures`.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from cms import pictures
from forms import packages, pdf_files

NAME_LIMIT = 255
OPEN_DOCUMENT_TEXT = "application/vnd.oasis.opendocument.text"
OFFICE = "application/vnd.openxmlformats-officedocument"
PICTURES = frozenset({"image/jpeg", "image/png"})


@dataclass(frozen=True)
class FileKind:
    """A kind of file that is taken: its content type, and how its content is known."""

    content_type: str
    is_content: Callable


def _is_office(part):
    return lambda file: packages.is_office(file, part)


def _is_picture(kind):
    return lambda file: pictures.is_picture(file, kind)


def _is_open_document(file):
    return packages.is_open_document(file, OPEN_DOCUMENT_TEXT)


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
    "pdf": FileKind("application/pdf", pdf_files.is_pdf),
    "docx": FileKind(f"{OFFICE}.wordprocessingml.document", _is_office("word/document.xml")),
    "odt": FileKind(OPEN_DOCUMENT_TEXT, _is_open_document),
    "xlsx": FileKind(f"{OFFICE}.spreadsheetml.sheet", _is_office("xl/workbook.xml")),
    "jpg": FileKind("image/jpeg", _is_picture("JPEG")),
    "jpeg": FileKind("image/jpeg", _is_picture("JPEG")),
    "png": FileKind("image/png", _is_picture("PNG")),
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
