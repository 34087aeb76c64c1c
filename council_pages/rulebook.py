"""What the database says of the rules and of the days off; one query for each question."""

from functools import cache

from council_pages.models import DayOff, Rule
from council_pages.rules import Rules
from council_pages.working_days import Calendar


def rules_on(day):
    """The `Rules` of a day: its values by the names of their codes, the coded default where none is valid that day."""
    return Rules.of(dict(Rule.objects.valid_on(day).values_list("code", "value")))


def rules_of_days():
    """A function from a day to its `Rules`, for whoever asks for many days: one query for all of them."""
    values = list(Rule.objects.order_by("valid_from").values_list("code", "value", "valid_from", "valid_until"))

    @cache
    def rules_of(day):
        return Rules.of(
            {code: value for code, value, first, last in values if first <= day and (last is None or day <= last)}
        )

    return rules_of


def calendar_of_days_off():
    """The `Calendar` for `council_pages.working_days`."""
    kinds = {kind: set() for kind in DayOff.Kind}
    for day, kind in DayOff.objects.values_list("day", "kind"):
        kinds[kind].add(day)
    return Calendar(off=frozenset(kinds[DayOff.Kind.OFF]), worked=frozenset(kinds[DayOff.Kind.WORKING]))
