"""The next quarter's schedule from the last one, in three clicks."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from cms.roles import COUNCIL_ROLES, PLANS_CONSULTATIONS, Role
from council_pages import next_schedule, planning
from council_pages.lifecycle import Halt
from council_pages.models import Amendment, Consultation, Schedule
from tests.factories import make_consultation, make_decision, make_schedule, make_user

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])
BUTTON = "Make the next quarter's schedule from this one"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def schedule(councils):
    return make_schedule(councils.a)


@pytest.fixture
def questions(schedule, now):
    """One of each kind: {name: question}."""
    return fill(schedule, now)


def fill(schedule, now):
    window = {
        "planned": {},
        "postponed": {"opens_at": now + timedelta(days=2), "closes_at": now + timedelta(days=12)},
        "open": {"opens_at": now - timedelta(days=2), "closes_at": now + timedelta(days=12)},
        "held": {"opens_at": now - timedelta(days=22), "closes_at": now - timedelta(days=12)},
    }
    council = schedule.council
    made = {name: make_consultation(council, name, schedule=schedule, **facts) for name, facts in window.items()}
    reason = {"reason_kk": "Себебі", "reason_ru": "Причина"}
    made["postponed"] = planning.halt(made["postponed"], Halt.POSTPONED, user=None, **reason)
    return made


def make(schedule, now, moved=(), repeated=(), **more):
    return next_schedule.make_next(schedule, moved=moved, repeated=repeated, user=None, now=now, **more)


def refused(field, verb, *args, **kwargs):
    """The verb refuses beside the field, in both languages, and leaves nothing behind."""
    before = (Schedule.objects.count(), Consultation.objects.count(), Amendment.objects.count())
    for language in ("kk", "ru"):
        with override(language), pytest.raises(ValidationError) as refusal:
            verb(*args, **kwargs)
        assert field in refusal.value.message_dict
    assert (Schedule.objects.count(), Consultation.objects.count(), Amendment.objects.count()) == before


# --- the verb --------------------------------------------------------------------------------------------------------
def test_what_was_not_held_moves_and_what_is_not_chosen_stays(schedule, questions, now):
    made = make(schedule, now, moved=[questions["planned"]])
    assert (made.council, made.quarter, made.decision) == (schedule.council, schedule.quarter.next(), None)
    assert list(made.consultations.all()) == [questions["planned"]]
    assert set(schedule.consultations.all()) == set(questions.values()) - {questions["planned"]}
    actions = ModelLogEntry.objects.for_instance(questions["planned"]).values_list("action", flat=True)
    assert "kenes.facts_changed" in actions


def test_a_question_that_moves_keeps_its_dates_and_its_halt(schedule, questions, now):
    before = questions["postponed"]
    make(schedule, now, moved=[before])
    after = Consultation.objects.get(pk=before.pk)
    assert (after.opens_at, after.closes_at, after.halted) == (before.opens_at, before.closes_at, before.halted)


def test_what_is_asked_once_more_is_a_new_question_without_dates(schedule, questions, now):
    made = make(schedule, now, repeated=[questions["held"]])
    again = made.consultations.get()
    assert (again.subject_kk, again.subject_ru) == (questions["held"].subject_kk, questions["held"].subject_ru)
    assert (again.opens_at, again.closes_at, again.event_at) == (None, None, None)
    assert again.slug == f"held-{made.slug}"
    assert questions["held"] in schedule.consultations.all()
    third = make(made, now, repeated=[again])
    assert third.consultations.get().slug == f"held-{third.slug}", "addresses do not grow with each quarter"


def test_an_address_as_long_as_may_be_still_has_room_for_the_quarter(schedule, now):
    long = make_consultation(schedule.council, "a" * 80, schedule=schedule)
    assert len(make(schedule, now, repeated=[long]).consultations.get().slug) == 80


@pytest.mark.parametrize("name", ["open", "held"])
def test_what_was_opened_does_not_move(name, schedule, questions, now):
    refused("moved", make, schedule, now, moved=[questions["planned"], questions[name]])


@pytest.mark.parametrize("field", ["moved", "repeated"])
def test_questions_of_another_schedule_are_refused(field, schedule, councils, now):
    other = make_consultation(councils.b, schedule=make_schedule(councils.b))
    refused(field, make, schedule, now, **{field: [other]})


def test_a_second_schedule_for_the_quarter_is_refused(schedule, questions, now):
    make_schedule(schedule.council, schedule.quarter.next())
    refused("__all__", make, schedule, now, moved=[questions["planned"]])


def test_001_8_an_approved_schedule_gives_its_questions_away_by_one_decision_only(councils, now):
    decision = make_decision(councils.a)
    schedule = make_schedule(councils.a, decision=decision)
    questions = fill(schedule, now)
    moved = [questions["planned"], questions["postponed"]]
    refused("amended_by", make, schedule, now, moved=moved)
    before = Amendment.objects.count()
    by = planning.Amending(decision, "Мәселелер көшірілді", "Вопросы перенесены")
    made = make(schedule, now, moved=moved, repeated=[questions["held"]], amending=by)
    assert made.consultations.count() == 3
    assert Amendment.objects.count() == before + 1, "readers are told once"
    assert Amendment.objects.latest("pk").schedule == schedule


def test_nothing_needs_to_be_amended_where_nothing_moves(councils, now):
    schedule = make_schedule(councils.a, decision=make_decision(councils.a))
    questions = fill(schedule, now)
    before = Amendment.objects.count()
    make(schedule, now, repeated=[questions["held"]])
    assert Amendment.objects.count() == before


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES - PLANS_CONSULTATIONS))
def test_only_those_who_plan_make_it(role, schedule, now):
    user = make_user(role, schedule.council)
    with pytest.raises(PermissionDenied):
        next_schedule.make_next(schedule, moved=[], repeated=[], user=user, now=now)
    assert Schedule.objects.count() == 1


# --- the screen ------------------------------------------------------------------------------------------------------
@pytest.fixture
def editor(councils, client):
    user = make_user(Role.EDITOR, councils.a)
    client.force_login(user)
    return user


def desk(schedule):
    return reverse("kenes_schedule", args=[schedule.pk])


def screen(schedule):
    return reverse("kenes_next_schedule", args=[schedule.pk])


@LANGUAGES
def test_three_clicks_lead_to_the_desk_of_the_next_schedule(language, editor, schedule, questions, client):
    UserProfile.objects.create(user=editor, preferred_language=language)
    with override(language):
        words = gettext(BUTTON)
    assert words != BUTTON
    page = client.get(desk(schedule)).content.decode()
    assert screen(schedule) in page and words in page
    form = client.get(screen(schedule)).context["form"]
    ticked = set(form["moved"].value())
    assert ticked == {questions["planned"].pk, questions["postponed"].pk}
    assert {row.slug for row in form.fields["repeated"].queryset} == {"open", "held"}
    assert not form["repeated"].value()
    assert form["amended_by"].is_hidden, "nothing is amended where nothing is approved"
    answer = client.post(screen(schedule), {"moved": sorted(ticked)})
    made = Schedule.objects.get(number=schedule.quarter.next().number)
    assert answer.url == desk(made)
    assert {row.pk for row in made.consultations.all()} == ticked
    page = client.get(desk(made)).content.decode()
    assert questions["planned"].subject(language) in page


def test_an_approved_schedule_asks_for_the_decision(editor, councils, client, now):
    decision = make_decision(councils.a)
    schedule = make_schedule(councils.a, decision=decision)
    questions = fill(schedule, now)
    typed = {"moved": [questions["planned"].pk]}
    answer = client.post(screen(schedule), typed)
    assert set(answer.context["form"].errors) == {"amended_by"}
    assert not answer.context["form"]["amended_by"].is_hidden
    typed |= {"amended_by": decision.pk, "what_kk": "Көшірілді", "what_ru": "Перенесён"}
    made = Schedule.objects.exclude(pk=schedule.pk)
    assert not made.exists()
    assert client.post(screen(schedule), typed).url == desk(made.get())


@LANGUAGES
def test_where_it_exists_already_the_way_leads_there(language, editor, schedule, questions, client):
    UserProfile.objects.create(user=editor, preferred_language=language)
    there = make_schedule(schedule.council, schedule.quarter.next())
    page = client.get(desk(schedule)).content.decode()
    assert desk(there) in page and screen(schedule) not in page
    assert client.get(screen(schedule)).url == desk(there)
    answer = client.post(screen(schedule), {"moved": [questions["planned"].pk]})
    assert answer.context["form"].non_field_errors()
    assert desk(there) in answer.content.decode()
    assert not there.consultations.exists()


def test_another_council_s_schedule_of_that_quarter_does_not_stand_in_the_way(editor, schedule, councils, client):
    make_schedule(councils.b, schedule.quarter.next())
    assert screen(schedule) in client.get(desk(schedule)).content.decode()
    assert client.get(screen(schedule)).status_code == 200


def test_a_question_of_another_schedule_cannot_be_chosen(editor, schedule, councils, client):
    foreign = make_consultation(councils.b, schedule=make_schedule(councils.b))
    answer = client.post(screen(schedule), {"moved": [foreign.pk], "repeated": [foreign.pk]})
    assert set(answer.context["form"].errors) == {"moved", "repeated"}
    assert Schedule.objects.for_council(councils.a).count() == 1


def test_another_council_s_schedule_is_not_there(schedule, councils, client):
    client.force_login(make_user(Role.PUBLISHER, councils.b))
    for method in (client.get, client.post):
        assert method(screen(schedule)).status_code == 404
    assert Schedule.objects.count() == 1


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES - PLANS_CONSULTATIONS))
def test_whoever_only_reads_sees_no_button(role, schedule, councils, client):
    client.force_login(make_user(role, councils.a))
    assert screen(schedule) not in client.get(desk(schedule)).content.decode()
    client.post(screen(schedule), {})
    assert Schedule.objects.count() == 1


def test_an_empty_schedule_makes_an_empty_one(editor, schedule, client):
    assert client.post(screen(schedule), {}).status_code == 302
    assert Schedule.objects.count() == 2
