"""Files as people's own programs write them: small, whole, each of a kind that is taken."""

import io
import zipfile
from functools import cache

import docx
import openpyxl
from PIL import Image, PngImagePlugin
from reportlab.pdfgen.canvas import Canvas

from forms.file_types import OPEN_DOCUMENT_TEXT

PLACE = {1: "N", 2: (43.0, 14.0, 20.0), 3: "E", 4: (76.0, 56.0, 44.0)}  # Almaty
GPS, MAKER, ORIENTATION, DESCRIPTION = 0x8825, 0x010F, 0x0112, 0x010E
OWNER = "Айгүл Серікқызы, canary-owner"


def _written(write):
    stream = io.BytesIO()
    write(stream)
    return stream.getvalue()


@cache
def pdf(text="Ұсыныс"):
    """A document of one page."""

    def write(stream):
        canvas = Canvas(stream)
        canvas.drawString(72, 720, text)
        canvas.save()

    return _written(write)


@cache
def word():
    """A text with one paragraph."""
    document = docx.Document()
    document.add_paragraph("Ұсыныс")
    return _written(document.save)


@cache
def sheet():
    """A table with one cell."""
    book = openpyxl.Workbook()
    book.active["A1"] = "Ұсыныс"
    return _written(book.save)


@cache
def open_document():
    """A text as LibreOffice packs it: its name first and not packed."""

    def write(stream):
        with zipfile.ZipFile(stream, "w") as package:
            package.writestr("mimetype", OPEN_DOCUMENT_TEXT)
            package.writestr("content.xml", "<office:document-content xmlns:office='urn:o'/>")

    return _written(write)


def _drawn():
    picture = Image.new("RGB", (64, 48), (200, 220, 240))
    picture.putpixel((3, 3), (0, 0, 0))
    return picture


@cache
def jpeg(way=1):
    """A photograph with the place, the owner and a comment beside the picture, the camera held as `way` says."""
    picture = _drawn()
    exif = Image.Exif()
    exif[MAKER], exif[ORIENTATION], exif[GPS], exif[DESCRIPTION] = "Camera", way, PLACE, "canary-owner"
    return _written(lambda stream: picture.save(stream, "JPEG", exif=exif, comment=OWNER.encode()))


@cache
def progressive():
    """A photograph in several scans."""
    return _written(lambda stream: _drawn().save(stream, "JPEG", progressive=True, icc_profile=b"profile" * 20))


@cache
def png():
    """A drawing with the place and the owner beside it."""
    words, exif = PngImagePlugin.PngInfo(), Image.Exif()
    words.add_itxt("Author", OWNER)
    exif[GPS] = PLACE
    return _written(lambda stream: _drawn().save(stream, "PNG", pnginfo=words, exif=exif))


TEXTS = {
    "a.txt": "Ұсыныс: саябаққа әткеншек керек.".encode(),
    "utf16.txt": "Ұсыныс".encode("utf-16"),
    "old.txt": "Предложение".encode("cp1251"),
}


def all_of_them():
    """{name: content} of a genuine file of every kind."""
    return {
        "жоспар.pdf": pdf(),
        "PLAN.PDF": pdf(),
        "a.docx": word(),
        "a.xlsx": sheet(),
        "a.odt": open_document(),
        "a.jpg": jpeg(),
        "turned.jpg": jpeg(6),
        "progressive.jpeg": progressive(),
        "a.png": png(),
        **TEXTS,
    }
