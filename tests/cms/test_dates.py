"""Dates in words: the house style in both languages, and what must hold on any day."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms import dates

LANGUAGES = st.sampled_from(["kk", "ru"])
MOMENTS = st.datetimes(min_value=datetime(2000, 1, 2), max_value=datetime(2100, 1, 1), timezones=st.just(dates.ZONE))
NUMERALS = {
    0: "нөлге",
    1: "бірге",
    2: "екіге",
    3: "үшке",
    4: "төртке",
    5: "беске",
    6: "алтыға",
    7: "жетіге",
    8: "сегізге",
    9: "тоғызға",
    10: "онға",
    20: "жиырмаға",
    30: "отызға",
    40: "қырыққа",
    50: "елуге",
}


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=dates.ZONE)


@pytest.mark.parametrize(("language", "expected"), [("kk", "2026 жылғы 22 қараша"), ("ru", "22 ноября 2026 г.")])
def test_a_long_date_has_the_order_and_case_of_its_language(language, expected):
    assert dates.long_date(date(2026, 11, 22), language) == expected


def test_all_twelve_months_are_named_in_lower_case():
    days = [date(2026, month, 1) for month in range(1, 13)]
    assert [dates.day_month(day, "kk") for day in days] == [
        "1 қаңтар",
        "1 ақпан",
        "1 наурыз",
        "1 сәуір",
        "1 мамыр",
        "1 маусым",
        "1 шілде",
        "1 тамыз",
        "1 қыркүйек",
        "1 қазан",
        "1 қараша",
        "1 желтоқсан",
    ]
    assert [dates.day_month(day, "ru") for day in days] == [
        "1 января",
        "1 февраля",
        "1 марта",
        "1 апреля",
        "1 мая",
        "1 июня",
        "1 июля",
        "1 августа",
        "1 сентября",
        "1 октября",
        "1 ноября",
        "1 декабря",
    ]


def test_kazakh_months_take_the_suffix_of_their_last_sound():
    assert [month.locative for month in dates.MONTHS_KK] == [
        "қаңтарда",
        "ақпанда",
        "наурызда",
        "сәуірде",
        "мамырда",
        "маусымда",
        "шілдеде",
        "тамызда",
        "қыркүйекте",
        "қазанда",
        "қарашада",
        "желтоқсанда",
    ]
    assert [month.dative for month in dates.MONTHS_KK] == [
        "қаңтарға",
        "ақпанға",
        "наурызға",
        "сәуірге",
        "мамырға",
        "маусымға",
        "шілдеге",
        "тамызға",
        "қыркүйекке",
        "қазанға",
        "қарашаға",
        "желтоқсанға",
    ]
    assert [month.ablative for month in dates.MONTHS_KK] == [
        "қаңтардан",
        "ақпаннан",
        "наурыздан",
        "сәуірден",
        "мамырдан",
        "маусымнан",
        "шілдеден",
        "тамыздан",
        "қыркүйектен",
        "қазаннан",
        "қарашадан",
        "желтоқсаннан",
    ]


def test_a_week_begins_on_monday():
    monday = date(2026, 11, 23)
    week = [monday + timedelta(days=days) for days in range(7)]
    assert [dates.weekday(day, "kk") for day in week] == (
        ["дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"]
    )
    assert [dates.weekday(day, "ru") for day in week] == (
        ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]
    )
    assert (dates.short_month(monday, "kk"), dates.short_weekday(monday, "kk")) == ("қар", "дс")
    assert (dates.short_month(monday, "ru"), dates.short_weekday(monday, "ru")) == ("ноя", "пн")


@pytest.mark.parametrize(
    ("first", "last", "kk", "ru"),
    [
        (date(2026, 10, 5), date(2026, 10, 5), "2026 жылғы 5 қазан", "5 октября 2026 г."),
        (date(2026, 10, 5), date(2026, 10, 23), "2026 жылғы 5–23 қазан", "5–23 октября 2026 г."),
        (date(2026, 10, 12), date(2026, 11, 6), "2026 жылғы 12 қазан – 6 қараша", "12 октября – 6 ноября 2026 г."),
        (
            date(2026, 12, 20),
            date(2027, 1, 15),
            "2026 жылғы 20 желтоқсан – 2027 жылғы 15 қаңтар",
            "20 декабря 2026 г. – 15 января 2027 г.",
        ),
        # the same month of another year is not the same month
        (
            date(2026, 10, 5),
            date(2027, 10, 23),
            "2026 жылғы 5 қазан – 2027 жылғы 23 қазан",
            "5 октября 2026 г. – 23 октября 2027 г.",
        ),
    ],
)
def test_a_range_says_once_what_both_ends_share(first, last, kk, ru):
    assert dates.date_range(first, last, "kk") == kk
    assert dates.date_range(first, last, "ru") == ru


def test_a_range_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends before"):
        dates.date_range(date(2026, 10, 6), date(2026, 10, 5), "kk")


@pytest.mark.parametrize(
    ("say", "kk", "ru"),
    [
        (dates.until, "2026 жылғы 18 қарашаға дейін", "до 18 ноября 2026 г."),
        (dates.since, "2026 жылғы 18 қарашадан бастап", "с 18 ноября 2026 г."),
        (dates.on_day, "2026 жылғы 18 қарашада", "18 ноября 2026 г."),
    ],
)
def test_prepositions_and_suffixes_come_with_the_date(say, kk, ru):
    assert say(date(2026, 11, 18), "kk") == kk
    assert say(date(2026, 11, 18), "ru") == ru


def test_the_second_day_takes_the_long_russian_preposition():
    assert dates.since(date(2026, 11, 2), "ru") == "со 2 ноября 2026 г."
    assert dates.since(date(2026, 11, 20), "ru") == "с 20 ноября 2026 г."


def test_a_deadline_names_day_weekday_hour_and_zone():
    closing = moment(2026, 12, 1, 18)
    assert dates.deadline(closing, "kk") == "1 желтоқсан, сейсенбі, 18:00-ге дейін (Астана уақыты)"
    assert dates.deadline(closing, "ru") == "вторник, 1 декабря, до 18:00 (время Астаны)"
    assert dates.deadline(closing, "kk", with_year=True).startswith("2026 жылғы 1 желтоқсан, сейсенбі")
    assert dates.deadline(closing, "ru", with_year=True) == "вторник, 1 декабря 2026 г., до 18:00 (время Астаны)"


@pytest.mark.parametrize(
    ("hour", "minute", "ending"),
    [
        (18, 0, "18:00-ге"),
        (9, 0, "09:00-ға"),
        (10, 0, "10:00-ға"),
        (13, 0, "13:00-ке"),
        (0, 0, "00:00-ге"),
        (18, 30, "18:30-ға"),
        (17, 40, "17:40-қа"),
        (12, 50, "12:50-ге"),
        (23, 59, "23:59-ға"),
        (20, 5, "20:05-ке"),
    ],
)
def test_the_kazakh_hour_takes_the_suffix_of_the_numeral_spoken_last(hour, minute, ending):
    assert f", {ending} дейін" in dates.deadline(moment(2026, 12, 1, hour, minute), "kk")


@given(MOMENTS)
def test_every_minute_of_the_day_has_the_suffix_of_its_numeral(at):
    suffix = re.search(r"-(\w+) дейін", dates.deadline(at, "kk"))[1]
    spoken = at.minute or at.hour
    assert NUMERALS[spoken if spoken in NUMERALS else spoken % 10].endswith(suffix)


def test_an_appointment_names_the_hour_without_a_limit():
    sitting = moment(2026, 11, 24, 15)
    assert dates.appointment(sitting, "kk") == "24 қараша, сейсенбі, 15:00 (Астана уақыты)"
    assert dates.appointment(sitting, "ru") == "вторник, 24 ноября, 15:00 (время Астаны)"


def test_moments_are_shown_by_the_clock_of_astana_which_is_five_hours_ahead():
    # A zone database older than 2024 still says six.
    assert dates.local(datetime(2026, 12, 1, 19, 30, tzinfo=UTC)).isoformat() == "2026-12-02T00:30:00+05:00"
    assert dates.deadline(datetime(2026, 12, 1, 13, tzinfo=UTC), "ru").endswith("до 18:00 (время Астаны)")


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        dates.local(datetime(2026, 12, 1, 18))


@pytest.mark.parametrize(
    ("left", "kk", "ru"),
    [
        (-1, "Аяқталды", "Завершено"),
        (0, "Бүгін аяқталады", "Завершается сегодня"),
        (1, "Ертең аяқталады", "Завершается завтра"),
        (2, "2 күн қалды", "Осталось 2 дня"),
        (9, "9 күн қалды", "Осталось 9 дней"),
        (11, "11 күн қалды", "Осталось 11 дней"),
        (14, "14 күн қалды", "Осталось 14 дней"),
        (21, "21 күн қалды", "Остался 21 день"),
        (24, "24 күн қалды", "Осталось 24 дня"),
        (111, "111 күн қалды", "Осталось 111 дней"),
    ],
)
def test_days_left_are_counted_in_words(left, kk, ru):
    today = date(2026, 11, 22)
    assert dates.days_left(today, today + timedelta(days=left), "kk") == kk
    assert dates.days_left(today, today + timedelta(days=left), "ru") == ru


def test_time_is_over_at_the_minute_of_closing_though_the_day_goes_on():
    closing = moment(2026, 11, 22, 18)
    assert dates.time_left(closing - timedelta(minutes=1), closing, "kk") == "Бүгін аяқталады"
    assert dates.time_left(closing, closing, "kk") == "Аяқталды"
    assert dates.time_left(moment(2026, 11, 21, 23, 59), closing, "ru") == "Завершается завтра"


def test_days_left_are_days_of_astana_not_of_the_server():
    closing = moment(2026, 11, 24, 18)
    late_evening_in_greenwich = datetime(2026, 11, 22, 20, tzinfo=UTC)
    assert dates.time_left(late_evening_in_greenwich, closing, "kk") == "Ертең аяқталады"


@given(st.integers(min_value=0, max_value=10_000))
def test_russian_plurals_agree_with_the_last_two_digits(number):
    form = dates.plural_ru(number, "one", "few", "many")
    if str(number).zfill(2)[-2] == "1" or str(number)[-1] in "056789":
        assert form == "many"
    else:
        assert form == ("one" if str(number)[-1] == "1" else "few")


@given(MOMENTS, MOMENTS, LANGUAGES)
def test_no_date_holds_a_character_the_font_lacks_or_a_capital_month(one, other, language):
    first, last = sorted([one.date(), other.date()])
    texts = [
        *(say(first, language) for say in (dates.long_date, dates.until, dates.since, dates.on_day, dates.day_month)),
        dates.date_range(first, last, language),
    ]
    for text in texts:
        assert "\u2011" not in text
        assert "  " not in text
        assert text == text.lower()
    assert "\u2011" not in dates.deadline(one, language) + dates.appointment(one, language)


@given(MOMENTS, MOMENTS, LANGUAGES)
def test_a_range_never_loses_an_end(one, other, language):
    first, last = sorted([one.date(), other.date()])
    text = dates.date_range(first, last, language)
    for day in (first, last):
        assert re.search(rf"\b{day.day}\b", text)
        assert str(day.year) in text
        assert dates.day_month(day, language).split()[1] in text


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="language 'en'"):
        dates.long_date(date(2026, 11, 22), "en")


def render(source: str, language: str, **context: object) -> str:
    with translation.override(language):
        return Template("{% load dates %}" + source).render(Context(context))


def test_filters_speak_the_language_that_is_shown():
    day = date(2026, 11, 22)
    assert render("{{ day|long_date }}", "kk", day=day) == "2026 жылғы 22 қараша"
    assert render("{{ day|long_date }}", "ru", day=day) == "22 ноября 2026 г."
    assert render("{{ day|day_month }}, {{ day|weekday }}", "kk", day=day) == "22 қараша, жексенбі"
    assert render("{{ day|until }}", "ru", day=day) == "до 22 ноября 2026 г."
    assert render("{{ day|since }} · {{ day|on_day }}", "kk", day=day) == (
        "2026 жылғы 22 қарашадан бастап · 2026 жылғы 22 қарашада"
    )
    assert render("{{ day|short_month }} {{ day|short_weekday }}", "ru", day=day) == "ноя вс"


def test_filters_put_a_moment_on_the_clock_of_astana_first():
    at = datetime(2026, 11, 30, 20, tzinfo=UTC)
    assert render("{{ at|long_date }}", "kk", at=at) == "2026 жылғы 1 желтоқсан"
    assert render("{{ at|deadline }}", "ru", at=at) == "вторник, 1 декабря, до 01:00 (время Астаны)"
    assert "2026 жылғы" in render("{{ at|full_deadline }}", "kk", at=at)
    assert render("{{ at|appointment }}", "kk", at=at) == "1 желтоқсан, сейсенбі, 01:00 (Астана уақыты)"
    assert "2026 г." in render("{{ at|full_appointment }}", "ru", at=at)


def test_days_left_in_a_template_takes_now_as_its_argument():
    now = moment(2026, 11, 22, 12)
    assert render("{{ at|days_left:now }}", "kk", at=moment(2026, 12, 1, 18), now=now) == "9 күн қалды"
    assert render("{{ at|days_left:now }}", "ru", at=moment(2026, 11, 22, 11), now=now) == "Завершено"
    assert render("{{ day|days_left:now }}", "ru", day=date(2026, 11, 22), now=now) == "Завершается сегодня"


def test_a_range_in_a_template_is_a_tag():
    days = {"first": date(2026, 10, 5), "last": date(2026, 10, 23)}
    assert render("{% date_range first last %}", "kk", **days) == "2026 жылғы 5–23 қазан"


@pytest.mark.parametrize("name", ["long_date", "day_month", "weekday", "until", "since", "deadline", "appointment"])
def test_nothing_is_shown_for_a_missing_date(name):
    assert render(f"{{{{ nothing|{name} }}}}", "kk", nothing=None) == ""
