import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from cms.admin_policies import POLICIES, host_only, own_listing
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, Role
from council_pages.wagtail_hooks import ACTIONS
from tests.factories import admin_routes, make_consultation, make_superuser, make_user

pytestmark = pytest.mark.django_db
OURS = {
    "kenes-consultations",
    "kenes-schedules",
    "kenes-sittings",
    "kenes-councils",
    "kenes-proposals",
    "kenes-readings",
}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_entry_of_the_log_has_words_in_both_languages(language):
    assert set(ACTIONS) <= {action for action, _words in registry.get_choices()}
    with override(language):
        labels = {action: str(registry.get_action_label(action)) for action in ACTIONS}
        assert len(set(labels.values())) == len(ACTIONS)
    with override(None):
        english = {action: str(registry.get_action_label(action)) for action in ACTIONS}
    assert {action for action in ACTIONS if labels[action] == english[action]} == set()


def test_what_the_verbs_write_into_the_log_is_named(councils):
    make_consultation(councils.a)
    written = set(ModelLogEntry.objects.filter(action__startswith="kenes.").values_list("action", flat=True))
    assert written
    assert written <= set(ACTIONS)


def test_every_screen_has_its_policy():
    names = {name for name, _path in admin_routes() if name.startswith("kenes_")}
    assert names <= set(POLICIES)
    listings = {name for name in names if POLICIES[name] is own_listing}
    assert {"kenes_consultations", "kenes_schedules", "kenes_sittings"} <= listings
    assert {name for name in names if POLICIES[name] is host_only} >= {"kenes_councils", "kenes_new_council"}


def menu_of(client, user):
    client.force_login(user)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    return {name for name in OURS if f'"{name}"' in page}


COUNCILS_MENU = {"kenes-consultations", "kenes-schedules", "kenes-sittings"}


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_the_menu_of_a_councils_staff(role, councils, client):
    more = {Role.SECRETARY: {"kenes-proposals"}, Role.LEAD: {"kenes-readings", "kenes-proposals"}}
    assert menu_of(client, make_user(role, councils.a)) == COUNCILS_MENU | more.get(role, set())


@pytest.mark.parametrize("role", sorted(NATIONAL_ROLES))
def test_the_menu_of_the_ministry(role, councils, client):
    expected = {Role.ADMINISTRATOR: {"kenes-councils"}, Role.OVERSEER: COUNCILS_MENU | {"kenes-readings"}}
    assert menu_of(client, make_user(role)) == expected.get(role, set())


def test_a_superuser_has_the_whole_menu(councils, client):
    assert menu_of(client, make_superuser()) == OURS


def test_what_the_gate_closes_is_not_in_the_menu_either(councils, client):
    client.force_login(make_user(Role.PUBLISHER, councils.a))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    for path in ("/admin/reports/", "/admin/settings/", "/admin/users/", "/admin/snippets/", "/admin/sites/"):
        assert f'"{path}' not in page


def test_links_of_the_menu_open(councils, client):
    client.force_login(make_user(Role.SECRETARY, councils.a))
    for name in ("kenes_consultations", "kenes_schedules", "kenes_sittings", "kenes_proposals"):
        assert client.get(reverse(name)).status_code == 200
