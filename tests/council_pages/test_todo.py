"""Duties: what is to do, until when, who answers for it, and how far it is told. Without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cms.roles import HANDLES_PROPOSALS, PLANS_CONSULTATIONS, Role
from council_pages.compliance_facts import AnswerFacts, Approval, CouncilFacts, Publication, ReplyFacts
from council_pages.quarters import Quarter
from council_pages.todo import DutyCode, Level, Screen, Workload, duties_of, until_next_week, week_of
from tests.council_pages.test_compliance import consultation, rules_of, schedule

THIS, NEXT = Quarter(2026, 4), Quarter(2027, 1)
DUE = date(2026, 12, 22)  # ten days before 1 January
TODAY = date(2026, 12, 10)
UNAPPROVED, UNTOLD = schedule(approval=None, publications=()), schedule(publications=())


def work(next_schedule=None, *rows, replies=(), **facts):
    """A council that has kept this quarter, with a schedule for the next or without one."""
    schedules = {THIS: schedule(pk=9)} | ({NEXT: next_schedule} if next_schedule else {})
    council = CouncilFacts(7, **{"created_on": date(2020, 1, 1), "schedules": schedules, **facts})
    return Workload(council, rows, replies, "kenes_proposals")


def duties(*args, today=TODAY, ahead=0, **facts):
    """The duties of that council."""
    return duties_of(work(*args, **facts), rules_of, today, ahead)


def of_question(row, today):
    """The duties of a council whose schedules are in order."""
    return duties(schedule(), row, today=today)


def codes(found):
    """What is to do, without the rest."""
    return [duty.code for duty in found]


# --- the schedule ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("plan", "code", "screen"),
    [
        (None, DutyCode.SCHEDULE_MISSING, Screen("kenes_new_schedule")),
        (UNAPPROVED, DutyCode.SCHEDULE_NOT_APPROVED, Screen("kenes_schedule", (1,))),
        (UNTOLD, DutyCode.SCHEDULE_NOT_TOLD, Screen("kenes_schedule", (1,))),
        (replace(UNTOLD, on_site=True), DutyCode.SCHEDULE_NOT_TOLD, Screen("kenes_schedule", (1,))),
    ],
)
def test_001_5_the_next_quarters_schedule_is_a_duty_until_it_is_published_outside(plan, code, screen):
    [duty] = duties(plan)
    assert (duty.code, duty.due, duty.overdue, duty.screen) == (code, DUE, 0, screen)
    assert duty.roles == PLANS_CONSULTATIONS
    assert duties(schedule()) == []


def test_g21_the_duty_comes_back_every_quarter_and_goes_with_its_proof():
    for quarter in (THIS, NEXT, NEXT.next()):
        today = quarter.first_day + timedelta(days=85)
        kept = {quarter: schedule()}
        [duty] = duties(schedules=kept, today=today)
        assert (duty.code, duty.about) == (DutyCode.SCHEDULE_MISSING, quarter.next())
        assert duties(schedules=kept | {quarter.next(): schedule()}, today=today) == []


def test_a_schedule_is_told_two_weeks_before_it_is_due():
    assert duties(today=DUE - timedelta(days=15)) == []
    assert codes(duties(today=DUE - timedelta(days=14))) == [DutyCode.SCHEDULE_MISSING]
    assert codes(duties(today=DUE - timedelta(days=15), ahead=1)) == [DutyCode.SCHEDULE_MISSING]


def test_this_quarters_schedule_stays_a_duty_until_the_quarter_is_over():
    found = duties(schedules={}, today=date(2026, 11, 22))
    assert [(duty.about, duty.overdue) for duty in found] == [(THIS, 62)]
    assert [duty.about for duty in duties(schedules={}, today=date(2026, 12, 31))] == [THIS, NEXT]
    assert [duty.about for duty in duties(schedules={}, today=date(2027, 1, 1))] == [NEXT]


def test_a_new_council_begins_with_the_next_quarter_and_a_closed_one_has_nothing_to_do():
    assert [duty.about for duty in duties(schedules={}, created_on=TODAY)] == [NEXT]
    assert duties(None, consultation(answers=(AnswerFacts(TODAY),)), closed_on=date(2026, 12, 1)) == []


# --- a question, step by step ----------------------------------------------------------------------------------------
OPENS, CLOSES = date(2026, 10, 29), date(2026, 11, 18)
TOLD = consultation(told_on=OPENS)


@pytest.mark.parametrize(
    ("row", "today", "expected"),
    [
        (consultation(), OPENS - timedelta(days=15), []),
        (consultation(), OPENS - timedelta(days=14), [DutyCode.QUESTION_NOT_TOLD]),
        (TOLD, OPENS, []),
        (TOLD, CLOSES - timedelta(days=4), []),
        (TOLD, CLOSES - timedelta(days=3), [DutyCode.CLOSING]),
        (TOLD, CLOSES, [DutyCode.CLOSING]),
        (TOLD, CLOSES + timedelta(days=1), [DutyCode.LIST_NOT_CLOSED, DutyCode.OUTCOME_MISSING]),
        (replace(TOLD, list_is_frozen=True), CLOSES + timedelta(days=1), [DutyCode.OUTCOME_MISSING]),
        (replace(TOLD, reported_on=CLOSES, is_reported=True), CLOSES + timedelta(days=1), [DutyCode.POSITION_NOT_TOLD]),
        (replace(TOLD, reported_on=CLOSES), CLOSES + timedelta(days=1), []),
        (replace(TOLD, reported_on=CLOSES, is_reported=True, position_told_on=CLOSES), CLOSES + timedelta(days=1), []),
        (replace(consultation(), halted="postponed"), CLOSES + timedelta(days=1), []),
        (consultation(closes_on=None), CLOSES, []),
    ],
)
def test_what_a_question_asks_for_day_by_day(row, today, expected):
    # The schedules of the council are in order: this quarter's and, where that is near, the next one's.
    assert codes(of_question(row, today)) == expected


def test_the_last_days_of_a_form_end_with_the_hour_of_its_closing_and_nothing_else_does():
    closes_at = datetime(2026, 11, 18, 18, tzinfo=UTC)
    row = replace(consultation(), closes_at=closes_at)
    not_told, closing = of_question(row, CLOSES)
    assert (not_told.code, closing.code) == (DutyCode.QUESTION_NOT_TOLD, DutyCode.CLOSING)
    assert not closing.has_ended(closes_at - timedelta(seconds=1))
    assert closing.has_ended(closes_at)
    assert not not_told.has_ended(closes_at)


def test_002_17_unanswered_proposals_are_counted_with_their_term_and_lead_to_their_list():
    answers = (AnswerFacts(OPENS), AnswerFacts(OPENS), AnswerFacts(OPENS, CLOSES))
    row = replace(TOLD, answers=answers, list_is_frozen=True, reported_on=CLOSES, is_reported=True)
    row = replace(row, position_told_on=CLOSES)
    [duty] = of_question(row, date(2026, 12, 5))
    assert (duty.code, duty.number, duty.due, duty.overdue) == (DutyCode.UNANSWERED, 2, date(2026, 12, 3), 2)
    assert duty.screen == Screen("kenes_proposals", query="consultation=1")
    assert duty.roles == HANDLES_PROPOSALS


def test_b7_the_outcome_is_due_a_month_after_the_closing():
    outcome = of_question(replace(TOLD, list_is_frozen=True), date(2026, 12, 20))[0]
    assert (outcome.code, outcome.due, outcome.overdue) == (DutyCode.OUTCOME_MISSING, date(2026, 12, 18), 2)


def test_g18_a_reply_is_asked_for_once_its_term_is_over():
    reply = ReplyFacts(5, "Ұсыным", "Рекомендация", date(2026, 12, 9))
    [duty] = duties(schedule(), replies=(reply,))
    assert (duty.code, duty.overdue, duty.screen) == (DutyCode.REPLY_OVERDUE, 1, Screen("kenes_recommendation", (5,)))
    assert duties(schedule(), replies=(reply,), today=date(2026, 12, 9)) == []


# --- order, words, escalation ----------------------------------------------------------------------------------------
def test_the_earliest_due_stands_first():
    late = replace(TOLD, list_is_frozen=True)
    assert codes(duties(None, late, consultation(pk=2, closes_on=TODAY, told_on=OPENS))) == [
        DutyCode.CLOSING,
        DutyCode.OUTCOME_MISSING,
        DutyCode.SCHEDULE_MISSING,
    ]


@pytest.mark.parametrize(
    ("overdue", "level", "told_to"),
    [
        (0, Level.COUNCIL, PLANS_CONSULTATIONS),
        (6, Level.COUNCIL, PLANS_CONSULTATIONS),
        (7, Level.LEAD, PLANS_CONSULTATIONS | {Role.LEAD}),
        (29, Level.LEAD, PLANS_CONSULTATIONS | {Role.LEAD}),
        (30, Level.MINISTRY, PLANS_CONSULTATIONS | {Role.LEAD, Role.OVERSEER}),
    ],
)
def test_b7_what_stays_undone_is_told_to_the_lead_and_then_to_the_ministry(overdue, level, told_to):
    duty = next(duty for duty in duties(schedules={}, today=date(2026, 9, 21) + timedelta(days=10 + overdue))
                if duty.about == THIS)  # fmt: skip
    duty = replace(duty, overdue=overdue)
    assert (duty.level, duty.told_to) == (level, told_to)


def test_whoever_only_hears_of_a_duty_is_led_to_the_councils_compliance():
    [duty] = duties(slug="almaly")
    assert duty.screen_for(acts=True) == duty.screen
    assert duty.screen_for(acts=False) == Screen("kenes_council_compliance", ("almaly",))


def test_the_subject_of_a_duty_speaks_the_language_of_its_reader():
    [duty] = duties()
    for language, words in (("kk", "2027 жылғы I тоқсан"), ("ru", "I квартал 2027 года")):
        with override(language):
            assert duty.subject == words


def test_a_duty_keeps_its_key_from_day_to_day():
    [before], [after] = duties(), duties(today=DUE)
    assert before.key == after.key
    assert duties(UNTOLD)[0].key != before.key


def test_a_letter_lasts_until_sunday():
    days = [date(2026, 11, 23) + timedelta(days=step) for step in range(7)]
    assert {week_of(day) for day in days} == {days[0]}
    assert {day + timedelta(days=until_next_week(day)) for day in days} == {days[-1]}


DAYS = st.dates(min_value=date(2026, 9, 1), max_value=date(2027, 4, 30))
MAYBE = st.none() | DAYS
SCHEDULES = st.builds(
    schedule,
    approval=st.none() | st.builds(Approval, st.just("1"), st.just("1"), DAYS),
    publications=st.lists(st.builds(Publication, DAYS, st.just("x"), st.just("")), max_size=1).map(tuple),
)
ROWS = st.builds(
    consultation,
    closes_on=MAYBE,
    halted=st.sampled_from(["", "cancelled"]),
    told_on=MAYBE,
    reported_on=MAYBE,
    list_is_frozen=st.booleans(),
    answers=st.lists(st.builds(AnswerFacts, DAYS, MAYBE), max_size=2).map(tuple),
)


@given(st.none() | SCHEDULES, ROWS, DAYS, st.integers(0, 6))
def test_no_duty_is_overdue_before_its_day_and_looking_ahead_forgets_none(plan, row, today, ahead):
    found = duties(plan, row, today=today)
    assert all(duty.overdue == max(0, (today - duty.due).days) and duty.roles for duty in found)
    assert [duty.due for duty in found] == sorted(duty.due for duty in found)
    assert len({duty.key for duty in found}) == len(found)
    assert {duty.key for duty in found} <= {duty.key for duty in duties(plan, row, today=today, ahead=ahead)}
