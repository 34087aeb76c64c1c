"""No sequence of acts by anybody reaches a state that the tables of rules forbid (docs/rules.md).

Hundreds of random acts go through the verbs; after each, the whole record is compared with what it was before. What is
checked here is written anew from the tables, not asked of the code under test.
"""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from wagtail.models import ModelLogEntry, Page, Revision

from cms.dates import local
from council_pages import planning, replay, texts
from council_pages.evidence import record_of
from council_pages.lifecycle import StepState, steps_of
from council_pages.models import (
    Amendment,
    Clause,
    Consultation,
    Departure,
    Event,
    Outcome,
    OutsidePublication,
    Recommendation,
    Reply,
    Schedule,
    Update,
)
from forms import answering
from forms.form_building import define_form
from forms.models import Answer, Original, Proposal, PublishedProposal
from forms.states import FINAL, ProposalState
from tests.council_pages.random_acts import ACTS as ACTS_THERE_ARE
from tests.council_pages.random_acts import OUR_OWN, REASONS, Council

pytestmark = pytest.mark.django_db
ACTS = 200
LOOK_EVERY = 20
GRACE = timedelta(minutes=15)
ANSWERED = {"accepted", "partially_accepted", "rejected", "forwarded"}
RECORD = (
    Schedule, Amendment, Consultation, Departure, OutsidePublication, Event, Update, Outcome, Recommendation, Clause,
    Reply, Proposal, Original, Answer, PublishedProposal,
)  # fmt: skip
STANDS_WHEN_FINAL = {
    "opens_at", "closes_at", "halted", "halt_reason_kk", "halt_reason_ru", "schedule_id", "decision_id",
    "subject_kk", "subject_ru", "subject_kind",
}  # fmt: skip


def snapshot():
    """The whole record: {model: {key: columns}}, and the pages, their revisions and the log by number."""
    rows = {model: {row["pk"]: row for row in model.objects.order_by("pk").values("pk", *columns(model))}
            for model in RECORD}  # fmt: skip
    rows[Page] = dict(Page.objects.filter(depth__gt=3).values_list("pk", "live"))
    rows[Revision], rows[ModelLogEntry] = Revision.objects.count(), ModelLogEntry.objects.count()
    return rows


def columns(model):
    return [field.attname for field in model._meta.concrete_fields]


# --- what must hold after each act: by the tables --------------------------------------------------------------------


def check_windows(before, after, now):
    """Closing after opening, no closing into the past, no opening that has been moves."""
    for pk, row in after[Consultation].items():
        opens, closes = row["opens_at"], row["closes_at"]
        assert (opens is None and closes is None) or opens < closes
        if (old := before[Consultation].get(pk)) is None:
            continue
        if closes != old["closes_at"]:
            assert closes > now if closes else old["opens_at"] > now
        if opens != old["opens_at"]:
            assert old["opens_at"] is None or old["opens_at"] > now


def check_what_citizens_sent(before, after, now):
    """Taken inside the window and its grace only; never changed; an answered one never unanswered."""
    for pk, row in after[Proposal].items():
        old = before[Proposal].get(pk)
        if old is None:
            consultation = before[Consultation][row["consultation_id"]]
            closes, opened = consultation["closes_at"], row["form_opened_at"]
            assert not consultation["halted"] and not outcome_of(before, consultation["pk"]).get("published_at")
            assert consultation["opens_at"] <= now
            assert now < closes or (opened < closes and now < closes + GRACE)
        elif old["state"] in ANSWERED:
            assert row["state"] in ANSWERED and pk in {answer["proposal_id"] for answer in after[Answer].values()}
    assert before[Proposal].keys() <= after[Proposal].keys()
    assert all(after[Original][pk] == row for pk, row in before[Original].items())


