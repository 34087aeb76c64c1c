import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from council_pages import ical
from council_pages.ical import Event
from tests.factories import at

NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)


def lines_of(text):
    """The lines as a device reads them: unfolded."""
    return text.replace("\r\n ", "").split("\r\n")


def read(value):
    """A TEXT as a device reads it."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def one(**facts):
    return ical.write("Кеңес", "kk", [Event(**{"uid": "a@x", "summary": "Көше", "starts_at": at(24), **facts})], NOW)


def test_a_calendar_is_what_the_standard_asks_for():
    text = one(ends_at=at(24, hour=20), url="https://example.kz/kk/", location="Әкімдік", description="Кеңес")
    assert lines_of(text) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kenes//KK", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "NAME:Кеңес", "X-WR-CALNAME:Кеңес", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H",
        "BEGIN:VEVENT", "UID:a@x", "DTSTAMP:20261122T070000Z", "DTSTART:20261124T130000Z", "DTEND:20261124T150000Z",
        "SUMMARY:Көше", "LOCATION:Әкімдік", "DESCRIPTION:Кеңес", "URL:https://example.kz/kk/", "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip


def test_a_day_has_no_hour_and_no_zone():
    assert "DTSTART;VALUE=DATE:20240229" in lines_of(one(starts_at=date(2024, 2, 29)))


@pytest.mark.parametrize("day, hour, utc", [(31, 0, "20261230T190000Z"), (31, 23, "20261231T180000Z")])
def test_moments_are_written_in_utc_whatever_year_it_is_there(day, hour, utc):
    assert f"DTSTART:{utc}" in lines_of(one(starts_at=at(day, hour=hour, month=12)))


def test_a_title_in_the_other_language_and_a_cancelled_event_say_so():
    lines = lines_of(one(language="ru", summary="Улица", is_cancelled=True))
    assert {"SUMMARY;LANGUAGE=ru:Улица", "STATUS:CANCELLED"} <= set(lines)


def test_a_title_cannot_smuggle_a_line_in():
    lines = lines_of(one(summary="a\r\nEND:VEVENT\rb\x00\x0b;c,d\\n", url="https://x/\r\nATTACH:evil"))
    assert lines.count("END:VEVENT") == 1
    assert r"SUMMARY:a\nEND:VEVENT\nb\;c\,d\\n" in lines
    assert "URL:https://x/ATTACH:evil" in lines


@example("ұ" * 200)
@example("a" + "Қ" * 200)
@example("😀" * 100)
@given(some.text(alphabet=some.sampled_from("әғқңөұүһіҚ abc,;\\\n😀é"), max_size=300))
def test_a_text_is_read_as_it_was_written_and_no_line_is_longer_than_75_octets(words):
    text = one(summary=words)
    raw = text.encode()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    # Each piece is whole letters: none is cut between its octets.
    assert all(line.decode() is not None for line in raw.split(b"\r\n"))
    [summary] = [line for line in lines_of(text) if line.startswith("SUMMARY:")]
    assert read(summary.removeprefix("SUMMARY:")) == words


@pytest.mark.parametrize("letters", [65, 66, 67, 68, 148, 149])
def test_lines_are_folded_at_the_75th_octet_exactly(letters):
    pieces = ical.folded("SUMMARY:" + "x" * letters).split("\r\n")
    assert [len(piece) for piece in pieces[:-1]] == [75] * (len(pieces) - 1)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert len(pieces[-1]) > (1 if len(pieces) > 1 else 0)
