"""The verbs of the rules and of the days off: who may, what follows what, what is refused and logged."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, Role
from council_pages.models import DayOff, Rule
from council_pages.rule_keeping import add_day_off, end_rule, remove_day_off, set_rule, take_back_rule
from council_pages.rulebook import calendar_of_days_off, rules_on
from council_pages.rules import RuleCode
from council_pages.working_days import is_working
from tests.factories import make_superuser, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
TERM, QUORUM = RuleCode.REPLY_TERM_WORKING_DAYS, RuleCode.QUORUM_PERCENT
WORDS = {"source_kk": "Жарлық, 5-тармақ", "source_ru": "Указ, пункт 5"}
NEW_YEAR = date(2027, 1, 1)


def enter(value=15, since=NEW_YEAR, code=TERM, user=None, **more):
    return set_rule(code, value, since, user=user, **(WORDS | more))


def spans(code=TERM):
    """The values of the rule as (value, first day, last day)."""
    return list(Rule.objects.filter(code=code).order_by("valid_from").values_list("value", "valid_from", "valid_until"))


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Rule, DayOff, ModelLogEntry)]


def refusal(field, verb, *args, **kwargs):
    """The words of the refusal beside the field, in Russian; other ones in Kazakh, and nothing is left half-written."""
    before, words = everything(), {}
    for language in ("kk", "ru"):
        with override(language), pytest.raises(ValidationError) as refused:
            verb(*args, **kwargs)
        with override(language):
            errors = refused.value.message_dict if field else {None: refused.value.messages}
        assert set(errors) == {field}
        [words[language]] = errors[field]
    assert words["kk"] != words["ru"]
    assert everything() == before
    return words["ru"]


# --- a new value -----------------------------------------------------------------------------------------------------
def test_a_new_value_ends_the_one_before_it_the_day_before():
    enter(15, NEW_YEAR, source_url="https://adilet.zan.kz/rus/docs/U2400000431")
    assert spans() == [(10, date(2024, 1, 1), date(2026, 12, 31)), (15, NEW_YEAR, None)]
    days = (date(2026, 12, 31), NEW_YEAR)
    assert [rules_on(day).reply_term_working_days for day in days] == [10, 15]
    assert rules_on(NEW_YEAR).quorum_percent == 67


def test_values_follow_one_another_without_a_gap_and_never_overlap():
    for step, value in enumerate((15, 12, 20)):
        enter(value, NEW_YEAR + timedelta(days=step))
    assert spans()[1:] == [
        (15, NEW_YEAR, NEW_YEAR),
        (12, NEW_YEAR + timedelta(days=1), NEW_YEAR + timedelta(days=1)),
        (20, NEW_YEAR + timedelta(days=2), None),
    ]
    for step in range(-5, 5):
        assert Rule.objects.valid_on(NEW_YEAR + timedelta(days=step)).filter(code=TERM).count() == 1


def test_a_decree_may_come_into_force_before_it_is_entered():
    enter(12, TODAY - timedelta(days=40))
    assert rules_on(TODAY - timedelta(days=40)).reply_term_working_days == 12


def test_a_value_that_would_begin_before_or_with_a_later_one_is_refused():
    enter(15, NEW_YEAR)
    for since in (NEW_YEAR, NEW_YEAR - timedelta(days=1), date(2024, 1, 1), date(2023, 1, 1)):
        assert "01.01.2027" in refusal("valid_from", enter, 20, since)


@pytest.mark.parametrize(("code", "value"), [(TERM, -1), (TERM, 3651), (QUORUM, 101), (QUORUM, -1)])
def test_a_value_that_its_unit_does_not_take_is_refused(code, value):
    assert "Напишите целое число" in refusal("value", enter, value, code=code)


@pytest.mark.parametrize(("code", "value"), [(TERM, 0), (TERM, 3650), (QUORUM, 100), (QUORUM, 0)])
def test_the_ends_of_what_a_unit_takes_are_taken(code, value):
    assert enter(value, code=code).value == value


@pytest.mark.parametrize("field", ["source_kk", "source_ru"])
def test_a_value_without_its_source_in_both_languages_is_refused(field):
    assert "источник" in refusal(field, enter, **{field: "  "})


def test_a_rule_that_does_not_exist_is_refused():
    assert refusal("code", enter, code="gone")


def test_an_address_of_the_source_is_one():
    with pytest.raises(ValidationError) as refused:
        enter(source_url="javascript:alert(1)")
    assert set(refused.value.message_dict) == {"source_url"}


def test_a_rule_without_any_value_gets_its_first():
    Rule.objects.filter(code=TERM).delete()
    enter(15, NEW_YEAR)
    assert spans() == [(15, NEW_YEAR, None)]


# --- an end without another value ------------------------------------------------------------------------------------
def test_after_the_last_day_the_default_holds():
    enter(15, NEW_YEAR)
    end_rule(TERM, date(2027, 3, 31), user=None)
    days = (date(2027, 3, 31), date(2027, 4, 1))
    assert [rules_on(day).reply_term_working_days for day in days] == [15, 10]
    enter(8, date(2027, 6, 1))
    assert spans()[-2:] == [(15, NEW_YEAR, date(2027, 3, 31)), (8, date(2027, 6, 1), None)]


def test_only_the_latest_value_ends_and_only_on_a_day_on_which_it_holds():
    enter(15, NEW_YEAR)
    assert "не действует" in refusal("last_day", end_rule, TERM, NEW_YEAR - timedelta(days=1), user=None)
    end_rule(TERM, date(2027, 3, 31), user=None)
    refusal("last_day", end_rule, TERM, date(2027, 4, 1), user=None)
    end_rule(TERM, NEW_YEAR, user=None)
    Rule.objects.filter(code=TERM).delete()
    refusal("last_day", end_rule, TERM, NEW_YEAR, user=None)


# --- taking back -----------------------------------------------------------------------------------------------------
def test_a_value_that_has_not_begun_is_taken_back_and_the_one_before_holds_on():
    before = spans()
    take_back_rule(enter(15, NEW_YEAR), TODAY, user=None)
    assert spans() == before


def test_a_value_in_the_middle_leaves_its_days_to_the_one_before():
    middle = enter(15, NEW_YEAR)
    enter(20, date(2027, 6, 1))
    take_back_rule(middle, TODAY, user=None)
    assert spans() == [(10, date(2024, 1, 1), date(2027, 5, 31)), (20, date(2027, 6, 1), None)]


def test_after_a_gap_nothing_is_put_in_its_place():
    end_rule(TERM, date(2026, 11, 30), user=None)
    take_back_rule(enter(15, NEW_YEAR), TODAY, user=None)
    assert spans() == [(10, date(2024, 1, 1), date(2026, 11, 30))]


def test_a_value_that_has_begun_stays_on_record():
    rule = enter(15, TODAY)
    assert "остаётся в истории" in refusal(None, take_back_rule, rule, TODAY, user=None)


def test_a_value_is_taken_back_once():
    rule = enter(15, NEW_YEAR)
    take_back_rule(Rule.objects.get(pk=rule.pk), TODAY, user=None)
    assert refusal(None, take_back_rule, rule, TODAY, user=None)


# --- days off --------------------------------------------------------------------------------------------------------
MOVED, WORKED = date(2026, 12, 18), date(2026, 12, 19)


def test_a_transfer_is_two_entries():
    add_day_off(MOVED, DayOff.Kind.OFF, "Ауыстырылған күн", "Перенос", user=None)
    add_day_off(WORKED, DayOff.Kind.WORKING, "Жұмыс күні", "Рабочий день", user=None)
    calendar = calendar_of_days_off()
    assert [is_working(day, calendar) for day in (MOVED, WORKED)] == [False, True]


def test_a_day_that_is_taken_out_is_an_ordinary_one_again():
    entry = DayOff.objects.get(day=date(2026, 12, 16))
    remove_day_off(entry, user=None)
    assert is_working(date(2026, 12, 16), calendar_of_days_off())


def test_what_makes_no_sense_in_the_calendar_is_refused():
    names = ("Мереке", "Праздник")
    assert "уже есть" in refusal("day", add_day_off, date(2026, 12, 16), DayOff.Kind.OFF, *names, user=None)
    assert "и так рабочий" in refusal("day", add_day_off, MOVED, DayOff.Kind.WORKING, *names, user=None)
    for names in (("", "Праздник"), ("Мереке", " ")):
        with pytest.raises(ValidationError):
            add_day_off(MOVED, DayOff.Kind.OFF, *names, user=None)
    with pytest.raises(ValidationError):
        add_day_off(MOVED, "half", "Мереке", "Праздник", user=None)


# --- who may ---------------------------------------------------------------------------------------------------------
def acts(user):
    """Every verb, called as this user."""
    coming = Rule.objects.filter(code=QUORUM).get()
    holiday = DayOff.objects.get(day=date(2026, 12, 16))
    return [
        lambda: enter(user=user),
        lambda: end_rule(QUORUM, NEW_YEAR, user=user),
        lambda: take_back_rule(coming, date(2023, 12, 31), user=user),
        lambda: add_day_off(MOVED, DayOff.Kind.OFF, "Мереке", "Праздник", user=user),
        lambda: remove_day_off(holiday, user=user),
    ]


@pytest.mark.parametrize("role", [None, *sorted(COUNCIL_ROLES | NATIONAL_ROLES - {Role.ADMINISTRATOR})])
def test_nobody_but_the_administrator_changes_a_rule_or_the_calendar(role, councils):
    user = make_user(role, councils.a if role in COUNCIL_ROLES else None)
    before = everything()
    for act in acts(user):
        with pytest.raises(PermissionDenied):
            act()
    assert everything() == before


def test_an_administrator_who_has_been_switched_off_changes_nothing(councils):
    user = make_user(Role.ADMINISTRATOR)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    for act in acts(user):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize("who", ["administrator", "superuser", "system"])
def test_the_administrator_a_superuser_and_the_system_may(who, councils):
    makers = {"administrator": lambda: make_user(Role.ADMINISTRATOR), "superuser": make_superuser}
    user = makers.get(who, lambda: None)()
    for act in acts(user):
        act()
    logged = list(ModelLogEntry.objects.filter(action__contains="rule").values_list("action", "user", "data__code"))
    assert sorted(logged) == [
        ("kenes.rule_ended", user and user.pk, QUORUM),
        ("kenes.rule_set", user and user.pk, TERM),
        ("kenes.rule_taken_back", user and user.pk, QUORUM),
    ]
    days = ModelLogEntry.objects.filter(action__contains="day_off").values_list("action", "user", "data__day")
    assert sorted(days) == [
        ("kenes.day_off_added", user and user.pk, "2026-12-18"),
        ("kenes.day_off_removed", user and user.pk, "2026-12-16"),
    ]


def test_the_log_keeps_the_value_and_its_days():
    rule = enter(15, NEW_YEAR)
    end_rule(TERM, date(2027, 3, 31), user=None)
    said = [entry.data for entry in ModelLogEntry.objects.for_instance(rule).order_by("pk")]
    value = {"code": "reply_term_working_days", "value": 15, "valid_from": "2027-01-01"}
    assert said == [value, value | {"valid_until": "2027-03-31"}]
