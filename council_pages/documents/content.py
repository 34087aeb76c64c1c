"""The neutral model of a document: what is said, in which order. It knows neither PDF nor .docx nor the database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

# What neither XML nor paper can show; a line's end stays.
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")
# A number is not torn from its thousands, nor "№" from its number.
_JOINT = re.compile(r"(?<=\d) (?=\d{3,4}(?!\d))|(?<=№) (?=\S)")


@dataclass(frozen=True)
class Run:
    """Words in one hand. `strong` is emphasis of either kind: the font has no italics."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading below the title: level 2 or 3."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text. `lang` is set where it is not the document's language; a `note` is set small."""

    runs: tuple[Run, ...]
    lang: str = ""
    kind: Literal["text", "lead", "note"] = "text"


@dataclass(frozen=True)
class Facts:
    """Labels with their values, one under another."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table under column heads, which stand again on each page. `shares`: the columns' parts of the width."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]


@dataclass(frozen=True)
class Listing:
    """Points, numbered or not."""

    items: tuple[tuple[Run, ...], ...]
    ordered: bool = False
    lang: str = ""


@dataclass(frozen=True)
class Signature:
    """A line to sign on, after the office of whoever signs."""

    office: str


Block = Heading | Paragraph | Facts | Table | Listing | Signature


@dataclass(frozen=True)
class Document:
    """A whole document. `source` is the address of the page that says the same; `made_on` its day."""

    title: str
    language: str
    council: str
    source: str
    made_on: date
    blocks: tuple[Block, ...]
    title_lang: str = ""


def plain(text: str) -> str:
    """The text without signs that cannot be printed; any of the line ends that people paste is one line's end."""
    lines = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", str(text)).replace("\t", " ")
    return _JOINT.sub("\u00a0", _UNPRINTABLE.sub("", lines))


def words(text: str, *, strong: bool = False) -> tuple[Run, ...]:
    """The text as runs."""
    return (Run(plain(text), strong),)


def paragraph(text: str, *, lang: str = "", kind: Literal["text", "lead", "note"] = "text") -> Paragraph:
    """One paragraph of plain text."""
    return Paragraph(words(text), lang, kind)


def paragraphs(text: str, *, lang: str = "") -> tuple[Paragraph, ...]:
    """Plain text as its author wrote it: each line that says something is a paragraph."""
    return tuple(paragraph(line.strip(), lang=lang) for line in plain(text).split("\n") if line.strip())


def facts(rows: Iterable[tuple[str, object]]) -> tuple[Facts, ...]:
    """One block of facts, without those that have no value; nothing where none is left."""
    kept = tuple((plain(label), plain(value)) for label, value in rows if value not in (None, ""))
    return (Facts(kept),) if kept else ()


def table(columns: Iterable[str], rows: Iterable[Iterable[str]], shares: tuple[int, ...]) -> Table:
    """A table of plain words."""
    lines = tuple(tuple(plain(cell) for cell in row) for row in rows)
    return Table(tuple(plain(column) for column in columns), lines, shares)
