"""Dates as people here write them; what cannot be read stays as typed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override

from cms.date_inputs import ClosingField, DayInput, MomentInput
from tests.factories import at


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    "typed, hour", [("25.11.2026 09:30", 9.5), ("25.11.2026", 18), ("2026-11-25", 18), (" 25.11.2026 ", 18)]
)
def test_a_day_alone_closes_at_eighteen(language, typed, hour):
    with override(language):
        moment = ClosingField().clean(typed)
    assert timezone.localtime(moment) == at(25, 0) + timedelta(hours=hour)


@pytest.mark.parametrize("typed", ["20 желтоқсан", "31.02.2026", "25.11"])
def test_what_is_no_day_is_refused(typed):
    with override("ru"), pytest.raises(ValidationError):
        ClosingField().clean(typed)


@pytest.mark.parametrize("widget", [DayInput, MomentInput])
def test_the_picker_replaces_nothing(widget):
    config = widget().get_config()
    assert config["validateOnBlur"] is False
    assert config["format"].startswith("d.m.Y")
