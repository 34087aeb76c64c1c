"""Date fields of the staff's screens: written as people here write dates, and never changed behind their back.

Wagtail's picker replaces what it cannot read by today's date when the field is left; here what was typed stays, and the
form says beside the field what is wrong with it.
"""

from datetime import date, datetime, time

from django import forms
from django.utils import timezone
from django.utils.formats import get_format
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

# decisions.md, "time": closing at 18:00 unless said.
CLOSING_HOUR = time(18)


class DayInput(AdminDateInput):
    """A day: 25.12.2026."""

    def get_config(self):
        """Wagtail's, without the replacing."""
        return {**super().get_config(), "validateOnBlur": False}


class MomentInput(AdminDateTimeInput):
    """A day with its time: 25.12.2026 18:00."""

    def get_config(self):
        """Wagtail's, without the replacing."""
        return {**super().get_config(), "validateOnBlur": False}


class ClosingField(forms.DateTimeField):
    """The moment of a closing; a day alone means 18:00 of that day."""

    def to_python(self, value):
        """An aware moment."""
        day = _day_alone(value)
        if day is None:
            return super().to_python(value)
        return timezone.make_aware(datetime.combine(day, CLOSING_HOUR))


def _day_alone(value) -> date | None:
    for pattern in get_format("DATE_INPUT_FORMATS"):
        try:
            return datetime.strptime(str(value).strip(), pattern).date()
        except ValueError:
            continue
    return None
