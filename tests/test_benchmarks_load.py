"""How the clients of a benchmark count what they saw, and how the intake is set beside a bare view."""

import pytest

from benchmarks import intake
from benchmarks.load import Answer, Load, together
from benchmarks.runner import Figure
from forms import admission


def load(accepted, seconds, refused=0):
    """So many answers with 200 and with 503 in so many seconds; the n-th took n hundredths of a second."""
    answers = [Answer(200, b"", number / 100) for number in range(1, accepted + 1)]
    return Load(answers + [Answer(503, b"", 0.001)] * refused, seconds)


def test_only_accepted_answers_count_for_throughput_and_waiting():
    seen = load(101, 10, refused=50)
    assert (seen.per_second, seen.refused) == (10.1, 50)
    assert [seen.percentile(percent) for percent in (50, 99)] == pytest.approx([510, 1000])


def test_where_nothing_was_accepted_the_waiting_has_no_end():
    assert load(0, 1, refused=3).percentile(95) == float("inf")


def test_several_loads_are_one_of_all_their_answers_and_seconds():
    whole = together([load(10, 2), load(20, 3, refused=1)])
    assert (len(whole.accepted), whole.refused, whole.per_second) == (30, 1, 6)


def test_one_turn_that_something_disturbed_does_not_decide_the_ratio():
    undisturbed = [load(50, 1), load(100, 1), load(200, 1)]
    disturbed = [load(1, 1), load(100, 1), load(200, 1)]
    turns = [undisturbed, disturbed, undisturbed]
    assert intake.median_ratio(turns, intake.SAME_ROWS) == 0.5
    assert intake.median_ratio(turns, intake.ONE_ROW) == 0.25


def test_refusals_are_faults_as_long_as_all_clients_fit_the_queue():
    loads = [load(10, 1, refused=2)] * 3
    figures = {clients: {figure.id: figure for figure in intake.told(clients, loads)} for clients in intake.CLIENTS}
    assert figures[8]["intake.refused_8"] == Figure("intake.refused_8", 6, "requests", "== 0")
    assert figures[50]["intake.refused_50"].met is None
    assert intake.QUEUE == admission.AT_ONCE + admission.WAITING
