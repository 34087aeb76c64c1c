"""What a plugin answers is looked at once: a wrong thing is named and left out, and what is right stands."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import get_resolver, path
from django.utils.translation import gettext_lazy

from cms import plugin_asking, plugin_staff
from cms.plugins import Column, PublicRoute, StaffRoute
from cms.roles import Role

ROLES = frozenset({Role.PUBLISHER})
GOOD = StaffRoute("", object, "good", ROLES)


@pytest.fixture
def odd(monkeypatch):
    """A plugin that answers what a test puts into `said`; nothing of it is left behind."""
    # The site's own addresses are made of its own plugins, before there is another.
    assert get_resolver().url_patterns
    plugin = SimpleNamespace(label="odd", address="odd", title="Odd", said={}, words={})
    plugin.staff_routes = lambda: plugin.said["staff_routes"]
    plugin.public_routes = lambda: plugin.said["public_routes"]
    plugin.compliance_columns = lambda: plugin.said["compliance_columns"]
    plugin.log_actions = lambda: plugin.words
    plugin_asking.forget()
    monkeypatch.setattr(plugin_asking, "plugins", lambda: [plugin])
    monkeypatch.setattr(plugin_asking, "_made", {})
    yield plugin
    plugin_asking.forget()


@pytest.mark.parametrize(("place", "wrong"), [
    ("staff_routes", StaffRoute("x/", object, "wrong", None)),
    ("staff_routes", SimpleNamespace(name="wrong")),
    ("staff_routes", PublicRoute("x/", len, "wrong")),
    ("public_routes", PublicRoute(None, len, "wrong")),
    ("public_routes", PublicRoute("x/", "len", "wrong")),
    ("compliance_columns", SimpleNamespace(code="x")),
    ("compliance_columns", Column("x", None, len)),
])  # fmt: skip
def test_a_thing_of_another_kind_is_named_and_the_others_stand(place, wrong, odd):
    good = {
        "staff_routes": GOOD,
        "public_routes": PublicRoute("", len, "good"),
        "compliance_columns": Column("good", gettext_lazy("Council"), len),
    }[place]
    odd.said = {place: [wrong, good]}
    assert plugin_asking.ask(odd, place) == [good]
    assert [(one.plugin, one.words.partition(":")[0]) for one in plugin_asking.problems()] == [("odd", place)]


def test_a_set_of_roles_that_could_be_changed_will_do(odd):
    odd.said = {"staff_routes": [StaffRoute("", object, "good", {Role.PUBLISHER})]}
    assert len(plugin_asking.ask(odd, "staff_routes")) == 1
    assert plugin_asking.problems() == []


def test_a_name_that_is_no_word_is_left_out_of_a_mapping(odd):
    odd.words = {7: "seven", "odd.done": "Done", "odd.gone": None}
    assert plugin_asking.ask_mapping(odd, "log_actions") == {"odd.done": "Done"}


def test_only_a_route_that_became_an_address_is_linked_to(odd):
    bad = StaffRoute("a/", object, "bad", ROLES)
    odd.said = {"staff_routes": [bad, GOOD]}

    def make(plugin, route):
        if route is bad:
            raise ValueError("planted")
        return path(route.route, len, name=route.name)

    assert [one.name for one in plugin_asking.made_of("staff_routes", make)] == ["good"]
    assert plugin_asking.routes_of(odd, "staff_routes") == [GOOD]
    assert plugin_staff._first_routes(odd) == (None, GOOD)


def test_the_menu_stands_where_a_plugin_names_no_roles(odd):
    odd.said = {"staff_routes": [StaffRoute("", object, "wrong", None), SimpleNamespace(name="x")]}
    plugin_asking.made_of("staff_routes", lambda plugin, route: path(route.route, len, name=route.name))
    assert not plugin_staff.is_for(odd, AnonymousUser())
