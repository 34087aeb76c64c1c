"""Days, quarters and years in running text: moved, and still said correctly in either language."""

import re
from datetime import date, timedelta

import pytest

from forms.demonstration.content import Content
from forms.demonstration.mentions import Moves, moved_text

MOVES = Moves(
    written_in=2026,
    day=lambda day: day + timedelta(days=91),
    quarter=lambda quarter: quarter.next(),
    year=lambda year: year + 1 if year in (2026, 2027) else year,
)


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("kk", "2026 жылғы 20 қазанда өткен", "2027 жылғы 19 қаңтарда өткен"),
        ("kk", "2026 жылғы 27 қазандағы консультацияға", "2027 жылғы 26 қаңтардағы консультацияға"),
        ("kk", "отырыс 2 желтоқсандағы, 3 сәуірге дейін", "отырыс 3 наурыздағы, 3 шілдеге дейін"),
        ("kk", "Кеңестің 29 қыркүйектегі отырысында", "Кеңестің 29 желтоқсандағы отырысында"),
        ("kk", "IV тоқсанға арналған", "I тоқсанға арналған"),
        ("kk", "2026 жылдың IV тоқсанында", "2027 жылдың I тоқсанында"),
        ("kk", "2027 жылы қай ауылдарға", "2028 жылы қай ауылдарға"),
        ("kk", "1988 жылы туған, 40 жыл еңбек еткен", "1988 жылы туған, 40 жыл еңбек еткен"),
        ("ru", "состоявшейся 20 октября 2026 года", "состоявшейся 19 января 2027 года"),
        ("ru", "С 3 октября 2026 года", "Со 2 января 2027 года"),
        ("ru", "в IV квартале 2026 года", "в I квартале 2027 года"),
        ("ru", "В I квартале", "Во II квартале"),
        ("ru", "до 18 ноября, затем в 2027 году", "до 17 февраля, затем в 2028 году"),
        (
            "ru",
            "маршрут № 14, интервал 20 минут, 1979 года рождения",
            "маршрут № 14, интервал 20 минут, 1979 года рождения",
        ),
    ],
)
def test_a_mention_moves_with_its_case_and_its_year(language, before, after):
    assert moved_text(before, language, MOVES) == after


def test_every_month_that_a_loaded_text_mentions_moves():
    content = Content.for_day(date(2027, 5, 20))
    parts = ("questions", "outcome_reports", "news", "sessions")
    words = " ".join(texts_in([content.samples[part] for part in parts] + [content.texts]))
    assert not re.search("қыркүйек|қазан[дғн]|қараша|желтоқсан|сентябр|октябр|ноябр|декабр|2026", words)


def texts_in(value):
    """Every human-readable text below the value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from [item] if key in ("kk", "ru") and isinstance(item, str) else texts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)
