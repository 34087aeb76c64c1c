"""The administrator's screens for people, the lead's list of colleagues, and the page for somebody without a role."""

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext, override
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from cms import people
from cms.admin_policies import POLICIES, host_only, own_listing
from cms.models import Council, Invitation, Membership
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, SEES_COLLEAGUES, Role
from tests.factories import admin_routes, again, make_superuser, make_user

pytestmark = pytest.mark.django_db
NEW = {"email": "aigul@example.kz", "name": "Айгүл Ахметова", "language": "kk", "role": ["editor", "secretary"]}
OURS = {"kenes_people", "kenes_invite", "kenes_person", "kenes_move_person", "kenes_take_role", "kenes_switch_account"}


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def administrator(councils):
    return make_user(Role.ADMINISTRATOR, first_name="Бауыржан", last_name="Әкімов")


@pytest.fixture
def client(administrator):
    return signed_in(administrator)


@pytest.fixture
def person(councils):
    return make_user(Role.EDITOR, councils.a, first_name="Ерлан", last_name="Нұрпейісов")


def screen_of(person):
    return reverse("kenes_person", args=[person.pk])


def switch(client, person, act):
    return client.post(reverse("kenes_switch_account", args=[person.pk, act]), follow=True)


def invited(council, email="aigul@example.kz", name="Айгүл Ахметова"):
    return people.invite(email, name, [(council, Role.EDITOR)], user=None, now=timezone.now()).person


# --- who comes in ----------------------------------------------------------------------------------------------------
def test_the_screens_are_the_ministrys_and_the_list_of_colleagues_is_narrowed():
    names = {name for name, _path in admin_routes()}
    assert names >= OURS
    assert {POLICIES[name] for name in OURS} == {host_only}
    assert POLICIES["kenes_colleagues"] is own_listing


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES | NATIONAL_ROLES - {Role.ADMINISTRATOR}))
def test_for_everybody_else_these_screens_do_not_exist(role, councils, person):
    client = signed_in(make_user(role, councils.a if role in COUNCIL_ROLES else None))
    held = person.memberships.get()
    addresses = [
        reverse("kenes_people"),
        reverse("kenes_invite"),
        screen_of(person),
        reverse("kenes_move_person", args=[person.pk]),
        reverse("kenes_take_role", args=[person.pk, held.pk]),
        reverse("kenes_switch_account", args=[person.pk, "off"]),
    ]
    for address in addresses:
        assert client.get(address).status_code == 404, address
        assert client.post(address, NEW | {"council": councils.a.pk}).status_code == 404, address
    assert again(person).is_active
    assert Membership.objects.filter(pk=held.pk).exists()
    assert not Invitation.objects.exists()


def test_an_administrator_reaches_no_form_of_djangos_accounts(client, person):
    for name, arguments in (("add", []), ("edit", [person.pk])):
        address = reverse(f"wagtailusers_users:{name}", args=arguments)
        typed = {"username": "root", "is_superuser": "on", "password1": "x" * 12, "password2": "x" * 12}
        assert client.post(address, typed).status_code == 302
    assert not get_user_model().objects.filter(is_superuser=True).exists()


# --- the list --------------------------------------------------------------------------------------------------------
def names_found(client, **asked):
    answer = client.get(reverse("kenes_people"), asked)
    assert answer.status_code == 200
    return {found.get_full_name() for found in answer.context["page_obj"]}


def test_the_list_is_found_by_words_council_and_state(client, councils, person):
    waiting, off = invited(councils.b), make_user(Role.LEAD, councils.b, first_name="Сәуле", last_name="Ким")
    people.disable(off, user=None, now=timezone.now())
    everybody = {"Бауыржан Әкімов", "Ерлан Нұрпейісов", "Айгүл Ахметова", "Сәуле Ким"}
    assert names_found(client) == everybody
    assert names_found(client, q="нұрпейісов ерлан") == {"Ерлан Нұрпейісов"}
    assert names_found(client, q="AIGUL@example") == {"Айгүл Ахметова"}
    assert names_found(client, q="ерлан ким") == set()
    assert names_found(client, council=councils.b.pk) == {"Айгүл Ахметова", "Сәуле Ким"}
    assert names_found(client, state="waiting") == {waiting.get_full_name()}
    assert names_found(client, state="disabled") == {"Сәуле Ким"}
    assert names_found(client, state="active") == everybody - {"Айгүл Ахметова", "Сәуле Ким"}


@pytest.mark.parametrize("query", ["council=x", "state=x", "page=x", "page=999", "council=999999999999999999999"])
def test_a_wrong_question_is_no_error_of_ours(query, client):
    assert client.get(f"{reverse('kenes_people')}?{query}").status_code == 200


def test_the_list_says_the_state_of_each_account(client, councils, person):
    waiting = invited(councils.a)
    person.last_login = timezone.now()
    person.save()
    page = client.get(reverse("kenes_people")).content.decode()
    until = timezone.localtime(Invitation.objects.get().expires_at).strftime("%d.%m.%Y %H:%M")
    with override("ru"):
        assert gettext("Invited, last moment: %(until)s") % {"until": until} in page
        assert gettext("The letter was not sent.") in page
        waiting.invitations.update(expires_at=timezone.now())
        expired = client.get(reverse("kenes_people")).content.decode()
        assert gettext("The invitation was not accepted in time") in expired
    assert timezone.localtime(person.last_login).strftime("%d.%m.%Y %H:%M") in page


