"""Dates in templates, in the language that is being shown.

`{% load dates %}`; a filter takes a day or a moment (a moment is first put on the clock of Astana). Nothing (None or
an empty string) gives an empty string, as with Django's own filters.
"""

from datetime import date, datetime

from django import template
from django.conf import settings
from django.utils.translation import get_language

from cms import dates

register = template.Library()


@register.filter
def long_date(value: date | None) -> str:
    """{{ sitting.day|long_date }}: 2026 жылғы 22 қараша"""
    return dates.long_date(_day(value), _language()) if value else ""


@register.filter
def day_month(value: date | None) -> str:
    """{{ day|day_month }}: 22 қараша"""
    return dates.day_month(_day(value), _language()) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """{{ day|weekday }}: жексенбі"""
    return dates.weekday(_day(value), _language()) if value else ""


@register.filter
def short_month(value: date | None) -> str:
    """{{ day|short_month }}: қар"""
    return dates.short_month(_day(value), _language()) if value else ""


@register.filter
def short_weekday(value: date | None) -> str:
    """{{ day|short_weekday }}: жс"""
    return dates.short_weekday(_day(value), _language()) if value else ""


@register.filter
def on_day(value: date | None) -> str:
    """{{ day|on_day }}: 2026 жылғы 22 қарашада"""
    return dates.on_day(_day(value), _language()) if value else ""


@register.filter
def since(value: date | None) -> str:
    """{{ day|since }}: 2026 жылғы 22 қарашадан бастап"""
    return dates.since(_day(value), _language()) if value else ""


@register.filter
def until(value: date | None) -> str:
    """{{ day|until }}: 2026 жылғы 22 қарашаға дейін"""
    return dates.until(_day(value), _language()) if value else ""


@register.filter
def deadline(moment: datetime | None) -> str:
    """{{ closes_at|deadline }}: 1 желтоқсан, сейсенбі, 18:00-ге дейін (Астана уақыты)"""
    return dates.deadline(moment, _language()) if moment else ""


@register.filter
def full_deadline(moment: datetime | None) -> str:
    """{{ closes_at|full_deadline }}: the deadline with its year, for pages that are read for years."""
    return dates.deadline(moment, _language(), with_year=True) if moment else ""


@register.filter
def appointment(moment: datetime | None) -> str:
    """{{ starts_at|appointment }}: 24 қараша, сейсенбі, 15:00 (Астана уақыты)"""
    return dates.appointment(moment, _language()) if moment else ""


@register.filter
def full_appointment(moment: datetime | None) -> str:
    """{{ starts_at|full_appointment }}: the appointment with its year."""
    return dates.appointment(moment, _language(), with_year=True) if moment else ""


@register.filter
def days_left(value: date | None, now: datetime) -> str:
    """{{ closes_at|days_left:now }}: 9 күн қалды. A day that is given instead of a moment lasts to its midnight."""
    if not value:
        return ""
    if isinstance(value, datetime):
        return dates.time_left(now, value, _language())
    return dates.days_left(_day(now), value, _language())


@register.simple_tag
def date_range(first: date, last: date) -> str:
    """{% date_range first last %}: 2026 жылғы 5–23 қазан"""
    return dates.date_range(_day(first), _day(last), _language())


def _day(value: date) -> date:
    return dates.local(value).date() if isinstance(value, datetime) else value


def _language() -> str:
    """The language shown; the first one of the site where none is (a task, a shell)."""
    return get_language() or settings.LANGUAGE_CODE
