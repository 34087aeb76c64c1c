"""Compliance: the ladder of a quarter, the days late, answers and freshness, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.dates import ZONE
from council_pages import compliance
from council_pages.compliance import Status, cell_of, counts_for, freshness_of, last_day
from council_pages.compliance_facts import (
    AnswerFacts,
    Approval,
    ConsultationFacts,
    CouncilFacts,
    Publication,
    Reason,
    ScheduleFacts,
)
from council_pages.quarters import Quarter
from council_pages.rules import Rules

QUARTER = Quarter(2026, 4)
DUE = date(2026, 9, 21)  # ten days before 1 October
APPROVED = Approval("3", "5", date(2026, 9, 10))
TOLD = Publication(date(2026, 9, 20), "Telegram", "https://t.me/example/1")
AFTER = date(2027, 3, 1)


def rules_of(day):
    """The defaults, every day."""
    return Rules.of({})


def schedule(**facts):
    """A schedule, approved and published in time unless the facts say otherwise."""
    return ScheduleFacts(**{"pk": 1, "approval": APPROVED, "publications": (TOLD,), **facts})


def consultation(pk=1, closes_on=date(2026, 11, 18), **facts):
    """A consultation that takes proposals until 18 November."""
    return ConsultationFacts(pk, closes_on=closes_on, opens_on=closes_on and closes_on - timedelta(days=20), **facts)


def reported(**facts):
    """One whose outcome came ten days after its closing."""
    return consultation(reported_on=date(2026, 11, 28), is_reported=True, **facts)


def council(plan=None, *consultations, **facts):
    """A council since 2020 with this schedule and these consultations in the quarter."""
    facts = {"created_on": date(2020, 1, 1), **facts}
    return CouncilFacts(1, schedules={QUARTER: plan} if plan else {}, consultations={QUARTER: consultations}, **facts)


def cell(plan=None, *consultations, today=AFTER, rules=rules_of, **facts):
    """The cell of that council's quarter."""
    return cell_of(council(plan, *consultations, **facts), QUARTER, rules, today)


# --- the ladder ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("plan", "consultations", "status"),
    [
        (None, (), Status.NONE),
        (None, (reported(),), Status.NONE),
        (schedule(approval=None, publications=()), (), Status.DRAFT),
        (schedule(approval=None), (reported(),), Status.DRAFT),
        (schedule(publications=()), (), Status.APPROVED),
        (schedule(publications=(), on_site=True), (reported(),), Status.APPROVED),
        (schedule(), (), Status.PUBLISHED),
        (schedule(), (consultation(closes_on=None),), Status.PUBLISHED),
        (schedule(), (consultation(closes_on=AFTER),), Status.PUBLISHED),
        (schedule(), (consultation(closes_on=date(2026, 9, 30)),), Status.PUBLISHED),
        (schedule(), (consultation(halted="cancelled"),), Status.PUBLISHED),
        (schedule(), (consultation(),), Status.HELD),
        (schedule(), (consultation(), reported(pk=2)), Status.HELD),
        (schedule(), (reported(),), Status.REPORTED),
        (schedule(), (reported(), consultation(pk=2, halted="postponed")), Status.REPORTED),
        (schedule(), (reported(), consultation(pk=2, closes_on=AFTER)), Status.REPORTED),
    ],
)
def test_001_5_the_status_is_the_highest_rung_that_stands_on_all_below(plan, consultations, status):
    assert cell(plan, *consultations).status == status


def test_g1_a_cell_says_by_which_decision_and_where_the_schedule_was_published():
    found = cell(schedule(publications=(TOLD, Publication(date(2026, 9, 25), "Azattyq", "https://example.kz"))))
    assert found.schedule.approval == ("3", "5", date(2026, 9, 10))
    assert (found.approved.done, found.published.done) == (date(2026, 9, 10), date(2026, 9, 20))
    assert found.schedule.publications[0].url == "https://t.me/example/1"


