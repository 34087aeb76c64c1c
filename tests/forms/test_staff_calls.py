"""The secretary is told whom to call, on a list and on the desk, until the call is recorded."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.users.models import UserProfile

from forms import answering
from forms.models import Letter
from tests.factories import make_council, make_user
from tests.forms.making import NOW, filled, send

PHONE = {"phone": "+7 700 123 45 67", "consent": "on"}


@pytest.fixture
def letter(definition, secretary):
    """An author to call."""
    proposal = send(definition, filled(**PHONE)).proposal
    answering.answer(proposal, "accepted", "Иә.", user=secretary, now=NOW)
    return Letter.objects.get()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_author_stands_on_the_list_and_on_the_desk_until_the_call_is_recorded(client, letter, secretary, language):
    client.force_login(secretary)
    UserProfile.objects.update_or_create(user=secretary, defaults={"preferred_language": language})
    calls, desk = reverse("kenes_calls"), reverse("kenes_consultation", args=[letter.proposal.consultation_id])
    with override(language):
        line = gettext("Authors to call about the answer: %(count)s") % {"count": 1}
    assert str(letter.proposal) in client.get(calls).content.decode()
    assert line in client.get(desk).content.decode()
    response = client.post(reverse("kenes_record_call", args=[letter.pk]), follow=True)
    assert response.redirect_chain == [(calls, 302)]
    page = response.content.decode()
    with override(language):
        assert gettext("The call is recorded.") in page
        assert gettext("Nobody waits for a call.") in page
    assert line not in client.get(desk).content.decode()
    assert Letter.objects.get().sent_at
    assert client.post(reverse("kenes_record_call", args=[letter.pk])).status_code == 404


def test_the_list_shows_no_telephone_number_and_costs_few_queries(
    client, letter, secretary, definition, django_assert_max_num_queries
):
    client.force_login(secretary)
    with django_assert_max_num_queries(40) as few:
        assert "700" not in client.get(reverse("kenes_calls")).content.decode()
    for _more in range(3):
        proposal = send(definition, filled(**PHONE)).proposal
        answering.answer(proposal, "accepted", "Иә.", user=secretary, now=NOW)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("kenes_calls"))


@pytest.mark.parametrize("role", ["lead", "editor"])
def test_a_colleague_who_handles_no_proposals_sees_none_of_it(client, letter, role):
    client.force_login(make_user(role, letter.council))
    assert str(letter.proposal) not in client.get(reverse("kenes_calls")).content.decode()
    client.post(reverse("kenes_record_call", args=[letter.pk]))
    assert Letter.objects.get().sent_at is None


def test_a_stranger_gets_404(client, letter):
    client.force_login(make_user("secretary", make_council("other")))
    assert client.post(reverse("kenes_record_call", args=[letter.pk])).status_code == 404
    assert Letter.objects.get().sent_at is None
