from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext, override
from wagtail.models import ModelLogEntry

from cms.roles import COUNCIL_ROLES, PLANS_CONSULTATIONS, READS_COUNCIL, Role
from council_pages import planning, texts
from council_pages.lifecycle import State
from council_pages.models import Consultation, Outcome, Schedule
from council_pages.quarters import Quarter
from tests.factories import (
    QUARTER,
    at,
    make_consultation,
    make_decision,
    make_schedule,
    make_texts,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = at(22, hour=12)
BEFORE, AFTER, FAR = (NOW + timedelta(days=days) for days in (-3, 3, 30))
WORDS = {"subject_kk": "Көше жарығы", "subject_ru": "Освещение улиц"}


@pytest.fixture
def editor(councils):
    return make_user(Role.EDITOR, councils.a)


def logged(row, action):
    """The entries of the log about this row with this action."""
    return list(ModelLogEntry.objects.for_instance(row).filter(action=action))


def refusal(field, verb, *args, **kwargs):
    """The words of the verb's refusal beside the field, in both languages; nothing is left half-written."""
    before = everything()
    words = {}
    for language in ("kk", "ru"):
        with override(language), pytest.raises(ValidationError) as refused:
            verb(*args, **kwargs)
        with override(language):
            errors = refused.value.message_dict if field else {None: refused.value.messages}
        assert set(errors) == {field}
        [words[language]] = errors[field]
    assert words["kk"] != words["ru"]
    assert everything() == before
    return words["ru"]


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Schedule, Consultation, Outcome, ModelLogEntry)]


def in_russian(words):
    with override("ru"):
        return gettext(words)


# --- who may ---------------------------------------------------------------------------------------------------------
def every_verb(council, user):
    """Each verb of planning once, as calls without arguments."""
    row, schedule, decision = (
        make_consultation(council),
        make_schedule(council, Quarter(2027, 1)),
        make_decision(council),
    )
    return {
        "create_schedule": lambda: planning.create_schedule(council=council, quarter=QUARTER, user=user),
        "approve_schedule": lambda: planning.approve_schedule(schedule, decision, user=user),
        "plan_consultation": lambda: planning.plan_consultation(council=council, user=user, slug="new", **WORDS),
        "change_facts": lambda: planning.change_facts(row, user=user, now=NOW, subject_ru="Новое"),
        "halt": lambda: planning.halt(row, "postponed", reason_kk="а", reason_ru="б", user=user),
        "resume": lambda: planning.resume(row, user=user),
        "open_outcome": lambda: planning.open_outcome(row, user=user),
    }


@pytest.mark.parametrize("role", sorted(PLANS_CONSULTATIONS))
def test_who_plans_may_use_every_verb(role, councils):
    for verb in every_verb(councils.a, make_user(role, councils.a)).values():
        assert verb().pk


@pytest.mark.parametrize("role", sorted(READS_COUNCIL - PLANS_CONSULTATIONS))
def test_who_reads_and_does_not_plan_is_refused_by_every_verb(role, councils):
    verbs = every_verb(councils.a, make_user(role, councils.a if role in COUNCIL_ROLES else None))
    before = everything()
    for name, verb in verbs.items():
        with pytest.raises(PermissionDenied):
            verb()
        assert everything() == before, name


def test_a_stranger_finds_nothing_with_any_verb(councils):
    for stranger in (make_user(), make_user(Role.PUBLISHER, councils.b), make_user(Role.NATIONAL_EDITOR)):
        with transaction.atomic():
            verbs = every_verb(councils.a, stranger)
            before = everything()
            for name, verb in verbs.items():
                with pytest.raises(Http404):
                    verb()
                assert everything() == before, name
            transaction.set_rollback(True)


def test_every_verb_writes_one_line_into_the_log_with_its_author(councils, editor):
    for verb in every_verb(councils.a, editor).values():
        before = ModelLogEntry.objects.count()
        verb()
        assert ModelLogEntry.objects.count() == before + 1
        assert ModelLogEntry.objects.latest("pk").user == editor


# --- schedules -------------------------------------------------------------------------------------------------------
def test_a_schedule_is_made_for_a_quarter(councils, editor):
    decision = make_decision(councils.a)
    schedule = planning.create_schedule(council=councils.a, quarter=QUARTER, user=editor, decision=decision)
    schedule.refresh_from_db()
    assert (schedule.council, schedule.quarter, schedule.decision) == (councils.a, QUARTER, decision)
    assert len(logged(schedule, "kenes.schedule_created")) == 1


