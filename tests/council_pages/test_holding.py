from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext, override
from wagtail.models import ModelLogEntry

from cms.roles import COUNCIL_ROLES, PLANS_CONSULTATIONS, READS_COUNCIL, Role
from council_pages import holding, planning
from council_pages.models import Event, Outcome, Update
from tests.factories import at, make_consultation, make_user

pytestmark = pytest.mark.django_db
NOW = at(22, hour=12)
BEFORE, AFTER = NOW - timedelta(days=3), NOW + timedelta(days=3)
REASONS = {"reason_kk": "Зал жабық", "reason_ru": "Зал закрыт"}


@pytest.fixture
def row(councils):
    return make_consultation(councils.a, opens_at=BEFORE, closes_at=AFTER)


@pytest.fixture
def editor(councils):
    return make_user(Role.EDITOR, councils.a)


def plan(row, starts_at=BEFORE, **facts):
    return holding.plan_event(row, user=None, starts_at=starts_at, **facts)


def finish(row):
    """The outcome is published: nothing changes any more."""
    outcome = planning.open_outcome(row, user=None)
    Outcome.objects.filter(pk=outcome.pk).update(published_at=NOW, final_since=NOW)
    return type(row).objects.get(pk=row.pk)


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Event, Update, ModelLogEntry)]


def refusal(field, verb, *args, **kwargs):
    """The Russian words of the refusal beside the field; there are Kazakh ones, and nothing was written."""
    before, words = everything(), {}
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


def in_russian(text):
    with override("ru"):
        return gettext(text)


# --- who may ---------------------------------------------------------------------------------------------------------
def every_verb(row, user):
    event, update = plan(row), holding.publish_update(row, user=None, now=NOW, text_kk="Хабар")
    return {
        "plan_event": lambda: holding.plan_event(row, user=user, starts_at=AFTER),
        "change_event": lambda: holding.change_event(event, user=user, now=NOW, place_ru="Зал"),
        "record_held": lambda: holding.record_held(event, user=user, now=NOW, participants=5),
        "cancel_event": lambda: holding.cancel_event(plan(row), user=user, **REASONS),
        "publish_update": lambda: holding.publish_update(row, user=user, now=NOW, text_ru="Новость"),
        "withdraw_update": lambda: holding.withdraw_update(update, user=user, now=NOW),
    }


@pytest.mark.parametrize("role", sorted(PLANS_CONSULTATIONS))
def test_who_plans_may_use_every_verb_and_each_is_logged_with_its_author(role, row):
    user = make_user(role, row.council)
    for name, verb in every_verb(row, user).items():
        result = verb()
        entry = ModelLogEntry.objects.for_instance(result).latest("pk")
        assert entry.user == user, name


