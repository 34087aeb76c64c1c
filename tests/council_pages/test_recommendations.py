from datetime import date, timedelta
from itertools import product

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from council_pages import recommendations
from council_pages.models import Recommendation, Reply
from council_pages.recommendations import ALLOWED, PUBLIC, Act, Status, days_without_reply, status_on
from tests.factories import make_recommendation

SENT, DUE = date(2026, 11, 13), date(2026, 11, 27)
DAYS = st.dates(date(2026, 11, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    "day, replied, withdrawn, status",
    [
        (SENT - timedelta(days=1), None, None, Status.DRAFT),
        (SENT, None, None, Status.SENT),
        (DUE, None, None, Status.SENT),
        (DUE + timedelta(days=1), None, None, Status.OVERDUE),
        (DUE, DUE, None, Status.ANSWERED),
        (DUE, DUE + timedelta(days=1), None, Status.SENT),
        (DUE + timedelta(days=9), DUE + timedelta(days=5), None, Status.ANSWERED),
        (DUE, None, DUE, Status.WITHDRAWN),
        (SENT, None, DUE, Status.SENT),
    ],
)
def test_the_status_follows_the_days(day, replied, withdrawn, status):
    assert status_on(day, sent_on=SENT, due_on=DUE, replied_on=replied, withdrawn_on=withdrawn) == status


def test_what_was_never_sent_is_a_draft():
    assert status_on(SENT, sent_on=None, due_on=None) == Status.DRAFT


@given(day=DAYS, sent=DAYS, term=st.integers(0, 30))
def test_days_without_a_reply_are_counted_while_one_is_awaited_and_only_then(day, sent, term):
    status = status_on(day, sent_on=sent, due_on=sent + timedelta(days=term))
    waited = days_without_reply(day, sent_on=sent, status=status)
    assert (waited is None) is (day < sent)
    assert waited is None or (waited == (day - sent).days and (status == Status.OVERDUE) is (waited > term))
    for answered in (Status.ANSWERED, Status.WITHDRAWN, Status.DRAFT):
        assert days_without_reply(day, sent_on=sent, status=answered) is None


@pytest.mark.parametrize("act, status", list(product(Act, Status)))
def test_whatever_may_not_be_done_is_refused_in_words(act, status):
    assert bool(recommendations.refusal(act, status)) is not recommendations.may(act, status)


def test_what_is_withdrawn_stays_as_it_is():
    assert ALLOWED[Status.WITHDRAWN] == frozenset()
    assert set(ALLOWED) == set(Status) == {*PUBLIC, Status.DRAFT}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_status_has_a_name_of_its_own(language):
    with override(language):
        assert len({str(status.label) for status in Status}) == len(Status)


@pytest.mark.django_db
def test_the_database_finds_what_the_rule_says_on_every_day(councils):
    """The filter of the registers and the status of each row are two readings of one rule."""
    days = [SENT + timedelta(days=step) for step in range(-1, 22)]
    make_recommendation(councils.a)
    for replied, withdrawn in ((None, None), (DUE, None), (DUE + timedelta(days=3), None), (None, DUE)):
        row = make_recommendation(councils.a, sent_on=SENT, due_on=DUE)
        Recommendation.objects.filter(pk=row.pk).update(withdrawn_on=withdrawn)
        if replied:
            Reply.objects.create(recommendation=row, received_on=replied, text_kk="Жауап")
    rows = list(Recommendation.objects.select_related("reply"))
    for day, status in product(days, Status):
        found = set(Recommendation.objects.in_status(status, day))
        assert found == {row for row in rows if row.status_on(day) == status}, (day, status)
        counted = Recommendation.objects.counted(day)
        assert status not in PUBLIC or counted[status] == len(found)
    assert {row.status_on(DUE + timedelta(days=8)) for row in rows} >= {Status.DRAFT, Status.OVERDUE, Status.ANSWERED}


@pytest.mark.django_db
def test_a_row_counts_the_days_it_has_waited(councils):
    row = make_recommendation(councils.a, sent_on=SENT, due_on=DUE)
    assert row.days_without_reply(DUE + timedelta(days=1)) == 15
    assert row.url("ru") == f"/ru/councils/almaly/recommendations/{row.slug}/"
    assert make_recommendation(councils.a).url("ru") == ""
