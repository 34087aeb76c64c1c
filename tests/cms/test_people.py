"""The verbs for people: who may, what is refused, what is left behind."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms import people
from cms.models import Council, Invitation, Membership
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, Role
from tests.factories import again, make_superuser, make_user

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def roles_of(person):
    return {(held.council and held.council.slug, held.role) for held in person.memberships.select_related("council")}


def invite(council, user=None, email="aigul@example.kz", name="Айгүл Серікқызы Ахметова", role=Role.EDITOR):
    return people.invite(email, name, [(council, role)], user=user, now=NOW)


def logged(person):
    return list(ModelLogEntry.objects.for_instance(person).order_by("pk").values_list("action", flat=True))


def every_verb(person, councils, user):
    return {
        "invite": lambda: invite(councils.a, user),
        "invite_again": lambda: people.invite_again(person, user=user, now=NOW),
        "give_role": lambda: people.give_role(person, councils.a, Role.SECRETARY, user=user),
        "take_role": lambda: people.take_role(person, councils.a, Role.EDITOR, user=user),
        "move": lambda: people.move(person, councils.a, councils.b, user=user),
        "disable": lambda: people.disable(person, user=user, now=NOW),
        "enable": lambda: people.enable(person, user=user),
    }


def state_of_everybody():
    return (
        list(get_user_model().objects.order_by("pk").values_list("pk", "is_active", "is_superuser", "password")),
        sorted(Membership.objects.values_list("user", "council", "role"), key=str),
        Invitation.objects.count(),
        ModelLogEntry.objects.count(),
    )


@pytest.mark.parametrize("role", [*sorted(COUNCIL_ROLES | NATIONAL_ROLES - {Role.ADMINISTRATOR}), None])
def test_nobody_but_an_administrator_may_touch_an_account(role, councils):
    user = make_user(role, councils.a if role in COUNCIL_ROLES else None)
    person = make_user(Role.EDITOR, councils.a)
    before = state_of_everybody()
    for name, verb in every_verb(person, councils, user).items():
        with pytest.raises(PermissionDenied):
            verb()
        assert state_of_everybody() == before, name


def test_a_role_that_was_taken_a_moment_ago_gives_no_power_any_more(councils):
    administrator = make_user(Role.ADMINISTRATOR)
    invite(councils.a, administrator, "first@example.kz")
    Membership.objects.filter(user=administrator).delete()
    with pytest.raises(PermissionDenied):
        invite(councils.a, administrator, "second@example.kz")
    get_user_model().objects.filter(pk=administrator.pk).update(is_superuser=True, is_active=False)
    with pytest.raises(PermissionDenied):
        invite(councils.a, administrator, "second@example.kz")


def test_an_administrator_does_not_touch_a_superusers_account(councils):
    root = make_superuser()
    Membership.objects.create(user=root, council=councils.a, role=Role.EDITOR)
    before = state_of_everybody()
    verbs = every_verb(root, councils, make_user(Role.ADMINISTRATOR))
    before = state_of_everybody()
    for name in set(verbs) - {"invite"}:
        with pytest.raises(PermissionDenied):
            verbs[name]()
    assert state_of_everybody() == before
    people.disable(root, user=make_superuser(), now=NOW)
    assert not again(root).is_active


@pytest.mark.parametrize("who", [make_superuser, lambda: make_user(Role.ADMINISTRATOR)])
def test_nobody_switches_off_or_strips_the_own_account(who, councils):
    user = who()
    Membership.objects.get_or_create(user=user, council=None, role=Role.ADMINISTRATOR)
    with pytest.raises(ValidationError):
        people.disable(user, user=user, now=NOW)
    with pytest.raises(ValidationError):
        people.take_role(user, None, Role.ADMINISTRATOR, user=user)
    assert again(user).is_active
    assert (None, Role.ADMINISTRATOR) in roles_of(user)


def test_no_verb_makes_a_superuser(councils):
    administrator = make_user(Role.ADMINISTRATOR)
    person = invite(councils.a, administrator).person
    with pytest.raises(ValidationError):
        people.give_role(person, None, "superuser", user=administrator)
    people.give_role(person, None, Role.ADMINISTRATOR, user=administrator)
    assert not again(person).is_superuser
    assert not again(person).is_staff


def test_an_invited_account_waits_closed_with_its_roles(councils):
    administrator = make_user(Role.ADMINISTRATOR)
    pairs = [(councils.a, Role.EDITOR), (councils.a, Role.SECRETARY), (councils.b, Role.LEAD)]
    invitation = people.invite(
        " Aigul@Example.KZ ", "  Айгүл \n Серікқызы  Ахметова ", pairs, user=administrator, now=NOW, language="kk"
    )
    person = again(invitation.person)
    assert (person.username, person.email) == ("aigul@example.kz", "aigul@example.kz")
    assert person.get_full_name() == "Айгүл Серікқызы Ахметова"
    assert (person.is_active, person.has_usable_password(), person.is_superuser) == (False, False, False)
    assert roles_of(person) == {("almaly", "editor"), ("almaly", "secretary"), ("bostandyk", "lead")}
    assert set(person.groups.values_list("name", flat=True)) == {
        "kenes:editor:almaly", "kenes:secretary:almaly", "kenes:lead:bostandyk"
    }  # fmt: skip
    assert person.wagtail_userprofile.preferred_language == "kk"
    assert (invitation.invited_by, invitation.expires_at) == (administrator, NOW + timedelta(hours=72))
    entry = ModelLogEntry.objects.for_instance(person).get()
    assert (entry.action, entry.user) == ("kenes.person_invited", administrator)
    assert entry.data["roles"][0] == {"role": "editor", "council": "almaly"}


@pytest.mark.parametrize("field, wrong", [
    ("email", {"email": "no address"}),
    ("email", {"email": "a" * 140 + "@example.kz"}),
    ("email", {"email": "TAKEN@example.kz"}),
    ("name", {"name": "  \n "}),
    ("role", {"role": "king"}),
    ("council", {"role": Role.OVERSEER}),
])  # fmt: skip
def test_a_wrong_invitation_is_refused_beside_its_field_and_leaves_nothing(field, wrong, councils):
    make_user(username="taken")
    before = state_of_everybody()
    with pytest.raises(ValidationError) as refused:
        invite(councils.a, **wrong)
    assert set(refused.value.error_dict) == {field}
    assert state_of_everybody() == before


def test_an_invitation_without_a_role_or_council_is_refused(councils):
    for pairs, field in (([], "role"), ([(None, Role.EDITOR)], "council")):
        with pytest.raises(ValidationError) as refused:
            people.invite("aigul@example.kz", "Айгүл", pairs, user=None, now=NOW)
        assert set(refused.value.error_dict) == {field}
    assert not get_user_model().objects.filter(email="aigul@example.kz").exists()


def test_a_role_is_given_once_and_taken(councils):
    administrator, person = make_user(Role.ADMINISTRATOR), make_user()
    people.give_role(person, councils.a, Role.PUBLISHER, user=administrator)
    people.give_role(person, None, Role.OVERSEER, user=administrator)
    assert roles_of(person) == {("almaly", "publisher"), (None, "overseer")}
    for council, role in ((councils.a, Role.PUBLISHER), (None, Role.OVERSEER)):
        with pytest.raises(ValidationError):
            people.give_role(person, council, role, user=administrator)
        people.take_role(person, council, role, user=administrator)
        with pytest.raises(ValidationError):
            people.take_role(person, council, role, user=administrator)
    assert roles_of(person) == set()
    assert logged(person) == ["kenes.role_given"] * 2 + ["kenes.role_taken"] * 2


def test_no_role_is_given_in_a_closed_council(councils):
    Council.objects.filter(pk=councils.b.pk).update(closed_on="2026-11-01")
    closed = Council.objects.get(pk=councils.b.pk)
    person = make_user(Role.EDITOR, councils.a)
    with pytest.raises(ValidationError) as refused:
        people.give_role(person, closed, Role.EDITOR, user=None)
    assert set(refused.value.error_dict) == {"council"}
    with pytest.raises(ValidationError) as refused:
        people.move(person, councils.a, closed, user=None)
    assert set(refused.value.error_dict) == {"new_council"}
    assert roles_of(person) == {("almaly", "editor")}


def test_a_move_takes_every_role_of_the_one_council_to_the_other(councils):
    person = make_user(Role.EDITOR, councils.a)
    for council, role in ((councils.a, Role.SECRETARY), (councils.b, Role.EDITOR)):
        Membership.objects.create(user=person, council=council, role=role)
    people.give_role(person, None, Role.OVERSEER, user=None)
    people.move(person, councils.a, councils.b, user=None)
    assert roles_of(person) == {("bostandyk", "editor"), ("bostandyk", "secretary"), (None, "overseer")}
    assert not person.groups.filter(name__endswith=":almaly").exists()
    entry = ModelLogEntry.objects.for_instance(person).get(action="kenes.person_moved")
    assert (entry.data["from"], {said["council"] for said in entry.data["roles"]}) == ("almaly", {"bostandyk"})


def test_a_move_from_where_one_does_not_serve_or_to_the_same_place_is_refused(councils):
    person = make_user(Role.EDITOR, councils.a)
    for old, new in ((councils.b, councils.a), (councils.a, councils.a), (None, councils.a)):
        with pytest.raises(ValidationError):
            people.move(person, old, new, user=None)
    assert roles_of(person) == {("almaly", "editor")}


def test_an_account_is_switched_off_and_on_again_with_its_roles(councils):
    administrator, person = make_user(Role.ADMINISTRATOR), make_user(Role.EDITOR, councils.a)
    people.disable(person, user=administrator, now=NOW)
    assert not again(person).is_active
    with pytest.raises(ValidationError):
        people.invite_again(person, user=administrator, now=NOW)
    people.enable(person, user=administrator)
    assert again(person).is_active
    assert roles_of(person) == {("almaly", "editor")}
    with pytest.raises(ValidationError):
        people.enable(person, user=administrator)
    assert logged(person) == ["kenes.person_disabled", "kenes.person_enabled"]


def test_an_account_that_was_never_opened_is_not_switched_on_but_invited_again(councils):
    person = invite(councils.a).person
    people.disable(person, user=None, now=NOW)
    with pytest.raises(ValidationError):
        people.enable(person, user=None)
    assert not again(person).is_active
    assert people.invite_again(person, user=None, now=NOW).person == person


def test_somebody_with_an_account_is_not_invited_again(councils):
    with pytest.raises(ValidationError):
        people.invite_again(make_user(Role.EDITOR, councils.a), user=None, now=NOW)
    assert not Invitation.objects.exists()


def test_a_translator_is_given_one_language_and_nobody_else_has_one(councils):
    person = make_user()
    for role, language in ((Role.TRANSLATOR, ""), (Role.EDITOR, "kk"), (Role.TRANSLATOR, "en")):
        with pytest.raises(ValidationError) as refusal:
            people.give_role(person, councils.a, role, language, user=None)
        assert list(refusal.value.message_dict) == ["role"]
    people.give_role(person, councils.a, Role.TRANSLATOR, "ru", user=None)
    people.give_role(person, councils.a, Role.TRANSLATOR, "kk", user=None)
    people.take_role(person, councils.a, Role.TRANSLATOR, "ru", user=None)
    [held] = person.memberships.all()
    assert (held.language, list(person.groups.values_list("name", flat=True))) == (
        "kk", [f"kenes:translator:{councils.a.slug}:kk"]
    )  # fmt: skip


def test_a_translator_moves_with_the_language(councils):
    person = make_user(Role.TRANSLATOR, councils.a, language="ru")
    people.move(person, councils.a, councils.b, user=None)
    [held] = person.memberships.all()
    assert (held.council, held.language) == (councils.b, "ru")
