"""What the database grants, against the role table: `differences` finds drift, `derive_again` repairs what is derived.

One drift is one difference: what only follows from another is not told twice.
"""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth import get_user_model
from django.db import transaction

from cms.granted import Granted, Right, read_granted
from cms.groups import (
    PREFIX,
    STOCK_GROUPS,
    derive_groups,
    make_council_groups,
    make_national_groups,
    media_names,
    national_ground,
    page_names,
)
from cms.roles import ROLE_TABLE

ENTERS = "wagtailadmin.access_admin"


class Kind(StrEnum):
    """What is different."""

    MISSING_PAGES = "missing pages"
    MISSING_COLLECTION = "missing collection"
    MISSING_GROUP = "missing group"
    UNKNOWN_GROUP = "unknown group"
    EXTRA_RIGHT = "extra right"
    MISSING_RIGHT = "missing right"
    FOREIGN_GROUP = "group that is not derived"
    UNFOUNDED_MEMBER = "member without a role"
    MISSING_MEMBER = "role without its group"
    DIRECT_PERMISSION = "permission of a person"
    STRANGER = "account without a role"


# What a group should have follows from the table and the memberships; the other kinds need a person to decide.
OF_GROUPS = {Kind.MISSING_GROUP, Kind.EXTRA_RIGHT, Kind.MISSING_RIGHT, Kind.FOREIGN_GROUP}
OF_MEMBERS = {Kind.UNFOUNDED_MEMBER, Kind.MISSING_MEMBER}


@dataclass(frozen=True, order=True)
class Difference:
    """One difference: its kind, the group, council or account that it concerns, and a sentence for the operator."""

    kind: Kind
    subject: str
    sentence: str


@dataclass(frozen=True)
class Repair:
    """What `derive_again` changed, and what it leaves to a person."""

    changed: list[Difference]
    left: list[Difference]


def differences():
    """Everything in which the database differs from the role table; like stands beside like."""
    granted = read_granted()
    return [found for check in CHECKS for found in sorted(check(granted))]


def superusers():
    """The usernames of the active superusers. They are no difference, but there should be few."""
    people = get_user_model().objects.filter(is_superuser=True, is_active=True)
    return list(people.order_by("username").values_list("username", flat=True))


@transaction.atomic
def derive_again():
    """Derive what differs again through `cms.groups`, and say what that changed and what is left.

    Only groups and who is in them: no role, no account and no right of a group that is not ours is touched, except
    that Wagtail's own two groups go when nobody is in them.
    """
    before = differences()
    _derive_rights({found.subject for found in before if found.kind in OF_GROUPS})
    # Groups that were just made have members to come.
    people = {found.subject for found in differences() if found.kind in OF_MEMBERS}
    for person in get_user_model().objects.filter(username__in=people):
        derive_groups(person)
    left = differences()
    return Repair([found for found in before if found not in left], left)


def _derive_rights(names):
    for ground in read_granted().grounds:
        concerned = names & ground.groups().keys()
        if not ground.is_whole:
            continue
        if ground.council and concerned:
            make_council_groups(ground.council)
        elif not ground.council and (concerned or names.intersection(STOCK_GROUPS)):
            homes, collection = national_ground()
            make_national_groups(list(homes.values()), collection)


def _is_derived(name):
    return name.startswith(f"{PREFIX}:")


def _expected_groups(granted: Granted):
    return {name: (held, ground) for ground in granted.grounds for name, held in ground.groups().items()}


def _expected_rights(role, language, ground):
    grant = ROLE_TABLE[role]
    rights = {Right(name) for name in grant.permissions}
    pages = [page for code, page in ground.pages.items() if language in ("", code)]
    rights |= {Right(name, page) for name in page_names(grant) for page in pages}
    if ground.collection:
        rights |= {Right(name, ground.collection) for name in media_names(grant)}
    return rights


def _incomplete_grounds(granted):
    for ground in granted.grounds:
        for language in ground.missing_languages:
            words = f"There are no pages of {ground} in {language}. Rights on its pages are not compared."
            yield Difference(Kind.MISSING_PAGES, str(ground), words)
        if ground.collection is None:
            words = f"There is no collection of {ground}. Rights on its files are not compared."
            yield Difference(Kind.MISSING_COLLECTION, str(ground), words)


def _missing_groups(granted):
    wanted = Counter(name for _user, name in granted.memberships)
    for name in _expected_groups(granted).keys() - granted.rights.keys():
        words = f"The group {name} is missing. Memberships that ask for it: {wanted[name]}."
        yield Difference(Kind.MISSING_GROUP, name, words)


def _unknown_groups(granted):
    sizes = Counter(name for _user, name in granted.members)
    for name in granted.rights.keys() - _expected_groups(granted).keys():
        if _is_derived(name):
            words = f"The group {name} belongs to no council and role that exist. Accounts in it: {sizes[name]}."
            yield Difference(Kind.UNKNOWN_GROUP, name, words)


def _rights(granted):
    for name, (of, ground) in _expected_groups(granted).items():
        if name not in granted.rights:
            continue
        held, due = granted.rights[name], _expected_rights(*of, ground)
        for right in _comparable(held - due, ground):
            yield Difference(Kind.EXTRA_RIGHT, name, f"The group {name} has {right}, which its role does not give.")
        for right in _comparable(due - held, ground):
            yield Difference(Kind.MISSING_RIGHT, name, f"The group {name} lacks {right}.")


def _comparable(rights, ground):
    """Without the rights on what is missing itself, which is told already."""
    unclear = {"page": bool(ground.missing_languages), "collection": ground.collection is None}
    return [right for right in rights if not (right.place and unclear[right.place.kind])]


def _foreign_groups(granted):
    for name, rights in granted.rights.items():
        if rights and not _is_derived(name):
            given = ", ".join(sorted(map(str, rights)))
            words = f"The group {name} is not derived from roles and gives {given}."
            yield Difference(Kind.FOREIGN_GROUP, name, words)


def _members(granted):
    known = _expected_groups(granted).keys() & granted.rights.keys()
    for user, name in granted.members - granted.memberships:
        if name in known:
            person = granted.people[user].username
            yield Difference(Kind.UNFOUNDED_MEMBER, person, f"{person} is in the group {name} without that role.")
    for user, name in granted.memberships - granted.members:
        if name in known:
            person = granted.people[user].username
            words = f"{person} has the role, but is not in the group {name}."
            yield Difference(Kind.MISSING_MEMBER, person, words)


def _direct_permissions(granted):
    for user, permissions in granted.direct.items():
        person = granted.people[user].username
        words = f"{person} has permissions of their own: {', '.join(sorted(permissions))}."
        yield Difference(Kind.DIRECT_PERMISSION, person, words)


def _strangers(granted):
    """Accounts that enter the admin by a group that is not ours; every other way in is a difference of its own."""
    with_role = {user for user, _name in granted.memberships}
    for user, group in granted.members:
        person = granted.people[user]
        if user in with_role or person.is_superuser or not person.is_active or _is_derived(group):
            continue
        if Right(ENTERS) in granted.rights[group]:
            words = f"{person.username} enters the admin by the group {group} and has no role."
            yield Difference(Kind.STRANGER, person.username, words)


CHECKS = (
    _incomplete_grounds,
    _missing_groups,
    _unknown_groups,
    _rights,
    _foreign_groups,
    _members,
    _direct_permissions,
    _strangers,
)
