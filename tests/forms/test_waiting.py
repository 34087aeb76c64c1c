"""How long a proposal waits, and until when its answer is due."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from forms.waiting import Waiting, waiting_of
from tests.forms.making import CLOSES, NOW

DUE = date(2026, 12, 11)


def rules_of(day):
    assert day == CLOSES.date()
    return SimpleNamespace(answer_due_days=10)


def proposal(state="registered", halted="", closes_at=CLOSES):
    return SimpleNamespace(
        state=state, received_at=NOW, consultation=SimpleNamespace(halted=halted, closes_at=closes_at)
    )


@pytest.mark.parametrize("day, waiting", [
    (NOW.date(), Waiting(0, DUE)),
    (DUE, Waiting(18, DUE)),
    (DUE + timedelta(days=3), Waiting(21, DUE, 3)),
])  # fmt: skip
def test_a_proposal_waits_from_the_day_on_which_it_came(day, waiting):
    assert waiting_of(proposal(), rules_of, day) == waiting


def test_an_answered_one_waits_no_more():
    assert waiting_of(proposal("accepted"), rules_of, DUE) is None


@pytest.mark.parametrize("facts", [{"halted": "postponed"}, {"closes_at": None}])
def test_a_halted_question_has_no_term(facts):
    assert waiting_of(proposal(**facts), rules_of, DUE) == Waiting(18)


def test_days_are_days_in_astana():
    late = SimpleNamespace(**vars(proposal()) | {"received_at": NOW.astimezone(timezone.get_fixed_timezone(-600))})
    assert waiting_of(late, rules_of, NOW.date()).days == 0
