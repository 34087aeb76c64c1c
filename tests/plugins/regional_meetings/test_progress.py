"""Problems: their owner, their measure, their progress each quarter."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from council_pages.quarters import Quarter
from plugins.regional_meetings import progress, reports
from plugins.regional_meetings.models import Progress
from tests.factories import make_user
from tests.plugins.regional_meetings.making import JULY, OCTOBER, make_body, problem_of, ranked, tell

Q1, Q2, Q3 = Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)


@pytest.fixture
def problem(meeting, body):
    """A problem of a published list."""
    (group,) = ranked(meeting, "Когда построят полигон?")
    return problem_of(group, body)


def test_a_problem_without_an_owner_is_refused_with_the_way_out(meeting, body):
    (group,) = ranked(meeting, "Когда построят полигон?")
    with pytest.raises(ValidationError) as refused:
        problem_of(group, None)
    assert "Choose one; where it is missing, the ministry adds it" in refused.value.message_dict["owner"][0]
    problem = problem_of(group, body)
    with pytest.raises(ValidationError) as refused:
        progress.change_problem(problem, owner=None, user=None)
    assert "owner" in refused.value.message_dict


def test_a_problem_may_belong_to_a_body_without_a_council(problem):
    other = make_body(name="Төтенше жағдайлар")
    assert progress.change_problem(problem, owner=other, user=None).owner == other


def test_004_25_a_measure_is_linked_to_the_problem_with_the_day_of_its_agreement(problem):
    changed = progress.change_problem(
        problem,
        measure_kk="Полигон салу",
        measure_ru="Построить полигон",
        measure_agreed_on=date(2026, 5, 4),
        user=None,
    )
    assert (changed.measure("ru"), changed.measure_agreed_on) == ("Построить полигон", date(2026, 5, 4))


def test_the_state_of_a_problem_is_that_of_its_latest_quarter(problem):
    tell(problem, Q3, "resolved", 100, now=OCTOBER)
    tell(problem, Q2, "in_progress", 20, now=OCTOBER)
    problem.refresh_from_db()
    assert problem.state == "resolved"


def test_progress_told_again_is_corrected(problem):
    tell(problem, Q2, percent=20)
    tell(problem, Q2, percent=30)
    assert Progress.objects.get().percent == 30


@pytest.mark.parametrize(("quarter", "words"), [(Q1, "raised later"), (Quarter(2026, 4), "not begun")])
def test_a_quarter_before_the_problem_and_one_to_come_are_refused(problem, quarter, words):
    with pytest.raises(ValidationError, match=words):
        tell(problem, quarter, now=JULY)


def test_progress_of_a_frozen_quarter_is_refused_with_the_way_out(problem, body):
    tell(problem, Q2)
    reports.freeze(body, Q2, user=None, now=JULY)
    with pytest.raises(ValidationError, match="Tell of it in the next quarter"):
        tell(problem, Q2, percent=99)
    tell(problem, Q3)


def test_a_second_problem_of_a_group_is_refused(problem, body):
    with pytest.raises(ValidationError, match="already"):
        problem_of(problem.group, body)


def test_a_secretary_tells_no_progress(problem, council):
    with pytest.raises(PermissionDenied):
        tell(problem, Q2, user=make_user("secretary", council))


def test_progress_is_told_in_both_languages(problem):
    with pytest.raises(ValidationError) as refused:
        tell(problem, Q2, text_kk="")
    assert "text_kk" in refused.value.message_dict
