"""Each drift that is planted is found by its name, and nothing else is found beside it."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.audit import Kind, derive_again, differences
from cms.groups import STOCK_GROUPS, group_name, make_national_groups, national_ground
from cms.models import Council
from cms.roles import COUNCIL_ROLES, languages_of
from tests.cms.planting import (
    DERIVED,
    EDITORS,
    FOR_A_PERSON,
    PLANTED,
    a_group,
    everything_granted,
    group,
    lose_section,
    permission,
    staff_everything,
)
from tests.factories import make_council, make_superuser, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def staffed(councils):
    """Both councils and the ministry with somebody in each role."""
    return staff_everything(councils)


def assert_found(found, expected):
    assert {(one.kind, one.subject) for one in found} == set(expected)
    assert len(found) == len(expected)
    for one in found:
        assert expected[one.kind, one.subject] in one.sentence


def test_nothing_differs_after_councils_were_made_and_roles_given(staffed):
    assert differences() == []


@pytest.mark.parametrize("drift", PLANTED)
def test_a_drift_is_found_by_name_and_nothing_else_is(drift, staffed):
    plant, expected = PLANTED[drift]
    plant()
    assert_found(differences(), expected)


def test_all_drifts_of_one_database_are_found_at_once(staffed):
    planted = [
        "a permission too many",
        "a right on another collection",
        "a member without any role",
        "entry for a person",
    ]
    for drift in planted:
        PLANTED[drift][0]()
    assert len(differences()) == len(planted)


def test_a_disabled_account_and_a_superuser_are_no_strangers(staffed):
    disabled, root = make_user(is_active=False), make_superuser()
    a_group("Choir", "wagtailadmin.access_admin")
    group("Choir").user_set.add(disabled, root)
    assert [found.kind for found in differences()] == [Kind.FOREIGN_GROUP]


def test_a_disabled_account_that_kept_a_group_is_found(staffed):
    # Somebody may switch it on again.
    make_user(username="gone", is_active=False).groups.add(group(EDITORS))
    assert_found(differences(), {(Kind.UNFOUNDED_MEMBER, "gone"): EDITORS})


def test_a_group_without_any_right_is_nobodys_business(staffed):
    a_group("Choir", members=["idle"])
    assert differences() == []


def test_a_council_called_like_the_national_collection_is_not_mistaken_for_it(staffed):
    make_council("national")
    assert differences() == []


def test_wagtails_own_groups_go_with_the_first_council(councils):
    assert not Group.objects.filter(name__in=STOCK_GROUPS).exists()


def test_wagtails_own_group_stays_while_somebody_is_in_it(staffed):
    a_group("Editors", "wagtailadmin.access_admin", members=["eva"])
    homes, collection = national_ground()
    make_national_groups(list(homes.values()), collection)
    assert_found(derive_again().left, {(Kind.FOREIGN_GROUP, "Editors"): "access_admin"})


# --- deriving again --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("drift", DERIVED)
def test_what_is_derived_is_derived_again(drift, staffed):
    plant, expected = DERIVED[drift]
    plant()
    repair = derive_again()
    assert_found(repair.changed, expected)
    assert repair.left == differences() == []


@pytest.mark.parametrize("drift", FOR_A_PERSON)
def test_what_a_person_must_decide_is_left_as_it_is(drift, staffed):
    plant, expected = FOR_A_PERSON[drift]
    plant()
    before = everything_granted()
    repair = derive_again()
    assert repair.changed == []
    assert_found(repair.left, expected)
    assert everything_granted() == before


def test_a_group_that_is_made_again_gets_its_members_back(staffed):
    members = set(group(EDITORS).user_set.all())
    group(EDITORS).delete()
    assert derive_again().left == []
    assert members
    assert set(group(EDITORS).user_set.all()) == members


def test_an_incomplete_council_keeps_its_groups_as_they_are(staffed):
    lose_section()
    group(EDITORS).permissions.clear()
    repair = derive_again()
    assert repair.changed == []
    assert {found.kind for found in repair.left} == {Kind.MISSING_PAGES, Kind.MISSING_RIGHT}


# --- its cost --------------------------------------------------------------------------------------------------------
def staffed_council(slug):
    council = make_council(slug)
    for role in sorted(COUNCIL_ROLES):
        make_user(role, council)


def queries_of_the_audit():
    with CaptureQueriesContext(connection) as queries:
        assert differences() == []
    return len(queries)


def test_the_audit_asks_as_many_queries_however_many_councils_there_are(staffed, full_size):
    few, many = 3, 263 if full_size else 12
    for number in range(Council.objects.count(), few):
        staffed_council(f"c{number}")
    before = queries_of_the_audit()
    for number in range(few, many):
        staffed_council(f"c{number}")
    assert Council.objects.count() == many
    assert queries_of_the_audit() == before <= 15


def test_every_group_of_a_council_is_looked_at(staffed):
    names = {group_name(role, staffed.b, language) for role in COUNCIL_ROLES for language in languages_of(role)}
    for name in names:
        group(name).permissions.add(permission("auth.change_user"))
    assert {found.subject for found in differences()} == names
