"""Days, quarters and years that a demonstration text mentions, moved together with the dates around it.

Pure. Kazakh names the year first and puts the case into the month (қазанда, қазандағы); Russian names it last. Only the
years around the day on which the samples were written move by themselves: «1988 года рождения» stays.
"""

import re
from dataclasses import dataclass
from datetime import date

from cms.dates import MONTHS_KK, MONTHS_RU
from council_pages.quarters import Quarter

ROMAN = ("I", "II", "III", "IV")
_BACK_VOWELS = "аоұы"


@dataclass(frozen=True)
class Moves:
    """How the calendar of the samples moves: the year that its texts leave out, and the new day, quarter and year."""

    written_in: int
    day: object
    quarter: object
    year: object


def _forms_kk():
    """Every form of a month that a text may have: {"қазандағы": (10, "attributive"), …}."""
    forms = {}
    for number, month in enumerate(MONTHS_KK, start=1):
        for case, form in month._asdict().items():
            forms[form] = (number, case)
        forms[_attributive(month)] = (number, "attributive")
    return forms


def _attributive(month):
    """қазандағы, қыркүйектегі: what is on that day."""
    return month.locative + ("ғы" if month.locative[-1] in _BACK_VOWELS else "гі")


_FORMS_KK = _forms_kk()
_MONTH_KK = "|".join(sorted(_FORMS_KK, key=len, reverse=True))
_ROMAN = "IV|III|II|I"
# At each place a day is looked for first, then a quarter, then a year: so a year goes with the day it belongs to.
_KK = re.compile(
    rf"(?:(?P<day_year>\d{{4}}) жылғы )?(?P<day>\d{{1,2}}) (?P<month>{_MONTH_KK})\b"
    rf"|(?:(?P<quarter_year>\d{{4}}) (?P<year_word>жыл\w+) )?\b(?P<roman>{_ROMAN}) (?P<quarter_word>тоқсан\w*)"
    r"|\b(?P<year>20\d\d)(?= жыл)"
)
_RU = re.compile(
    rf"(?:\b(?P<since>[Сс])о? )?\b(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS_RU)})\b"
    r"(?: (?P<day_year>\d{4})(?= год))?"
    rf"|(?:\b(?P<within>[Вв])о? )?\b(?P<roman>{_ROMAN}) (?P<quarter_word>квартал\w*)"
    r"(?: (?P<quarter_year>\d{4})(?= год))?"
    r"|\b(?P<year>20\d\d)(?= год)"
)


def moved_text(text, language, moves):
    """The text with every day, quarter and near year that it mentions moved."""
    pattern, speak = (_KK, _speak_kk) if language == "kk" else (_RU, _speak_ru)
    return pattern.sub(lambda match: speak(match, moves), text)


def _speak_kk(match, moves):
    if match["day"]:
        number, case = _FORMS_KK[match["month"]]
        day = moves.day(_day(match, number, moves))
        month = MONTHS_KK[day.month - 1]
        year = f"{day.year} жылғы " if match["day_year"] else ""
        return f"{year}{day.day} {_attributive(month) if case == 'attributive' else getattr(month, case)}"
    if match["roman"]:
        quarter = moves.quarter(_quarter(match, moves))
        year = f"{quarter.year} {match['year_word']} " if match["quarter_year"] else ""
        return f"{year}{ROMAN[quarter.number - 1]} {match['quarter_word']}"
    return str(moves.year(int(match["year"])))


def _speak_ru(match, moves):
    if match["day"]:
        day = moves.day(_day(match, MONTHS_RU.index(match["month"]) + 1, moves))
        since = f"{match['since']}{'о' if day.day == 2 else ''} " if match["since"] else ""
        year = f" {day.year}" if match["day_year"] else ""
        return f"{since}{day.day} {MONTHS_RU[day.month - 1]}{year}"
    if match["roman"]:
        quarter = moves.quarter(_quarter(match, moves))
        within = f"{match['within']}{'о' if quarter.number == 2 else ''} " if match["within"] else ""
        year = f" {quarter.year}" if match["quarter_year"] else ""
        return f"{within}{ROMAN[quarter.number - 1]} {match['quarter_word']}{year}"
    return str(moves.year(int(match["year"])))


def _day(match, month, moves):
    return date(int(match["day_year"] or moves.written_in), month, int(match["day"]))


def _quarter(match, moves):
    return Quarter(int(match["quarter_year"] or moves.written_in), ROMAN.index(match["roman"]) + 1)
