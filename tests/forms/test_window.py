"""When a form takes proposals."""

from datetime import timedelta

import pytest

from council_pages.models import Consultation, Outcome
from forms.window import GRACE, accepts
from tests.forms.making import CLOSES, NOW, OPENS

SECOND = timedelta(seconds=1)


def at(opened_at, now, **facts):
    return accepts(Consultation(opens_at=OPENS, closes_at=CLOSES, **facts), opened_at, now)


@pytest.mark.parametrize("now", [OPENS, NOW, CLOSES - SECOND])
def test_the_window_is_open_from_the_opening_to_before_the_closing(now):
    assert at(now, now)


@pytest.mark.parametrize("now", [OPENS - SECOND, CLOSES, CLOSES + GRACE])
def test_outside_the_window_nothing_is_taken(now):
    assert not at(now, now)


def test_a_form_opened_in_time_has_fifteen_minutes_of_grace():
    assert timedelta(minutes=15) == GRACE
    assert at(CLOSES - SECOND, CLOSES + GRACE - SECOND)
    assert not at(CLOSES - SECOND, CLOSES + GRACE)
    assert not at(CLOSES, CLOSES + SECOND)


@pytest.mark.parametrize("halted", ["postponed", "cancelled"])
def test_a_halted_consultation_takes_nothing_even_in_its_grace(halted):
    assert not at(NOW, NOW, halted=halted)
    assert not at(NOW, CLOSES + SECOND, halted=halted)


def test_a_published_outcome_ends_it_even_in_its_grace():
    consultation = Consultation(opens_at=OPENS, closes_at=CLOSES)
    consultation.outcome = Outcome(published_at=CLOSES)
    assert not accepts(consultation, NOW, CLOSES + SECOND)


def test_without_dates_nothing_is_taken():
    assert not accepts(Consultation(), NOW, NOW)
