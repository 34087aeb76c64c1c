"""The facts that compliance is computed from, as they are read from the rows."""

from datetime import timedelta

import pytest

from cms.models import Council
from council_pages import answered, planning
from council_pages.compliance import Status
from council_pages.compliance_facts import Approval, Publication
from council_pages.compliance_rows import cells_of, latest_publications, quarters_between, read_councils
from council_pages.models import Departure, OutsidePublication, Rule
from council_pages.quarters import Quarter
from forms.models import Answer, Proposal
from tests.factories import at, make_consultation, make_council, make_decision, make_schedule, make_texts

pytestmark = pytest.mark.django_db
QUARTERS = quarters_between(Quarter(2026, 3), Quarter(2027, 1))
AUTUMN = Quarter(2026, 4)
TODAY = at(22).date()


@pytest.fixture
def council():
    """A council that has been there for long."""
    council = make_council("ortalyq")
    Council.objects.filter(pk=council.pk).update(created_at=at(1, year=2020))
    return council


def facts_of(council, quarters=QUARTERS):
    """The council's facts."""
    [facts] = read_councils(Council.objects.filter(pk=council.pk), quarters)
    return facts


def tell(told, day, **subject):
    """A publication outside the site."""
    council = next(iter(subject.values())).council
    return OutsidePublication.objects.create(
        council=council,
        told=told,
        medium="social",
        channel="Telegram",
        url="https://t.me/x/1",
        published_on=day,
        **subject,
    )


def propose(consultation, number, received_at, answered_at=None):
    """A proposal, answered or not."""
    proposal = Proposal.objects.create(
        consultation=consultation, number=f"{number:012}", token_hash=str(number), language="kk", publication="text",
        form_opened_at=received_at, received_at=received_at, state_changed_at=received_at,
    )  # fmt: skip
    if answered_at:
        Answer.objects.create(proposal=proposal, reason="Ескерілді", answered_at=answered_at)


def test_quarters_between_are_all_of_them_in_order():
    assert [quarter.slug for quarter in QUARTERS] == ["2026-q3", "2026-q4", "2027-q1"]


def test_001_5_a_schedule_is_read_with_its_decision_and_where_it_was_published(council):
    schedule = make_schedule(council, AUTUMN, make_decision(council, "3", held_on=at(10, month=9).date()))
    tell("schedule", at(25, month=9).date(), schedule=schedule)
    first = tell("schedule", at(20, month=9).date(), schedule=schedule)
    wrong = tell("schedule", at(1, month=9).date(), schedule=schedule)
    OutsidePublication.objects.filter(pk=wrong.pk).update(withdrawn_at=at(2, month=9))
    facts = facts_of(council).schedules[AUTUMN]
    assert facts.approval == Approval("3", "5", at(10, month=9).date())
    assert facts.publications[0] == Publication(first.published_on, "Telegram", "https://t.me/x/1")
    assert (len(facts.publications), facts.on_site) == (2, False)


def test_a_live_page_is_read_as_being_on_the_site(council):
    schedule = make_schedule(council, AUTUMN)
    make_texts(schedule, publish=["kk"])
    assert facts_of(council).schedules[AUTUMN].on_site


def test_a_consultation_is_read_with_its_evidence_once_whatever_hangs_on_it(council):
    row = make_consultation(
        council,
        schedule=make_schedule(council, AUTUMN),
        opens_at=at(1, month=10),
        closes_at=at(20, month=10),
        departs=False,
    )
    tell("question", at(2, month=10).date(), consultation=row)
    tell("question", at(1, month=10).date(), consultation=row)
    tell("position", at(30, month=10).date(), consultation=row)
    for code in ("short_window", "unanswered", "list_not_closed"):
        Departure.objects.create(
            council=council, consultation=row, code=code, reason_kk="Себеп", reason_ru="Причина", confirmed_at=at(1)
        )
    outcome = planning.open_outcome(row, user=None)
    make_texts(outcome)
    propose(row, 1, at(2, month=10), at(9, month=10))
    propose(row, 2, at(3, month=10))
    [facts] = facts_of(council).consultations[AUTUMN]
    assert (facts.opens_on, facts.closes_on) == (at(1, month=10).date(), at(20, month=10).date())
    assert (facts.told_on, facts.position_told_on) == (at(1, month=10).date(), at(30, month=10).date())
    assert (facts.is_reported, facts.list_is_frozen) == (True, False)
    assert {reason.code for reason in facts.departures} == {"short_window", "unanswered", "list_not_closed"}
    assert (len(facts.answers), facts.unanswered) == (2, 1)