def test_g1_a_quarter_without_a_published_schedule_is_missed_from_the_day_after_its_end():
    plan = schedule(publications=(), on_site=True)
    assert [cell(plan, today=day).is_missed for day in (date(2026, 12, 31), date(2027, 1, 1))] == [False, True]
    assert not cell(schedule(), today=date(2027, 1, 1)).is_missed


def test_a_page_of_this_site_is_shown_and_is_no_publication():
    found = cell(schedule(publications=(), on_site=True))
    assert (found.schedule.on_site, found.published.done) == (True, None)


def test_more_consultations_may_be_asked_of_a_quarter():
    def two(day):
        return Rules.of({"consultations_per_quarter_min": 2})

    assert cell(schedule(), reported(), rules=two).status == Status.PUBLISHED
    assert cell(schedule(), reported(), reported(pk=2), rules=two).status == Status.REPORTED


def test_a_rule_that_asks_for_none_makes_no_quarter_of_nothing_a_held_one():
    found = cell(schedule(), rules=lambda day: Rules.of({"consultations_per_quarter_min": 0}))
    assert (found.status, found.held.days_late) == (Status.PUBLISHED, 0)


# --- days late -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("today", "late"),
    [(date(2026, 8, 1), 0), (DUE, 0), (date(2026, 9, 22), 1), (date(2026, 10, 1), 10), (date(2026, 12, 31), 101)],
)
def test_001_5_a_missing_schedule_is_late_by_the_days_after_its_due_day(today, late):
    found = cell(today=today)
    assert (found.approved.due, found.published.due) == (DUE, DUE)
    assert (found.approved.days_late, found.published.days_late) == (late, late)


def test_what_was_done_late_stays_late_by_the_same_days():
    plan = schedule(publications=(Publication(date(2026, 10, 6), "Telegram", ""),))
    assert {cell(plan, today=today).published.days_late for today in (date(2026, 10, 6), AFTER)} == {15}


@pytest.mark.parametrize("today", [QUARTER.first_day, date(2026, 11, 22), QUARTER.last_day])
def test_a_quarter_in_progress_is_not_late_with_its_consultations(today):
    assert cell(schedule(), today=today).held.days_late == 0
    assert cell(schedule(), today=QUARTER.last_day + timedelta(days=1)).held.days_late == 1


def test_a_consultation_that_closes_after_the_quarter_is_held_late():
    found = cell(schedule(), consultation(closes_on=date(2027, 1, 15)))
    assert (found.held.done, found.held.days_late) == (date(2027, 1, 15), 15)


def test_outcomes_are_late_by_the_most_overdue_one():
    rows = (consultation(closes_on=date(2026, 10, 20)), reported(pk=2))
    found = cell(schedule(), *rows, today=date(2026, 12, 1)).reported
    assert (found.due, found.done, found.days_late) == (date(2026, 11, 19), None, 12)


def test_an_outcome_that_was_taken_down_was_in_time_all_the_same():
    found = cell(schedule(), consultation(reported_on=date(2026, 11, 28)))
    assert (found.status, found.reported.days_late) == (Status.HELD, 0)


def test_the_rule_is_that_of_the_day_from_which_the_term_counts():
    def changing(day):
        return Rules.of({"outcome_due_days": 5} if day >= date(2026, 11, 18) else {"outcome_due_days": 60})

    before = consultation(closes_on=date(2026, 11, 17))
    assert cell(schedule(), before, rules=changing).reported.due == date(2027, 1, 16)
    assert cell(schedule(), consultation(), rules=changing).reported.due == date(2026, 11, 23)


def test_a_consultation_halted_with_a_reason_is_not_missing_and_is_shown():
    halt = Reason("postponed", "Төтенше жағдай", "Чрезвычайная ситуация")
    excused = cell(schedule(), consultation(halted="postponed", halt=halt))
    assert (excused.status, excused.held.days_late) == (Status.PUBLISHED, 0)
    assert [row.halt for row in excused.excused] == [halt]
    silent = cell(schedule(), consultation(halted="postponed"))
    assert (silent.excused, silent.held.days_late) == ((), 60)


