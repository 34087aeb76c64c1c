"""`manage.py audit_permissions`: what it prints and how it ends."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.audit import superusers
from tests.cms.planting import EDITORS, FOR_A_PERSON, everything_granted, group, permission, staff_everything
from tests.factories import make_superuser, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def staffed(councils):
    """Both councils and the ministry with somebody in each role."""
    return staff_everything(councils)


def run(*arguments):
    output = StringIO()
    try:
        call_command("audit_permissions", *arguments, stdout=output)
    except CommandError as error:
        return output.getvalue(), error.returncode
    return output.getvalue(), 0


def test_the_command_is_content_with_a_database_as_it_was_made(staffed):
    printed, code = run()
    assert printed.splitlines()[0] == "Differences: 0"
    assert code == 0


def test_the_command_prints_each_difference_changes_nothing_and_fails(staffed):
    group(EDITORS).permissions.add(permission("auth.change_user"))
    before = everything_granted()
    printed, code = run()
    assert f"  extra right: The group {EDITORS} has auth.change_user, which its role does not give." in printed
    assert code == 1
    assert everything_granted() == before


def test_fixing_prints_what_changed_and_what_is_left(staffed):
    group(EDITORS).permissions.add(permission("auth.change_user"))
    FOR_A_PERSON["a permission of a person"][0]()
    printed, code = run("--fix")
    changed, left = printed.split("Left for a person to decide: 1")
    assert "Changed: 1" in changed
    assert "auth.change_user" in changed
    assert "eva has permissions of their own" in left
    assert code == 1


def test_superusers_are_told_with_their_number_and_are_no_difference(staffed):
    names = sorted(make_superuser().username for _ in range(2))
    make_user(username="root-asleep", is_superuser=True, is_active=False)
    assert superusers() == names
    printed, code = run()
    assert f"Superusers, who may do everything: 2: {', '.join(names)}" in printed
    assert code == 0
