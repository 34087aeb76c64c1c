import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms.groups import derive_groups, group_name, make_council_groups
from cms.models import CouncilSection, Membership
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, ROLE_TABLE, Role, languages_of
from council_pages.models import HomePage
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def granted(group):
    """What the group may do, in the words of the role table, with the pages and collections it may do it on."""
    pages = GroupPagePermission.objects.filter(group=group).values_list("permission__codename", "page")
    media = GroupCollectionPermission.objects.filter(group=group).values_list("permission__codename", "collection")
    names = group.permissions.values_list("content_type__app_label", "codename")
    return set(pages), set(media), {".".join(name) for name in names}


def as_the_table_says(role, pages, collection):
    grant = ROLE_TABLE[role]
    return (
        {(f"{action}_page", page.pk) for action in grant.pages for page in pages},
        {(f"{action}_{kind}", collection.pk) for action in grant.media for kind in ("image", "document")},
        set(grant.permissions),
    )


def groups_of(user):
    return set(user.groups.values_list("name", flat=True))


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_a_councils_group_has_exactly_what_the_role_table_grants(role, councils):
    for language in languages_of(role):
        sections = CouncilSection.objects.filter(council=councils.a)
        pages = [section.page for section in sections if language in ("", section.language)]
        group = Group.objects.get(name=group_name(role, councils.a, language))
        assert len(pages) == (1 if language else 2)
        assert granted(group) == as_the_table_says(role, pages, councils.a.collection)


@pytest.mark.parametrize("role", sorted(NATIONAL_ROLES))
def test_a_group_of_the_ministry_has_exactly_what_the_role_table_grants(role, councils):
    pages, _media, names = granted(Group.objects.get(name=group_name(role)))
    expected_pages, _expected_media, expected_names = as_the_table_says(
        role, HomePage.objects.all(), Collection.get_first_root_node()
    )
    assert (pages, names) == (expected_pages, expected_names)


@pytest.mark.parametrize("role", sorted(NATIONAL_ROLES))
def test_no_group_of_the_ministry_has_a_hand_on_the_councils_files(role, councils):
    reached = GroupCollectionPermission.objects.filter(group__name=group_name(role)).select_related("collection")
    for permission in reached:
        assert not councils.a.collection.path.startswith(permission.collection.path)


def test_making_the_groups_again_takes_back_what_somebody_added_by_hand(councils):
    group = Group.objects.get(name=group_name(Role.EDITOR, councils.a))
    before = granted(group)
    publisher = GroupPagePermission.objects.filter(permission__codename="publish_page").first()
    GroupPagePermission.objects.create(group=group, page=publisher.page, permission=publisher.permission)
    group.permissions.add(publisher.permission)
    count = Group.objects.count()
    make_council_groups(councils.a)
    assert granted(group) == before
    assert Group.objects.count() == count


def test_a_role_given_and_taken_brings_the_group_and_takes_it(councils):
    user = make_user(Role.EDITOR, councils.a)
    assert groups_of(user) == {"kenes:editor:almaly"}
    second = Membership.objects.create(user=user, council=councils.b, role=Role.SECRETARY)
    assert groups_of(user) == {"kenes:editor:almaly", "kenes:secretary:bostandyk"}
    second.delete()
    assert groups_of(user) == {"kenes:editor:almaly"}
    Membership.objects.filter(user=user).delete()
    assert groups_of(user) == set()


def test_a_changed_role_changes_the_group(councils):
    user = make_user(Role.EDITOR, councils.a)
    membership = user.memberships.get()
    membership.role = Role.PUBLISHER
    membership.save()
    assert groups_of(user) == {"kenes:publisher:almaly"}


def test_a_role_handed_to_another_person_leaves_the_first(councils):
    first, second = make_user(Role.PUBLISHER, councils.a), make_user()
    membership = first.memberships.get()
    membership.user = second
    membership.save()
    assert groups_of(second) == {"kenes:publisher:almaly"}
    assert groups_of(first) == set()


def test_groups_that_are_not_derived_are_left_alone(councils):
    user = make_user(Role.EDITOR, councils.a)
    user.groups.add(Group.objects.create(name="Choir"))
    Membership.objects.filter(user=user).delete()
    assert groups_of(user) == {"Choir"}


def test_a_derived_group_added_by_hand_is_taken_away_again(councils):
    user = make_user(Role.EDITOR, councils.a)
    user.groups.add(Group.objects.get(name=group_name(Role.PUBLISHER, councils.a)))
    derive_groups(user)
    assert groups_of(user) == {"kenes:editor:almaly"}


def test_a_role_at_the_ministry_brings_its_group(councils):
    assert groups_of(make_user(Role.OVERSEER)) == {"kenes:overseer"}
