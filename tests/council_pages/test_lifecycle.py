from dataclasses import fields, replace
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from council_pages.lifecycle import STEPS, Evidence, Halt, State, StepState, proofs, state_at, steps_of
from tests.factories import at

NOW = at(22, hour=12)
BEFORE, AFTER, LONG_AGO, FAR = (NOW + timedelta(days=days) for days in (-3, 3, -30, 30))


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


DAY = NOW.date()
PROOFS = {
    "decided_on": DAY, "approved_on": DAY, "told_on": DAY, "closes_at": BEFORE, "listed_at": BEFORE,
    "recommended_on": DAY, "reported_at": BEFORE, "position_told_on": DAY,
}  # fmt: skip
PLANNED = {"decided_on": DAY, "approved_on": DAY, "opens_at": BEFORE, "closes_at": AFTER}


@pytest.mark.parametrize("facts, shown", [
    ({}, "current ahead ahead ahead ahead skipped ahead"),
    ({"is_draft_act": True}, "current ahead ahead ahead ahead ahead ahead"),
    ({"decided_on": DAY}, "done current ahead ahead ahead skipped ahead"),
    ({"decided_on": DAY + timedelta(days=1)}, "current ahead ahead ahead ahead skipped ahead"),
    (PLANNED, "done done current ahead ahead skipped ahead"),
    (PLANNED | {"told_on": DAY}, "done done done current ahead skipped ahead"),
    ({"closes_at": BEFORE}, "missing missing missing done current skipped ahead"),
    ({"held_on": DAY}, "missing missing missing done current skipped ahead"),
    (PROOFS, "done done done done done skipped done"),
    (PROOFS | {"is_draft_act": True}, "done " * 7),
    (PROOFS | {"is_draft_act": True, "recommended_on": None}, "done done done done done missing done"),
    (PROOFS | {"position_told_on": None}, "done done done done done skipped current"),
    (PROOFS | {"reported_at": None}, "done done done done done skipped current"),
    (PLANNED | {"is_halted": True}, "done done ahead ahead ahead skipped ahead"),
])  # fmt: skip
def test_a_step_is_done_by_evidence_and_by_nothing_else(facts, shown):
    steps = steps_of(Evidence(**facts), NOW)
    assert [step.state.value for step in steps] == shown.split()
    assert [step.label for step in steps] == list(STEPS)


def test_a_step_carries_the_day_of_its_proof():
    days = [step.date for step in steps_of(Evidence(**PROOFS), NOW)]
    assert days == [DAY, DAY, DAY, BEFORE, BEFORE, None, BEFORE]


@pytest.mark.parametrize("language, words", [
    ("kk", "Мәселе НҚА жобасына қатысты емес."), ("ru", "Вопрос не касается проекта НПА."),
])  # fmt: skip
def test_001_12_step_six_is_skipped_with_its_reason_where_there_is_no_draft_act(language, words):
    with override(language):
        notes = {step.number: str(step.note) for step in steps_of(Evidence(**PROOFS), NOW)}
    assert notes == {**dict.fromkeys(range(1, 8), ""), 6: words}


def test_g2_step_three_is_not_done_without_a_publication_outside_the_site():
    without = Evidence(**PROOFS | {"told_on": None})
    assert steps_of(without, NOW)[2].state == StepState.MISSING


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
days = st.dates(min_value=LONG_AGO.date(), max_value=FAR.date())
evidences = st.builds(
    lambda window, **facts: Evidence(opens_at=window[0], closes_at=window[1], **facts),
    window=windows,
    **dict.fromkeys(
        ["decided_on", "approved_on", "told_on", "held_on", "recommended_on", "position_told_on"],
        st.one_of(st.none(), days),
    ),
    **dict.fromkeys(["listed_at", "reported_at"], st.one_of(st.none(), moments)),
    is_draft_act=st.booleans(),
    is_halted=st.booleans(),
)
facts_of_a_row = st.fixed_dictionaries(
    {"halted": st.sampled_from(["", *Halt.values]), "outcome_at": st.one_of(st.none(), moments)}
)


@given(now=moments, window=windows, facts=facts_of_a_row, language=st.sampled_from(["kk", "ru", "en", None]))
def test_the_state_is_the_same_whatever_the_language(now, window, facts, language):
    with override("kk"):
        expected = state_at(now, opens_at=window[0], closes_at=window[1], **facts)
    with override(language):
        assert state_at(now, opens_at=window[0], closes_at=window[1], **facts) is expected


@given(evidence=evidences, moments_of_asking=st.lists(moments, min_size=2, max_size=6))
def test_time_alone_never_takes_a_step_back(evidence, moments_of_asking):
    done = [set(proofs(evidence, now)) for now in sorted(moments_of_asking)]
    assert all(earlier <= later for earlier, later in pairwise(done))


@given(now=moments, evidence=evidences, more=evidences)
def test_more_evidence_never_takes_a_step_back(now, evidence, more):
    kinds = [field.name for field in fields(Evidence) if not field.name.startswith("is_")]
    richer = replace(evidence, **{
        name: getattr(evidence, name) if getattr(evidence, name) is not None else getattr(more, name) for name in kinds
    })  # fmt: skip
    if evidence.closes_at is None and evidence.held_on is not None:
        richer = replace(richer, closes_at=None)
    assert set(proofs(evidence, now)) <= set(proofs(richer, now))


@given(now=moments, evidence=evidences)
def test_one_step_at_most_is_current_and_none_after_it_is_done(now, evidence):
    states = [step.state.value for step in steps_of(evidence, now)]
    assert states.count("current") == (0 if evidence.is_halted or "current" not in states else 1)
    after = states[states.index("current") + 1 :] if "current" in states else []
    assert set(after) <= {"ahead", "skipped"}
    assert (states[5] == "skipped") == (not evidence.is_draft_act)


@given(now=moments, evidence=evidences)
def test_a_step_without_a_record_stands_before_one_that_is_done(now, evidence):
    states = [step.state.value for step in steps_of(evidence, now)]
    for position, state in enumerate(states):
        if state == "missing":
            assert "done" in states[position:]