def test_the_list_costs_the_same_for_few_and_for_many(client, councils):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(reverse("kenes_people"))
        return len(captured), len(answer.context["page_obj"])

    cost()
    few, _shown = cost()
    for number in range(60):
        person = invited(councils.a, f"p{number}@example.kz", f"Адам {number}")
        Membership.objects.create(user=person, council=councils.b, role=Role.LEAD)
    many, shown = cost()
    assert (many, shown) == (few, 50)
    assert len(client.get(reverse("kenes_people"), {"page": 2}).context["page_obj"]) == 11


# --- an invitation ---------------------------------------------------------------------------------------------------
def test_one_form_invites_and_the_letter_goes_out(client, councils, administrator, django_capture_on_commit_callbacks):
    assert client.get(reverse("kenes_invite")).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("kenes_invite"), NEW | {"council": councils.a.pk})
    made = get_user_model().objects.get(email=NEW["email"])
    assert (answer.status_code, answer.url) == (302, screen_of(made))
    assert {held.role for held in made.memberships.all()} == {"editor", "secretary"}
    assert "?lang=kk" in mail.outbox[0].body
    assert Invitation.objects.get().invited_by == administrator
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("field, wrong", [
    ("email", {"email": "no"}),
    ("email", {"email": ""}),
    ("email", {"email": "TAKEN@example.kz"}),
    ("name", {"name": ""}),
    ("role", {"role": []}),
    ("role", {"role": ["superuser"]}),
    ("council", {"council": ""}),
    ("council", {"council": "999999"}),
    ("council", {"role": ["overseer"]}),
])  # fmt: skip
def test_a_mistake_is_said_beside_its_field_in_the_staffs_language(
    field, wrong, language, client, councils, administrator
):
    UserProfile.objects.create(user=administrator, preferred_language=language)
    make_user(username="taken")
    answer = client.post(reverse("kenes_invite"), NEW | {"council": councils.a.pk} | wrong)
    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert set(errors) == {field}
    assert "error-message" in answer.content.decode()
    with override(language):
        [words] = [str(word) for word in errors[field]]
    assert any("а" <= letter <= "я" for letter in words)
    assert escape(words) in answer.content.decode()
    assert answer.context["form"]["name"].value() == (NEW | wrong)["name"]
    assert not Invitation.objects.exists()


# --- one person ------------------------------------------------------------------------------------------------------
def test_roles_are_given_and_taken_on_the_persons_screen(client, councils, person, administrator):
    typed = {"council": councils.b.pk, "role": "lead"}
    assert client.post(screen_of(person), typed).status_code == 302
    page = client.get(screen_of(person)).content.decode()
    assert councils.b.name("ru") in page
    assert "bostandyk" in page
    assert "Бауыржан Әкімов" in page
    answer = client.post(screen_of(person), typed)
    assert set(answer.context["form"].errors) == {"role"}
    held = person.memberships.get(role=Role.LEAD)
    assert client.post(reverse("kenes_take_role", args=[person.pk, held.pk])).url == screen_of(person)
    assert {membership.role for membership in person.memberships.all()} == {"editor"}
    users = ModelLogEntry.objects.for_instance(person).values_list("user", flat=True)
    assert set(users) == {administrator.pk}


def test_a_role_of_somebody_else_is_not_taken_through_this_person(client, councils, person):
    other = make_user(Role.EDITOR, councils.b)
    address = reverse("kenes_take_role", args=[person.pk, other.memberships.get().pk])
    assert client.post(address).status_code == 404
    assert other.memberships.exists()


def test_a_person_is_moved(client, councils, person):
    address = reverse("kenes_move_person", args=[person.pk])
    assert client.get(address).status_code == 200
    for new, field in ((councils.a, "new_council"), (None, "new_council")):
        answer = client.post(address, {"old_council": councils.a.pk, "new_council": new.pk if new else ""})
        assert set(answer.context["form"].errors) == {field}
    assert client.post(address, {"old_council": councils.a.pk, "new_council": councils.b.pk}).status_code == 302
    assert person.memberships.get().council == councils.b


def test_an_account_is_switched_off_and_on(client, person):
    assert switch(client, person, "off").status_code == 200
    assert not again(person).is_active
    switch(client, person, "on")
    assert again(person).is_active
    assert switch(client, person, "delete").status_code == 404
    assert client.get(reverse("kenes_switch_account", args=[person.pk, "off"])).status_code == 405


def test_a_refusal_of_a_button_is_said_in_words(client, administrator, person):
    for act, words in (
        ("off", "You cannot switch off your own account. Ask another administrator."),
        ("on", "This account is switched on already."),
        ("invite", "This person has an account already and needs no invitation."),
    ):
        with override("ru"):
            assert gettext(words) in switch(client, administrator, act).content.decode()
    assert again(administrator).is_active


