"""What waits for an answer in a council: numbers, the oldest day, the earliest term."""

from datetime import date, timedelta

from council_pages.compliance_facts import AnswerFacts, ConsultationFacts
from council_pages.overview.waiting import Waiting, waiting_of
from council_pages.rules import Rules

TODAY = date(2026, 11, 22)


def rules_of(day):
    return Rules.of({})


def question(closed_days_ago, *answers, **facts):
    return ConsultationFacts(1, closes_on=TODAY - timedelta(days=closed_days_ago), answers=answers, **facts)


def asked(days_ago, answered=False):
    day = TODAY - timedelta(days=days_ago)
    return AnswerFacts(day, day if answered else None)


def test_g18_proposals_without_an_answer_are_counted_with_the_oldest_and_the_earliest_term():
    term = rules_of(TODAY).answer_due_days
    rows = [question(term + 3, asked(90), asked(60, answered=True)), question(-5, asked(4), asked(2))]
    waiting = waiting_of(rows, rules_of, TODAY)
    assert (waiting.number, waiting.overdue) == (3, 1)
    assert (waiting.days(TODAY), waiting.days_late(TODAY)) == (90, 3)


def test_on_the_last_day_of_the_term_nothing_is_overdue():
    waiting = waiting_of([question(rules_of(TODAY).answer_due_days, asked(50))], rules_of, TODAY)
    assert (waiting.number, waiting.overdue, waiting.days_late(TODAY)) == (1, 0, 0)


def test_what_is_halted_answered_or_without_a_closing_waits_for_nothing():
    rows = [
        question(40, asked(50), halted="cancelled"),
        question(40, asked(50, answered=True)),
        ConsultationFacts(1, answers=(asked(50),)),
    ]
    assert waiting_of(rows, rules_of, TODAY) == Waiting()
    assert (Waiting().days(TODAY), Waiting().days_late(TODAY)) == (0, 0)
