"""Working days of the demonstration's secretary."""

from datetime import date

import pytest

from forms.demonstration.content import workday_after, workday_before


@pytest.mark.parametrize(("day", "after", "before"), [(20, 23, 19), (22, 23, 20), (23, 24, 20)])
def test_the_next_and_the_last_working_day(day, after, before):
    assert workday_after(date(2026, 11, day)) == date(2026, 11, after)
    assert workday_before(date(2026, 11, day)) == date(2026, 11, before)
