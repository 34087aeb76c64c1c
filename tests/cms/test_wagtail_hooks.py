"""What Wagtail's own views refuse for everybody, and the words of the log."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.admin.menu import admin_menu
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, Page
from wagtail.users.models import UserProfile

from cms import people
from cms.models import CouncilSection
from cms.roles import COUNCIL_ROLES, Role
from cms.wagtail_hooks import ACTIONS
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


@pytest.mark.parametrize(("language", "word"), [("kk", "Іздеу"), ("ru", "Поиск")])
@pytest.mark.parametrize("files", ["wagtaildocs", "wagtailimages"])
def test_the_choosers_tab_speaks_the_readers_language(files, language, word, councils, client):
    editor = make_user(Role.EDITOR, councils.a)
    UserProfile.objects.create(user=editor, preferred_language=language)
    client.force_login(editor)
    tabs = client.get(reverse(f"{files}_chooser:choose")).json()["html"]
    [label] = re.findall(r'id="tab-label-search"[^>]*>\s*(\w+)', tabs)
    assert label == word


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


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_entry_about_people_has_words_in_both_languages(language):
    assert set(ACTIONS) <= {action for action, _words in registry.get_choices()}
    with override(None):
        english = {action: str(registry.get_action_label(action)) for action in ACTIONS}
    with override(language):
        labels = {action: str(registry.get_action_label(action)) for action in ACTIONS}
    assert len(set(labels.values())) == len(ACTIONS)
    assert {action for action in ACTIONS if labels[action] == english[action]} == set()


def test_the_log_says_which_role_where(councils):
    person = make_user(Role.EDITOR, councils.a)
    people.move(person, councils.a, councils.b, user=None)
    people.give_role(person, None, Role.OVERSEER, user=None)
    people.disable(person, user=None, now=timezone.now())
    with override("ru"):
        entries = ModelLogEntry.objects.for_instance(person).order_by("pk")
        moved, given, switched_off = [entry.message for entry in entries]
        assert {entry.action for entry in entries} <= set(ACTIONS)
        assert f"almaly → {Role.EDITOR.label} (bostandyk)" in moved
        assert given.endswith(f"{Role.OVERSEER.label} (–)")
        assert switched_off == str(ACTIONS["kenes.person_disabled"])


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_the_start_page_of_a_councils_staff_counts_nothing_and_leads_nowhere_outside(role, councils, client):
    client.force_login(make_user(role, councils.a))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "w-summary__list" not in page
    assert "guide.wagtail.org" not in page
    assert reverse("kenes_guide") in page
    for closed in ("/admin/reports/", "/admin/settings/", "whats-new"):
        assert closed not in page


@pytest.mark.parametrize("language, names", [("kk", ["Беттер", "Суреттер"]), ("ru", ["Страницы", "Изображения"])])
def test_the_menu_calls_pages_and_pictures_by_plain_names(language, names, councils, client):
    editor = make_user(Role.EDITOR, councils.a)
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": language})
    client.force_login(editor)
    request = client.get(reverse("wagtailadmin_home")).wsgi_request
    with override(language):
        labels = [str(item.label) for item in admin_menu.menu_items_for_request(request)]
    assert set(names) < set(labels)


def test_the_start_page_says_where_to_begin_by_role(councils, client):
    for role, task in ((Role.EDITOR, "kenes_new_consultation"), (Role.SECRETARY, "kenes_proposals")):
        client.force_login(make_user(role, councils.a))
        page = client.get(reverse("wagtailadmin_home")).content.decode()
        begin = page[page.index('id="kenes-begin') :]
        assert reverse(task) in begin
        assert (reverse("kenes_new_sitting") in begin) is (role == Role.EDITOR)
    client.force_login(make_user(Role.OVERSEER))
    assert "kenes-begin" not in client.get(reverse("wagtailadmin_home")).content.decode()
