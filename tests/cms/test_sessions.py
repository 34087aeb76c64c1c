"""A login session ends with the roles it began with; public pages know nothing of it."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.users.models import UserProfile

from cms import people
from cms.models import Council, Membership, StaffAccount
from cms.roles import Role
from cms.sessions import end_sessions, times_ended
from tests.factories import make_user

pytestmark = pytest.mark.django_db
HOME = "/admin/"
WORDS = "Your account or your roles have been changed. Please sign in again."


def signed_in(person):
    client = Client()
    client.force_login(person)
    assert client.get(HOME).status_code == 200
    return client


def is_out(client):
    return client.get(HOME).status_code == 302 and "_auth_user_id" not in client.session


@pytest.fixture
def person(councils):
    return make_user(Role.EDITOR, councils.a)


def off_and_on(person, councils):
    people.disable(person, user=None, now=timezone.now())
    people.enable(person, user=None)


def saved_as_switched_off(person, councils):
    for is_active in (False, True):
        person.is_active = is_active
        person.save()


CHANGES = {
    "a role is given": lambda person, councils: people.give_role(person, councils.a, Role.LEAD, user=None),
    "a role is taken": lambda person, councils: people.take_role(person, councils.a, Role.EDITOR, user=None),
    "moved": lambda person, councils: people.move(person, councils.a, councils.b, user=None),
    "off and on again": off_and_on,
    "off and on by another form": saved_as_switched_off,
    "a row is written": lambda person, councils: Membership.objects.create(
        user=person, council=councils.b, role=Role.LEAD
    ),
    "rows are deleted": lambda person, councils: Membership.objects.filter(user=person).delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_session_ends_at_its_next_request(change, person, councils):
    clients = [signed_in(person), signed_in(person)]
    bystander = signed_in(make_user(Role.EDITOR, councils.a))
    CHANGES[change](person, councils)
    assert all(is_out(client) for client in clients)
    assert bystander.get(HOME).status_code == 200


def test_a_role_that_is_handed_on_ends_the_sessions_of_both(person, councils):
    other = make_user(Role.LEAD, councils.a)
    clients = [signed_in(person), signed_in(other)]
    membership = person.memberships.get()
    membership.user = other
    membership.save()
    assert all(is_out(client) for client in clients)


def test_an_account_that_is_off_is_out_at_once(person):
    client = signed_in(person)
    people.disable(person, user=None, now=timezone.now())
    assert client.get(HOME).status_code == 302


@pytest.mark.parametrize("language", ["kk", "ru", ""])
def test_the_login_says_why_in_the_persons_language_and_leads_back(language, person):
    UserProfile.objects.create(user=person, preferred_language=language)
    client = signed_in(person)
    end_sessions(person)
    answer = client.get(reverse("kenes_consultations"))
    assert (answer.status_code, answer.url) == (302, "/admin/login/?next=/admin/kenes/consultations/")
    with override(language or "ru"):
        assert gettext(WORDS) in client.get(answer.url).content.decode()


def test_a_change_sent_from_an_ended_session_changes_nothing(person, councils):
    client = signed_in(person)
    end_sessions(person)
    Council.objects.update(name_ru="as before")
    assert client.post(reverse("kenes_new_consultation"), {"subject_kk": "x"}).status_code == 302
    assert "_auth_user_id" not in client.session


def test_who_signs_in_again_stays_in(person):
    client = signed_in(person)
    end_sessions(person)
    assert is_out(client)
    client.force_login(person)
    assert [client.get(HOME).status_code for _time in range(2)] == [200, 200]


def test_a_session_from_before_the_count_ends(person):
    client = signed_in(person)
    session = client.session
    del session["kenes_sessions_ended"]
    session.save()
    assert is_out(client)


def test_the_count_goes_up_and_begins_at_nothing(councils):
    stranger = make_user()
    assert times_ended(stranger) == 0
    end_sessions(stranger)
    end_sessions(stranger)
    assert times_ended(stranger) == 2


def test_a_deleted_account_leaves_no_row_behind(person):
    for gone in (person, get_user_model().objects.filter(pk=make_user(Role.OVERSEER).pk)):
        keys = [gone.pk] if gone is person else list(gone.values_list("pk", flat=True))
        gone.delete()
        assert not StaffAccount.objects.filter(user_id__in=keys).exists()
    connection.check_constraints()


def test_it_costs_one_query_of_the_admin(person, settings):
    def queries():
        client = signed_in(person)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("kenes_consultations")).status_code == 200
        return len(captured)

    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != "cms.sessions.EndedSessions"]
    without = queries()
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:-1], "cms.sessions.EndedSessions", settings.MIDDLEWARE[-1]]
    assert queries() - without == 1


def test_a_public_page_asks_for_no_session(person):
    stranger, client = Client(), signed_in(person)
    for visitor in (stranger, client):
        visitor.get("/ru/")
        with CaptureQueriesContext(connection) as captured:
            answer = visitor.get("/ru/")
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert not [query for query in captured if "session" in query["sql"] or "staffaccount" in query["sql"]]