def check_final(before, after, now):
    """After the first publication of the outcome nothing that bears the state changes, and no answer."""
    final = {row["consultation_id"]: row for row in before[Outcome].values() if row["final_since"]}
    for pk, outcome in final.items():
        old, new = before[Consultation][pk], after[Consultation][pk]
        assert {name: old[name] for name in STANDS_WHEN_FINAL} == {name: new[name] for name in STANDS_WHEN_FINAL}
        same = {name: outcome[name] for name in ("final_since", "attended_offline", "attended_online")}
        assert same.items() <= after[Outcome][outcome["pk"]].items()
        assert of(before[Event], pk) == of(after[Event], pk)
        assert of(before[Update], pk).keys() == of(after[Update], pk).keys()
    for pk, answer in before[Answer].items():
        if before[Proposal][answer["proposal_id"]]["consultation_id"] in final:
            assert after[Answer][pk] == answer


def check_lists(before, after, now):
    """A closed list stays closed and takes no text; it was closed once no proposal could come."""
    for pk, row in after[Consultation].items():
        old = before[Consultation].get(pk)
        closed = row["list_frozen_at"]
        if old is None or old["list_frozen_at"] is None:
            assert closed is None or (closed == now and row["closes_at"] + GRACE <= now)
        else:
            assert closed == old["list_frozen_at"]
            assert of(after[PublishedProposal], pk).keys() <= of(before[PublishedProposal], pk).keys()


def check_schedules(before, after, now):
    """One for a council and a quarter; an approved one changes by an amendment of its own council only."""
    quarters = Counter((row["council_id"], row["year"], row["number"]) for row in after[Schedule].values())
    assert set(quarters.values()) <= {1}
    for pk, row in before[Schedule].items():
        if row["decision_id"] and listed(before, pk) != listed(after, pk):
            amendments = [{key for key, line in rows[Amendment].items() if line["schedule_id"] == pk}
                          for rows in (before, after)]  # fmt: skip
            assert amendments[0] < amendments[1]
    for rows in (after[Consultation].values(), after[Recommendation].values()):
        for row in rows:
            decided = after[Schedule].get(row.get("schedule_id"), row)
            assert decided["council_id"] == row["council_id"]


def check_replies_and_publications(before, after, now):
    """No reply before its recommendation or tomorrow; our own site proves nothing; what was sent keeps its words."""
    today = local(now).date()
    for row in after[Reply].values():
        sent = after[Recommendation][row["recommendation_id"]]["sent_on"]
        assert sent <= row["received_on"] <= today
    for row in after[OutsidePublication].values():
        assert row["url"] != OUR_OWN and row["published_on"] <= today
    for pk, row in before[Recommendation].items():
        if row["sent_on"]:
            changed = {name for name, value in row.items() if after[Recommendation][pk][name] != value}
            assert not changed or {"withdrawn_on"} <= changed <= {
                "withdrawn_on", "withdrawn_reason_kk", "withdrawn_reason_ru",
            }  # fmt: skip


def outcome_of(rows, consultation):
    return next(iter(of(rows[Outcome], consultation).values()), {})


def of(rows, consultation):
    return {pk: row for pk, row in rows.items() if row["consultation_id"] == consultation}


def listed(rows, schedule):
    return {(row["pk"], row["subject_kk"], row["subject_ru"]) for row in rows[Consultation].values()
            if row["schedule_id"] == schedule}  # fmt: skip


CHECKS = (
    check_windows, check_what_citizens_sent, check_final, check_lists, check_schedules, check_replies_and_publications,
)  # fmt: skip


# --- the steps -------------------------------------------------------------------------------------------------------