def test_somebody_whose_time_is_over_is_invited_again(client, councils, django_capture_on_commit_callbacks):
    waiting = invited(councils.a)
    waiting.invitations.update(expires_at=timezone.now())
    button = reverse("kenes_switch_account", args=[waiting.pk, "invite"])
    assert button in client.get(screen_of(waiting)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        switch(client, waiting, "invite")
    assert len(mail.outbox) == 1
    assert Invitation.objects.open(timezone.now()).get().sent_at


def test_a_superusers_account_shows_no_button_to_an_administrator(client, councils):
    root = make_superuser()
    page = client.get(screen_of(root)).content.decode()
    assert "/switch/" not in page
    assert 'name="role"' not in page
    switch(client, root, "off")
    client.post(screen_of(root), {"council": councils.a.pk, "role": "editor"})
    assert again(root).is_active
    assert not root.memberships.exists()
    assert 'name="role"' in signed_in(make_superuser()).get(screen_of(root)).content.decode()


def test_a_person_who_is_not_there_is_a_404(client):
    assert client.get(reverse("kenes_person", args=[999_999_999])).status_code == 404


# --- who serves the council ------------------------------------------------------------------------------------------
def colleagues(client, **asked):
    answer = client.get(reverse("kenes_colleagues"), asked)
    assert answer.status_code == 200
    return {(held.council.slug, held.user.first_name, held.role) for held in answer.context["page_obj"]}


@pytest.fixture
def staff(councils, person):
    """Somebody in each council, and two who do not serve: one is switched off, one has not come yet."""
    make_user(Role.SECRETARY, councils.b, first_name="Сәуле")
    people.disable(make_user(Role.EDITOR, councils.a, first_name="Өшірілген"), user=None, now=timezone.now())
    invited(councils.a)


def test_a_lead_sees_who_serves_the_own_council(councils, staff):
    lead = make_user(Role.LEAD, councils.a, first_name="Төраға")
    Membership.objects.create(user=lead, council=councils.b, role=Role.EDITOR)
    own = {("almaly", "Ерлан", "editor"), ("almaly", "Төраға", "lead")}
    assert colleagues(signed_in(lead)) == own
    assert colleagues(signed_in(lead), council=councils.b.pk) <= own
    page = signed_in(lead).get(reverse("kenes_colleagues")).content.decode()
    assert "Сәуле" not in page
    main = page.partition('class="kenes-screen"')[2]
    assert 'method="post"' not in main
    assert "/people/" not in main


def test_the_overseer_sees_who_serves_every_council(councils, staff):
    seen = colleagues(signed_in(make_user(Role.OVERSEER)))
    assert seen == {("almaly", "Ерлан", "editor"), ("bostandyk", "Сәуле", "secretary")}
    asked = colleagues(signed_in(make_user(Role.OVERSEER)), council=councils.b.pk)
    assert asked == {("bostandyk", "Сәуле", "secretary")}


@pytest.mark.parametrize("role", sorted((COUNCIL_ROLES | NATIONAL_ROLES) - SEES_COLLEAGUES))
def test_nobody_else_sees_the_list(role, councils):
    client = signed_in(make_user(role, councils.a if role in COUNCIL_ROLES else None))
    assert client.get(reverse("kenes_colleagues")).status_code == 302
    assert "kenes-colleagues" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_menu_shows_the_way(councils, client):
    lead = signed_in(make_user(Role.LEAD, councils.a))
    home = reverse("wagtailadmin_home")
    assert "kenes-colleagues" in lead.get(home).content.decode()
    assert "kenes-people" not in lead.get(home).content.decode()
    assert "kenes-people" in client.get(home).content.decode()


# --- somebody without a role -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_somebody_without_a_role_is_told_what_to_do(language, councils):
    stranger = make_user()
    UserProfile.objects.create(user=stranger, preferred_language=language)
    client = signed_in(stranger)
    for address in (reverse("wagtailadmin_home"), reverse("kenes_consultations"), reverse("wagtailadmin_account")):
        answer = client.get(address)
        assert answer.status_code == 403
        with override(language):
            assert gettext("You have no role yet") in answer.content.decode()
    assert client.post(reverse("wagtailadmin_logout")).status_code == 302
    assert client.get(reverse("wagtailadmin_login")).status_code == 200


def test_with_a_role_the_explanation_is_gone(councils):
    stranger = make_user()
    people.give_role(stranger, councils.a, Role.EDITOR, user=None)
    assert signed_in(stranger).get(reverse("wagtailadmin_home")).status_code == 200


def test_a_closed_council_is_no_place_to_move_to_and_is_marked_elsewhere(client, councils, person):
    Council.objects.filter(pk=councils.b.pk).update(closed_on="2026-11-01")
    field = client.get(reverse("kenes_move_person", args=[person.pk])).context["form"].fields["new_council"]
    assert list(field.queryset) == [councils.a]
    # Its secretary still answers what came in before.
    for address in (reverse("kenes_invite"), screen_of(person)):
        options = client.get(address).content.decode()
        assert f"{councils.b} (жабылған)" in options or f"{councils.b} (закрыт)" in options
        assert f"{councils.a} (" not in options