def test_a_second_schedule_for_the_quarter_is_refused(councils, editor):
    make_schedule(councils.a)
    words = refusal("__all__", planning.create_schedule, council=councils.a, quarter=QUARTER, user=editor)
    assert words == in_russian("This council has a schedule for this quarter already. Open that one.")
    make_schedule(councils.b)
    make_schedule(councils.a, QUARTER.next())


def test_a_second_schedule_is_refused_by_the_database_too(councils):
    make_schedule(councils.a)
    with pytest.raises(IntegrityError), transaction.atomic():
        Schedule.objects.create(council=councils.a, year=QUARTER.year, number=QUARTER.number)
    with pytest.raises(IntegrityError), transaction.atomic():
        Schedule.objects.create(council=councils.a, year=2026, number=5)


def test_a_decision_of_another_council_approves_nothing(councils, editor):
    foreign, schedule = make_decision(councils.b), make_schedule(councils.a, QUARTER.next())
    words = refusal(
        "decision", planning.create_schedule, council=councils.a, quarter=QUARTER, user=editor, decision=foreign
    )
    assert words == in_russian("Choose one of this council's own.")
    assert refusal("decision", planning.approve_schedule, schedule, foreign, user=editor) == words
    schedule.refresh_from_db()
    assert schedule.decision is None


def test_an_approval_is_recorded_and_logged_with_the_decision(councils, editor):
    schedule, decision = make_schedule(councils.a), make_decision(councils.a)
    planning.approve_schedule(schedule, decision, user=editor)
    schedule.refresh_from_db()
    assert schedule.decision == decision
    [entry] = logged(schedule, "kenes.schedule_approved")
    assert entry.data == {"decision": decision.pk}


# --- a new consultation ----------------------------------------------------------------------------------------------
def test_a_consultation_is_planned_with_its_facts(councils, editor):
    schedule = make_schedule(councils.a)
    facts = {
        "schedule": schedule,
        "opens_at": BEFORE,
        "closes_at": AFTER,
        "holding": "online",
        "occasion": "initiative",
        "subject_kind": "draft_act",
        "event_at": AFTER,
        "place_kk": "Әкімдік",
        "place_ru": "Акимат",
    }
    row = planning.plan_consultation(council=councils.a, user=editor, slug="lights", **WORDS, **facts)
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in [*WORDS, *facts]} == WORDS | facts
    assert row.state_at(NOW) is State.COLLECTING
    assert len(logged(row, "kenes.consultation_planned")) == 1


def test_a_consultation_outside_every_schedule_and_without_dates_is_planned(councils, editor):
    row = planning.plan_consultation(council=councils.a, user=editor, slug="lights", **WORDS)
    assert (row.schedule, row.state_at(NOW)) == (None, State.PLANNED)


@pytest.mark.parametrize("window, field", [
    ({"opens_at": AFTER, "closes_at": BEFORE}, "closes_at"),
    ({"opens_at": AFTER, "closes_at": AFTER}, "closes_at"),
    ({"opens_at": AFTER}, "closes_at"),
    ({"closes_at": AFTER}, "opens_at"),
])  # fmt: skip
def test_a_window_without_two_ends_in_their_order_is_refused_beside_its_end(window, field, councils, editor):
    refusal(field, planning.plan_consultation, council=councils.a, user=editor, slug="x", **WORDS, **window)
    refusal(field, planning.change_facts, make_consultation(councils.a), user=editor, now=NOW, **window)


def test_a_window_turned_around_is_refused_by_the_database_too(councils):
    row = make_consultation(councils.a)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=row.pk).update(opens_at=AFTER, closes_at=BEFORE)


def test_an_address_in_use_is_refused_beside_the_address(councils, editor):
    make_consultation(councils.a, "lights")
    words = refusal("slug", planning.plan_consultation, council=councils.a, user=editor, slug="lights", **WORDS)
    assert words == in_russian("Another question of this council has this address already.")
    # The same address in another council is another address.
    make_consultation(councils.b, "lights")


@pytest.mark.parametrize("slug", ["", "Жарық", "a b", "a" * 81])
def test_an_address_that_is_none_is_refused_beside_the_address(slug, councils, editor):
    refusal("slug", planning.plan_consultation, council=councils.a, user=editor, slug=slug, **WORDS)


