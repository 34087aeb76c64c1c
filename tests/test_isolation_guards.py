"""The tests of isolation can fail: with any single guard taken out, they find something."""

from contextlib import ExitStack
from unittest import mock

import pytest
from wagtail.admin.models import popular_tags_for_model
from wagtail.models import AbstractPage, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from cms.admin_policies import POLICIES, own_bulk, own_task, personal
from cms.pages import KenesPage
from cms.roles import Role
from cms.tenancy import CouncilOwnedQuerySet
from cms.translation_policies import own_override, own_translation
from tests.admin_addresses import object_addresses
from tests.isolation_matrix import walk
from tests.test_isolation import listings
from tests.test_isolation_of_pairs import CHANGES, both, editor_fields
from tests.watching import ask, show, snapshot


def open_policies(*policies, named=""):
    """These policies allow everything; `named`: and those of all routes that begin so."""
    return mock.patch.dict(
        POLICIES,
        {
            name: personal
            for name, policy in POLICIES.items()
            if policy in policies or (named and name.startswith(named))
        },
    )


def stock_page_policy():
    """Wagtail's own policy for pages, whose rights on a national page run down into every council."""
    stack = ExitStack()
    stack.enter_context(mock.patch.dict(policy_registry.values_by_class, {AbstractPage: PagePermissionPolicy()}))
    stack.enter_context(mock.patch.object(KenesPage, "permissions_for_user", Page.permissions_for_user))
    return stack


# --- how a leak would be found ---------------------------------------------------------------------------------------
def on_a_route(client, who, worlds):
    """In the answers of all routes, asked with the objects of B."""
    found = walk(client, who, [worlds.b], [worlds.b, worlds.c])
    return found.leaks or found.writes


def on_an_own_route(client, who, worlds):
    """In the answers of all routes, asked with one's own objects."""
    found = walk(client, who, [worlds.a], [worlds.b, worlds.c], methods=("get",))
    return found.leaks or found.writes


def by_its_status(client, who, worlds):
    """A foreign object that does not answer as a missing one."""
    return {
        path: status
        for path in object_addresses(worlds.b).values()
        for method in ("get", "post", "put")
        if (status := ask(client, method, path)[0]) not in (404, 405)
    }


def in_a_listing(client, who, worlds):
    """In a listing, a search or a chooser."""
    return [path for path in listings(worlds.b) if worlds.b.word in show(client.get(path)) and "search/?q=" not in path]


def in_an_act(*names):
    """Something has changed by an act on one's own object and a foreign one."""

    def probe(client, who, worlds):
        before, form = snapshot(), editor_fields(client, worlds)
        found = []
        for name in names:
            for pair in (("a", "b"), ("b", "a")):
                wanted = CHANGES[name](*both(worlds, *pair), form)
                status, body, after = ask(client, wanted.method, wanted.path, wanted.data, **wanted.options)
                if worlds.b.word in body or after not in (None, before):
                    found.append((name, pair, status))
        return found

    return probe


GUARDS = {
    "the gate": (lambda: mock.patch("cms.gate.is_council_staff", lambda user: False), Role.PUBLISHER, on_a_route),
    "the policy of pages": (stock_page_policy, "national_editor", in_a_listing),
    "the policies of routes with pages": (
        lambda: open_policies(named="wagtailadmin_pages:"), Role.PUBLISHER, by_its_status,
    ),
    "the choosers' narrowing": (
        lambda: mock.patch("cms.wagtail_hooks.choosable_pages", lambda user, pages, **options: pages),
        Role.EDITOR, in_a_listing,
    ),
    "the rows of one's own councils": (
        lambda: mock.patch.object(CouncilOwnedQuerySet, "for_user", lambda self, user, roles=(): self.all()),
        Role.PUBLISHER, in_a_listing,
    ),
    "the policies of files": (lambda: open_policies(named="wagtaildocs:"), Role.EDITOR, by_its_status),
    "the policy of translations": (
        lambda: open_policies(own_translation, own_override), Role.PUBLISHER, by_its_status,
    ),
    "the policy of bulk actions": (lambda: open_policies(own_bulk), Role.PUBLISHER, by_its_status),
    "the policy of moderation": (lambda: open_policies(own_task), Role.PUBLISHER, by_its_status),
    "what a page may point at": (
        lambda: mock.patch("cms.pages.has_foreign_references", lambda page, council: False), Role.PUBLISHER,
        in_an_act("attach a document"),
    ),
    "the colleagues in filters": (
        lambda: mock.patch("cms.wagtail_hooks.is_council_staff", lambda user: False), Role.EDITOR, on_an_own_route,
    ),
    "the tags of one's own files": (
        lambda: mock.patch("cms.media_tags.popular_tags", lambda model, user: popular_tags_for_model(model)),
        Role.EDITOR, on_an_own_route,
    ),
}  # fmt: skip


@pytest.mark.parametrize("guard", GUARDS)
def test_without_a_single_guard_something_is_found(guard, worlds, visitor):
    take_out, who, probe = GUARDS[guard]
    assert not probe(visitor(who), who, worlds)
    with take_out():
        found = probe(visitor(who), who, worlds)
    print(f"without {guard}: {found}")
    assert found