def test_one_halted_consultation_does_not_excuse_another():
    def two(day):
        return Rules.of({"consultations_per_quarter_min": 2})

    halted = consultation(halted="cancelled", halt=Reason("cancelled", "x", "y"))
    assert cell(schedule(), halted, rules=two).held.days_late == 60


# --- whom it counts for ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("created_on", "closed_on", "counts"),
    [
        (date(2026, 9, 30), None, True),
        (date(2026, 10, 1), None, False),
        (date(2026, 12, 31), None, False),
        (date(2020, 2, 29), date(2026, 10, 1), False),
        (date(2020, 2, 29), date(2026, 10, 2), True),
        (date(2020, 2, 29), date(2026, 12, 31), True),
    ],
)
def test_a_council_counts_from_the_quarter_after_it_was_made_until_it_closes(created_on, closed_on, counts):
    facts = council(created_on=created_on, closed_on=closed_on)
    assert counts_for(facts, QUARTER) is counts
    found = cell_of(facts, QUARTER, rules_of, AFTER)
    assert counts or (found.days_late, found.is_missed) == (0, False)


def test_delays_stop_growing_on_the_day_on_which_a_council_closes():
    assert cell(closed_on=date(2026, 11, 1)).approved.days_late == 41
    assert cell(schedule(), closed_on=date(2026, 11, 1)).held.days_late == 0


# --- edges of the calendar -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 18, tzinfo=ZONE), date(2026, 12, 31)),
        (datetime(2027, 1, 1, 0, tzinfo=ZONE), date(2026, 12, 31)),
        (datetime(2027, 1, 1, 0, 1, tzinfo=ZONE), date(2027, 1, 1)),
        (datetime(2026, 12, 31, 19, 30, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2028, 3, 1, 0, tzinfo=ZONE), date(2028, 2, 29)),
    ],
)
def test_a_closing_at_local_midnight_belongs_to_the_day_that_ends(moment, day):
    assert last_day(moment) == day


def test_29_february_and_31_december_are_days_like_others():
    leap = consultation(closes_on=date(2028, 2, 29))
    assert compliance.outcome_due(leap, rules_of) == date(2028, 3, 30)
    assert compliance.answers_due(consultation(closes_on=date(2026, 12, 31)), rules_of) == date(2027, 1, 15)
    last = consultation(closes_on=date(2026, 12, 31))
    assert cell(schedule(), last, today=date(2026, 12, 31)).held_count == 0
    assert cell(schedule(), last, today=date(2027, 1, 1)).held_count == 1
    due = compliance.schedule_due(Quarter(2028, 2), lambda day: Rules.of({"schedule_due_days_before_quarter": 32}))
    assert due == date(2028, 2, 29)


# --- answers ---------------------------------------------------------------------------------------------------------
def test_002_17_the_share_of_answers_in_time_and_the_median_of_waiting():
    came = date(2026, 11, 1)
    days = (3, 9, 32, 40)  # the term ends on 3 December, 32 days after they came
    answers = [AnswerFacts(came, came + timedelta(days=wait)) for wait in days] + [AnswerFacts(came)]
    found = cell(schedule(), consultation(answers=tuple(answers))).answers
    assert (found.received, found.answered, found.due, found.in_time) == (5, 4, 5, 3)
    assert (found.share_in_time, found.median_days) == (60, 20.5)


def test_002_17_an_answer_is_not_missing_before_its_term_is_over():
    row = consultation(answers=(AnswerFacts(date(2026, 11, 1)), AnswerFacts(date(2026, 11, 1), date(2026, 11, 2))))
    in_term = cell(schedule(), row, today=date(2026, 12, 3)).answers
    assert (in_term.due, in_term.share_in_time) == (1, 100)
    assert cell(schedule(), row, today=date(2026, 12, 4)).answers.share_in_time == 50


def test_002_17_without_proposals_there_is_no_share():
    found = cell(schedule(), consultation()).answers
    assert (found.received, found.share_in_time, found.median_days) == (0, None, None)


def test_proposals_of_a_halted_consultation_have_no_term():
    row = consultation(halted="postponed", answers=(AnswerFacts(date(2026, 11, 1)),))
    assert cell(schedule(), row).answers.due == 0


