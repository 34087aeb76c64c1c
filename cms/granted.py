"""What the database grants at this moment, read whole in a fixed number of queries. `cms.audit` compares it."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from cms.groups import group_name, group_of, national_ground
from cms.languages import LANGUAGES
from cms.models import Council, CouncilSection, Membership
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, languages_of

APP_AND_NAME = ("permission__content_type__app_label", "permission__codename")


@dataclass(frozen=True)
class Place:
    """A page or a collection on which a right is held. The label is for people; two places compare by their keys."""

    kind: str
    pk: int
    label: str = field(compare=False)

    def __str__(self):
        return f"{self.kind} {self.label}"


@dataclass(frozen=True)
class Right:
    """A permission by its full name, held on a place or, without one, on nothing in particular."""

    permission: str
    place: Place | None = None

    def __str__(self):
        return f"{self.permission} on {self.place}" if self.place else self.permission


@dataclass(frozen=True)
class Ground:
    """What the groups of a council, or of the ministry, have their rights on; `council` is None for the ministry."""

    council: Council | None
    pages: dict[str, Place]
    collection: Place | None

    def __str__(self):
        return f"council {self.council.slug}" if self.council else "the ministry"

    @property
    def missing_languages(self):
        """The languages in which it has no pages."""
        return [language for language in LANGUAGES if language not in self.pages]

    @property
    def is_whole(self):
        """True if nothing is missing, so that its groups can be made."""
        return not self.missing_languages and self.collection is not None

    def groups(self):
        """The names of its groups, with the role and the language of each; "" stands for both."""
        roles = COUNCIL_ROLES if self.council else NATIONAL_ROLES
        return {
            group_name(role, self.council, language): (role, language)
            for role in roles
            for language in languages_of(role)
        }


@dataclass(frozen=True)
class Person:
    """An account, as far as the audit asks."""

    username: str
    is_active: bool
    is_superuser: bool


@dataclass(frozen=True)
class Granted:
    """Everything that gives somebody a right, groups by name and people by key."""

    grounds: list[Ground]
    rights: dict[str, set[Right]]
    members: set[tuple[int, str]]
    memberships: set[tuple[int, str]]
    people: dict[int, Person]
    direct: dict[int, set[str]]


def read_granted():
    """Read it. The number of queries does not depend on how much there is."""
    user = get_user_model()
    people = user.objects.values_list("pk", "username", "is_active", "is_superuser")
    memberships = Membership.objects.select_related("council")
    return Granted(
        grounds=_grounds(),
        rights=_rights(),
        members=set(user.groups.through.objects.values_list("user_id", "group__name")),
        memberships={(row.user_id, group_of(row)) for row in memberships},
        people={pk: Person(*facts) for pk, *facts in people},
        direct=_direct(user.user_permissions.through),
    )


def _grounds():
    """The ministry first, then every council."""
    homes, national = national_ground()
    sections = defaultdict(dict)
    for council, language, pk, path in CouncilSection.objects.values_list(
        "council", "language", "page", "page__url_path"
    ):
        sections[council][language] = Place("page", pk, path)
    pages = {language: Place("page", page.pk, page.url_path) for language, page in homes.items()}
    grounds = [Ground(None, pages, national and _collection(national))]
    for council in Council.objects.select_related("collection"):
        grounds.append(Ground(council, sections[council.pk], council.collection and _collection(council.collection)))
    return grounds


def _collection(collection):
    return Place("collection", collection.pk, collection.name)


def _rights():
    """Every group by name, the empty ones too, with all that it gives."""
    rights = {name: set() for name in Group.objects.values_list("name", flat=True)}
    for group, app, name in Group.permissions.through.objects.values_list("group__name", *APP_AND_NAME):
        rights[group].add(Right(f"{app}.{name}"))
    on_pages = GroupPagePermission.objects.values_list("group__name", *APP_AND_NAME, "page", "page__url_path")
    on_media = GroupCollectionPermission.objects.values_list(
        "group__name", *APP_AND_NAME, "collection", "collection__name"
    )
    for kind, rows in (("page", on_pages), ("collection", on_media)):
        for group, app, name, pk, label in rows:
            rights[group].add(Right(f"{app}.{name}", Place(kind, pk, label)))
    return rights


def _direct(through):
    direct = defaultdict(set)
    for user, app, name in through.objects.values_list("user_id", *APP_AND_NAME):
        direct[user].add(f"{app}.{name}")
    return direct
