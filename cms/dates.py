"""Dates in words, in Kazakh and Russian.

Pure functions: the language ("kk" or "ru") and "now" are arguments. Kazakh names the year first and the month in
lower case; what follows a number takes its suffix from the pronounced ending, so the suffixed forms are tables here and
are never glued in a template. Hours are those of Asia/Almaty, which the reader is told as the time of Astana
(one zone, UTC+5, since 1 March 2024).
"""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Almaty")


class KazakhMonth(NamedTuple):
    """A month in the four cases that dates need: қазан, қазанда, қазанға, қазаннан."""

    nominative: str
    locative: str
    dative: str
    ablative: str


def _month(name: str, locative: str, dative: str, ablative: str) -> KazakhMonth:
    return KazakhMonth(name, name + locative, name + dative, name + ablative)


MONTHS_KK = (
    _month("қаңтар", "да", "ға", "дан"),
    _month("ақпан", "да", "ға", "нан"),
    _month("наурыз", "да", "ға", "дан"),
    _month("сәуір", "де", "ге", "ден"),
    _month("мамыр", "да", "ға", "дан"),
    _month("маусым", "да", "ға", "нан"),
    _month("шілде", "де", "ге", "ден"),
    _month("тамыз", "да", "ға", "дан"),
    _month("қыркүйек", "те", "ке", "тен"),
    _month("қазан", "да", "ға", "нан"),
    _month("қараша", "да", "ға", "дан"),
    _month("желтоқсан", "да", "ға", "нан"),
)
MONTHS_RU = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
# The month alone, as the title of a calendar; with a day it is in the genitive.
MONTH_NAMES_RU = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
WEEKDAYS = {
    "kk": ("дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"),
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
}
SHORT_MONTHS = {
    "kk": ("қаң", "ақп", "нау", "сәу", "мам", "мау", "шіл", "там", "қыр", "қаз", "қар", "жел"),
    "ru": ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
}
SHORT_WEEKDAYS = {
    "kk": ("дс", "сс", "ср", "бс", "жм", "сб", "жс"),
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
}
ASTANA_TIME = {"kk": "Астана уақыты", "ru": "время Астаны"}

# Dative of the last numeral that is spoken: нөлге, бірге, екіге, үшке … ; the tens of a round number decide by
# themselves: онға, жиырмаға, отызға, қырыққа, елуге.
_DATIVE_OF_UNIT = ("ге", "ге", "ге", "ке", "ке", "ке", "ға", "ге", "ге", "ға")
_DATIVE_OF_TENS = {10: "ға", 20: "ға", 30: "ға", 40: "қа", 50: "ге"}


def local(moment: datetime) -> datetime:
    """The moment on the clock of Astana; a moment without a zone is refused, since nobody can tell what it means."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(ZONE)


def beginning_of(day: date) -> datetime:
    """Midnight on the clock of Astana, with which the day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)


def long_date(day: date, language: str) -> str:
    """2026 жылғы 22 қараша · 22 ноября 2026 г."""
    return _with_year(day.year, day_month(day, language), language)


def day_month(day: date, language: str) -> str:
    """22 қараша · 22 ноября"""
    return f"{day.day} {_month_name(day, language)}"


def month_name(day: date, language: str) -> str:
    """The month alone, in the nominative: қараша · ноябрь"""
    return MONTH_NAMES_RU[day.month - 1] if _known(language) == "ru" else MONTHS_KK[day.month - 1].nominative


def month_year(day: date, language: str) -> str:
    """2026 жылғы қараша · ноябрь 2026 г."""
    return _with_year(day.year, month_name(day, language), language)


def weekday(day: date, language: str) -> str:
    """Жексенбі, воскресенье: the name in lower case, in the nominative."""
    return _pick(WEEKDAYS, language)[day.weekday()]


def short_month(day: date, language: str) -> str:
    """Three letters for a calendar leaf: қар · ноя"""
    return _pick(SHORT_MONTHS, language)[day.month - 1]


def short_weekday(day: date, language: str) -> str:
    """Two letters for a calendar leaf: сс · вт"""
    return _pick(SHORT_WEEKDAYS, language)[day.weekday()]


def on_day(day: date, language: str) -> str:
    """2026 жылғы 7 желтоқсанда · 7 декабря 2026 г. (when something happens)"""
    return _with_year(day.year, f"{day.day} {_month_name(day, language, 'locative')}", language)


