"""The rules: what the code knows of each, what the database says of a day, and what the tables keep out."""

import doctest
from dataclasses import fields
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from council_pages import rules
from council_pages.models import DayOff, Rule
from council_pages.rulebook import calendar_of_days_off, rules_on
from council_pages.rules import DEFINITIONS, RuleCode, Rules, Unit, in_words
from council_pages.working_days import is_working

TODAY = date(2026, 11, 26)
DEFAULTS = {
    "reply_term_working_days": 10, "publish_proposal_working_days": 1, "outcome_due_days": 30, "answer_due_days": 15,
    "schedule_due_days_before_quarter": 10, "consultations_per_quarter_min": 1, "closing_reminder_days": 3,
    "freshness_days": 90, "minimum_window_days": 10, "report_share_percent": 25, "civil_society_share_percent": 67,
    "quorum_percent": 67, "no_reply_public_after_days": 0,
}  # fmt: skip
SETTING = {"kk": "Алаңның баптауы", "ru": "Настройка площадки"}


# --- what the code knows ---------------------------------------------------------------------------------------------
def test_every_rule_is_defined_and_has_its_place_among_the_values():
    assert set(DEFINITIONS) == set(RuleCode)
    assert [field.name for field in fields(Rules)] == RuleCode.values
    assert {code.value: definition.default for code, definition in DEFINITIONS.items()} == DEFAULTS
    assert all(0 <= definition.default <= definition.largest for definition in DEFINITIONS.values())


def test_no_rule_refuses_anything():
    assert not [code for code, definition in DEFINITIONS.items() if definition.refuses]


def test_a_default_that_no_source_states_is_called_a_setting_of_the_site_in_both_languages():
    for code, definition in DEFINITIONS.items():
        called = definition.source_kk.startswith(SETTING["kk"]), definition.source_ru.startswith(SETTING["ru"])
        assert called == ((True, True) if not definition.clause else (False, False)), code
    stated = {code.value for code, definition in DEFINITIONS.items() if definition.clause}
    assert stated == {"consultations_per_quarter_min", "report_share_percent", "quorum_percent"}


def test_what_is_not_confirmed_says_so():
    civil, quorum, report = (
        DEFINITIONS[RuleCode(code)]
        for code in ("civil_society_share_percent", "quorum_percent", "report_share_percent")
    )
    assert "расталмаған" in civil.source_kk
    assert "не подтверждён" in civil.source_ru
    assert "вторичному источнику" in quorum.source_ru
    assert "утратил силу" in report.source_ru


def test_001_05_the_schedule_of_at_least_once_a_quarter_is_quoted_from_the_recommendations():
    rule = DEFINITIONS[RuleCode.CONSULTATIONS_PER_QUARTER_MIN]
    assert (rule.default, rule.clause[:3]) == (1, "001")
    assert "тоқсанына кемінде бір рет" in rule.source_kk
    assert "не менее одного раза в квартал" in rule.source_ru


def test_a_unit_is_said_with_its_number():
    assert in_words(67, Unit.PERCENT) == "67\N{NO-BREAK SPACE}%"
    with override("en"):
        said = [in_words(value, unit) for unit in (Unit.WORKING_DAYS, Unit.DAYS, Unit.TIMES) for value in (1, 10)]
    assert said == ["1 working day", "10 working days", "1 day", "10 days", "1 time", "10 times"]


@pytest.mark.parametrize(("language", "said"), [("kk", "10 жұмыс күні"), ("ru", "10 рабочих дней")])
def test_a_term_is_said_in_the_readers_language(language, said):
    with override(language):
        assert DEFINITIONS[RuleCode.REPLY_TERM_WORKING_DAYS].in_words(10) == said


def test_a_value_of_no_rule_is_left_out():
    assert Rules.of({"gone": 4, "quorum_percent": 50}) == Rules.of({"quorum_percent": 50})


