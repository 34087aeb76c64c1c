"""Files as offices save them: encodings, delimiters, the line on which a row begins."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_pages.csv_text import Unreadable, decode, delimiter_of, numbered_rows

KAZAKH = "slug,name_kk\nzhetisu,Жетісу қоғамдық кеңесі\n"
RUSSIAN = "slug;name_ru\nalmaly;Общественный совет «Алмалы» – город № 1\n"
NAMES = ("slug", "name_kk", "name_ru")


@pytest.mark.parametrize(
    "data",
    [
        KAZAKH.encode(),
        codecs.BOM_UTF8 + KAZAKH.encode(),
        codecs.BOM_UTF16_LE + KAZAKH.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + KAZAKH.encode("utf-16-be"),
    ],
    ids=["UTF-8", "UTF-8 with its mark", "UTF-16 LE", "UTF-16 BE"],
)
def test_unicode_is_read_with_and_without_its_mark(data):
    assert decode(data) == KAZAKH


@pytest.mark.parametrize(
    "text", [RUSSIAN, RUSSIAN.upper(), "slug;name_kk\nalmaly;Алмалы ауданының кеңес\u0069".replace("ң", "н")]
)
def test_windows_1251_is_read_where_it_makes_words(text):
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize(
    "data",
    [
        RUSSIAN.replace("«", "").replace("»", "").replace("–", "-").replace("№", "N").encode("koi8-r"),
        "Общественный совет".encode("cp866"),
        "Общественный совет".encode()[:-1],
        KAZAKH.encode() + b"\xff",
        b"caf\xe9",
        b"\x98",
        codecs.BOM_UTF16_LE + b"a",
    ],
    ids=["KOI8-R", "DOS", "UTF-8 cut short", "UTF-8 with a bad byte", "Latin-1", "a hole of 1251", "half of UTF-16"],
)
def test_what_does_not_decode_sensibly_is_refused_with_advice(data):
    with pytest.raises(Unreadable, match="CSV UTF-8"):
        decode(data)


def test_windows_1251_that_has_lost_kazakh_letters_is_refused():
    data = "slug;name_kk\nalmaty;Алматы қоғамдық кеңесі\n".encode("cp1251", errors="replace")
    with pytest.raises(Unreadable, match="lost its Kazakh letters"):
        decode(data)


@given(st.binary(max_size=80))
def test_any_bytes_are_either_text_or_refused_in_words(data):
    try:
        assert isinstance(decode(data), str)
    except Unreadable as error:
        assert "Save it" in str(error)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("slug,name_kk", ","),
        ("slug;name_kk", ";"),
        ("slug\tname_kk", "\t"),
        ('\n  \n"Slug" ; "Name_KK"\n', ";"),
        ("slug;name_kk;name_ru,a,b,c,d", ";"),
        ("no;such;columns", ";"),
        ("slug", ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_sniffed_from_the_header(text, delimiter):
    assert delimiter_of(text, NAMES) == delimiter


def test_a_row_has_the_line_on_which_an_editor_shows_its_beginning():
    text = 'a,b\r\n\r\n"one\r\ntwo\r\nthree",x\r\n , \r\nlast,y\r\n'
    assert list(numbered_rows(text, ",")) == [
        (1, ["a", "b"]),
        (3, ["one\r\ntwo\r\nthree", "x"]),
        (7, ["last", "y"]),
    ]


def test_a_row_whose_quotation_marks_do_not_match_is_named_and_the_next_is_read():
    assert list(numbered_rows('a,b\n"Нур" совет,x\nc,d\n"open,\ne,f\n', ",")) == [
        (1, ["a", "b"]),
        (2, None),
        (3, ["c", "d"]),
        (4, None),
    ]


def test_a_quotation_mark_inside_a_cell_is_a_letter_of_it():
    assert list(numbered_rows('Совет "Нур",x', ",")) == [(1, ['Совет "Нур"', "x"])]


@given(st.text(alphabet='a",;\n\r\t \x00ә', max_size=60))
def test_any_text_is_cut_into_rows_with_lines_that_grow(text):
    numbers = [number for number, _cells in numbered_rows(text, ",")]
    assert numbers == sorted(set(numbers))