@pytest.mark.parametrize("field", sorted(WORDS))
def test_a_question_is_said_in_both_languages(field, councils, editor):
    refusal(field, planning.plan_consultation, council=councils.a, user=editor, slug="x", **WORDS | {field: ""})


def test_a_question_of_300_kazakh_letters_is_planned(councils, editor):
    row = planning.plan_consultation(council=councils.a, user=editor, slug="x", **WORDS | {"subject_kk": "Ң" * 300})
    row.refresh_from_db()
    assert row.subject("kk") == "Ң" * 300
    assert texts.write_text(row, "kk", user=editor).title == "Ң" * 255


def test_a_schedule_of_another_council_is_refused(councils, editor):
    foreign, row = make_schedule(councils.b), make_consultation(councils.a)
    refusal(
        "schedule", planning.plan_consultation, council=councils.a, user=editor, slug="x", **WORDS, schedule=foreign
    )
    refusal("schedule", planning.change_facts, row, user=editor, now=NOW, schedule=foreign)


@pytest.mark.parametrize("fact", ["halted", "council", "slug", "state"])
def test_what_is_no_fact_cannot_be_slipped_in(fact, councils, editor):
    row = make_consultation(councils.a)
    with pytest.raises(TypeError):
        planning.change_facts(row, user=editor, now=NOW, **{fact: "x"})
    if fact in ("halted", "state"):
        with pytest.raises(TypeError):
            planning.plan_consultation(council=councils.a, user=editor, slug="x", **WORDS, **{fact: "cancelled"})


# --- changes ---------------------------------------------------------------------------------------------------------
def test_facts_change_for_both_languages_at_once_and_the_log_names_them(councils, editor):
    row = make_consultation(councils.a, opens_at=AFTER, closes_at=FAR)
    pages = make_texts(row)
    planning.change_facts(row, user=editor, now=NOW, closes_at=FAR + timedelta(days=1), holding="online")
    for page in pages.values():
        page.refresh_from_db()
        assert (page.consultation.closes_at, page.consultation.holding) == (FAR + timedelta(days=1), "online")
    [entry] = logged(row, "kenes.facts_changed")
    assert entry.data["fields"] == ["closes_at", "holding"]
    # The state can be told again from the log (`council_pages.replay`).
    assert datetime.fromisoformat(entry.data["closes_at"]) == FAR + timedelta(days=1)


def test_a_change_that_changes_nothing_leaves_no_line_in_the_log(councils, editor):
    row = make_consultation(councils.a, opens_at=AFTER, closes_at=FAR)
    planning.change_facts(row, user=editor, now=NOW, closes_at=FAR, subject_ru=row.subject_ru)
    assert logged(row, "kenes.facts_changed") == []


def test_facts_that_are_not_named_stay(councils, editor):
    row = make_consultation(councils.a, opens_at=AFTER, closes_at=FAR, place_kk="Әкімдік")
    stale = Consultation.objects.get(pk=row.pk)
    planning.change_facts(row, user=editor, now=NOW, place_ru="Акимат")
    planning.change_facts(stale, user=editor, now=NOW, holding="online")
    row.refresh_from_db()
    assert (row.place_kk, row.place_ru, row.holding) == ("Әкімдік", "Акимат", "online")


@pytest.mark.parametrize("closes_at", [NOW, BEFORE + timedelta(days=1)])
def test_a_closing_is_not_moved_into_the_past(closes_at, councils, editor):
    row = make_consultation(councils.a, opens_at=BEFORE, closes_at=AFTER)
    words = refusal("closes_at", planning.change_facts, row, user=editor, now=NOW, closes_at=closes_at)
    assert words == in_russian("A closing cannot be moved into the past. Choose a later moment.")
    row.refresh_from_db()
    assert row.closes_at == AFTER


def test_a_closing_that_has_passed_does_not_stand_in_the_way_of_other_facts(councils, editor):
    row = make_consultation(councils.a, opens_at=BEFORE, closes_at=NOW - timedelta(days=1))
    planning.change_facts(row, user=editor, now=NOW, closes_at=row.closes_at, place_ru="Акимат")
    row.refresh_from_db()
    assert row.place_ru == "Акимат"