def test_the_examples_are_true():
    found = doctest.testmod(rules)
    assert found.attempted
    assert not found.failed


# --- what the database says ------------------------------------------------------------------------------------------
def period(code=RuleCode.QUORUM_PERCENT, value=50, since=TODAY, until=None):
    return Rule.objects.create(
        code=code, value=value, valid_from=since, valid_until=until, source_kk="дереккөз", source_ru="источник"
    )


@pytest.mark.django_db
def test_the_migration_enters_every_default_from_2024_on(django_assert_num_queries):
    assert dict(Rule.objects.values_list("code", "value")) == DEFAULTS
    assert set(Rule.objects.values_list("valid_from", "valid_until")) == {(date(2024, 1, 1), None)}
    with django_assert_num_queries(1):
        assert rules_on(TODAY) == Rules.of({})


@pytest.mark.django_db
def test_the_rules_of_a_day_are_those_valid_on_it_and_the_defaults_elsewhere():
    Rule.objects.all().delete()
    period(value=50, since=date(2026, 1, 1), until=date(2026, 6, 30))
    period(value=60, since=date(2026, 9, 1))
    period(code=RuleCode.FRESHNESS_DAYS, value=30, since=date(2026, 9, 1))
    values = {
        day: rules_on(day).quorum_percent
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 9, 1))
    }
    assert list(values.values()) == [67, 50, 50, 67, 60]
    assert rules_on(date(2030, 1, 1)) == Rules.of({"quorum_percent": 60, "freshness_days": 30})


@pytest.mark.django_db
def test_a_row_of_a_rule_that_the_code_no_longer_knows_harms_nobody():
    period(code="gone", value=5)
    assert rules_on(TODAY) == Rules.of({})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"since": date(2024, 1, 1)}, "valid_from"),
        ({"since": TODAY, "until": TODAY - timedelta(days=1)}, "rule_ends_after_it_begins"),
    ],
)
def test_the_database_refuses_a_second_value_of_a_day_and_an_end_before_the_beginning(facts, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        period(**facts)


@pytest.mark.django_db
def test_a_period_may_last_one_day():
    assert period(since=TODAY, until=TODAY).holds_on(TODAY)


@pytest.mark.django_db
def test_a_source_is_read_in_the_readers_language():
    rule = period()
    for language, words in (("kk", "дереккөз"), ("ru", "источник")):
        with override(language):
            assert rule.source == words


@pytest.mark.django_db
def test_the_migration_enters_the_holidays_that_have_a_fixed_date_and_guesses_no_other():
    fixed = {(1, 1), (1, 2), (1, 7), (3, 8), (3, 21), (3, 22), (3, 23), (5, 1), (5, 7), (5, 9), (7, 6), (8, 30),
             (10, 25), (12, 16)}  # fmt: skip
    assert set(DayOff.objects.values_list("day", flat=True)) == {
        date(year, month, day) for year in (2026, 2027) for month, day in fixed
    }
    assert set(DayOff.objects.values_list("kind", flat=True)) == {"off"}
    assert not DayOff.objects.filter(name_kk="") | DayOff.objects.filter(name_ru="")


@pytest.mark.django_db
def test_the_calendar_is_read_in_one_query(django_assert_num_queries):
    DayOff.objects.create(day=date(2026, 12, 19), kind=DayOff.Kind.WORKING, name_kk="жұмыс күні", name_ru="рабочий")
    with django_assert_num_queries(1):
        calendar = calendar_of_days_off()
    assert not is_working(date(2026, 12, 16), calendar)
    assert is_working(date(2026, 12, 19), calendar)
    assert len(calendar.off) == 28
    assert calendar.worked == {date(2026, 12, 19)}


@pytest.mark.django_db
def test_a_day_stands_in_the_calendar_once():
    with pytest.raises(IntegrityError), transaction.atomic():
        DayOff.objects.create(day=date(2026, 12, 16), kind=DayOff.Kind.OFF, name_kk="а", name_ru="б")
