"""Drifts of the permissions, planted by hand, with what the audit must find of each."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.audit import Kind
from cms.models import Council, CouncilSection, Membership
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, Role
from tests.factories import make_user

EDITORS, SECRETARIES = "kenes:editor:almaly", "kenes:secretary:almaly"
PUBLISHERS_THERE = "kenes:publisher:bostandyk"


def staff_everything(councils):
    """Both councils and the ministry with somebody in each role. `eva` edits in almaly, `idle` has no role."""
    make_user(Role.EDITOR, councils.a, username="eva")
    for council in (councils.a, councils.b):
        for role in sorted(COUNCIL_ROLES):
            make_user(role, council)
    for role in sorted(NATIONAL_ROLES):
        make_user(role)
    make_user(username="idle")
    return councils


def permission(name):
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def group(name):
    return Group.objects.get(name=name)


def account(username):
    return get_user_model().objects.get(username=username)


def section(council, language="kk"):
    return CouncilSection.objects.get(council__slug=council, language=language).page


def give_page(name, page, action):
    GroupPagePermission.objects.create(
        group=group(name), page=page, permission=permission(f"wagtailcore.{action}_page")
    )


def give_media(name, collection, right):
    GroupCollectionPermission.objects.create(group=group(name), collection=collection, permission=permission(right))


def take(model, name):
    model.objects.filter(group__name=name).first().delete()


def a_group(name, *permissions, members=()):
    made = Group.objects.create(name=name)
    made.permissions.set(map(permission, permissions))
    made.user_set.set(map(account, members))


# Nothing of the product removes these rows, so the tests do it behind its back, as a careless hand would.
def lose_section():
    CouncilSection.objects.get(council__slug="almaly", language="ru").delete()


def lose_collection():
    Council.objects.filter(slug="almaly").update(collection=None)


# What is planted, and all that may be found then: (kind, subject), with a word that the sentence must say.
DERIVED = {
    "a group is gone": (lambda: group(EDITORS).delete(), {(Kind.MISSING_GROUP, EDITORS): "ask for it: 2"}),
    "a group of the ministry is gone": (
        lambda: group("kenes:overseer").delete(),
        {(Kind.MISSING_GROUP, "kenes:overseer"): "ask for it: 1"},
    ),
    "a permission too many": (
        lambda: group(EDITORS).permissions.add(permission("auth.change_user")),
        {(Kind.EXTRA_RIGHT, EDITORS): "auth.change_user"},
    ),
    "a permission too few": (
        lambda: group(SECRETARIES).permissions.remove(permission("wagtailadmin.access_admin")),
        {(Kind.MISSING_RIGHT, SECRETARIES): "wagtailadmin.access_admin"},
    ),
    "a right on a page of another council": (
        lambda: give_page(EDITORS, section("bostandyk"), "change"),
        {(Kind.EXTRA_RIGHT, EDITORS): "/kk/councils/bostandyk/"},
    ),
    "a right on a single page inside the section": (
        lambda: give_page(SECRETARIES, section("almaly").get_first_child(), "add"),
        {(Kind.EXTRA_RIGHT, SECRETARIES): "/kk/councils/almaly/schedule/"},
    ),
    "another action on the own page": (
        lambda: give_page(EDITORS, section("almaly"), "publish"),
        {(Kind.EXTRA_RIGHT, EDITORS): "publish_page"},
    ),
    "rights of the ministry on the root": (
        lambda: give_page("kenes:national_editor", Page.objects.get(depth=1), "change"),
        {(Kind.EXTRA_RIGHT, "kenes:national_editor"): "change_page"},
    ),
    "a right on a page is gone": (
        lambda: take(GroupPagePermission, EDITORS),
        {(Kind.MISSING_RIGHT, EDITORS): "/councils/almaly/"},
    ),
    "a right on another collection": (
        lambda: give_media(EDITORS, Collection.objects.get(name="bostandyk"), "wagtailimages.choose_image"),
        {(Kind.EXTRA_RIGHT, EDITORS): "collection bostandyk"},
    ),
    "another action on the own collection": (
        lambda: give_media(EDITORS, Collection.objects.get(name="almaly"), "wagtaildocs.delete_document"),
        {(Kind.EXTRA_RIGHT, EDITORS): "delete_document"},
    ),
    "a right on the collection is gone": (
        lambda: take(GroupCollectionPermission, EDITORS),
        {(Kind.MISSING_RIGHT, EDITORS): "collection almaly"},
    ),
    "a member without the role": (
        lambda: account("eva").groups.add(group(PUBLISHERS_THERE)),
        {(Kind.UNFOUNDED_MEMBER, "eva"): PUBLISHERS_THERE},
    ),
    "a member without any role": (
        lambda: account("idle").groups.add(group(EDITORS)),
        {(Kind.UNFOUNDED_MEMBER, "idle"): EDITORS},
    ),
    "a role without its group": (
        lambda: account("eva").groups.clear(),
        {(Kind.MISSING_MEMBER, "eva"): EDITORS},
    ),
    "a role written past the signals": (
        lambda: Membership.objects.bulk_create([Membership(user=account("idle"), role=Role.OVERSEER)]),
        {(Kind.MISSING_MEMBER, "idle"): "kenes:overseer"},
    ),
    "Wagtail's own group": (
        lambda: a_group("Moderators", "wagtailadmin.access_admin"),
        {(Kind.FOREIGN_GROUP, "Moderators"): "access_admin"},
    ),
}
FOR_A_PERSON = {
    "a group of no council": (
        lambda: a_group("kenes:editor:gone", "wagtailadmin.access_admin", members=["idle"]),
        {(Kind.UNKNOWN_GROUP, "kenes:editor:gone"): "in it: 1"},
    ),
    "a group of no role": (
        lambda: a_group("kenes:king:almaly"),
        {(Kind.UNKNOWN_GROUP, "kenes:king:almaly"): "in it: 0"},
    ),
    "a permission of a person": (
        lambda: account("eva").user_permissions.add(permission("wagtailcore.publish_page")),
        {(Kind.DIRECT_PERMISSION, "eva"): "wagtailcore.publish_page"},
    ),
    "entry for a person": (
        lambda: account("idle").user_permissions.add(permission("wagtailadmin.access_admin")),
        {(Kind.DIRECT_PERMISSION, "idle"): "access_admin"},
    ),
    "another group with rights on pages": (
        lambda: (a_group("Choir"), give_page("Choir", section("almaly"), "change")),
        {(Kind.FOREIGN_GROUP, "Choir"): "change_page on page /kk/councils/almaly/"},
    ),
    "another group with rights on files": (
        lambda: (a_group("Choir"), give_media("Choir", Collection.objects.get(depth=1), "wagtailimages.add_image")),
        {(Kind.FOREIGN_GROUP, "Choir"): "add_image on collection Root"},
    ),
    "another group with a permission": (
        lambda: a_group("Choir", "cms.change_council", members=["eva"]),
        {(Kind.FOREIGN_GROUP, "Choir"): "cms.change_council"},
    ),
    "an account that enters by another group": (
        lambda: a_group("Choir", "wagtailadmin.access_admin", members=["eva", "idle"]),
        {(Kind.FOREIGN_GROUP, "Choir"): "access_admin", (Kind.STRANGER, "idle"): "Choir"},
    ),
    "no section in Russian": (lose_section, {(Kind.MISSING_PAGES, "council almaly"): "in ru"}),
    "no collection": (lose_collection, {(Kind.MISSING_COLLECTION, "council almaly"): "collection"}),
}
PLANTED = DERIVED | FOR_A_PERSON


def everything_granted():
    tables = [
        Group, Group.permissions.through, GroupPagePermission, GroupCollectionPermission, Membership,
        Group.user_set.through, get_user_model().user_permissions.through,
    ]  # fmt: skip
    return [sorted(table.objects.values_list()) for table in tables]
