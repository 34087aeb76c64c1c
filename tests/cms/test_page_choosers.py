"""The page chooser opens at home, and of a stranger's page shows what every reader sees."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.models import CouncilSection
from cms.roles import COUNCIL_ROLES, Role
from council_pages import texts
from tests.council_pages.conftest import make_news
from tests.factories import make_consultation, make_superuser, make_texts, make_user

pytestmark = pytest.mark.django_db
BROWSE, SEARCH = reverse("wagtailadmin_choose_page"), reverse("wagtailadmin_choose_page_search")


def found(client, **query):
    answer = client.get(SEARCH, query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("page_type", ["", "council_pages.newspage"])
def test_it_opens_in_ones_own_section(page_type, councils, client):
    client.force_login(make_user(Role.EDITOR, councils.a))
    section = CouncilSection.objects.get(council=councils.a, language="ru").page
    opened = client.get(BROWSE, {"page_type": page_type} if page_type else {})
    assert opened.json()["parent_page_id"] == section.pk
    assert "bostandyk" not in opened.content.decode()


def test_who_serves_two_councils_begins_above_both(councils, client):
    user = make_user(Role.EDITOR, councils.a)
    user.memberships.create(council=councils.b, role=Role.EDITOR)
    client.force_login(user)
    assert client.get(BROWSE).json()["parent_page_id"] == Page.objects.get(depth=1).pk


def test_published_pages_of_others_are_found_as_their_readers_see_them(councils, client, bring_into_index):
    page = make_texts(make_consultation(councils.b, subject_kk="Тазалық"))["kk"]
    page.title = "Құпия тақырып"
    page.save_revision()
    texts.write_text(make_consultation(councils.b, subject_kk="Тазалық жоба"), "kk", user=None)
    list_above = page.get_parent()
    list_above.draft_title = "Құпия тізім"
    list_above.save()
    bring_into_index()
    client.force_login(make_user(Role.EDITOR, councils.a))
    shown = found(client, q="Тазалық")
    assert "Тазалық" in shown
    for secret in ("Құпия", "Тазалық жоба"):
        assert secret not in shown
    assert found(client, q="Құпия").count("Құпия") == 0


def test_ones_own_drafts_are_found(councils, client, bring_into_index):
    make_news(councils.a, "kk", "Тазалық", live=False)
    bring_into_index()
    client.force_login(make_user(Role.EDITOR, councils.a))
    assert "Тазалық" in found(client, q="Тазалық")


def test_a_place_to_move_to_is_found_at_home_only(councils, client, bring_into_index):
    make_texts(make_consultation(councils.b, subject_kk="Тазалық"))
    bring_into_index()
    client.force_login(make_user(Role.PUBLISHER, councils.a))
    assert "Тазалық" not in found(client, q="Тазалық", user_perms="move_to")


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_every_role_may_open_it(role, councils, client):
    client.force_login(make_user(role, councils.a))
    for address in (BROWSE, SEARCH):
        assert client.get(address).status_code in (200, 302)


def test_whom_nothing_confines_begins_at_the_root(councils, client):
    client.force_login(make_superuser())
    assert client.get(BROWSE).json()["parent_page_id"] == Page.objects.get(depth=1).pk


def test_nobody_opens_it_without_logging_in(client):
    for address in (BROWSE, SEARCH):
        assert client.get(address).url.startswith(reverse("wagtailadmin_login"))
