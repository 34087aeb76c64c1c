"""The demonstration's calendar: whatever day it is, the samples' story is in the middle of its quarter."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from council_pages.quarters import Quarter
from forms.demonstration.calendar import Story, moved
from forms.demonstration.content import read, workday_after

SAMPLES = read("samples.yaml")
FIRST_DAY, LAST_DAY = date(2025, 1, 1), date(2028, 12, 31)
EVERY_DAY = [FIRST_DAY + timedelta(days=number) for number in range((LAST_DAY - FIRST_DAY).days + 1)]


def test_on_the_day_they_were_written_the_samples_are_as_written():
    assert moved(SAMPLES, SAMPLES["meta"]["as_of"]) == SAMPLES


def test_on_every_day_each_question_is_where_its_story_puts_it():
    for today in EVERY_DAY:
        story = Story(SAMPLES, today)
        for question, life in zip(SAMPLES["questions"], story.lives, strict=True):
            where = (today, question["id"], life)
            assert life.event is None or story.plays_in.contains(life.event), where
            if question["status"] == "collecting":
                assert life.opens <= life.event <= life.closes, where
                assert life.opens <= today - timedelta(days=3), where
                assert life.closes >= today + timedelta(days=5), where
            elif question["status"] == "approved":
                assert life.opens is life.closes is None and (life.event is None or life.event > today), where
            else:
                assert life.opens <= life.event < life.closes < today - timedelta(days=1), where
                assert life.published is None or life.closes < life.published < today, where
                assert (life.published is None) == (question["status"] == "summarising"), where


def test_on_every_day_what_was_recommended_and_replied_lies_behind():
    for today in EVERY_DAY:
        for old, new in zip(SAMPLES["recommendations"], moved(SAMPLES, today)["recommendations"], strict=True):
            days = [new["date"], *([new["reply"]["date"]] if new["reply"] else [])]
            assert max(days) <= today, (today, new["id"])
            assert new["date"].weekday() == old["date"].weekday()


def test_on_every_day_weekdays_stay():
    for today in EVERY_DAY:
        story = Story(SAMPLES, today)
        for question, life in zip(SAMPLES["questions"], story.lives, strict=True):
            pairs = {question["event"]["date"]: life.event, question["proposals_from"]: life.opens}
            for old, new in pairs.items():
                assert new is None or new.weekday() == old.weekday(), (today, question["id"])


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_what_holds_for_the_samples_holds_on_any_day(today):
    samples = moved(SAMPLES, today)
    check_samples(samples)
    sittings = {sitting["id"]: sitting["date"] for sitting in samples["sessions"]}
    questions = {question["id"]: question for question in samples["questions"]}
    for schedule in samples["schedules"]:
        if schedule["status"] == "published":
            assert sittings[schedule["approved_by_session"]] == schedule["approved_on"] < schedule["published_on"]
            for question in schedule["questions"]:
                announced_on = questions[question]["announced_on"]
                assert announced_on is None or schedule["published_on"] <= announced_on
    assert all(news["date"] < today for news in samples["news"])


def check_samples(samples):
    """What `check_samples.py` demands of the samples' dates and totals."""
    questions = {question["id"]: question for question in samples["questions"]}
    for proposal in samples["proposals"]:
        question = questions[proposal["question"]]
        assert question["proposals_from"] <= proposal["received_on"] <= question["proposals_until"], proposal["id"]
    decisions = Counter((proposal["question"], proposal["decision"]) for proposal in samples["proposals"])
    states = ["accepted", "partially_accepted", "rejected", "forwarded", "under_review"]
    for report in samples["outcome_reports"]:
        totals = report["totals"]
        assert [decisions[report["question"], state] for state in states] == [totals[state] for state in states]
    for sitting in samples["sessions"]:
        assert all(sum(item["votes"].values()) == sitting["quorum"]["present"] for item in sitting["decisions"])
    for schedule in samples["schedules"]:
        for event in (questions[question]["event"]["date"] for question in schedule["questions"]):
            assert event is None or Quarter.of(event) == Quarter.parse(schedule["quarter"])
    for recommendation in samples["recommendations"]:
        due_on = recommendation["date"]
        for _day in range(samples["meta"]["reply_term_working_days"]):
            due_on = workday_after(due_on)
        assert due_on == recommendation["due_on"], recommendation["id"]
