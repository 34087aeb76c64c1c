"""Indicators: each is defined once, computed of councils that are alike, and says nothing where nothing is counted."""

from datetime import date

import pytest

from cms.models import Level
from council_pages.compliance import Answers, Cell, Freshness, Status
from council_pages.compliance_facts import AnswerFacts, ConsultationFacts, CouncilFacts
from council_pages.overview import figures
from council_pages.overview.indicators import INDICATORS, Measured, Reading, Replies, Texts, by_level, medians
from council_pages.quarters import Quarter

THIS = Quarter(2026, 4)
BY_CODE = {one.code: one for one in INDICATORS}


def reading(status=Status.NONE, pk=1, level=Level.CITY, counts=True, **facts):
    cell_facts = {name: facts.pop(name) for name in ("held_count", "reported_count", "answers", "consultations")
                  if name in facts}  # fmt: skip
    return Reading(CouncilFacts(pk, level=level), Cell(THIS, counts, status, **cell_facts), **facts)


def measured(code, *readings):
    return BY_CODE[code].measure(readings)


def test_000_10_councils_are_counted_where_they_are_answerable():
    rows = [reading(Status.PUBLISHED), reading(Status.APPROVED), reading(Status.HELD), reading(counts=False)]
    assert measured("schedules", *rows) == Measured(2, 3)
    assert measured("consultations", *rows) == Measured(1, 3)
    assert measured("schedules", *rows).percent == 66


def test_002_17_the_share_of_proposals_answered_and_the_median_of_waiting():
    waited = ConsultationFacts(1, closes_on=date(2026, 11, 1), answers=(
        AnswerFacts(date(2026, 10, 1), date(2026, 10, 4)), AnswerFacts(date(2026, 10, 1), date(2026, 10, 10)),
        AnswerFacts(date(2026, 10, 1)),
    ))  # fmt: skip
    rows = [
        reading(answers=Answers(received=3, answered=2, due=3, in_time=1), consultations=(waited,)),
        reading(answers=Answers(received=1, answered=1, due=1, in_time=1)),
    ]
    assert measured("answered", *rows) == Measured(3, 4)
    assert measured("in_time", *rows) == Measured(2, 4)
    assert measured("waiting", *rows) == Measured(whole=2, value=6)


def test_002_3_and_g23_replies_freshness_and_languages():
    fresh, stale = Freshness("news", date(2026, 11, 1), 21, True), Freshness("news", None, None, False)
    rows = [
        reading(replies=Replies(4, 1), sections=(fresh, fresh), texts=Texts(10, 7)),
        reading(replies=Replies(0, 0), sections=(fresh, stale), texts=Texts(2, 2)),
        # A council whose site nobody has begun is no council with old sections.
        reading(),
    ]
    assert measured("replies", *rows) == Measured(1, 4)
    assert measured("fresh", *rows) == Measured(1, 2)
    assert measured("languages", *rows) == Measured(9, 12)
    assert measured("outcomes", reading(held_count=3, reported_count=2)) == Measured(2, 3)


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.code)
def test_g13_each_indicator_says_formula_inputs_and_source_and_nothing_of_nothing(one):
    assert all(map(str, (one.label, one.formula, one.inputs, one.source)))
    nothing = one.measure([])
    assert (nothing.percent, nothing.value) == (None, None)
    assert figures.in_words(nothing)


def test_like_is_compared_with_like_and_all_together_come_first():
    rows = [reading(level=Level.DISTRICT), reading(level=Level.REPUBLICAN), reading(level=Level.DISTRICT)]
    assert {level: len(found) for level, found in by_level(rows, Level.values).items()} == {
        "": 3, "republican": 1, "district": 2,
    }  # fmt: skip
    assert list(by_level(rows, Level.values)) == ["", "republican", "district"]


def test_a_plugins_indicator_is_the_median_of_what_it_says():
    rows = [reading(pk=pk) for pk in (1, 2, 3, 4)]
    assert medians({1: 5, 2: 1, 3: None}, rows) == Measured(whole=2, value=3)
    assert medians({}, rows) == Measured()
