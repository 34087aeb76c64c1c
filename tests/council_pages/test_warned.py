"""What is warned of, and what never refuses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from council_pages.lifecycle import Evidence
from council_pages.quarters import Quarter
from council_pages.rules import Rules
from council_pages.warned import Act, Facts, Warned, warnings_of
from tests.factories import at

RULES = Rules.of({"minimum_window_days": 10})
AUTUMN = Quarter(2026, 4)
WHOLE = Evidence(
    decided_on=date(2026, 9, 20), approved_on=date(2026, 9, 20), told_on=date(2026, 10, 1), opens_at=at(2),
    closes_at=at(20), listed_at=at(21), recommended_on=date(2026, 11, 22),
)  # fmt: skip
USUAL = Facts(WHOLE, RULES, AUTUMN)


def with_evidence(**changes):
    """The usual facts with other evidence."""
    return replace(USUAL, evidence=replace(WHOLE, **changes))


@pytest.mark.parametrize("act", list(Act))
def test_the_usual_way_is_not_warned_of(act):
    assert warnings_of(act, USUAL) == []


@pytest.mark.parametrize("act, facts, codes", [
    (Act.SCHEDULE, with_evidence(approved_on=None), [Warned.NOT_APPROVED]),
    (Act.QUESTION, replace(USUAL, quarter=None), [Warned.NO_SCHEDULE]),
    (Act.QUESTION, with_evidence(approved_on=None), [Warned.NOT_APPROVED]),
    (Act.QUESTION, replace(USUAL, quarter=Quarter(2026, 3)), [Warned.OUTSIDE_QUARTER]),
    (Act.QUESTION, with_evidence(closes_at=at(1, month=1, year=2027)), [Warned.OUTSIDE_QUARTER]),
    (Act.QUESTION, with_evidence(closes_at=at(11)), [Warned.SHORT_WINDOW]),
    (Act.QUESTION, with_evidence(opens_at=None, closes_at=None), []),
    (Act.OUTCOME, with_evidence(told_on=None), [Warned.NOT_TOLD]),
    (Act.OUTCOME, with_evidence(listed_at=None), [Warned.LIST_NOT_CLOSED]),
    (Act.OUTCOME, replace(USUAL, unanswered=1), [Warned.UNANSWERED]),
    (Act.OUTCOME, with_evidence(recommended_on=None), []),
    (Act.OUTCOME, with_evidence(recommended_on=None, is_draft_act=True), [Warned.NO_RECOMMENDATION]),
])  # fmt: skip
def test_each_warning_has_its_circumstance(act, facts, codes):
    assert warnings_of(act, facts) == codes


def test_the_quarter_ends_at_midnight_in_astana():
    last_evening = at(31, hour=23, month=12)
    assert warnings_of(Act.QUESTION, with_evidence(closes_at=last_evening)) == []
    assert warnings_of(Act.QUESTION, with_evidence(closes_at=last_evening + timedelta(hours=1))) == [
        Warned.OUTSIDE_QUARTER
    ]


def test_a_term_of_a_rule_moves_the_warning_with_it():
    facts = with_evidence(closes_at=at(11))
    shorter = Rules.of({"minimum_window_days": 5})
    assert warnings_of(Act.QUESTION, replace(facts, rules=shorter)) == []


@given(
    act=st.sampled_from(list(Act)),
    quarter=st.sampled_from([None, AUTUMN, Quarter(2026, 1)]),
    unanswered=st.integers(0, 3),
    told=st.sampled_from([None, date(2026, 10, 1)]),
)
def test_answering_the_last_proposal_and_telling_citizens_never_adds_a_warning(act, quarter, unanswered, told):
    poorer = replace(USUAL, quarter=quarter, unanswered=unanswered, evidence=replace(WHOLE, told_on=told))
    richer = replace(poorer, unanswered=0, evidence=WHOLE)
    assert set(warnings_of(act, richer)) <= set(warnings_of(act, poorer))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_warning_has_words(language):
    with override(language):
        assert len({str(code.label) for code in Warned}) == len(Warned)
