"""Files that pretend, swell, start something or hide something: each is to be refused, whatever its name says."""

import io
import struct
import zipfile
import zlib

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from forms.file_types import OPEN_DOCUMENT_TEXT
from tests.forms import genuine_files as genuine

HTML = b"<!doctype html><script>window.__x=1</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='window.__x=1'/>"
EXE, ELF = b"MZ\x90\0\x03\0\0\0" * 20, b"\x7fELF\x02\x01\x01" + b"\0" * 60
SCRIPT = b"#!/bin/sh\nrm -rf /\n\0"
BOMB_SIZE = 60 * 1024 * 1024


def packed(parts, method=zipfile.ZIP_STORED):
    """A zip package with these parts, (name, content) each; names may repeat."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, content in parts:
            package.writestr(name, content)
    return stream.getvalue()


def word_with(*parts, types="<Types/>", document="<document/>"):
    """A package that looks like a text, with further parts."""
    return packed([("[Content_Types].xml", types), ("word/document.xml", document), *parts])


def pdf_that(change):
    """A genuine document after `change(writer)`, its objects packed as they are by most programs."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(genuine.pdf())))
    change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _opens_with(kind):
    def change(writer):
        action = DictionaryObject(
            {NameObject("/S"): NameObject(kind), NameObject("/JS"): TextStringObject("app.alert(1)")}
        )
        writer.root_object[NameObject("/OpenAction")] = action

    return change


def _named_script(writer):
    names = DictionaryObject({NameObject("/JavaScript"): DictionaryObject()})
    writer.root_object[NameObject("/Names")] = names


def _encrypted(writer):
    writer.encrypt("password", algorithm="RC4-128")


def png_of(width, height):
    """A drawing that says it has this size, and nearly nothing in it."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def damaged_package():
    """An OpenDocument text whose own name is packed, and broken."""
    content = bytearray(packed([("mimetype", OPEN_DOCUMENT_TEXT * 3)], zipfile.ZIP_DEFLATED))
    at = 30 + len("mimetype")
    content[at : at + 8] = b"\xff" * 8
    return bytes(content)


def encrypted_package():
    """A package whose parts say that they need a password."""
    content = bytearray(genuine.word())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            content[at + flags] |= 1
    return bytes(content)


ENTITIES = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><document>&b;</document>"
OUTSIDE = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><document>&x;</document>"
MACRO_TYPES = "<Types><Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>"


def all_of_them():
    """{name: content}: none is to be taken."""
    word, sheet, pdf, jpeg, png = genuine.word(), genuine.sheet(), genuine.pdf(), genuine.jpeg(), genuine.png()
    return {
        # What is inside is something else than the name says.
        "page.pdf": HTML,
        "page.jpg": HTML,
        "page.png": HTML,
        "page.docx": HTML,
        "picture.jpg": SVG,
        "program.pdf": EXE,
        "program.txt": EXE,
        "library.txt": ELF,
        "script.txt": SCRIPT,
        "gif.png": b"GIF89a/*" + b"\0" * 20 + b"*/=1;window.__x=1",
        "gif.jpg": b"GIF89a",
        "png.jpg": png,
        "jpg.png": jpeg,
        "bmp.png": b"BM" + b"\0" * 60,
        "zip.docx": packed([("readme.txt", "x")]),
        "sheet.docx": sheet,
        "document.xlsx": word,
        "document.odt": word,
        "sheet.odt": packed([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>")]),
        "old.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "mail.txt": b"From: a\0b",
        "escape.txt": b"\x1b[31mtext",
        # The name says what is not taken, or hides what it says.
        "page.html": HTML,
        "picture.svg": SVG,
        "plan.pdf.exe": pdf,
        "plan": pdf,
        ".pdf": b"",
        "plan.zip": packed([("a.txt", "x")]),
        "macro.docm": word,
        "plan.pdf\u202e": HTML,
        "plan.pdf\0.html": HTML,
        "shortcut.lnk": b"L\0\0\0",
        # It acts by itself.
        "macro.docx": word_with(("word/vbaProject.bin", "x")),
        "types.docx": word_with(types=MACRO_TYPES),
        "activex.docx": word_with(("word/activeX/activeX1.xml", "<x/>")),
        "program.docx": word_with(("word/embeddings/run.exe", "MZ")),
        "basic.odt": packed(
            [("mimetype", OPEN_DOCUMENT_TEXT), ("content.xml", "<a/>"), ("Basic/Standard/Module1.xml", "<a/>")]
        ),
        "script.pdf": pdf_that(_named_script),
        "opens.pdf": pdf_that(_opens_with("/JavaScript")),
        "launches.pdf": pdf_that(_opens_with("/Launch")),
        "carries.pdf": pdf_that(lambda writer: writer.add_attachment("run.exe", EXE)),
        "spelled.pdf": pdf.replace(b"/Catalog", b"/Catalog /OpenAction << /S /J#61vaScript >>", 1),
        "polyglot.pdf": pdf[:9] + b"\n% " + HTML + b"\n" + pdf[9:],
        # It swells, or never ends.
        "many.docx": word_with(*[(f"word/{number}.xml", "") for number in range(5_001)]),
        "bomb.docx": packed(
            [("[Content_Types].xml", "<Types/>"), ("word/document.xml", b" " * BOMB_SIZE)], zipfile.ZIP_DEFLATED
        ),
        "entities.docx": word_with(document=ENTITIES),
        "outside.docx": word_with(document=OUTSIDE),
        "huge.png": png_of(60_000, 60_000),
        # It points out of its folder, or one thing in it stands for two.
        "climbs.docx": word_with(("../../etc/passwd", "x")),
        "root.docx": word_with(("/etc/passwd", "x")),
        "backslash.docx": word_with(("..\\..\\x", "x")),
        "twice.docx": word_with(("Word/Document.xml", "<other/>")),
        # It is broken, cut off, or locked.
        "empty.docx": word_with(document=""),
        "cut.docx": word[: len(word) // 2],
        "hidden.docx": HTML + word,
        "damaged.odt": damaged_package(),
        "locked.docx": encrypted_package(),
        "locked.pdf": pdf_that(_encrypted),
        "cut.pdf": pdf[: len(pdf) // 2],
        "behind.pdf": pdf + b"\n" + b"x" * 2_000,
        "no-pages.pdf": b"%PDF-1.7\n%%EOF\n",
        "cut.jpg": jpeg[: len(jpeg) // 2],
        "cut.png": png[: len(png) // 2],
        "head.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF",
        "head.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    }
