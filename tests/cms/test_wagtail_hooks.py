"""What Wagtail's own views refuse for everybody."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cms.roles import Role
from tests.factories import make_superuser, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_bulk", [False, True])
def test_an_account_is_not_deleted(is_bulk, councils, client):
    client.force_login(make_superuser())
    person = make_user(Role.SECRETARY, councils.a)
    address = reverse("wagtailusers_users:delete", args=[person.pk])
    if is_bulk:
        address = reverse("wagtail_bulk_action", args=["auth", "user", "delete"]) + f"?id={person.pk}"
    answer = client.post(address)
    assert answer.status_code == 302
    assert [message.level_tag for message in answer.wsgi_request._messages] == ["error"]
    assert get_user_model().objects.filter(pk=person.pk).exists()
