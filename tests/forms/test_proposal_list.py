"""Step 5: the list of proposals is closed once, after the last can have come, and takes no further text."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from cms.roles import Role
from council_pages.evidence import record_of
from council_pages.planning import change_facts
from forms.proposal_list import close_list
from forms.publication import publish, withdraw
from forms.window import GRACE
from tests.factories import make_consultation, make_user
from tests.forms.making import NOW, filled, later, send

pytestmark = pytest.mark.django_db


def over(consultation):
    """The first moment at which no proposal can come any more."""
    return consultation.closes_at + GRACE


def test_it_is_not_closed_while_proposals_can_come(consultation):
    for moment in (NOW, consultation.closes_at, over(consultation) - timedelta(microseconds=1)):
        with pytest.raises(ValidationError):
            close_list(consultation, user=None, now=moment)
    assert close_list(consultation, user=None, now=over(consultation)).list_frozen_at == over(consultation)
    with pytest.raises(ValidationError):
        close_list(consultation, user=None, now=over(consultation))


def test_001_11_a_closed_list_is_evidence_of_step_five(consultation):
    close_list(consultation, user=None, now=over(consultation))
    assert record_of(consultation).evidence.listed_at == over(consultation)


def test_a_closed_list_takes_no_further_text_and_lets_one_go(definition, consultation, at):
    at(later(hours=1))
    first, second = send(definition).proposal, send(definition, filled("Жол салынсын")).proposal
    moment = over(consultation) + timedelta(hours=1)
    publish(first, "Шам қойылсын.", user=None, now=moment)
    close_list(consultation, user=None, now=moment)
    with pytest.raises(ValidationError):
        publish(second, "Жол салынсын.", user=None, now=moment)
    # Personal data that was overlooked must go all the same.
    publish(first, "Шам.", user=None, now=moment)
    withdraw(first, user=None, now=moment)


def test_only_the_secretary_closes(consultation, council):
    for role in (Role.EDITOR, Role.PUBLISHER, Role.LEAD, Role.TRANSLATOR):
        with pytest.raises(PermissionDenied):
            close_list(consultation, user=make_user(role, council), now=over(consultation))


def test_a_question_without_a_window_has_no_list_to_close(council):
    with pytest.raises(ValidationError):
        close_list(make_consultation(council), user=None, now=NOW)


def test_the_button_stands_on_the_desk_once_it_is_time(council, client):
    now = timezone.now()
    row = make_consultation(council, opens_at=now - timedelta(days=20), closes_at=now - timedelta(days=1))
    client.force_login(make_user(Role.SECRETARY, council))
    desk, path = reverse("kenes_consultation", args=[row.pk]), reverse("kenes_close_list", args=[row.pk])
    assert path in client.get(desk).content.decode()
    assert client.get(path).status_code == 200
    row.refresh_from_db()
    assert row.list_frozen_at is None
    assert client.post(path).url == desk
    row.refresh_from_db()
    assert row.list_frozen_at is not None
    assert path not in client.get(desk).content.decode()


def test_before_the_list_is_closed_the_secretary_reads_what_would_stay_as_it_is(definition, consultation, at, client):
    at(later(hours=1))
    send(definition)
    at(over(consultation))
    client.force_login(make_user(Role.SECRETARY, consultation.council))
    asked = client.get(reverse("kenes_close_list", args=[consultation.pk]))
    assert asked.context["totals"].in_review == 1
    with override("ru"):
        assert gettext("Waiting for an answer: %(count)s") % {"count": 1} in asked.content.decode()


def test_who_does_not_handle_proposals_is_not_offered_the_closing(council, client):
    now = timezone.now()
    row = make_consultation(council, opens_at=now - timedelta(days=20), closes_at=now - timedelta(days=1))
    client.force_login(make_user(Role.PUBLISHER, council))
    desk, path = reverse("kenes_consultation", args=[row.pk]), reverse("kenes_close_list", args=[row.pk])
    shown = client.get(desk)
    with override("ru"):
        assert gettext("The list of proposals is not closed yet.") in [line.text for line in shown.context["missing"]]
    assert path not in shown.content.decode()
    client.post(path)
    row.refresh_from_db()
    assert row.list_frozen_at is None


def test_the_closing_stands_once_the_list_is_closed(consultation):
    close_list(consultation, user=None, now=over(consultation))
    with pytest.raises(ValidationError) as refusal:
        change_facts(consultation, user=None, now=over(consultation), closes_at=over(consultation) + timedelta(days=9))
    assert list(refusal.value.message_dict) == ["closes_at"]
