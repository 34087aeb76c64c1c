"""The text of files that others have made."""

import io
import logging
import subprocess
import zipfile
from datetime import date

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from council_pages.documents import docx, pdf
from council_pages.documents.content import Document, Listing, Paragraph, Run
from search import file_text
from search.file_text import MOST_SIGNS, text_of
from tests.forms.genuine_files import sheet, word

STORAGE = InMemoryStorage()
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def stored(content, kind):
    """The text of a file with this content."""
    name = STORAGE.save(f"x.{kind}", ContentFile(content))
    file = type("File", (), {"name": name, "size": len(content), "storage": STORAGE})
    return text_of(file, kind, key=7)


def package(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


def text_document(*paragraphs):
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    return f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def drawn(*lines):
    """A PDF with these lines, a page each."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for line in lines:
        canvas.drawString(72, 720, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize(("kind", "render"), [("pdf", pdf.render), ("docx", docx.render)])
def test_the_words_of_our_own_documents_are_read(kind, render):
    """Kazakh letters and all; paragraphs and points stand on lines of their own."""
    blocks = (Paragraph((Run("Қалдықты "), Run("бөлек", strong=True), Run(" жинау"))), Listing(((Run("Әткеншек"),),)))
    text = stored(render(Document("Қорытынды", "kk", "Кеңес", "https://k.kz/", date(2026, 11, 27), blocks)), kind)
    assert {"Қорытынды", "Қалдықты бөлек жинау"} <= set(text.splitlines())
    assert "Әткеншек" in text


def test_the_words_of_a_table_are_read():
    """Cells with words, in whichever way the program keeps them, and the names of sheets; numbers are no words."""
    book = openpyxl.Workbook()
    book.active.title = "Бюджет"
    book.active.append(["Жол жөндеу", 1250, "=A1"])
    stream = io.BytesIO()
    book.save(stream)
    assert stored(stream.getvalue(), "xlsx") == "Бюджет\nЖол жөндеу"
    inline = f'<worksheet xmlns="{SHEET}"><c t="inlineStr"><is><t>Су</t><rPh><t>su</t></rPh></is></c></worksheet>'
    assert stored(package(xl__worksheets__sheet1=inline), "xlsx") == "Су"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Көше\r\n\r\n  жарығы".encode(), "Көше\nжарығы"),
        ("Көше".encode("utf-16"), "Көше"),
        ("Вопрос о дорогах".encode("cp1251"), "Вопрос о дорогах"),
        (b"a\x00b", "a b"),
    ],
)
def test_plain_text_is_read_in_the_encodings_of_offices(content, text):
    assert stored(content, "txt") == stored(content, "csv") == stored(content, "TXT") == text


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 broken", "pdf"),
        (b"no package", "docx"),
        (b"PK\x03\x04 torn", "xlsx"),
        (package(word__document="<w:document"), "docx"),
        (package(word__document='<!DOCTYPE d [<!ENTITY a "құпия">]><d>&a;</d>'), "docx"),
        (b"\xff\xfe\x00", "txt"),
        (bytes(range(256)), "csv"),
    ],
)
def test_a_broken_file_has_no_text_and_one_line_in_the_log(content, kind, caplog):
    """The line names the document and the kind of the error, and not a word of the file."""
    with caplog.at_level(logging.WARNING):
        assert stored(content, kind) == ""
    assert len(caplog.records) == 1
    assert caplog.messages[0].startswith(f"Document 7 ({kind}) gives no text: ")
    assert "құпия" not in caplog.text


def test_a_file_that_is_gone_has_no_text(caplog):
    file = type("File", (), {"name": "gone.pdf", "size": 1, "storage": STORAGE})
    assert text_of(file, "pdf", key=7) == ""
    assert "FileNotFoundError" in caplog.text


def test_other_kinds_are_not_opened():
    assert stored(b"x", "exe") == stored(b"x", "") == ""


def test_a_text_is_cut():
    """Whatever it comes from."""
    many = ["сөз " * 100] * 1000
    assert len(stored("\n".join(many).encode(), "txt")) == MOST_SIGNS
    assert len(stored(package(word__document=text_document(*many)), "docx")) == MOST_SIGNS


def test_a_package_that_swells_is_not_unpacked(monkeypatch, caplog):
    """What is read counts, not what the package says: 40 kilobytes would become 40 megabytes."""
    monkeypatch.setattr(file_text, "MOST_UNPACKED", 2 * 1024 * 1024)
    assert stored(package(word__document="<d>" + " " * 40_000_000 + "</d>"), "docx") == ""
    many = {f"xl__worksheets__sheet{number}": "<d>" + " " * 900_000 + "</d>" for number in range(4)}
    assert stored(package(**many), "xlsx") == ""
    assert [record.args[-1] for record in caplog.records] == ["_Refused", "_Refused"]


def test_a_package_of_endless_parts_is_not_unpacked(caplog):
    assert stored(package(**{f"xl__worksheets__{number}": "<d/>" for number in range(5001)}), "xlsx") == ""
    assert "_Refused" in caplog.text


def test_a_file_that_is_too_large_is_not_opened(monkeypatch, caplog):
    monkeypatch.setattr(file_text, "MOST_BYTES", 10)
    assert stored(b"12345678901", "txt") == ""
    assert "_Refused" in caplog.text


def test_a_pdf_has_limits_of_memory_and_output(monkeypatch):
    """What has been said up to the limit is kept."""
    content = drawn("first", *["word " * 15] * 30)
    monkeypatch.setattr(file_text, "LIMITS", 'ulimit -f 2; exec "$@"')
    cut = stored(content, "pdf")
    assert cut.startswith("first")
    assert len(cut) <= 1024
    monkeypatch.setattr(file_text, "LIMITS", 'ulimit -v 1000; exec "$@"')
    assert stored(content, "pdf") == ""


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch, caplog):
    monkeypatch.setattr(file_text, "LIMITS", "exec sleep 30")
    monkeypatch.setattr(file_text, "PATIENCE", 0.1)
    assert stored(drawn("word"), "pdf") == ""
    assert subprocess.TimeoutExpired.__name__ in caplog.text


def test_without_the_program_a_pdf_has_no_text(monkeypatch):
    monkeypatch.setattr(file_text.shutil, "which", lambda program: None)
    assert stored(drawn("word"), "pdf") == ""


@given(st.data())
def test_no_damage_raises(data):
    """Bytes exchanged anywhere in a genuine package."""
    content, kind = data.draw(st.sampled_from([(word(), "docx"), (sheet(), "xlsx")]))
    damaged = bytearray(content)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=20)):
        damaged[place] = data.draw(st.integers(0, 255))
    assert isinstance(stored(bytes(damaged), kind), str)
