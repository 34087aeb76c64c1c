from dataclasses import replace
from datetime import date

import pytest
from django.core.cache import caches
from django.test import RequestFactory

from council_pages.documents import content, files

DOCUMENT = content.Document("Кесте", "kk", "Кеңес", "https://kenes.example/", date(2026, 11, 26), ())
PDF = files.FORMATS["pdf"]


@pytest.fixture(autouse=True)
def drawn_anew():
    caches["documents"].clear()
    yield
    caches["documents"].clear()


def get(**headers):
    return RequestFactory().get("/", **headers)


@pytest.mark.parametrize("name", ["document.pdf", "document.docx"])
def test_a_known_name_is_a_format(name):
    assert files.format_of(name).end == name.rpartition(".")[2]


@pytest.mark.parametrize("name", ["", "document", "document.odt", "document.pdf.exe", "x.pdf", "Document.pdf", ".pdf"])
def test_any_other_name_is_none(name):
    assert files.format_of(name) is None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Кесте: 2026 жылғы IV тоқсан", "Кесте 2026 жылғы IV тоқсан.pdf"),
        ('а/б\\в"г*?<>|\n', "а б в г.pdf"),
        ("..", "document.pdf"),
        ("сөз " * 60, f"{' '.join(['сөз'] * 20)}.pdf"),
        ("ә" * 300, f"{'ә' * 80}.pdf"),
    ],
)
def test_a_file_is_called_by_its_title(title, name):
    assert files.file_name(replace(DOCUMENT, title=title), PDF) == name


def test_a_public_file_is_checked_anew_each_time_and_not_sent_twice():
    first = files.public_response(get(), DOCUMENT, PDF)
    assert (first.status_code, first["Content-Type"]) == (200, "application/pdf")
    assert first["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%9A")
    assert first["Cache-Control"] == "no-cache"
    assert (first["X-Content-Type-Options"], first["X-Robots-Tag"]) == ("nosniff", "noindex")
    again = files.public_response(get(HTTP_IF_NONE_MATCH=first["ETag"]), DOCUMENT, PDF)
    assert (again.status_code, again.content) == (304, b"")
    changed = files.public_response(get(HTTP_IF_NONE_MATCH=first["ETag"]), replace(DOCUMENT, title="Басқа"), PDF)
    assert changed.status_code == 200


def test_the_two_formats_of_a_document_are_not_mistaken_for_each_other():
    one, other = (files.public_response(get(), DOCUMENT, form) for form in files.FORMATS.values())
    assert one["ETag"] != other["ETag"]
    assert one.content[:4] == b"%PDF"
    assert other.content[:2] == b"PK"


def test_a_document_is_drawn_once_for_as_long_as_it_says_the_same():
    drawn = []
    form = replace(PDF, render=lambda document: drawn.append(document.title) or b"x")
    for document in (DOCUMENT, DOCUMENT, replace(DOCUMENT, title="Басқа"), DOCUMENT):
        files.public_response(get(), document, form)
    assert drawn == ["Кесте", "Басқа"]


def test_what_the_staff_takes_is_kept_nowhere():
    drawn = []
    form = replace(PDF, render=lambda document: drawn.append(1) or b"x")
    for _time in range(2):
        assert files.staff_response(DOCUMENT, form)["Cache-Control"] == "no-store"
    assert len(drawn) == 2
