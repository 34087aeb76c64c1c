"""Messages of the ministry: to whom they go, who may send, read and receipt them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.models import Council
from cms.roles import COUNCIL_ROLES, Role
from council_pages.models import MessageDelivery, MinistryMessage
from council_pages.overview.messaging import WORDS, mark_read, send_message
from tests.factories import make_council, make_user

pytestmark = pytest.mark.django_db
SAID = {name: f"{name}: сөз" for name in WORDS}


def send(*councils, user=None, **words):
    chosen = Council.objects.filter(pk__in=[council.pk for council in councils])
    return send_message(chosen, user=user, now=timezone.now(), **SAID | words)


@pytest.fixture
def council():
    return make_council("ortalyq")


def test_each_secretary_gets_it_and_where_there_is_none_the_lead(council):
    other, empty, outside = (make_council(slug) for slug in ("basqa", "bos", "shet"))
    secretaries = [make_user(Role.SECRETARY, council) for _number in range(2)]
    make_user(Role.LEAD, council), make_user(Role.EDITOR, council)
    lead = make_user(Role.LEAD, other)
    make_user(Role.EDITOR, empty), make_user(Role.SECRETARY, outside)
    make_user(Role.SECRETARY, other, is_active=False)
    message = send(council, other, empty, user=make_user(Role.OVERSEER))
    found = set(message.deliveries.values_list("person", "council"))
    assert found == {*((one.pk, council.pk) for one in secretaries), (lead.pk, other.pk)}
    assert ModelLogEntry.objects.filter(action="kenes.message_sent", data__councils=2).count() == 1


def test_who_serves_two_councils_gets_one_letter_and_two_receipts_and_nobody_without_an_address_any(council):
    other = make_council("basqa")
    both, silent = make_user(Role.SECRETARY, council), make_user(Role.SECRETARY, other)
    both.memberships.create(council=other, role=Role.SECRETARY)
    type(silent).objects.filter(pk=silent.pk).update(email="")
    send(council, other)
    assert MessageDelivery.objects.filter(person=both).count() == 2
    assert MessageDelivery.objects.due(timezone.now()).count() == 1
    assert MessageDelivery.objects.get(person=silent).due_at is None


@pytest.mark.parametrize("role", [*sorted(COUNCIL_ROLES), Role.NATIONAL_EDITOR])
def test_only_the_ministry_sends(role, council):
    make_user(Role.SECRETARY, council)
    with pytest.raises(PermissionDenied):
        send(council, user=make_user(role, council if role in COUNCIL_ROLES else None))
    assert not MinistryMessage.objects.exists()


@pytest.mark.parametrize("name", WORDS)
def test_words_that_are_missing_in_a_language_are_refused_beside_their_field(name, council):
    make_user(Role.SECRETARY, council)
    with pytest.raises(ValidationError) as refused:
        send(council, **{name: " "})
    assert list(refused.value.message_dict) == [name]


def test_a_message_that_nobody_could_read_is_refused_and_a_closed_council_is_left_out(council):
    closed = make_council("jabyq")
    make_user(Role.SECRETARY, closed)
    Council.objects.filter(pk=closed.pk).update(closed_on=timezone.localdate())
    with pytest.raises(ValidationError):
        send(council, closed)
    assert not MinistryMessage.objects.exists()


def test_only_its_reader_marks_it_once_and_the_log_says_who(council):
    secretary, colleague = make_user(Role.SECRETARY, council), make_user(Role.LEAD, council)
    delivery = send(council).deliveries.get()
    now = timezone.now()
    for stranger in (colleague, make_user(Role.ADMINISTRATOR), None):
        with pytest.raises(ValidationError):
            mark_read(delivery, user=stranger, now=now)
    assert mark_read(delivery, user=secretary, now=now).read_at == now
    assert mark_read(delivery, user=secretary, now=timezone.now()).read_at == now
    assert ModelLogEntry.objects.filter(action="kenes.message_read", user=secretary).count() == 1


def test_who_has_left_the_council_reads_its_messages_no_longer(council):
    secretary = make_user(Role.SECRETARY, council)
    send(council)
    assert MessageDelivery.objects.to(secretary).unread().count() == 1
    secretary.memberships.all().delete()
    assert not MessageDelivery.objects.to(secretary).exists()
