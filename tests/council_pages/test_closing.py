"""A council closes, or goes into another: its record stays, its forms close, its roles end."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms import people
from cms.models import Council
from cms.roles import Role
from council_pages.closing import close_council
from council_pages.lifecycle import State
from forms.window import accepts
from tests.factories import at, make_consultation, make_superuser, make_texts, make_user, open_now

pytestmark = pytest.mark.django_db
NOW = at(20)
DAY = date(2026, 11, 20)


def close(council, day=DAY, user=None, **facts):
    """Close it at the moment of the tests."""
    return close_council(council, day, user=user, now=NOW, **facts)


def test_roles_end_and_a_login_session_with_them(councils, client):
    editor = make_user(Role.EDITOR, councils.a)
    client.force_login(editor)
    close(councils.a)
    assert not editor.memberships.exists()
    assert not editor.groups.exists()
    assert client.get(reverse("kenes_consultations")).status_code == 302


def test_a_role_in_another_council_stays(councils):
    both = make_user(Role.EDITOR, councils.a)
    people.give_role(both, councils.b, Role.LEAD, user=None)
    close(councils.a)
    assert [held.council for held in both.memberships.all()] == [councils.b]


def test_a_superusers_role_ends_too(councils):
    root = make_superuser()
    people.give_role(root, councils.a, Role.LEAD, user=None)
    close(councils.a, user=make_user(Role.ADMINISTRATOR))
    assert not root.memberships.exists()


def test_open_and_planned_questions_are_cancelled_and_their_forms_close(councils):
    window = {"opens_at": NOW - timedelta(days=1), "closes_at": NOW + timedelta(days=5)}
    open_row, planned = make_consultation(councils.a, **window), make_consultation(councils.a)
    past = make_consultation(councils.a, opens_at=NOW - timedelta(days=9), closes_at=NOW - timedelta(days=2))
    other = make_consultation(councils.b, **window)
    close(councils.a)
    for row in (open_row, planned, past, other):
        row.refresh_from_db()
    states = [row.state_at(NOW) for row in (open_row, planned, past, other)]
    assert states == [State.CANCELLED, State.CANCELLED, State.REVIEWING, State.COLLECTING]
    assert (open_row.halt_reason_kk, open_row.halt_reason_ru) == ("Кеңес жабылды.", "Совет закрыт.")
    assert not accepts(open_row, NOW - timedelta(minutes=1), NOW)


@pytest.mark.parametrize("language, words", [("kk", "Бұл кеңес жабылған"), ("ru", "Совет закрыт")])
def test_its_pages_stay_with_a_notice_and_the_way_to_the_successor(language, words, councils, client):
    row = make_consultation(councils.a, "lights", **open_now())
    make_texts(row)
    close(councils.a, successor=councils.b)
    page = client.get(f"/{language}/councils/{councils.a.slug}/")
    assert page.status_code == 200
    assert f"/{language}/councils/{councils.b.slug}/" in page.content.decode()
    assert client.get(f"/{language}/councils/{councils.a.slug}/questions/lights/").status_code == 200
    assert councils.a.slug not in client.get(f"/{language}/councils/").content.decode()


def test_a_secretary_and_nobody_else_is_given_a_role_afterwards(councils):
    close(councils.a)
    council, person = Council.objects.get(pk=councils.a.pk), make_user()
    with pytest.raises(ValidationError):
        people.give_role(person, council, Role.EDITOR, user=None)
    people.give_role(person, council, Role.SECRETARY, user=None)
    assert person.memberships.get().council == council


def test_what_makes_no_sense_is_refused_beside_its_field(councils):
    for field, day, successor in (
        ("day", DAY + timedelta(days=1), None),
        ("successor", DAY, councils.a),
        ("successor", DAY, close(councils.b)),
    ):
        with pytest.raises(ValidationError) as refusal:
            close(councils.a, day, successor=successor)
        assert list(refusal.value.message_dict) == [field]
    with pytest.raises(ValidationError):
        close(councils.b)


def test_the_last_hours_of_a_day_in_astana_belong_to_it(councils):
    evening = at(20, hour=22)
    assert close_council(councils.a, DAY, user=None, now=evening.astimezone(timezone.get_fixed_timezone(-300)))


@pytest.mark.parametrize("role", [Role.OVERSEER, Role.NATIONAL_EDITOR])
def test_only_an_administrator_closes(role, councils):
    with pytest.raises(PermissionDenied):
        close(councils.a, user=make_user(role))
    assert close(councils.a, user=make_user(Role.ADMINISTRATOR)).closed_on == DAY


def test_the_screen_says_what_ends_and_asks_to_confirm(councils, client):
    make_consultation(councils.a)
    make_user(Role.EDITOR, councils.a)
    client.force_login(make_user(Role.ADMINISTRATOR))
    path = reverse("kenes_close_council", args=[councils.a.pk])
    assert path in client.get(reverse("kenes_councils")).content.decode()
    screen = client.get(path)
    assert (screen.context["questions"], screen.context["people"]) == (1, 1)
    typed = {"day": timezone.localdate().strftime("%d.%m.%Y"), "successor": councils.b.pk}
    assert client.post(path, typed).context["form"].errors.keys() == {"confirmed"}
    assert client.post(path, typed | {"confirmed": "on"}).status_code == 302
    council = Council.objects.get(pk=councils.a.pk)
    assert (council.closed_on, council.successor) == (timezone.localdate(), councils.b)
    assert ModelLogEntry.objects.for_instance(council).filter(action="kenes.council_closed").count() == 1
    listed = client.get(reverse("kenes_councils")).context["councils"]
    assert [row.slug for row in listed][-1] == council.slug
