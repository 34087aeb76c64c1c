"""Files that are taken, and files that only pretend."""

import io

import pytest

from forms import packages
from forms.file_types import KINDS, clean_name, content_type_of
from tests.forms import genuine_files, hostile_files

GENUINE, HOSTILE = genuine_files.all_of_them(), hostile_files.all_of_them()


@pytest.mark.parametrize("name", GENUINE)
def test_a_genuine_file_is_taken(name):
    assert content_type_of(name, io.BytesIO(GENUINE[name])) == KINDS[name.rpartition(".")[2].lower()].content_type


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_pretends_is_refused(name):
    assert content_type_of(clean_name(name), io.BytesIO(HOSTILE[name])) is None


def test_there_are_enough_hostile_files():
    assert len(HOSTILE) >= 40


def test_a_package_that_lies_about_its_size_is_not_read_beyond_the_limit(monkeypatch):
    monkeypatch.setattr(packages, "MOST_OF_A_PART", 999)
    assert content_type_of("a.docx", io.BytesIO(GENUINE["a.docx"])) is None


def test_a_package_that_says_it_is_too_large_is_not_read_at_all(monkeypatch):
    monkeypatch.setattr(packages, "MOST_UNPACKED", 999)
    assert content_type_of("a.docx", io.BytesIO(GENUINE["a.docx"])) is None


def test_the_file_is_left_at_its_beginning():
    file = io.BytesIO(GENUINE["a.docx"])
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
