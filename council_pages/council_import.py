"""Councils from a table: what each row of the file says, or in words why it may not be written.

Nothing here asks the database; `council_pages.importing` writes the rows.
"""

import unicodedata
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.utils import translation

from cms.languages import LANGUAGES
from cms.models import Level
from cms.orthography import fold, normalise
from cms.regions import REGIONS
from cms.roles import COUNCIL_ROLES, Role, languages_of
from council_pages.csv_text import Unreadable, decode, delimiter_of, numbered_rows

COLUMNS = {
    "slug": "address of the council, in Latin letters; it never changes",
    "name_kk": "name in Kazakh",
    "name_ru": "name in Russian",
    "level": "republican, oblast, republican_city, city or district, or the level in Kazakh or Russian",
    "region": "ISO code such as KZ-75, or the region's name in Kazakh or Russian; empty for a republican council",
    "host_body_kk": "state body at which the council works, in Kazakh (may be left out)",
    "host_body_ru": "the same in Russian (may be left out)",
    "staff_email": "e-mail of a member of the staff (may be left out)",
    "staff_name": "the member's name (may be left out)",
    "staff_role": "editor, publisher, translator kk, translator ru, secretary or lead, or the role in kk or ru",
}
REQUIRED = ("slug", "name_kk", "name_ru", "level", "region")
STAFF = ("staff_email", "staff_name", "staff_role")
LIMITS = {"slug": 80, "name_kk": 300, "name_ru": 300, "host_body_kk": 300, "host_body_ru": 300, "staff_email": 150}
LONGEST_CELL = 1000
LONGEST_SHOWN = 60


@dataclass(frozen=True)
class CouncilFacts:
    """The facts of one council. `region` is an ISO code or empty; None is what the file does not speak of."""

    slug: str
    name_kk: str
    name_ru: str
    level: str
    region: str
    host_body_kk: str | None = None
    host_body_ru: str | None = None


@dataclass(frozen=True)
class Member:
    """A member of a council's staff; the e-mail is in small letters."""

    email: str
    name: str
    role: Role
    language: str = ""


@dataclass(frozen=True)
class Row:
    """A row that may be written: a council, a member of its staff, or both."""

    line: int
    slug: str
    facts: CouncilFacts | None
    member: Member | None


@dataclass(frozen=True)
class Refusal:
    """A row that may not be written, and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Parsed:
    """What a file says. `unreadable` gives the reason where the whole file is refused; it has no rows then."""

    rows: tuple[Row, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    unreadable: str = ""


def read_councils(data: bytes) -> Parsed:
    """What the bytes of a file say. Never raises: what is wrong stands in the answer."""
    try:
        text = decode(data)
    except Unreadable as error:
        return Parsed(unreadable=str(error))
    return parse(text)


def parse(text: str) -> Parsed:
    """What a text says, whatever it is. Never raises: what is wrong stands in the answer."""
    text = text.removeprefix("\ufeff")
    lines = numbered_rows(text, delimiter_of(text, COLUMNS))
    try:
        header = _header(next(lines, (0, []))[1])
    except Unreadable as error:
        return Parsed(unreadable=str(error))
    read = [_read_row(number, cells, header) for number, cells in lines]
    if not read:
        return Parsed(unreadable="The file has a header and no row below it.")
    rows, refusals = _without_contradictions([entry for entry in read if isinstance(entry, Row)])
    refusals += [entry for entry in read if isinstance(entry, Refusal)]
    return Parsed(tuple(rows), tuple(sorted(refusals, key=lambda refusal: refusal.line)))


def tidy(text: str) -> str:
    """A name as it is stored: one space between words, Kazakh letters in place of their Latin look-alikes."""
    return " ".join(normalise(text).split())


def differing(one: CouncilFacts, other: CouncilFacts) -> list[str]:
    """The columns in which two descriptions of a council contradict each other; what one leaves out does not."""
    names = [field.name for field in fields(CouncilFacts)]
    return [name for name in names if len({getattr(one, name), getattr(other, name)} - {None}) > 1]


def quoted(text: str) -> str:
    """The text between quotation marks for a message: short, and without signs that a terminal would obey."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in text[: LONGEST_SHOWN + 1])
    return f"“{plain}”" if len(plain) <= LONGEST_SHOWN else f"“{plain[:LONGEST_SHOWN]}…”"


def _header(cells: list[str] | None) -> list[str]:
    """The names of the columns. Raises Unreadable where the file cannot be understood by them."""
    if cells is None:
        raise Unreadable("The quotation marks in the header do not match.")
    header = [cell.strip().lower() for cell in cells]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise Unreadable("The file is empty.")
    if unknown := [name for name in header if name not in COLUMNS]:
        raise Unreadable(f"There is no column {', '.join(map(quoted, unknown))}. Known: {', '.join(COLUMNS)}.")
    if missing := [name for name in REQUIRED if name not in header]:
        raise Unreadable(f"The header lacks {', '.join(missing)}.")
    if repeated := sorted({name for name in header if header.count(name) > 1}):
        raise Unreadable(f"The header names {', '.join(repeated)} twice.")
    return header


def _read_row(number: int, cells: list[str] | None, header: list[str]) -> Row | Refusal:
    try:
        named = _named_cells(cells, header)
    except ValueError as error:
        return Refusal(number, str(error))
    reasons = _faults(named)
    has_staff = any(named.get(name) for name in STAFF)
    has_council = any(cell for name, cell in named.items() if name != "slug" and name not in STAFF)
    facts = _facts(named, reasons) if has_council or not has_staff else None
    member = _member(named, reasons) if has_staff else None
    return Refusal(number, "; ".join(reasons)) if reasons else Row(number, named["slug"], facts, member)