# --- freshness -------------------------------------------------------------------------------------------------------
def test_000_26_freshness_is_the_days_since_the_last_publication_of_each_required_section():
    today = date(2026, 11, 22)
    latest = {"news": today - timedelta(days=90), "members": today - timedelta(days=91), "about": today}
    found = {row.section: row for row in freshness_of(latest, rules_of(today), today)}
    assert list(found) == ["schedule", "questions", "outcomes", "sittings", "news", "members", "contacts"]
    assert (found["news"].days, found["news"].is_fresh) == (90, True)
    assert (found["members"].days, found["members"].is_fresh) == (91, False)
    assert (found["contacts"].days, found["contacts"].is_fresh) == (None, False)


def test_g23_what_was_published_today_is_fresh_whatever_the_hour():
    today = date(2026, 11, 22)
    rules = Rules.of({"freshness_days": 0})
    assert freshness_of({"news": today}, rules, today)[4].is_fresh


# --- whatever the facts ----------------------------------------------------------------------------------------------
DAYS = st.dates(min_value=date(2026, 6, 1), max_value=date(2027, 6, 30))
MAYBE = st.none() | DAYS


@st.composite
def consultations(draw):
    """A consultation with any evidence; what readers can see has been published once."""
    reported_on = draw(MAYBE)
    return ConsultationFacts(
        draw(st.integers(1, 3)),
        closes_on=draw(MAYBE),
        halted=draw(st.sampled_from(["", "", "cancelled"])),
        reported_on=reported_on,
        is_reported=reported_on is not None and draw(st.booleans()),
        answers=tuple(draw(st.lists(st.builds(AnswerFacts, DAYS, MAYBE), max_size=3))),
    )


SCHEDULES = st.builds(
    ScheduleFacts,
    st.just(1),
    st.none() | st.builds(Approval, st.just("1"), st.just("1"), DAYS),
    st.lists(st.builds(Publication, DAYS, st.just("x"), st.just("")), max_size=2).map(tuple),
)
ROWS = st.lists(consultations(), max_size=3)


@given(st.none() | SCHEDULES, ROWS, DAYS, DAYS)
def test_nobody_is_late_by_less_than_nothing_or_before_the_due_day(plan, rows, today, created_on):
    found = cell(plan, *rows, today=today, created_on=created_on)
    for mark in (found.approved, found.published, found.held, found.reported):
        assert mark.days_late >= 0
        assert mark.due is None or today > mark.due or mark.days_late == 0
        assert mark.done is None or mark.done <= today or mark is found.held or mark is found.reported
    assert 0 <= found.reported_count <= found.held_count <= len(rows)
    assert found.answers.in_time <= found.answers.due <= found.answers.received


@given(SCHEDULES, ROWS, DAYS, st.integers(0, 400))
def test_as_days_pass_the_schedule_keeps_its_rungs(plan, rows, today, later):
    rows = [row for row in rows if not row.closes_on or row.closes_on < today]
    now, then = (cell(plan, *rows, today=day) for day in (today, today + timedelta(days=later)))
    assert then.status.rank >= now.status.rank


@given(st.none() | SCHEDULES, ROWS, DAYS, DAYS, st.sampled_from(["schedule", "approval", "publication", "outcome"]))
def test_evidence_that_is_added_never_lowers_the_status(plan, rows, today, day, kind):
    before = cell(plan, *rows, today=today)
    if kind == "outcome":
        rows = [replace(row, reported_on=row.reported_on or day, is_reported=True) for row in rows[:1]] + rows[1:]
    elif plan is None:
        plan = ScheduleFacts(1)
    elif kind == "approval":
        plan = replace(plan, approval=plan.approval or Approval("1", "1", day))
    elif kind == "publication":
        plan = replace(plan, publications=(*plan.publications, Publication(day, "x", "")))
    after = cell(plan, *rows, today=today)
    assert after.status.rank >= before.status.rank
    assert after.published.days_late <= before.published.days_late
