"""An approved schedule changes by a recorded decision only (recommendations of 2024, step 2)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.roles import Role
from council_pages import planning
from council_pages.models import Amendment, Consultation
from tests.factories import make_consultation, make_decision, make_schedule, make_texts, make_user

pytestmark = pytest.mark.django_db
WORDS = {"slug": "roads", "subject_kk": "Жолдар", "subject_ru": "Дороги"}


@pytest.fixture
def approved(councils):
    return make_schedule(councils.a, decision=make_decision(councils.a))


def amending(decision, kk="Мәселе қосылды", ru="Добавлен вопрос"):
    return planning.Amending(decision, kk, ru)


def refused_fields(verb, *args, **facts):
    with pytest.raises(ValidationError) as refusal:
        verb(*args, **facts)
    return list(refusal.value.message_dict)


def test_001_8_an_approved_list_takes_no_question_without_a_decision(approved, councils):
    plan = {"council": councils.a, "user": None, "schedule": approved, **WORDS}
    assert refused_fields(planning.plan_consultation, **plan) == ["amended_by"]
    assert not Consultation.objects.exists()
    row = planning.plan_consultation(**plan, amending=amending(make_decision(councils.a, "2")))
    amendment = Amendment.objects.get()
    assert (amendment.schedule, amendment.what("ru"), row.schedule) == (approved, "Добавлен вопрос", approved)
    assert ModelLogEntry.objects.for_instance(approved).filter(action="kenes.schedule_amended").exists()


def test_a_draft_schedule_changes_freely(councils):
    schedule = make_schedule(councils.a)
    row = planning.plan_consultation(council=councils.a, user=None, schedule=schedule, **WORDS)
    planning.change_facts(row, user=None, now=timezone.now(), subject_ru="Другое")
    assert not Amendment.objects.exists()


@pytest.mark.parametrize("change", ["subject_kk", "subject_ru", "schedule"])
def test_what_the_list_says_changes_by_a_decision_only(change, approved, councils):
    row = make_consultation(councils.a, schedule=approved)
    before = Amendment.objects.count()
    facts = {change: None if change == "schedule" else "Басқа сөз"}
    assert refused_fields(planning.change_facts, row, user=None, now=timezone.now(), **facts) == ["amended_by"]
    by = amending(make_decision(councils.a, "3"))
    planning.change_facts(row, user=None, now=timezone.now(), amending=by, **facts)
    assert Amendment.objects.count() == before + 1


def test_dates_and_places_follow_the_course_of_things(approved, councils):
    row = make_consultation(councils.a, schedule=approved)
    before = Amendment.objects.count()
    planning.change_facts(row, user=None, now=timezone.now(), place_ru="Дом культуры", holding="online")
    assert Amendment.objects.count() == before


def test_a_decision_that_cannot_amend_is_refused_beside_it(approved, councils):
    earlier = make_decision(councils.a, "9", held_on=date(2020, 1, 1))
    foreign = make_decision(councils.b)
    plan = {"council": councils.a, "user": None, "schedule": approved, **WORDS}
    for decision in (earlier, foreign):
        assert refused_fields(planning.plan_consultation, **plan, amending=amending(decision)) == ["amended_by"]
    own = make_decision(councils.a, "4")
    assert refused_fields(planning.plan_consultation, **plan, amending=amending(own, ru=" ")) == ["what_kk"]
    assert not Consultation.objects.exists()


def test_the_decision_that_readers_have_seen_stays(approved, councils):
    other = make_decision(councils.a, "5")
    assert planning.approve_schedule(approved, other, user=None).decision == other
    make_texts(approved)
    assert refused_fields(planning.approve_schedule, approved, make_decision(councils.a, "6"), user=None) == [
        "decision"
    ]


def test_an_approval_that_readers_have_not_seen_is_taken_back_and_the_list_filled(approved, councils, client):
    client.force_login(make_user(Role.EDITOR, councils.a))
    desk = reverse("kenes_schedule", args=[approved.pk])
    assert client.post(desk, {"decision": ""}).status_code == 302
    approved.refresh_from_db()
    assert approved.decision is None
    assert ModelLogEntry.objects.for_instance(approved).filter(action="kenes.approval_taken_back").count() == 1
    planning.approve_schedule(approved, None, user=None)
    assert ModelLogEntry.objects.for_instance(approved).filter(action="kenes.approval_taken_back").count() == 1
    planning.plan_consultation(council=councils.a, user=None, schedule=approved, **WORDS)
    assert client.post(desk, {"decision": make_decision(councils.a, "8").pk}).status_code == 302
    assert not Amendment.objects.exists()


def test_an_approval_that_readers_have_seen_is_not_taken_back(approved):
    make_texts(approved)
    assert refused_fields(planning.approve_schedule, approved, None, user=None) == ["decision"]


def test_an_approval_to_which_an_amendment_belongs_is_not_taken_back(approved, councils):
    make_consultation(councils.a, schedule=approved)
    assert Amendment.objects.exists()
    assert refused_fields(planning.approve_schedule, approved, None, user=None) == ["decision"]


@pytest.mark.parametrize("language, words", [("kk", "Мәселе қосылды"), ("ru", "Добавлен вопрос")])
def test_readers_see_what_was_amended_and_by_what(language, words, approved, councils, client):
    make_consultation(councils.a, schedule=approved)
    make_texts(approved)
    page = client.get(f"/{language}/councils/{councils.a.slug}/schedule/2026-q4/").content.decode()
    assert words in page


def test_the_form_takes_the_decision(approved, councils, client):
    client.force_login(make_user(Role.EDITOR, councils.a))
    typed = {"council": councils.a.pk, "slug": "roads", "subject_kk": "Жолдар", "subject_ru": "Дороги",
             "schedule": approved.pk, "occasion": "appeals", "subject_kind": "issue", "holding": "mixed"}  # fmt: skip
    path = reverse("kenes_new_consultation")
    assert client.post(path, typed).context["form"].errors.keys() == {"amended_by"}
    typed |= {"amended_by": make_decision(councils.a, "7").pk, "what_kk": "Қосылды", "what_ru": "Добавлен"}
    assert client.post(path, typed).status_code == 302
    desk = client.get(reverse("kenes_schedule", args=[approved.pk])).content.decode()
    assert "Добавлен" in desk
