import pytest
from django.contrib.auth.models import Permission

from cms import roles
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, ROLE_TABLE, Role

SETS = ["WRITES_TEXTS", "PLANS_CONSULTATIONS", "PUBLISHES_TEXTS", "HANDLES_PROPOSALS"]


def test_every_role_stands_in_the_table_once():
    assert set(ROLE_TABLE) == set(Role)
    assert set(Role) == COUNCIL_ROLES | NATIONAL_ROLES
    assert not COUNCIL_ROLES & NATIONAL_ROLES


def test_everyone_with_a_role_may_log_in():
    assert all("wagtailadmin.access_admin" in grant.permissions for grant in ROLE_TABLE.values())


def test_of_a_councils_roles_the_publisher_alone_publishes():
    assert {role for role in COUNCIL_ROLES if "publish" in ROLE_TABLE[role].pages} == {Role.PUBLISHER}
    assert {Role.PUBLISHER} == roles.PUBLISHES_TEXTS


def test_those_who_write_texts_may_change_pages_and_nobody_else_may():
    assert {role for role in COUNCIL_ROLES if "change" in ROLE_TABLE[role].pages} == roles.WRITES_TEXTS


def test_proposals_are_the_secretarys_alone():
    assert {Role.SECRETARY} == roles.HANDLES_PROPOSALS


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.LEAD, Role.OVERSEER, Role.ADMINISTRATOR])
def test_who_only_reads_or_handles_touches_no_page_and_no_file(role):
    assert (ROLE_TABLE[role].pages, ROLE_TABLE[role].media) == ((), ())


def test_only_the_administrator_may_make_councils():
    assert {role for role, grant in ROLE_TABLE.items() if "cms.add_council" in grant.permissions} == {
        Role.ADMINISTRATOR
    }


def test_no_role_deletes_pages_in_bulk_or_files():
    for grant in ROLE_TABLE.values():
        assert "bulk_delete" not in grant.pages
        assert "delete" not in grant.media


@pytest.mark.parametrize("name", SETS)
def test_what_changes_anything_is_for_councils_roles(name):
    assert getattr(roles, name) <= COUNCIL_ROLES


def test_000_32_the_overseer_reads_every_council_and_has_one_act():
    assert COUNCIL_ROLES | {Role.OVERSEER} == roles.READS_COUNCIL
    assert {Role.OVERSEER} == roles.OVERSEES


@pytest.mark.django_db
def test_every_permission_of_the_table_exists():
    for grant in ROLE_TABLE.values():
        names = {*grant.permissions, *(f"wagtailcore.{action}_page" for action in grant.pages)}
        names |= {f"wagtailimages.{action}_image" for action in grant.media}
        names |= {f"wagtaildocs.{action}_document" for action in grant.media}
        for name in names:
            app, codename = name.split(".")
            assert Permission.objects.filter(content_type__app_label=app, codename=codename).count() == 1, name
