from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from council_pages.lifecycle import STEPS, Halt, State, state_at, steps_by_date, steps_done
from tests.factories import at

NOW = at(22, hour=12)
BEFORE, AFTER, LONG_AGO, FAR = (NOW + timedelta(days=days) for days in (-3, 3, -30, 30))


def consultation(opens_at=None, closes_at=None, halted="", outcome_at=None, approved=None, kind="issue"):
    """What the pure functions read of a consultation, without a database."""
    schedule = None if approved is None else SimpleNamespace(decision_id=1 if approved else None)
    outcome = SimpleNamespace(published_at=outcome_at)
    row = SimpleNamespace(
        opens_at=opens_at, closes_at=closes_at, halted=halted, schedule=schedule, subject_kind=kind, outcome=outcome
    )
    row.state_at = lambda now: state_at(
        now, opens_at=opens_at, closes_at=closes_at, halted=halted, outcome_at=outcome_at
    )
    return row


@pytest.mark.parametrize("facts, state", [
    ({}, State.PLANNED),
    ({"opens_at": AFTER, "closes_at": FAR}, State.PLANNED),
    ({"opens_at": NOW, "closes_at": FAR}, State.COLLECTING),
    ({"opens_at": BEFORE, "closes_at": AFTER}, State.COLLECTING),
    ({"opens_at": BEFORE, "closes_at": NOW + timedelta(microseconds=1)}, State.COLLECTING),
    ({"opens_at": BEFORE, "closes_at": NOW}, State.REVIEWING),
    ({"opens_at": LONG_AGO, "closes_at": BEFORE}, State.REVIEWING),
    ({"opens_at": LONG_AGO, "closes_at": BEFORE, "outcome_at": NOW}, State.PUBLISHED),
    ({"opens_at": LONG_AGO, "closes_at": BEFORE, "outcome_at": AFTER}, State.REVIEWING),
    ({"opens_at": BEFORE, "closes_at": AFTER, "outcome_at": BEFORE}, State.PUBLISHED),
    ({"halted": "postponed"}, State.POSTPONED),
    ({"halted": "cancelled"}, State.CANCELLED),
    ({"opens_at": BEFORE, "closes_at": AFTER, "halted": "postponed"}, State.POSTPONED),
    ({"opens_at": LONG_AGO, "closes_at": BEFORE, "halted": "cancelled"}, State.CANCELLED),
    ({"opens_at": LONG_AGO, "closes_at": BEFORE, "halted": "cancelled", "outcome_at": BEFORE}, State.PUBLISHED),
])  # fmt: skip
def test_the_state_follows_the_dates(facts, state):
    assert state_at(NOW, **{"opens_at": None, "closes_at": None} | facts) is state


@pytest.mark.parametrize("facts, done", [
    ({}, 0),
    ({"approved": False}, 0),
    ({"approved": True}, 2),
    ({"approved": True, "opens_at": AFTER, "closes_at": FAR}, 2),
    ({"opens_at": BEFORE, "closes_at": AFTER}, 3),
    ({"opens_at": LONG_AGO, "closes_at": BEFORE}, 4),
    ({"opens_at": LONG_AGO, "closes_at": BEFORE, "outcome_at": NOW}, 7),
])  # fmt: skip
def test_the_steps_done_follow_the_dates(facts, done):
    assert steps_done(consultation(**facts), NOW) == done


