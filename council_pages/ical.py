"""Calendars for people's own devices, as RFC 5545 wants them. Pure.

Moments are written in UTC, so no table of time zones is needed. A line is at most 75 octets long and is folded between
letters, never inside one: a Kazakh letter takes two octets.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

LINE_OCTETS = 75
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


@dataclass(frozen=True)
class Event:
    """One VEVENT. `starts_at` is a day or an aware moment; `language` where the summary is in another language."""

    uid: str
    summary: str
    starts_at: date | datetime
    ends_at: datetime | None = None
    url: str = ""
    location: str = ""
    description: str = ""
    language: str = ""
    is_cancelled: bool = False


def write(name, language, events, now):
    """The calendar as text; `now` is the moment at which what it says was known.

    >>> write("A", "kk", [], datetime(2026, 11, 22, tzinfo=UTC)).splitlines()[0]
    'BEGIN:VCALENDAR'
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Kenes//{language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{text(name)}",
        f"X-WR-CALNAME:{text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        *(line for event in events for line in _event_lines(event, now)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event_lines(event, now):
    said_in = f";LANGUAGE={event.language}" if event.language else ""
    optional = {"LOCATION": text(event.location), "DESCRIPTION": text(event.description), "URL": _uri(event.url)}
    return [
        "BEGIN:VEVENT",
        f"UID:{text(event.uid)}",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART{_moment(event.starts_at)}",
        *([f"DTEND{_moment(event.ends_at)}"] if event.ends_at else []),
        f"SUMMARY{said_in}:{text(event.summary)}",
        *(f"{field}:{value}" for field, value in optional.items() if value),
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
        # A deadline does not make anybody busy.
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def text(value):
    """A value of the type TEXT: escaped, its lines kept, without signs that no calendar may hold.

    >>> text("Көше; жарық, аула")
    'Көше\\\\; жарық\\\\, аула'
    """
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", lines).translate(_ESCAPED)


def folded(line):
    """The line in pieces of 75 octets at most, each next one after a line break and a space."""
    pieces, piece, octets = [], "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > LINE_OCTETS:
            pieces.append(piece)
            # The space with which the next line begins counts too.
            piece, octets = "", 1
        piece, octets = piece + sign, octets + size
    return "\r\n ".join([*pieces, piece])


def _uri(value):
    return re.sub(r"\s", "", value)


def _moment(value):
    """A day without an hour, or a moment in UTC."""
    return f":{_utc(value)}" if isinstance(value, datetime) else f";VALUE=DATE:{value:%Y%m%d}"


def _utc(moment):
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