def test_a_question_of_no_schedule_stands_in_the_quarter_of_its_closing(council):
    midnight = at(1, hour=0, month=1, year=2027)
    make_consultation(council, "last", opens_at=midnight - timedelta(days=9), closes_at=midnight)
    make_consultation(council, "next", opens_at=midnight - timedelta(days=9), closes_at=midnight + timedelta(seconds=1))
    make_consultation(council, "undated")
    found = facts_of(council).consultations
    assert {quarter.slug: len(rows) for quarter, rows in found.items()} == {"2026-q4": 1, "2027-q1": 1}
    assert not found[AUTUMN][0].in_schedule


def test_a_question_of_a_schedule_stands_in_its_quarter_whenever_it_closes(council):
    make_consultation(
        council, schedule=make_schedule(council, AUTUMN), opens_at=at(1, month=2, year=2027),
        closes_at=at(9, month=2, year=2027),
    )  # fmt: skip
    assert list(facts_of(council).consultations) == [AUTUMN]


def test_another_quarter_and_another_council_are_not_read(council):
    make_schedule(council, Quarter(2026, 2))
    make_schedule(make_council("basqa"), AUTUMN)
    assert facts_of(council).schedules == {}


def test_the_halt_is_read_with_its_reason(council):
    row = make_consultation(council, schedule=make_schedule(council, AUTUMN))
    planning.halt(row, "cancelled", reason_kk="Су тасқыны", reason_ru="Паводок", user=None)
    [facts] = facts_of(council).consultations[AUTUMN]
    assert (facts.is_excused, facts.halt.text_ru) == (True, "Паводок")


def test_the_cells_follow_the_rules_that_held(council):
    Rule.objects.all().delete()
    Rule.objects.create(
        code="schedule_due_days_before_quarter", value=30, valid_from=AUTUMN.first_day, source_kk="x", source_ru="x"
    )
    make_schedule(council, AUTUMN)
    [(facts, cells)] = cells_of(Council.objects.all(), QUARTERS, TODAY)
    assert facts.pk == council.pk
    assert [(cell.status, str(cell.published.due)) for cell in cells] == [
        (Status.NONE, "2026-06-21"),
        (Status.DRAFT, "2026-09-01"),
        (Status.NONE, "2026-12-02"),
    ]


def test_000_26_each_section_was_last_published_when_one_of_its_pages_was(council):
    schedule = make_schedule(council, AUTUMN)
    pages = make_texts(schedule)
    for page, day in ((pages["kk"], at(2)), (pages["ru"], at(5))):
        type(page).objects.filter(pk=page.pk).update(last_published_at=day)
    index = pages["kk"].get_parent()
    type(index).objects.filter(pk=index.pk).update(last_published_at=at(1))
    make_texts(make_schedule(make_council("basqa"), AUTUMN))
    councils = Council.objects.filter(pk=council.pk)
    assert latest_publications(councils)[council.pk]["schedule"] == at(5).date()
    type(pages["ru"]).objects.filter(pk=pages["ru"].pk).update(live=False)
    assert latest_publications(councils)[council.pk]["schedule"] == at(2).date()


def test_many_councils_are_told_apart_as_few_are(council, monkeypatch):
    make_texts(make_schedule(council, AUTUMN))
    few = latest_publications(Council.objects.all())
    monkeypatch.setattr("council_pages.compliance_rows.FEW_SECTIONS", 0)
    assert latest_publications(Council.objects.all()) == few != {}


def test_answers_have_one_source():
    assert answered.route() == "kenes_proposals"
    with pytest.raises(ValueError, match="already"):
        answered.register(answered.Source(rows=list, route="x"))


def test_without_a_source_there_are_no_proposals(monkeypatch):
    monkeypatch.setattr(answered, "_sources", [])
    assert (answered.route(), list(answered.rows_of(None))) == (None, [])