def check_steps(rows, now):
    """Each step is done exactly where its proof stands in the rows."""
    today = local(now).date()
    for consultation in Consultation.objects.select_related("schedule__decision", "decision"):
        pk, schedule = consultation.pk, consultation.schedule
        told = {row["told"] for row in of(rows[OutsidePublication], pk).values() if row["withdrawn_at"] is None}
        sent = [row for row in of(rows[Recommendation], pk).values() if row["sent_on"] and not row["withdrawn_on"]]
        held = [row for row in of(rows[Event], pk).values() if row["participants"] is not None]
        closes = consultation.closes_at
        is_approved = schedule is not None and schedule.decision is not None
        proven = {
            1: consultation.decision is not None or is_approved,
            2: is_approved,
            3: "question" in told,
            4: closes <= now if closes else bool(held),
            5: consultation.list_frozen_at is not None,
            6: consultation.subject_kind == "draft_act" and any(row["sent_on"] <= today for row in sent),
            7: "position" in told and outcome_of(rows, pk).get("published_at") is not None,
        }
        steps = steps_of(record_of(consultation).evidence, now)
        assert {step.number: step.state == StepState.DONE for step in steps} == proven
        current = [step.number for step in steps if step.state == StepState.CURRENT]
        assert len(current) <= (0 if consultation.halted else 1)
        assert all(number > max(n for n in range(8) if n == 0 or proven[n]) for number in current)


# --- the test --------------------------------------------------------------------------------------------------------


def come_to_an_end(council):
    """A question with answers whose outcome is final though it was postponed: most of what stands, stands here."""
    row = planning.plan_consultation(
        council=council.council, user=None, slug="final", subject_kk="Саябақ", subject_ru="Парк",
        opens_at=council.now - timedelta(days=5), closes_at=council.now + timedelta(minutes=50),
    )  # fmt: skip
    define_form(row, user=None)
    while Proposal.objects.count() < len(ProposalState):
        council.send(None)
        council.now = min(council.now, row.closes_at - timedelta(minutes=1))
    for proposal, state in zip(Proposal.objects.all(), sorted(FINAL), strict=False):
        answering.answer(proposal, state, "Жауап", user=None, now=council.now)
    planning.halt(row, "postponed", user=None, **REASONS)
    outcome = planning.open_outcome(row, user=None)
    texts.write_text(outcome, "kk", user=None)
    texts.publish_texts(outcome, ["kk"], user=None, **REASONS)


def act_at_random(council, done):
    """Acts of one council, each judged by what it left in the record. `done` counts those that went through."""
    come_to_an_end(council)
    before = snapshot()
    for number in range(1, ACTS + 1):
        act = next(filter(None, iter(council.act, "never")))
        after = snapshot()
        try:
            judge(act, before, after)
            if number % LOOK_EVERY == 0:
                check_steps(after, council.now)
        except AssertionError as error:
            error.add_note(f"act {number}: {act}")
            raise
        done[act.name] += act.went_through
        done["refused"] += not act.went_through
        before = after
    check_steps(before, council.now)
    assert list(replay.differences()) == []
    done["final"] += Outcome.objects.exclude(final_since=None).count()


def judge(act, before, after):
    if not act.went_through:
        assert after == before
        return
    assert act.who in act.may
    for check in CHECKS:
        check(before, after, act.now)


@pytest.mark.parametrize("seed", [2026])
def test_no_sequence_of_acts_reaches_a_forbidden_state(seed, councils, full_size, settings, monkeypatch):
    settings.WAGTAILADMIN_BASE_URL = OUR_OWN
    done = Counter()
    for offset in range(20 if full_size else 3):
        with transaction.atomic():
            council = Council(councils, seed + offset)
            monkeypatch.setattr("django.utils.timezone.now", lambda council=council: council.now)
            try:
                act_at_random(council, done)
            except AssertionError as error:
                error.add_note(f"seed {seed + offset}")
                raise
            transaction.set_rollback(True)
    # The acts took place, and so did refusals; outcomes became final, and acts went on.
    missing = {verb.__name__ for verb, _may in ACTS_THERE_ARE} - {name for name, count in done.items() if count}
    assert len(missing) <= (0 if full_size else 4), (missing, done)
    assert min(done["refused"], done["final"], done["send"], done["close_list"], done["answer"]) >= 3, done