@pytest.mark.parametrize("role", sorted(READS_COUNCIL - PLANS_CONSULTATIONS))
def test_who_does_not_plan_is_refused_by_every_verb(role, row):
    user = make_user(role, row.council if role in COUNCIL_ROLES else None)
    event, update = plan(row), holding.publish_update(row, user=None, now=NOW, text_kk="Хабар")
    before = everything()
    for verb in (
        lambda: holding.plan_event(row, user=user, starts_at=AFTER),
        lambda: holding.change_event(event, user=user, now=NOW, place_ru="Зал"),
        lambda: holding.record_held(event, user=user, now=NOW, participants=5),
        lambda: holding.cancel_event(event, user=user, **REASONS),
        lambda: holding.publish_update(row, user=user, now=NOW, text_ru="Новость"),
        lambda: holding.withdraw_update(update, user=user, now=NOW),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert everything() == before


def test_a_stranger_finds_nothing_with_any_verb(row, councils):
    user = make_user(Role.PUBLISHER, councils.b)
    for name, verb in every_verb(row, user).items():
        with pytest.raises(Http404):
            verb()
        assert not ModelLogEntry.objects.filter(user=user).exists(), name


# --- events ----------------------------------------------------------------------------------------------------------
def test_001_10_an_event_is_planned_with_its_facts_as_evidence_of_step_4(row, editor):
    facts = {
        "kind": "hearing", "starts_at": AFTER, "ends_at": AFTER + timedelta(hours=2), "place_kk": "Әкімдік",
        "place_ru": "Акимат", "stream_url": "https://example.kz/live", "comments_url": "https://example.kz/chat",
    }  # fmt: skip
    event = holding.plan_event(row, user=editor, **facts)
    event.refresh_from_db()
    assert {name: getattr(event, name) for name in facts} == facts
    assert (event.is_held, event.is_cancelled, event.council) == (False, False, row.council)


@pytest.mark.parametrize("length", [timedelta(0), timedelta(hours=-1)])
def test_an_end_that_is_not_later_than_the_beginning_is_refused_beside_it(length, row):
    refusal("ends_at", plan, row, ends_at=BEFORE + length)
    refusal("ends_at", holding.change_event, plan(row), user=None, now=NOW, ends_at=BEFORE + length)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(consultation=row, starts_at=BEFORE, ends_at=BEFORE + length)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.kz/x", "nowhere"])
def test_an_address_that_a_browser_cannot_safely_follow_is_refused(address, row):
    with pytest.raises(ValidationError) as refused:
        plan(row, stream_url=address)
    assert set(refused.value.message_dict) == {"stream_url"}


@pytest.mark.parametrize("fact", ["participants", "consultation", "cancel_reason_kk"])
def test_what_is_no_fact_cannot_be_slipped_in(fact, row):
    with pytest.raises(TypeError):
        plan(row, **{fact: 5})
    with pytest.raises(TypeError):
        holding.change_event(plan(row), user=None, now=NOW, **{fact: 5})


def test_a_change_that_changes_nothing_leaves_no_line_in_the_log(row):
    event = plan(row, place_ru="Зал")
    before = ModelLogEntry.objects.count()
    holding.change_event(event, user=None, now=NOW, place_ru="Зал")
    assert ModelLogEntry.objects.count() == before
    holding.change_event(event, user=None, now=NOW, place_ru="Холл")
    assert ModelLogEntry.objects.latest("pk").data == {"fields": ["place_ru"]}


def test_a_held_event_is_recorded_and_may_be_corrected(row):
    event = holding.record_held(plan(row), user=None, now=NOW, participants=0, notes_kk=" Талқыланды ")
    assert (event.is_held, event.participants, event.notes("ru")) == (True, 0, "Талқыланды")
    assert holding.record_held(event, user=None, now=NOW, participants=42).participants == 42


def test_nothing_is_held_before_it_begins_and_by_fewer_than_nobody(row):
    refusal(None, holding.record_held, plan(row, AFTER), user=None, now=NOW, participants=5)
    for number in (-1, None):
        refusal("participants", holding.record_held, plan(row), user=None, now=NOW, participants=number)
    holding.record_held(plan(row, NOW), user=None, now=NOW, participants=5)


def test_a_held_event_gets_its_recording_and_does_not_move_into_the_future(row):
    event = holding.record_held(plan(row), user=None, now=NOW, participants=5)
    holding.change_event(event, user=None, now=NOW, stream_url="https://example.kz/recording")
    refusal("starts_at", holding.change_event, event, user=None, now=NOW, starts_at=AFTER)


def test_an_event_is_cancelled_for_good_with_a_reason_in_both_languages(row):
    event = plan(row, AFTER)
    for reasons in ({"reason_kk": "", "reason_ru": "x"}, {"reason_kk": "x", "reason_ru": " \n"}):
        refusal("reason_kk", holding.cancel_event, event, user=None, **reasons)
    event = holding.cancel_event(event, user=None, **REASONS)
    assert (event.is_cancelled, event.cancel_reason("ru")) == (True, "Зал закрыт")
    for verb, facts in (
        (holding.cancel_event, REASONS),
        (holding.change_event, {"now": NOW, "place_ru": "Зал"}),
        (holding.record_held, {"now": AFTER, "participants": 5}),
    ):
        refusal(None, verb, event, user=None, **facts)


def test_what_was_held_is_not_cancelled(row):
    event = holding.record_held(plan(row), user=None, now=NOW, participants=5)
    refusal(None, holding.cancel_event, event, user=None, **REASONS)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(cancel_reason_kk="а", cancel_reason_ru="б")
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=plan(row).pk).update(cancel_reason_kk="а")


# --- news ------------------------------------------------------------------------------------------------------------
def test_001_06_news_of_a_consultation_is_dated_and_public_at_once(row, editor):
    update = holding.publish_update(row, user=editor, now=NOW, text_kk=" Деректер сұратылды ")
    assert (update.published_at, update.author, update.text_kk) == (NOW, editor, "Деректер сұратылды")
    assert list(row.updates.public()) == [update]
    assert (update.text("ru"), update.foreign_language("ru"), update.foreign_language("kk")) == (
        "Деректер сұратылды",
        "kk",
        "",
    )


def test_news_without_a_word_in_any_language_is_refused(row):
    refusal("text_kk", holding.publish_update, row, user=None, now=NOW, text_kk=" ", text_ru="\n")
    with pytest.raises(IntegrityError), transaction.atomic():
        Update.objects.create(consultation=row, published_at=NOW)


def test_withdrawn_news_is_nowhere_public_and_stays_in_the_record(row):
    update = holding.publish_update(row, user=None, now=NOW, text_ru="Новость")
    withdrawn = holding.withdraw_update(update, user=None, now=AFTER)
    assert (withdrawn.withdrawn_at, list(row.updates.public())) == (AFTER, [])
    lines = ModelLogEntry.objects.for_instance(update).count()
    assert holding.withdraw_update(update, user=None, now=AFTER + timedelta(days=1)).withdrawn_at == AFTER
    assert ModelLogEntry.objects.for_instance(update).count() == lines


# --- after the outcome -----------------------------------------------------------------------------------------------
def test_after_the_outcome_the_record_stands_and_only_news_can_be_withdrawn(row):
    event, update = plan(row), holding.publish_update(row, user=None, now=NOW, text_kk="Аты-жөні")
    row = finish(row)
    words = in_russian("The outcome is published: the facts of this consultation stand.")
    for verb, first, facts in (
        (holding.plan_event, row, {"starts_at": AFTER}),
        (holding.change_event, event, {"now": NOW, "place_ru": "Зал"}),
        (holding.record_held, event, {"now": NOW, "participants": 5}),
        (holding.cancel_event, event, REASONS),
        (holding.publish_update, row, {"now": NOW, "text_ru": "Новость"}),
    ):
        assert refusal(None, verb, first, user=None, **facts) == words
    holding.withdraw_update(update, user=None, now=NOW)
    assert not row.updates.public().exists()
