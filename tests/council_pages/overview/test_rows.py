"""What the overview reads of the rows: the same number of queries for any number of councils."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import Council
from council_pages import texts
from council_pages.overview.indicator_rows import readings_of
from council_pages.overview.indicators import Replies, Texts
from council_pages.overview.parity import Counts, counts_of
from council_pages.overview.parity_rows import pairs_of
from council_pages.overview.waiting_rows import proposals_waiting, recommendations_waiting
from council_pages.quarters import Quarter
from tests.council_pages.test_compliance_rows import propose
from tests.factories import make_consultation, make_council, make_recommendation, make_schedule, make_texts

pytestmark = pytest.mark.django_db


def fill(slug):
    """A council with texts in both languages and in one, a proposal that waits, and a recommendation that does."""
    council, now = make_council(slug), timezone.now()
    make_texts(make_schedule(council, Quarter.of(timezone.localdate())))
    both = make_consultation(council, opens_at=now - timedelta(days=60), closes_at=now - timedelta(days=50))
    make_texts(both)
    one = make_consultation(council)
    texts.write_text(one, "ru", user=None)
    texts.publish_texts(one, ["ru"], user=None)
    propose(both, both.pk, received_at=now - timedelta(days=55))
    today = timezone.localdate()
    make_recommendation(council, sent_on=today - timedelta(days=20), due_on=today - timedelta(days=6))
    return council


def queries(act):
    with CaptureQueriesContext(connection) as asked:
        result = act()
    return result, len(asked)


READS = {
    "readings": (lambda: readings_of(Council.objects.order_by("slug"), Quarter.of(timezone.localdate()),
                                     timezone.localdate()), 13),
    "parity": (lambda: pairs_of(Council.objects.all()), 4),
    "proposals": (lambda: proposals_waiting(Council.objects.order_by("slug"), timezone.localdate()), 4),
    "recommendations": (lambda: list(recommendations_waiting(Council.objects.all(), timezone.localdate())), 1),
}  # fmt: skip


@pytest.mark.parametrize("name", READS)
def test_a_read_costs_the_same_however_many_councils_there_are(name):
    read, most = READS[name]
    fill("k1")
    read()
    found, few = queries(read)
    assert len(found) == 1
    for number in range(2, 6):
        fill(f"k{number}")
    found, many = queries(read)
    assert len(found) == 5
    assert few == many <= most


def test_readings_say_what_is_public_in_which_language_and_which_replies_are_due():
    fill("k1")
    [reading] = readings_of(Council.objects.all(), Quarter.of(timezone.localdate()), timezone.localdate())
    assert reading.texts == Texts(public=3, in_both=2)
    assert reading.replies == Replies(due=1, replied=0)
    assert {section.section: section.is_fresh for section in reading.sections}["schedule"]


def test_g18_what_waits_is_told_in_numbers_by_council():
    council, today = fill("k1"), timezone.localdate()
    make_council("k2")
    [(found, waiting)] = proposals_waiting(Council.objects.all(), today)
    assert found == council
    assert (waiting.number, waiting.overdue, waiting.days(today)) == (1, 1, 55)


def test_002_3_recommendations_without_a_reply_stand_by_their_term():
    council, today = fill("k1"), timezone.localdate()
    later = make_recommendation(council, sent_on=today, due_on=today + timedelta(days=9))
    make_recommendation(council)
    rows = list(recommendations_waiting(Council.objects.all(), today))
    assert [row.due_on for row in rows] == [today - timedelta(days=6), later.due_on]


def test_g19_pages_stand_with_their_twins():
    council = fill("k1")
    pairs = pairs_of(Council.objects.all(), "questionpage")[council.pk]
    assert sorted(f"{pair.state('kk')} {pair.state('ru')}" for pair in pairs) == ["live live", "missing live"]
    assert counts_of(pairs) == Counts(pages=2, even=1, missing=1)
    assert {pair.page_type for pair in pairs_of(Council.objects.all(), "nonsense")[council.pk]} > {"textpage"}
