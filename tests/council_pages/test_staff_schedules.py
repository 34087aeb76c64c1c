import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.users.models import UserProfile

from cms.roles import COUNCIL_ROLES, PLANS_CONSULTATIONS, Role
from council_pages.models import Schedule
from council_pages.quarters import Quarter
from tests.factories import make_consultation, make_decision, make_schedule, make_user

pytestmark = pytest.mark.django_db
NEW, LIST = "/admin/kenes/schedules/new/", "/admin/kenes/schedules/"


@pytest.fixture
def editor(councils, client):
    user = make_user(Role.EDITOR, councils.a)
    client.force_login(user)
    return user


@pytest.fixture
def quarter():
    return Quarter.of(timezone.localdate()).next()


def test_a_schedule_is_made_and_leads_to_its_desk(editor, councils, client, quarter):
    decision = make_decision(councils.a)
    answer = client.post(NEW, {"council": councils.a.pk, "quarter": quarter.slug, "decision": decision.pk})
    schedule = Schedule.objects.get()
    assert answer.url == reverse("kenes_schedule", args=[schedule.pk])
    assert (schedule.council, schedule.quarter, schedule.decision) == (councils.a, quarter, decision)


def test_with_one_council_there_is_nothing_to_choose(editor, councils, client):
    form = client.get(NEW).context["form"]
    assert form["council"].is_hidden
    assert form["council"].value() == councils.a.pk
    editor.memberships.create(council=councils.b, role=Role.EDITOR)
    # A new role ends the session.
    client.force_login(editor)
    form = client.get(NEW).context["form"]
    assert not form["council"].is_hidden
    assert set(form.fields["council"].queryset) == {councils.a, councils.b}


@pytest.mark.parametrize("language, label", [("kk", "тоқсан"), ("ru", "квартал")])
def test_the_quarters_around_today_are_offered_and_the_next_one_proposed(language, label, editor, client, quarter):
    UserProfile.objects.create(user=editor, preferred_language=language)
    field = client.get(NEW).context["form"].fields["quarter"]
    assert len(field.choices) == 6
    assert field.initial == quarter.slug
    assert all(label in words for _slug, words in field.choices)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_second_schedule_for_the_quarter_is_refused_beside_the_quarter(language, editor, councils, client, quarter):
    UserProfile.objects.create(user=editor, preferred_language=language)
    make_schedule(councils.a, quarter)
    answer = client.post(NEW, {"council": councils.a.pk, "quarter": quarter.slug})
    source = "This council has a schedule for this quarter already. Open that one."
    with override(language):
        assert answer.context["form"].errors == {"quarter": [gettext(source)]}
        assert gettext(source) != source
        assert gettext(source) in answer.content.decode()
    assert answer.context["form"]["quarter"].value() == quarter.slug
    assert Schedule.objects.count() == 1


@pytest.mark.parametrize("typed", ["2026-q5", "", "2001-q1", "x"])
def test_a_quarter_that_is_not_offered_is_refused_beside_it(typed, editor, councils, client):
    answer = client.post(NEW, {"council": councils.a.pk, "quarter": typed})
    assert set(answer.context["form"].errors) == {"quarter"}


def test_another_councils_decision_and_council_cannot_be_chosen(editor, councils, client, quarter):
    foreign = make_decision(councils.b)
    answer = client.post(NEW, {"council": councils.a.pk, "quarter": quarter.slug, "decision": foreign.pk})
    assert set(answer.context["form"].errors) == {"decision"}
    answer = client.post(NEW, {"council": councils.b.pk, "quarter": quarter.slug})
    assert set(answer.context["form"].errors) == {"council"}
    assert not Schedule.objects.exists()


def test_of_two_own_councils_the_decision_must_be_the_schedules(editor, councils, client, quarter):
    editor.memberships.create(council=councils.b, role=Role.EDITOR)
    # A new role ends the session.
    client.force_login(editor)
    answer = client.post(
        NEW, {"council": councils.a.pk, "quarter": quarter.slug, "decision": make_decision(councils.b).pk}
    )
    assert set(answer.context["form"].errors) == {"decision"}
    assert not Schedule.objects.exists()


def test_an_approval_is_recorded_on_the_desk(editor, councils, client):
    schedule, decision = make_schedule(councils.a), make_decision(councils.a)
    make_consultation(councils.a, "lights", schedule=schedule)
    address = reverse("kenes_schedule", args=[schedule.pk])
    page = client.get(address).content.decode()
    assert "lights" in page
    assert f"?schedule={schedule.pk}" in page
    assert client.post(address, {"decision": decision.pk}).status_code == 302
    schedule.refresh_from_db()
    assert schedule.decision == decision
    refused = client.post(address, {"decision": make_decision(councils.b).pk})
    assert set(refused.context["form"].errors) == {"decision"}


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_everyone_of_the_council_reads_the_desk_and_who_plans_approves(role, councils, client):
    schedule, decision = make_schedule(councils.a), make_decision(councils.a)
    client.force_login(make_user(role, councils.a))
    address = reverse("kenes_schedule", args=[schedule.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"decision": decision.pk})
    schedule.refresh_from_db()
    assert (schedule.decision == decision) is (role in PLANS_CONSULTATIONS)
    client.post(NEW, {"council": councils.a.pk, "quarter": Quarter.of(timezone.localdate()).slug})
    # A schedule of this quarter is there already, or the role may not.
    assert Schedule.objects.count() in (1, 2)
    assert (Schedule.objects.count() == 1) or role in PLANS_CONSULTATIONS


def test_the_list_shows_the_own_schedules_only(editor, councils, client):
    make_schedule(councils.a, Quarter(2031, 1))
    foreign = make_schedule(councils.b, Quarter(2032, 3))
    page = client.get(LIST).content.decode()
    assert "2031" in page
    assert "2032" not in page
    assert client.get(reverse("kenes_schedule", args=[foreign.pk])).status_code == 404
