"""Several administrators change one rule at the same moment: real threads, real commits."""

import threading
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from council_pages.models import Rule
from council_pages.rule_keeping import set_rule
from council_pages.rules import RuleCode

TERM = RuleCode.REPLY_TERM_WORKING_DAYS
DAYS = [date(2027, 1, 1) + timedelta(days=step) for step in range(4)]


@pytest.mark.parametrize("has_values", [True, False])
def test_values_entered_at_one_moment_never_overlap(has_values, committed_db):
    if not has_values:
        Rule.objects.filter(code=TERM).delete()
    refused, barrier = [], threading.Barrier(len(DAYS))

    def run(day):
        barrier.wait()
        try:
            set_rule(TERM, 15, day, "Жарлық", "Указ", user=None)
        except ValidationError:
            refused.append(day)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[day]) for day in DAYS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    periods = list(Rule.objects.filter(code=TERM).order_by("valid_from"))
    assert [period.valid_from for period in periods if period.valid_from in DAYS] == sorted(set(DAYS) - set(refused))
    assert DAYS[-1] not in refused
    assert periods[-1].valid_until is None
    assert all(earlier.valid_until == later.valid_from - timedelta(days=1) for earlier, later in pairwise(periods))
