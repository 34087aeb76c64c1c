"""Files that are taken, and files that only pretend."""

import io
import zipfile

import pytest

from forms import file_types
from forms.file_types import KINDS, OPEN_DOCUMENT_TEXT, clean_name, content_type_of
from tests.forms.making import package

PDF, JPG, PNG = b"%PDF-1.7\n", b"\xff\xd8\xff\xe0\0\x10JFIF", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")
ODT = package("mimetype", "content.xml", mimetype=OPEN_DOCUMENT_TEXT)
EXE, HTML = b"MZ\x90\0\x03\0\0\0" * 20, b"<!doctype html><script>alert(1)</script>"


def damaged():
    """A package whose own name is packed, and broken."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", OPEN_DOCUMENT_TEXT * 3)
    content = bytearray(stream.getvalue())
    at = 30 + len("mimetype")
    content[at : at + 8] = b"\xff" * 8
    return bytes(content)


GENUINE = {
    "жоспар.pdf": PDF,
    "PLAN.PDF": PDF,
    "a.docx": DOCX,
    "a.xlsx": XLSX,
    "a.odt": ODT,
    "a.jpg": JPG,
    "a.jpeg": JPG,
    "a.png": PNG,
    "a.txt": "Ұсыныс".encode(),
    "utf16.txt": "Ұсыныс".encode("utf-16"),
    "old.txt": "Предложение".encode("cp1251"),
}
HOSTILE = {
    "page.pdf": HTML,
    "program.pdf": EXE,
    "program.txt": EXE,
    "nul.txt": b"text\0text",
    "escape.txt": b"\x1b[31mtext",
    "page.html": HTML,
    "picture.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "plan.pdf.exe": PDF,
    "plan": PDF,
    ".pdf": b"",
    "gif.png": b"GIF89a",
    "zip.docx": package("readme.txt"),
    "sheet.docx": XLSX,
    "document.xlsx": DOCX,
    "document.odt": DOCX,
    "sheet.odt": package("mimetype", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "macro.docx": package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "macro.docm": DOCX,
    "climbs.docx": package("[Content_Types].xml", "word/document.xml", "../../etc/passwd"),
    "root.docx": package("[Content_Types].xml", "word/document.xml", "/etc/passwd"),
    "cut.docx": DOCX[: len(DOCX) // 2],
    "hidden.docx": HTML + DOCX,
    "damaged.odt": damaged(),
    "plan.pdf\u202e": HTML,
    "plan.zip": package("a.txt"),
}


@pytest.mark.parametrize("name", GENUINE)
def test_a_genuine_file_is_taken(name):
    assert content_type_of(name, io.BytesIO(GENUINE[name])) == KINDS[name.rpartition(".")[2].lower()].content_type


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_pretends_is_refused(name):
    assert content_type_of(clean_name(name), io.BytesIO(HOSTILE[name])) is None


def test_a_package_with_too_many_or_too_large_parts_is_refused(monkeypatch):
    monkeypatch.setattr(file_types, "MOST_ENTRIES", 1)
    assert content_type_of("a.docx", io.BytesIO(DOCX)) is None
    monkeypatch.undo()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "x")
        bomb.writestr("word/document.xml", b"\0" * 1_000_000)
    monkeypatch.setattr(file_types, "MOST_UNPACKED", 999_999)
    assert content_type_of("bomb.docx", stream) is None


def test_the_file_is_left_at_its_beginning():
    file = io.BytesIO(DOCX)
    content_type_of("a.docx", file)
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("жоспар.pdf", "жоспар.pdf"),
        ("C:\\Users\\Я\\план.docx", "план.docx"),
        ("../../etc/passwd", "passwd"),
        ("ev\u202efdp.exe", "evfdp.exe"),
        ("a\0b\n.pdf", "ab.pdf"),
        ("и\u0306.txt", "й.txt"),
        ("..", "file"),
        ("\u200b", "file"),
        ("ә" * 300 + ".docx", "ә" * 250 + ".docx"),
        ("a." + "x" * 300, "." + "x" * 254),
    ],
)
def test_a_name_is_fit_to_be_shown(name, clean):
    assert clean_name(name) == clean