def _named_cells(cells: list[str] | None, header: list[str]) -> dict[str, str]:
    """The cells by column, trimmed. Raises ValueError in words where they do not fit the header."""
    if cells is None:
        raise ValueError("the quotation marks do not match")
    # A table program fills lines up with empty cells, as it does the header.
    while len(cells) > len(header) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) != len(header):
        amount = "few" if len(cells) < len(header) else "many"
        raise ValueError(f"too {amount} cells: {len(cells)}, and the header has {len(header)}")
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise ValueError(f"a cell is longer than {LONGEST_CELL} characters")
    return {name: " ".join(cell.split()) for name, cell in zip(header, cells, strict=True)}


def _faults(named: dict[str, str]) -> list[str]:
    """What is wrong with single cells, whatever the row is about."""
    reasons = []
    for name, cell in named.items():
        if any(unicodedata.category(sign) in ("Cc", "Cs") or sign == "\ufffd" for sign in cell):
            reasons.append(f"{name} has a sign that is no letter: {quoted(cell)}")
        if len(cell) > LIMITS.get(name, LONGEST_CELL):
            reasons.append(f"{name} is longer than {LIMITS[name]} characters")
    if not named["slug"]:
        reasons.append("slug is missing")
    elif not _passes(validate_slug, named["slug"]):
        reasons.append(f"slug {quoted(named['slug'])} may have only Latin letters, digits, hyphens and underscores")
    return reasons


def _facts(named: dict[str, str], reasons: list[str]) -> CouncilFacts:
    reasons += [f"{name} is missing" for name in ("name_kk", "name_ru", "level") if not named[name]]
    level = _level(named["level"], reasons) if named["level"] else ""
    region = _region(named["region"], reasons) if named["region"] else ""
    if level == Level.REPUBLICAN and named["region"]:
        reasons.append("region is given, but a republican council has none")
    if level and level != Level.REPUBLICAN and not named["region"]:
        reasons.append("region is missing; only a republican council has none")
    names = {
        name: tidy(named[name]) for name in ("name_kk", "name_ru", "host_body_kk", "host_body_ru") if name in named
    }
    return CouncilFacts(slug=named["slug"], level=level, region=region, **names)


def _level(cell: str, reasons: list[str]) -> str:
    found = _choices(Level).get(fold(cell), "")
    if not found:
        reasons.append(f"level {quoted(cell)} is unknown; known: {', '.join(Level.values)}")
    return found


def _region(cell: str, reasons: list[str]) -> str:
    if found := _regions().get(fold(cell)):
        return found[0]
    near = [_regions()[name][1] for name in get_close_matches(fold(cell), _regions())]
    advice = f"; near it: {', '.join(near)}" if near else ""
    reasons.append(f"region {quoted(cell)} is unknown{advice}")
    return ""


def _member(named: dict[str, str], reasons: list[str]) -> Member:
    email, role_cell = named.get("staff_email", "").lower(), named.get("staff_role", "")
    role, language = _role(role_cell)
    if not email:
        reasons.append("staff_email is missing")
    elif not _passes(validate_email, email):
        reasons.append(f"staff_email {quoted(email)} is no e-mail address")
    if not role_cell:
        reasons.append("staff_role is missing")
    elif role not in COUNCIL_ROLES:
        known = ", ".join(role.value for role in Role if role in COUNCIL_ROLES)
        reasons.append(f"staff_role {quoted(role_cell)} is unknown; known: {known}")
    elif language not in languages_of(role):
        reasons.append(f"staff_role {quoted(role_cell)}: a translator, and nobody else, has a language: translator kk")
    return Member(email, tidy(named.get("staff_name", "")), role, language)


def _role(cell: str) -> tuple[str, str]:
    """The role, and the language that stands behind it; ("", "") for what is no role."""
    name, _space, last = cell.rpartition(" ")
    if last.lower() in LANGUAGES:
        return _choices(Role).get(fold(name), ""), last.lower()
    return _choices(Role).get(fold(cell), ""), ""


def _passes(validate, value: str) -> bool:
    try:
        validate(value)
    except ValidationError:
        return False
    return True


def _without_contradictions(rows: list[Row]) -> tuple[list[Row], list[Refusal]]:
    """The rows that agree about their councils, and refusals of all that do not.

    All, and not only the later ones: an address stays for ever, and nobody can say which of the two was meant.
    """
    lines: dict[str, dict[CouncilFacts, int]] = {}
    for row in rows:
        if row.facts:
            lines.setdefault(row.slug, {}).setdefault(row.facts, row.line)
    kept, refusals = [], []
    for row in rows:
        others = [facts for facts in lines.get(row.slug, {}) if facts != row.facts] if row.facts else []
        if others:
            names = ", ".join(differing(row.facts, others[0]))
            place = f"stands on line {lines[row.slug][others[0]]} too"
            refusals.append(Refusal(row.line, f"slug {quoted(row.slug)} {place}, with other facts: {names}"))
        else:
            kept.append(row)
    return kept, refusals


@cache
def _choices(choices) -> dict[str, str]:
    """By code and by label in each language, as `fold` leaves them."""
    found = {fold(choice.value): choice for choice in choices}
    for language in ("en", "kk", "ru"):
        with translation.override(language):
            found |= {fold(str(choice.label)): choice for choice in choices}
    return found


@cache
def _regions() -> dict[str, tuple[str, str]]:
    """(ISO code, name as written) by code and by nominative in each language, as `fold` leaves them."""
    names = [(name, region) for region in REGIONS for name in (region.iso, region.kk.nominative, region.ru.nominative)]
    return {fold(name): (region.iso, name) for name, region in names}
