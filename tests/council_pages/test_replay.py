from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council_pages import planning, replay, texts
from council_pages.models import Consultation, Outcome
from council_pages.replay import UNTOLD, Standing, told
from forms.proposal_list import close_list
from tests.factories import at, make_consultation, make_texts

pytestmark = pytest.mark.django_db
OPENS, CLOSES = at(1), at(20)
PLANNED = ("kenes.consultation_planned", {"opens_at": OPENS.isoformat(), "closes_at": CLOSES.isoformat()})
CLOSED = ("kenes.list_closed", {"closed_at": at(21).isoformat()})
PUBLISHED = ("kenes.outcome_published", {"published_at": at(25).isoformat()})


def audit():
    """What the command prints, and whether it ended well."""
    output = StringIO()
    try:
        call_command("audit_cycle", stdout=output)
    except CommandError:
        return output.getvalue(), False
    return output.getvalue(), True


# --- told from entries alone -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "entries, standing",
    [
        ([], Standing(UNTOLD, UNTOLD)),
        ([PLANNED], Standing(OPENS, CLOSES)),
        (
            [PLANNED, ("kenes.facts_changed", {"opens_at": OPENS.isoformat(), "closes_at": at(25).isoformat()})],
            Standing(OPENS, at(25)),
        ),
        ([PLANNED, ("kenes.consultation_halted", {"kind": "postponed"})], Standing(OPENS, CLOSES, "postponed")),
        (
            [PLANNED, ("kenes.consultation_halted", {"kind": "postponed"}), ("kenes.consultation_resumed", {})],
            Standing(OPENS, CLOSES),
        ),
        ([PLANNED, CLOSED], Standing(OPENS, CLOSES, listed_at=at(21))),
        ([PLANNED, PUBLISHED], Standing(OPENS, CLOSES, published_at=at(25), final_since=at(25))),
        ([PLANNED, PUBLISHED, ("kenes.outcome_withdrawn", {})], Standing(OPENS, CLOSES, final_since=at(25))),
        ([PLANNED, ("kenes.told_outside", {"url": "https://social.example/"})], Standing(OPENS, CLOSES)),
        ([("kenes.facts_changed", {"fields": ["holding"]})], Standing(UNTOLD, UNTOLD)),
    ],
)  # fmt: skip
def test_the_standing_follows_the_entries_in_their_order(entries, standing):
    assert told(entries) == standing


def test_a_second_publication_keeps_the_first_moment_as_the_final_one():
    again = ("kenes.outcome_published", {"published_at": at(28).isoformat()})
    standing = told([PLANNED, PUBLISHED, ("kenes.outcome_withdrawn", {}), again])
    assert (standing.published_at, standing.final_since) == (at(28), at(25))


# --- the database against its log ------------------------------------------------------------------------------------
@pytest.fixture
def through_its_whole_way(councils):
    """A consultation that was moved, halted, resumed, listed, published, withdrawn and published again."""
    now = timezone.now()
    row = make_consultation(
        councils.a, "lights", opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1), schedule=None
    )
    planning.change_facts(row, user=None, now=now - timedelta(days=5), closes_at=now - timedelta(days=2))
    planning.halt(row, "postponed", reason_kk="Жөндеу", reason_ru="Ремонт", user=None)
    planning.resume(row, user=None)
    close_list(row, user=None, now=now)
    outcome = planning.open_outcome(row, user=None)
    make_texts(outcome, publish=["kk"])
    texts.withdraw_text(outcome, "kk", user=None)
    texts.publish_texts(Outcome.objects.get(pk=outcome.pk), ["kk"], user=None)
    return row


def test_what_the_verbs_did_the_log_tells(through_its_whole_way, councils):
    make_consultation(councils.b)
    assert list(replay.differences()) == []
    assert audit() == ("Consultations: 2, differences: 0\n", True)


@pytest.mark.parametrize(
    "past_the_verbs, fact",
    [
        ({"closes_at": timezone.now()}, "closes_at"),
        ({"opens_at": at(1, month=1)}, "opens_at"),
        ({"halted": "cancelled"}, "halted"),
        ({"list_frozen_at": None}, "listed_at"),
    ],
)
def test_what_was_changed_past_the_verbs_is_found(past_the_verbs, fact, through_its_whole_way):
    Consultation.objects.filter(pk=through_its_whole_way.pk).update(**past_the_verbs)
    assert [found.fact for found in replay.differences()] == [fact]
    output, ended_well = audit()
    assert f"lights (key {through_its_whole_way.pk}): {fact} is" in output and not ended_well


@pytest.mark.parametrize("fact", ["published_at", "final_since"])
def test_an_outcome_withdrawn_past_the_verbs_is_found(fact, through_its_whole_way):
    Outcome.objects.filter(consultation=through_its_whole_way).update(**{fact: None})
    assert [found.fact for found in replay.differences()] == [fact]


@pytest.mark.parametrize("window", [{}, {"opens_at": OPENS, "closes_at": CLOSES}])
def test_a_row_without_a_log_is_found(window, councils):
    Consultation.objects.create(council=councils.a, slug="slipped-in", subject_kk="а", subject_ru="б", **window)
    assert [found.fact for found in replay.differences()] == ["opens_at", "closes_at"]


def test_two_queries_are_enough_however_many_consultations_there_are(councils, monkeypatch):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert list(replay.differences()) == []
        return len(asked)

    make_consultation(councils.a)
    few = queries()
    for _number in range(5):
        make_consultation(councils.a)
    assert queries() == few
    # One look further for each batch that was full.
    monkeypatch.setattr(replay, "BATCH", 2)
    assert queries() == few + 4