@pytest.mark.parametrize("facts, shown", [
    ({}, "current ahead ahead ahead ahead skipped ahead"),
    ({"kind": "draft_act"}, "current ahead ahead ahead ahead ahead ahead"),
    ({"approved": True}, "done done current ahead ahead skipped ahead"),
    ({"opens_at": BEFORE, "closes_at": AFTER}, "done done done current ahead skipped ahead"),
    ({"opens_at": LONG_AGO, "closes_at": BEFORE}, "done done done done current skipped ahead"),
    ({"opens_at": LONG_AGO, "closes_at": BEFORE, "outcome_at": NOW}, "done done done done done skipped done"),
    ({"opens_at": LONG_AGO, "closes_at": BEFORE, "outcome_at": NOW, "kind": "draft_act"}, "done " * 6 + "done"),
    ({"opens_at": BEFORE, "closes_at": AFTER, "halted": "postponed"}, "done done done ahead ahead skipped ahead"),
])  # fmt: skip
def test_the_seven_steps_as_the_page_shows_them(facts, shown):
    steps = steps_by_date(consultation(**facts), NOW)
    assert [step["state"] for step in steps] == shown.split()
    assert [step["label"] for step in steps] == list(STEPS)


def test_a_step_carries_the_date_that_the_row_knows():
    row = consultation(opens_at=LONG_AGO, closes_at=BEFORE, outcome_at=NOW)
    assert [step["date"] for step in steps_by_date(row, NOW)] == [None, None, LONG_AGO, BEFORE, None, None, NOW]


def test_every_state_has_words_in_both_languages():
    assert {halt.value for halt in Halt} <= set(State.values)
    for language in ("kk", "ru"):
        with override(language):
            words = [str(state.label) for state in State]
        assert len(set(words)) == len(State)
    expected = {
        "kk": ["Жоспарланған", "Ұсыныс қабылдануда", "Кеңес қарауда", "Қорытындысы жарияланды",
               "Кейінге қалдырылды", "Өткізілмейді"],
        "ru": ["Запланирована", "Идёт приём предложений", "Рассматривает совет", "Итоги опубликованы",
               "Отложена", "Отменена"],
    }  # fmt: skip
    for language, labels in expected.items():
        with override(language):
            assert [str(state.label) for state in State] == labels


moments = st.datetimes(
    min_value=LONG_AGO.replace(tzinfo=None), max_value=FAR.replace(tzinfo=None), timezones=st.just(NOW.tzinfo)
)
windows = st.one_of(st.just((None, None)), st.tuples(moments, moments).filter(lambda pair: pair[0] < pair[1]))
facts_of_a_row = st.fixed_dictionaries(
    {
        "halted": st.sampled_from(["", *Halt.values]),
        "outcome_at": st.one_of(st.none(), moments),
        "approved": st.sampled_from([None, False, True]),
        "kind": st.sampled_from(["issue", "draft_act"]),
    }
)


@given(now=moments, window=windows, facts=facts_of_a_row, language=st.sampled_from(["kk", "ru", "en", None]))
def test_state_and_steps_are_the_same_whatever_the_language_and_depend_on_the_arguments_alone(
    now, window, facts, language
):
    row = consultation(*window, **facts)
    with override("kk"):
        expected = state_at(
            now, opens_at=window[0], closes_at=window[1], halted=facts["halted"], outcome_at=facts["outcome_at"]
        )
        shapes = [(step["state"], step["date"]) for step in steps_by_date(row, now)]
    with override(language):
        assert row.state_at(now) is expected
        assert [(step["state"], step["date"]) for step in steps_by_date(row, now)] == shapes


@given(window=windows, facts=facts_of_a_row, moments_of_asking=st.lists(moments, min_size=2, max_size=6))
def test_time_alone_never_takes_a_step_back(window, facts, moments_of_asking):
    row = consultation(*window, **facts)
    done = [steps_done(row, now) for now in sorted(moments_of_asking)]
    assert done == sorted(done)


@given(now=moments, window=windows, facts=facts_of_a_row)
def test_there_is_at_most_one_current_step_and_nothing_is_done_after_it(now, window, facts):
    states = [step["state"] for step in steps_by_date(consultation(*window, **facts), now)]
    assert states.count("current") <= 1
    without_skipped = [state for state in states if state != "skipped"]
    assert without_skipped == sorted(without_skipped, key=["done", "current", "ahead"].index)
    assert ("skipped" in states) == (facts["kind"] == "issue")
