"""Groups derived from memberships: one for each role of each council, with exactly what the role table grants."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.languages import LANGUAGES
from cms.models import CouncilSection, Membership
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, ROLE_TABLE, Role, languages_of

PREFIX = "kenes"
NATIONAL_COLLECTION = "national"
MEDIA = (("images", "image"), ("docs", "document"))
# Made by Wagtail's migrations, with rights on the roots of pages and collections: they would reach every council.
STOCK_GROUPS = ("Editors", "Moderators")


def group_name(role, council=None, language=""):
    """The name of the derived group: `kenes:publisher:<slug>`, or `kenes:overseer` at the ministry.

    A role of one language has it at the end: `kenes:translator:<slug>:kk`.
    """
    return ":".join([PREFIX, str(Role(role)), *([council.slug] if council else []), *filter(None, [language])])


def group_of(membership):
    """The name of the group to which a membership leads."""
    return group_name(membership.role, membership.council, membership.language)


def page_names(grant):
    """The full names of the grant's permissions on pages."""
    return [f"wagtailcore.{action}_page" for action in grant.pages]


def media_names(grant):
    """The full names of the grant's permissions on images and documents."""
    return [f"wagtail{app}.{action}_{model}" for app, model in MEDIA for action in grant.media]


def national_ground():
    """What the ministry's groups have their rights on: the national homes by language, and the national collection."""
    homes = {home.slug: home for home in Page.objects.filter(depth=2, slug__in=LANGUAGES)}
    # A council may be called "national" too; the ministry's collection is the one of no council.
    return homes, Collection.objects.filter(depth=2, name=NATIONAL_COLLECTION, council=None).first()


def _permissions(names):
    wanted = [name.split(".") for name in names]
    found = Permission.objects.filter(
        content_type__app_label__in={app for app, _ in wanted}, codename__in={codename for _, codename in wanted}
    ).select_related("content_type")
    return [permission for permission in found if [permission.content_type.app_label, permission.codename] in wanted]


@transaction.atomic
def make_council_groups(council):
    """Make the council's groups as the role table has them now. Idempotent; its sections and collection must exist."""
    sections = CouncilSection.objects.filter(council=council).select_related("page")
    for role in sorted(COUNCIL_ROLES):
        for language in languages_of(role):
            pages = [section.page for section in sections if language in ("", section.language)]
            _make_group(group_name(role, council, language), ROLE_TABLE[role], pages, council.collection)


@transaction.atomic
def make_national_groups(home_pages, collection=None):
    """Make the ministry's groups; `home_pages` are the national home in each language. Wagtail's own groups go."""
    Group.objects.filter(name__in=STOCK_GROUPS, user=None).delete()
    for role in sorted(NATIONAL_ROLES):
        _make_group(group_name(role), ROLE_TABLE[role], home_pages, collection)


def _make_group(name, grant, pages, collection):
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.set(_permissions(grant.permissions))
    page_permissions = _permissions(page_names(grant))
    GroupPagePermission.objects.filter(group=group).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=page, permission=permission)
        for page in pages
        for permission in page_permissions
    )
    GroupCollectionPermission.objects.filter(group=group).delete()
    if collection is not None:
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(group=group, collection=collection, permission=permission)
            for permission in _permissions(media_names(grant))
        )


def derive_groups(user):
    """Put the user into the groups of their memberships and out of every other derived group."""
    memberships = Membership.objects.filter(user=user).select_related("council")
    names = set(map(group_of, memberships))
    kept = user.groups.exclude(name__startswith=f"{PREFIX}:")
    user.groups.set([*kept, *Group.objects.filter(name__in=names)])


def _membership_changes(instance, **kwargs):
    former = Membership.objects.filter(pk=instance.pk).exclude(user=instance.user_id).select_related("user").first()
    instance._former_user = former and former.user


def _memberships_changed(instance, **kwargs):
    derive_groups(instance.user)
    if former := getattr(instance, "_former_user", None):
        derive_groups(former)


def connect():
    """Derive a person's groups again whenever a membership is written, handed on or deleted."""
    pre_save.connect(_membership_changes, sender=Membership, dispatch_uid="kenes-membership-changes")
    post_save.connect(_memberships_changed, sender=Membership, dispatch_uid="kenes-membership-saved")
    post_delete.connect(_memberships_changed, sender=Membership, dispatch_uid="kenes-membership-deleted")
