from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.roles import COUNCIL_ROLES, PLANS_CONSULTATIONS, Role
from council_pages import holding, planning
from council_pages.models import Event, Outcome, Update
from tests.factories import make_consultation, make_user, open_now

pytestmark = pytest.mark.django_db
ON_CONSULTATION, ON_EVENT = ("new_event", "new_update"), ("event", "hold_event", "cancel_event")


@pytest.fixture
def row(councils):
    return make_consultation(councils.a, **open_now())


@pytest.fixture
def editor(councils, client):
    user = make_user(Role.EDITOR, councils.a, first_name="Айгүл", last_name="Мысалова")
    client.force_login(user)
    return user


def screen(name, row):
    return reverse(f"kenes_{name}", args=[row.pk])


def desk(client, row):
    return client.get(screen("consultation", row)).content.decode()


def stamp(moment):
    return timezone.localtime(moment).strftime("%d.%m.%Y %H:%M")


def typed(**facts):
    """What the browser sends for an event."""
    return {
        "kind": "reception", "starts_at": stamp(timezone.now() - timedelta(hours=1)), "ends_at": "",
        "place_kk": "Әкімдік", "place_ru": "Акимат", "stream_url": "", "comments_url": "", **facts,
    }  # fmt: skip


def past_event(row):
    return holding.plan_event(row, user=None, starts_at=timezone.now() - timedelta(hours=1), place_ru="Акимат")


def test_an_event_is_planned_from_the_desk_and_stands_on_it(editor, row, client):
    assert client.get(screen("new_event", row)).status_code == 200
    answer = client.post(screen("new_event", row), typed(stream_url="example.kz/live"))
    assert answer.url == screen("consultation", row)
    event = Event.objects.get()
    assert (event.kind, event.place("ru"), event.stream_url) == ("reception", "Акимат", "https://example.kz/live")
    page = desk(client, row)
    assert all(screen(name, event) in page for name in ON_EVENT)


@pytest.mark.parametrize("wrong, field", [
    ({"starts_at": ""}, "starts_at"), ({"starts_at": "вчера"}, "starts_at"), ({"kind": "party"}, "kind"),
    ({"ends_at": "01.01.2020 10:00"}, "ends_at"), ({"stream_url": "javascript:x"}, "stream_url"),
])  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(wrong, field, editor, row, client):
    answer = client.post(screen("new_event", row), typed() | wrong)
    assert set(answer.context["form"].errors) == {field}
    assert "Акимат" in answer.content.decode()
    assert not Event.objects.exists()


def test_an_event_is_changed_held_and_cancelled_each_on_its_screen(editor, row, client):
    event = past_event(row)
    form = client.get(screen("event", event)).context["form"]
    assert form["place_ru"].value() == "Акимат"
    client.post(screen("event", event), typed(place_ru="Холл"))
    assert Event.objects.get().place("ru") == "Холл"
    client.post(screen("hold_event", event), {"participants": 12, "notes_kk": "Талқыланды", "notes_ru": ""})
    assert Event.objects.values_list("participants", "notes_kk").get() == (12, "Талқыланды")
    assert client.get(screen("hold_event", event)).context["form"]["participants"].value() == 12
    other = past_event(row)
    client.post(screen("cancel_event", other), {"reason_kk": "Зал жабық", "reason_ru": "Зал закрыт"})
    page = desk(client, row)
    assert "Зал закрыт" in page
    assert screen("event", other) not in page
    assert screen("cancel_event", event) not in page


def test_a_refusal_of_the_verb_stands_on_the_screen(editor, row, client):
    event = holding.plan_event(row, user=None, starts_at=timezone.now() + timedelta(days=1))
    answer = client.post(screen("hold_event", event), {"participants": 3})
    assert answer.context["form"].non_field_errors()
    assert not Event.objects.get().is_held
    for number in ("-1", "x", "", "9" * 12):
        assert set(client.post(screen("hold_event", event), {"participants": number}).context["form"].errors) == {
            "participants"
        }
    # Nothing to record yet: the desk does not offer it.
    assert screen("hold_event", event) not in desk(client, row)


def test_news_is_published_with_its_author_and_withdrawn_after_a_second_look(editor, row, client):
    assert set(client.post(screen("new_update", row), {"text_kk": " "}).context["form"].errors) == {"text_kk"}
    client.post(screen("new_update", row), {"text_kk": "", "text_ru": "Запрошены данные"})
    update = Update.objects.get()
    assert update.author == editor
    page = desk(client, row)
    assert "Запрошены данные" in page and "Айгүл Мысалова" in page
    assert "Запрошены данные" in client.get(screen("withdraw_update", update)).content.decode()
    assert Update.objects.public().exists()
    assert client.post(screen("withdraw_update", update)).url == screen("consultation", row)
    assert not Update.objects.public().exists()
    assert screen("withdraw_update", update) not in desk(client, row)


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_everyone_of_the_council_reads_the_panels_and_only_who_plans_sees_their_buttons(role, councils, row, client):
    event = past_event(row)
    update = holding.publish_update(row, user=None, now=timezone.now(), text_ru="Запрошены данные")
    client.force_login(make_user(role, councils.a))
    page = desk(client, row)
    assert "Акимат" in page and "Запрошены данные" in page
    addresses = [screen(name, row) for name in ON_CONSULTATION] + [screen(name, event) for name in ON_EVENT]
    for address in [*addresses, screen("withdraw_update", update)]:
        assert (address in page) is (role in PLANS_CONSULTATIONS), address


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES - PLANS_CONSULTATIONS))
def test_who_does_not_plan_changes_nothing(role, councils, row, client):
    event = past_event(row)
    update = holding.publish_update(row, user=None, now=timezone.now(), text_ru="Запрошены данные")
    before = [list(model.objects.values()) for model in (Event, Update)]
    client.force_login(make_user(role, councils.a))
    sent = typed(participants=3, reason_kk="а", reason_ru="б", text_kk="Хабар")
    addresses = [screen(name, row) for name in ON_CONSULTATION] + [screen(name, event) for name in ON_EVENT]
    for address in [*addresses, screen("withdraw_update", update)]:
        assert client.get(address).status_code == 302, address
        assert client.post(address, sent).status_code == 302, address
    assert [list(model.objects.values()) for model in (Event, Update)] == before


def test_after_the_outcome_the_desk_offers_only_the_withdrawal_of_news(editor, row, client):
    event = past_event(row)
    update = holding.publish_update(row, user=None, now=timezone.now(), text_ru="Запрошены данные")
    outcome = planning.open_outcome(row, user=None)
    Outcome.objects.filter(pk=outcome.pk).update(published_at=timezone.now(), final_since=timezone.now())
    page = desk(client, row)
    assert not any(screen(name, event) in page for name in ON_EVENT)
    assert not any(screen(name, row) in page for name in ON_CONSULTATION)
    assert screen("withdraw_update", update) in page
