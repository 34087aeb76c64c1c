"""Only who handles the proposals of a council answers for one, and only so long."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from wagtail.models import ModelLogEntry

from cms.models import Membership
from cms.roles import Role
from forms import assigning
from forms.models import Assignment
from tests.factories import make_council, make_user
from tests.forms.making import NOW, send


@pytest.fixture
def proposal(definition):
    return send(definition).proposal


@pytest.fixture
def colleague(council):
    return make_user(Role.SECRETARY, council, first_name="Айгүл", last_name="Ахметова")


def assignee_of(proposal):
    found = Assignment.objects.filter(proposal=proposal).first()
    return found and found.person


def logged(proposal):
    return [entry.action for entry in ModelLogEntry.objects.for_instance(proposal).order_by("pk")]


def test_a_colleague_is_assigned_replaced_and_taken_off(proposal, secretary, colleague):
    for person in (secretary, colleague, colleague, None, None):
        assigning.assign(proposal, person, user=secretary, now=NOW)
        assert assignee_of(proposal) == person
    assert logged(proposal) == ["kenes.proposal_assigned"] * 2 + ["kenes.proposal_unassigned"]


@pytest.mark.parametrize("role", [Role.LEAD, Role.EDITOR, None])
def test_nobody_else_of_the_council_is_assigned(proposal, secretary, council, role):
    other = make_user(role, council if role else None)
    with pytest.raises(ValidationError, match=r"."):
        assigning.assign(proposal, other, user=secretary, now=NOW)
    assert assignee_of(proposal) is None


def test_a_secretary_of_another_council_is_not_assigned_and_assigns_nobody(proposal, secretary):
    stranger = make_user(Role.SECRETARY, make_council("bostandyk"))
    with pytest.raises(ValidationError):
        assigning.assign(proposal, stranger, user=secretary, now=NOW)
    with pytest.raises(Http404):
        assigning.assign(proposal, secretary, user=stranger, now=NOW)


def test_a_lead_assigns_nobody(proposal, secretary, council):
    with pytest.raises(PermissionDenied):
        assigning.assign(proposal, secretary, user=make_user(Role.LEAD, council), now=NOW)


def test_an_assignment_ends_with_the_role(proposal, colleague, council):
    assigning.assign(proposal, colleague, user=None, now=NOW)
    Membership.objects.create(user=colleague, council=make_council("medeu"), role=Role.SECRETARY)
    assert assignee_of(proposal) == colleague
    Membership.objects.get(user=colleague, council=council).delete()
    assert assignee_of(proposal) is None
    assert logged(proposal)[-1] == "kenes.proposal_unassigned"


def test_an_assignment_ends_when_the_role_becomes_another(proposal, colleague, council):
    assigning.assign(proposal, colleague, user=None, now=NOW)
    held = Membership.objects.get(user=colleague)
    held.role = Role.LEAD
    held.save()
    assert assignee_of(proposal) is None


def test_an_assignment_ends_with_the_account(proposal, colleague):
    assigning.assign(proposal, colleague, user=None, now=NOW)
    colleague.is_active = False
    colleague.save()
    assert assignee_of(proposal) is None