def since(day: date, language: str) -> str:
    """2026 жылғы 5 қазаннан бастап · с 5 октября 2026 г."""
    dated = _with_year(day.year, f"{day.day} {_month_name(day, language, 'ablative')}", language)
    if language == "kk":
        return f"{dated} бастап"
    return f"{'со' if day.day == 2 else 'с'} {dated}"


def until(day: date, language: str) -> str:
    """2026 жылғы 18 қарашаға дейін · до 18 ноября 2026 г."""
    dated = _with_year(day.year, f"{day.day} {_month_name(day, language, 'dative')}", language)
    return f"{dated} дейін" if language == "kk" else f"до {dated}"


def date_range(first: date, last: date, language: str) -> str:
    """2026 жылғы 5–23 қазан · 5–23 октября 2026 г.; what both ends share, month or year, is said once."""
    if last < first:
        raise ValueError("A range ends before it begins.")
    if first == last:
        return long_date(first, language)
    if first.year != last.year:
        return f"{long_date(first, language)} – {long_date(last, language)}"
    if first.month != last.month:
        span = f"{day_month(first, language)} – {day_month(last, language)}"
    else:
        span = f"{first.day}–{day_month(last, language)}"
    return _with_year(first.year, span, language)


def appointment(moment: datetime, language: str, *, with_year: bool = False) -> str:
    """24 қараша, сейсенбі, 15:00 (Астана уақыты) · вторник, 24 ноября, 15:00 (время Астаны)"""
    return f"{_day_in_full(moment, language, with_year)}, {local(moment):%H:%M} ({ASTANA_TIME[language]})"


def deadline(moment: datetime, language: str, *, with_year: bool = False) -> str:
    """1 желтоқсан, сейсенбі, 18:00-ге дейін (Астана уақыты) · вторник, 1 декабря, до 18:00 (время Астаны)"""
    here = local(moment)
    day = _day_in_full(moment, language, with_year)
    until_hour = f"{here:%H:%M}-{_dative_of_time(here)} дейін" if language == "kk" else f"до {here:%H:%M}"
    return f"{day}, {until_hour} ({ASTANA_TIME[language]})"


def days_left(today: date, day: date, language: str) -> str:
    """How long until the last day: 9 күн қалды · Осталось 9 дней; words of their own for tomorrow, today and past."""
    left = (day - today).days
    if left > 1:
        return f"{left} күн қалды" if _known(language) == "kk" else _days_left_ru(left)
    ending = {
        "kk": ("Аяқталды", "Бүгін аяқталады", "Ертең аяқталады"),
        "ru": ("Завершено", "Завершается сегодня", "Завершается завтра"),
    }
    return _pick(ending, language)[max(left, -1) + 1]


def time_left(now: datetime, moment: datetime, language: str) -> str:
    """`days_left` on the calendar of Astana; from the very moment on it is over, though the day is not."""
    today = local(now).date()
    if now >= moment:
        return days_left(today, date.min, language)
    return days_left(today, local(moment).date(), language)


def plural_ru(number: int, one: str, few: str, many: str) -> str:
    """The Russian form that goes with a whole number: 1 день, 2 дня, 5 дней, 11 дней, 21 день."""
    tens, unit = number % 100, number % 10
    if unit == 1 and tens != 11:
        return one
    return few if 2 <= unit <= 4 and not 12 <= tens <= 14 else many


def _days_left_ru(left: int) -> str:
    verb = plural_ru(left, "Остался", "Осталось", "Осталось")
    return f"{verb} {left} {plural_ru(left, 'день', 'дня', 'дней')}"


def _dative_of_time(moment: datetime) -> str:
    last = moment.minute or moment.hour
    return _DATIVE_OF_TENS[last] if last and last % 10 == 0 else _DATIVE_OF_UNIT[last % 10]


def _day_in_full(moment: datetime, language: str, with_year: bool) -> str:
    day = local(moment).date()
    dated = long_date(day, language) if with_year else day_month(day, language)
    name = weekday(day, language)
    return f"{dated}, {name}" if language == "kk" else f"{name}, {dated}"


def _with_year(year: int, text: str, language: str) -> str:
    return f"{year} жылғы {text}" if _known(language) == "kk" else f"{text} {year} г."


def _month_name(day: date, language: str, case: str = "nominative") -> str:
    if _known(language) == "kk":
        return getattr(MONTHS_KK[day.month - 1], case)
    return MONTHS_RU[day.month - 1]


def _known(language: str) -> str:
    if language not in WEEKDAYS:
        raise ValueError(f"No dates in the language {language!r}.")
    return language


def _pick(table: dict[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    return table[_known(language)]