def test_an_open_consultation_keeps_its_opening_and_may_be_prolonged(councils, editor):
    row = make_consultation(councils.a, opens_at=BEFORE, closes_at=AFTER)
    refusal("opens_at", planning.change_facts, row, user=editor, now=NOW, opens_at=NOW + timedelta(days=1))
    refusal("closes_at", planning.change_facts, row, user=editor, now=NOW, closes_at=None)
    planning.change_facts(row, user=editor, now=NOW, closes_at=FAR)
    row.refresh_from_db()
    assert (row.opens_at, row.closes_at) == (BEFORE, FAR)


def test_before_it_opens_the_whole_window_may_be_moved_or_taken_away(councils, editor):
    row = make_consultation(councils.a, opens_at=AFTER, closes_at=FAR)
    planning.change_facts(row, user=editor, now=NOW, opens_at=FAR, closes_at=FAR + timedelta(days=9))
    planning.change_facts(row, user=editor, now=NOW, opens_at=None, closes_at=None)
    row.refresh_from_db()
    assert (row.opens_at, row.state_at(NOW)) == (None, State.PLANNED)


def with_outcome(council):
    row = make_consultation(council, opens_at=BEFORE, closes_at=NOW - timedelta(days=1))
    outcome = planning.open_outcome(row, user=None, attended_offline=3)
    Outcome.objects.filter(pk=outcome.pk).update(published_at=NOW, final_since=NOW)
    return Consultation.objects.get(pk=row.pk)


def test_after_the_outcome_the_facts_stand(councils, editor):
    row = with_outcome(councils.a)
    words = refusal(None, planning.change_facts, row, user=editor, now=NOW, place_ru="Акимат")
    assert words == in_russian("The outcome is published: the facts of this consultation stand.")
    assert refusal(None, planning.halt, row, "cancelled", reason_kk="а", reason_ru="б", user=editor) == words
    assert refusal(None, planning.resume, row, user=editor) == words


# --- halt and resume -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind, state", [("postponed", State.POSTPONED), ("cancelled", State.CANCELLED)])
def test_a_halt_shows_at_once_and_a_resumption_takes_it_back(kind, state, councils, editor):
    row = make_consultation(councils.a, opens_at=BEFORE, closes_at=AFTER)
    halted = planning.halt(row, kind, reason_kk=" Жөндеу ", reason_ru=" Ремонт ", user=editor)
    assert halted.state_at(NOW) is state
    assert (halted.halt_reason_kk, halted.halt_reason_ru) == ("Жөндеу", "Ремонт")
    [entry] = logged(row, "kenes.consultation_halted")
    assert entry.data == {"kind": kind}
    resumed = planning.resume(row, user=editor)
    assert (resumed.state_at(NOW), resumed.halt_reason_kk, resumed.halt_reason_ru) == (State.COLLECTING, "", "")
    assert len(logged(row, "kenes.consultation_resumed")) == 1


@pytest.mark.parametrize("reason_kk, reason_ru", [("", ""), ("Жөндеу", ""), ("", "Ремонт"), ("Жөндеу", " \n")])
def test_a_halt_without_a_reason_in_both_languages_is_refused(reason_kk, reason_ru, councils, editor):
    row = make_consultation(councils.a)
    words = refusal("reason_kk", planning.halt, row, "postponed", reason_kk=reason_kk, reason_ru=reason_ru, user=editor)
    assert words == in_russian("Give the reason in both languages: readers will see it.")
    row.refresh_from_db()
    assert row.halted == ""


def test_a_halt_of_an_unknown_kind_is_a_mistake_of_the_caller(councils, editor):
    with pytest.raises(ValueError, match="published"):
        planning.halt(make_consultation(councils.a), "published", reason_kk="а", reason_ru="б", user=editor)


# --- outcome ---------------------------------------------------------------------------------------------------------
def test_an_outcome_is_opened_once_and_its_attendance_may_change(councils, editor):
    row = make_consultation(councils.a)
    first = planning.open_outcome(row, user=editor, attended_offline=12, attended_online=3)
    second = planning.open_outcome(row, user=editor, attended_offline=13, attended_online=3)
    assert (first.pk, second.attended_offline, second.published_at) == (second.pk, 13, None)
    assert Outcome.objects.filter(consultation=row).count() == 1
    assert len(logged(row, "kenes.outcome_opened")) == len(logged(row, "kenes.attendance_changed")) == 1
