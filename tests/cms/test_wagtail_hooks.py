"""What Wagtail's own views refuse for everybody."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page

from cms.models import CouncilSection
from cms.roles import Role
from tests.council_pages.conftest import make_news
from tests.factories import make_superuser, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("where", ["the root", "the section", "the search"])
def test_the_filters_of_the_explorer_name_no_stranger(where, councils, client):
    editor = make_user(Role.EDITOR, councils.a, first_name="Colleague")
    for council, name in ((councils.a, "Ownperson"), (councils.b, "Foreignperson")):
        person = make_user(Role.EDITOR, council, first_name=name)
        page = make_news(council, "kk", "Жаңалық")
        Page.objects.filter(pk=page.pk).update(owner=person)
        page.save_revision(user=person, log_action=True)
    client.force_login(editor)
    section = CouncilSection.objects.get(council=councils.a, language="kk").page
    address = {
        "the root": reverse("wagtailadmin_explore_root"),
        "the section": reverse("wagtailadmin_explore", args=[section.pk]),
        "the search": reverse("wagtailadmin_pages:search"),
    }[where]
    shown = client.get(address, follow=True).content.decode()
    assert "Foreignperson" not in shown
    assert ("Ownperson" in shown) is (where != "the search")


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
