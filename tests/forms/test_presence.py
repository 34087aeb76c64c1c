"""Who has a proposal open is told to the others for two minutes, and to nobody afterwards."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cms.roles import Role
from forms import presence
from forms.form_building import define_form
from forms.models import Presence
from forms.retention import apply_retention
from tests.factories import make_council, make_user
from tests.forms.making import NOW, later, parks, send


@pytest.fixture
def proposal(definition):
    return send(definition).proposal


@pytest.fixture
def colleague(council):
    return make_user(Role.SECRETARY, council, first_name="Айгүл", last_name="Ахметова")


def others(proposal, user, **delta):
    return [(other.user, other.since) for other in presence.look(proposal, user=user, now=later(**delta))]


def test_the_others_are_told_since_when(proposal, secretary, colleague):
    assert others(proposal, secretary) == []
    assert others(proposal, colleague, seconds=30) == [(secretary, NOW)]
    assert others(proposal, secretary, seconds=60) == [(colleague, later(seconds=30))]
    assert Presence.objects.get(user=secretary).since == NOW


def test_whoever_is_not_heard_of_for_two_minutes_is_gone_from_every_proposal(
    proposal, definition, secretary, colleague
):
    others(send(definition).proposal, secretary)
    others(proposal, secretary)
    assert others(proposal, colleague, minutes=2) == [(secretary, NOW)]
    assert others(proposal, colleague, minutes=2, seconds=1) == []
    assert Presence.objects.get().user == colleague


def test_a_look_touches_no_other_council_and_the_daily_retention_removes_the_rest(proposal, secretary):
    theirs = parks(make_council("basqa"), "basqa-parks")
    others(send(define_form(theirs, user=None)).proposal, make_user(Role.SECRETARY, theirs.council))
    others(proposal, secretary, minutes=5)
    assert Presence.objects.count() == 2
    apply_retention(later(minutes=6))
    assert Presence.objects.get().user == secretary


def test_who_handles_no_proposals_is_not_there(proposal, council):
    with pytest.raises(PermissionDenied):
        presence.look(proposal, user=make_user(Role.LEAD, council), now=NOW)


def test_the_page_tells_it_when_loaded_and_when_asked_again(proposal, secretary, colleague, client, at):
    at(NOW)
    for user in (secretary, colleague):
        client.force_login(user)
        page = client.get(reverse("kenes_proposal", args=[proposal.pk]))
    assert secretary.username in page.context["also_open"] and "12:00" in page.context["also_open"]
    assert page.context["also_open"] in page.content.decode()
    at(later(minutes=1))
    client.force_login(secretary)
    words = client.post(reverse("kenes_still_open", args=[proposal.pk])).json()["words"]
    assert "Айгүл Ахметова" in words
    assert client.get(reverse("kenes_still_open", args=[proposal.pk])).status_code == 405
