"""The verbs of the rules and of the calendar of days off. Only an administrator may; `user=None` is the system.

The values of one rule follow one another in time and never overlap. What was valid stays on record: a new decree is a
new value from its day on, and only what has not begun yet is taken back (the log keeps it).
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.tenancy import require_administrator
from council_pages.models import DayOff, Rule
from council_pages.rules import DEFINITIONS, RuleCode
from council_pages.working_days import is_weekend

ONE_DAY = timedelta(days=1)


@transaction.atomic
def set_rule(code, value, valid_from, source_kk, source_ru, user, source_url=""):
    """Give the rule a value from a day on; the value before it ends the day before. Returns the new `Rule`.

    The day may lie in the past: a decree can come into force before anybody enters it. Refused beside the field: a
    value that the unit does not take, a missing source, a day on which or after which another value begins.
    """
    require_administrator(user)
    last = _last_period(code)
    rule = Rule(code=code, value=value, valid_from=valid_from, source_url=source_url)
    rule.source_kk, rule.source_ru = source_kk.strip(), source_ru.strip()
    _refuse_value(code, value)
    _refuse_source(rule)
    _refuse_overlap(last, valid_from)
    if last is not None and last.holds_on(valid_from):
        last.valid_until = valid_from - ONE_DAY
        last.save(update_fields=["valid_until"])
    rule.full_clean()
    rule.save()
    _log(rule, "kenes.rule_set", user)
    return rule


@transaction.atomic
def end_rule(code, last_day, user):
    """Let the latest value of the rule end with this day, without another; from then on the default holds.

    Refused: a day before that value begins, and a day on which it holds no longer.
    """
    require_administrator(user)
    last = _last_period(code)
    if last is None:
        raise ValidationError({"last_day": _("This rule has no value that could end.")})
    if not last.holds_on(last_day):
        raise ValidationError({"last_day": _("The latest value does not hold on this day.")})
    last.valid_until = last_day
    last.save(update_fields=["valid_until"])
    _log(last, "kenes.rule_ended", user, valid_until=last_day)
    return last


@transaction.atomic
def take_back_rule(rule, today, user):
    """Delete a value that has not begun yet; the one before it holds on in its place, where it ended for it.

    Refused: a value that has begun. Whatever went by it stands.
    """
    require_administrator(user)
    periods = _periods(rule.code)
    rule = next((period for period in periods if period.pk == rule.pk), None)
    if rule is None:
        raise ValidationError(_("Somebody else has taken this value back already."))
    if rule.valid_from <= today:
        raise ValidationError(_("This value has begun and stays on record. Enter a new one from a later day."))
    _log(rule, "kenes.rule_taken_back", user, deleted=True)
    before = next((period for period in periods if period.valid_until == rule.valid_from - ONE_DAY), None)
    valid_until = rule.valid_until
    rule.delete()
    if before is not None:
        before.valid_until = valid_until
        before.save(update_fields=["valid_until"])


@transaction.atomic
def add_day_off(day, kind, name_kk, name_ru, user):
    """Put a holiday, another day off or a worked weekend day into the calendar. Returns the `DayOff`.

    Refused: a second entry for the day, and a worked "weekend day" that is none.
    """
    require_administrator(user)
    entry = DayOff(day=day, kind=kind, name_kk=name_kk.strip(), name_ru=name_ru.strip())
    if DayOff.objects.filter(day=day).exists():
        raise ValidationError({"day": _("This day is in the calendar already. Remove it first.")})
    if kind == DayOff.Kind.WORKING and not is_weekend(day):
        raise ValidationError({"day": _("People work on this day anyway: it is neither a Saturday nor a Sunday.")})
    entry.full_clean()
    entry.save()
    log(entry, "kenes.day_off_added", user=user, data=_said_of(entry))
    return entry


@transaction.atomic
def remove_day_off(entry, user):
    """Take a day out of the calendar: the plain week holds again."""
    require_administrator(user)
    log(entry, "kenes.day_off_removed", user=user, data=_said_of(entry), deleted=True)
    entry.delete()


def _periods(code):
    """The values of the rule from the earliest to the latest, as the database has them now.

    Rules are few and change seldom: whoever changes one locks them all, a rule without any value yet included.
    """
    if code not in RuleCode:
        raise ValidationError({"code": _("There is no such rule.")})
    list(Rule.objects.select_for_update().order_by("pk"))
    # Asked again: what another transaction added while this one waited for the lock is not in the first answer.
    return list(Rule.objects.filter(code=code).order_by("valid_from"))


def _last_period(code):
    periods = _periods(code)
    return periods[-1] if periods else None


def _refuse_value(code, value):
    definition = DEFINITIONS[RuleCode(code)]
    if not 0 <= value <= definition.largest:
        words = _("Write a whole number from 0 to %(largest)s.") % {"largest": definition.largest}
        raise ValidationError({"value": words})


def _refuse_source(rule):
    words = _("Name the source and its clause in both languages: whoever is measured by the rule wants to read it.")
    missing = [field for field in ("source_kk", "source_ru") if not getattr(rule, field)]
    if missing:
        raise ValidationError(dict.fromkeys(missing, words))


def _refuse_overlap(last, valid_from):
    if last is not None and valid_from <= last.valid_from:
        words = _(
            "The latest value begins on %(day)s. Choose a later day; a value that has not begun can be taken back."
        )
        raise ValidationError({"valid_from": words % {"day": f"{last.valid_from:%d.%m.%Y}"}})


def _log(rule, action, user, deleted=False, **more):
    """The entry carries the value: the row may be gone, and the code outlives its label."""
    data = {"code": str(rule.code), "value": rule.value, "valid_from": rule.valid_from, **more}
    log(rule, action, user=user, data=data, deleted=deleted)


def _said_of(entry):
    return {"day": entry.day, "kind": str(entry.kind)}
