"""The one policy of who may touch what. Every admin view of ours, and every Wagtail view that councils may open
(`cms.gate`), reaches data through it.

A council's staff see their own councils and nothing of any other: a foreign object answers exactly as a missing one.
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from wagtail.models import Page
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.models import Council, CouncilSection, Membership
from cms.roles import NATIONAL_ROLES, READS_COUNCIL, Role

# root / national home / directory of councils / section of a council
SECTION_PATH_LENGTH = 4 * Page.steplen


class Refused(Exception):
    """A refusal of an act on one's own object, in words that the gate shows; a foreign object is a 404 instead."""


def memberships_of(user):
    """The user's memberships, read once a request (the list is kept on the user object)."""
    if not user.is_authenticated:
        return []
    if not hasattr(user, "_kenes_memberships"):
        user._kenes_memberships = list(Membership.objects.filter(user=user).select_related("council"))
    return user._kenes_memberships


def is_council_staff(user):
    """True for a person whom the gate confines to councils: not a superuser, and no administrator."""
    return user.is_authenticated and not user.is_superuser and not holds(user, {Role.ADMINISTRATOR})


def is_administrator(user):
    """True for those who manage councils and people: the administrator, and a superuser."""
    return user.is_authenticated and not is_council_staff(user)


def require_administrator(user):
    """Refuse everybody but an administrator and a superuser; None is the system.

    Asked of the database, whatever the request remembers.
    """
    if user is None:
        return
    allowed = models.Q(is_superuser=True) | models.Q(memberships__role=Role.ADMINISTRATOR)
    if not get_user_model().objects.filter(allowed, pk=user.pk, is_active=True).exists():
        raise PermissionDenied


def holds(user, roles):
    """True if the user holds one of the roles anywhere."""
    return any(membership.role in roles for membership in memberships_of(user))


def holds_in(user, council, roles, language=""):
    """True if the user may act in this council in one of the roles; always for a superuser.

    A role at the ministry is held in every council. With a language: a role for the other language does not count.
    """
    if user.is_superuser:
        return user.is_active
    return user.is_active and any(
        held.council_id in (council.pk, None)
        and held.role in roles
        and (not language or held.language in ("", language))
        for held in memberships_of(user)
    )


def is_key(value):
    """True for what a query can take as a primary key: a number, and no longer one than a database knows."""
    return value.isdecimal() and len(value) < 19


def own_or_404(queryset, user, **lookup):
    """The object of the user's councils with this lookup; 404 for a missing and for a foreign one alike."""
    try:
        return queryset.for_user(user).get(**lookup)
    except (queryset.model.DoesNotExist, ValueError) as error:
        raise Http404 from error


def require_role(user, council, roles, language=""):
    """Refuse a colleague of this council who lacks the role, or has it for the other language; a stranger gets 404."""
    if holds_in(user, council, roles, language):
        return
    if holds_in(user, council, READS_COUNCIL):
        raise PermissionDenied
    raise Http404


def sections_of(user):
    """Root pages of the user's councils, as a list of `CouncilSection`, read once a request."""
    if not hasattr(user, "_kenes_sections"):
        councils = {membership.council_id for membership in memberships_of(user) if membership.council_id}
        user._kenes_sections = list(CouncilSection.objects.filter(council__in=councils).select_related("page"))
    return user._kenes_sections


def _inside(sections):
    condition = models.Q(pk__in=[])
    for section in sections:
        condition |= models.Q(path__startswith=section.page.path)
    return condition


def choosable_pages(user, pages, *, and_live=False):
    """Of these pages those that the user's choosers list: the user's own and the way down to them.

    A national editor's own are the national pages. `and_live`: and the published ones of everybody, for those who have
    pages of their own.
    """
    if not is_council_staff(user):
        return pages
    sections = sections_of(user)
    national = ~_in_any_section() if holds(user, {Role.NATIONAL_EDITOR}) else models.Q(pk__in=[])
    ancestors = {
        section.page.path[: length * Page.steplen]
        for section in sections
        for length in range(1, len(section.page.path) // Page.steplen)
    }
    live = (
        models.Q(live=True) if and_live and (sections or holds(user, {Role.NATIONAL_EDITOR})) else models.Q(pk__in=[])
    )
    return pages.filter(_inside(sections) | models.Q(path__in=ancestors) | national | live)


def _in_any_section():
    """The condition that a page stands inside the section of a council: below a page that has sections under it.

    Made of plain comparisons, because Wagtail's search takes no subqueries. One query.
    """
    above = models.functions.Substr("page__path", 1, SECTION_PATH_LENGTH - Page.steplen)
    parents = CouncilSection.objects.annotate(above=above).order_by().values_list("above", flat=True).distinct()
    condition = models.Q(pk__in=[])
    for path in parents:
        condition |= models.Q(path__startswith=path, depth__gte=SECTION_PATH_LENGTH // Page.steplen)
    return condition


def owns_page(user, page):
    """True if the page stands inside a section of the user's councils, or is national and the user edits those."""
    if any(page.path.startswith(section.page.path) for section in sections_of(user)):
        return True
    return holds(user, {Role.NATIONAL_EDITOR}) and page.depth > 1 and council_of_page(page) is None


def holds_on(user, page, roles):
    """True if the user holds one of the roles where the page stands: in its council, or at the ministry for a national
    page. Always for a superuser; no query for a page of the user's own councils.
    """
    if user.is_superuser or not user.is_active:
        return user.is_active
    return any(page.path.startswith(section.page.path) for section in _sections_with(user, roles)) or (
        holds(user, roles & NATIONAL_ROLES) and page.depth > 1 and council_of_page(page) is None
    )


def pages_with(user, roles):
    """The pages on which `holds_on` is true, as one query."""
    if user.is_superuser or not user.is_active:
        return Page.objects.all() if user.is_active else Page.objects.none()
    condition = _inside(_sections_with(user, roles))
    if holds(user, roles & NATIONAL_ROLES):
        condition |= ~_in_any_section() & models.Q(depth__gt=1)
    return Page.objects.filter(condition)


def _sections_with(user, roles):
    councils = {membership.council_id for membership in memberships_of(user) if membership.role in roles}
    return [section for section in sections_of(user) if section.council_id in councils]


def people_with(roles, council):
    """The people who hold one of the roles in the council; with None, at the ministry. Disabled accounts excluded."""
    held = Membership.objects.filter(role__in=roles, council=council)
    return get_user_model().objects.filter(is_active=True, pk__in=held.values("user"))


def may_pass_through(user, page):
    """True if the page is the user's own or an ancestor of it, so that the explorer can lead down to it."""
    return owns_page(user, page) or any(section.page.path.startswith(page.path) for section in sections_of(user))


def council_of_page(page):
    """The council in whose section the page stands, or None for a national page."""
    if len(page.path) < SECTION_PATH_LENGTH:
        return None
    return Council.objects.filter(sections__page__path=page.path[:SECTION_PATH_LENGTH]).first()


class CouncilOwnedQuerySet(models.QuerySet):
    """Rows that belong to a council through `council`, or through the path a subclass names."""

    council_path = "council"

    def for_council(self, council):
        """Rows of this council."""
        return self.filter(**{self.council_path: council})

    def for_user(self, user, roles=READS_COUNCIL):
        """Rows of the councils in which the user holds one of the roles."""
        return self.filter(**{f"{self.council_path}__in": Council.objects.for_user(user, roles)})


class CouncilPagePolicy(PagePermissionPolicy):
    """Wagtail's page policy, except that rights on a national page end where a council's section begins.

    Stock Wagtail lets rights on the home page run down into every council (`path.startswith`).
    """

    def get_all_permissions_for_user(self, user):
        """The user's page permissions; those on national pages are kept apart by `reaches`."""
        return super().get_all_permissions_for_user(user).order_by("page__path")

    def reaches(self, permission, page):
        """True if a permission held on `permission.page` holds on `page` too."""
        if not page.path.startswith(permission.page.path):
            return False
        inside_section = len(permission.page.path) >= SECTION_PATH_LENGTH
        return inside_section or council_of_page(page) is None

    def user_has_any_permission_for_instance(self, user, actions, instance):
        """As Wagtail's, over the permissions that reach the instance."""
        answer = self._base_user_has_permission(user)
        if answer is not None:
            return answer
        held = {
            permission.permission.codename
            for permission in self.get_cached_permissions_for_user(user)
            if self.reaches(permission, instance)
        }
        return bool(self._get_permission_codenames(actions) & held)

    def instances_user_has_any_permission_for(self, user, actions):
        """As Wagtail's, less the councils' sections where the right was given on a national page."""
        pages = super().instances_user_has_any_permission_for(user, actions)
        if user.is_superuser or not user.is_active:
            return pages
        codenames = self._get_permission_codenames(actions)
        own, is_national = models.Q(pk__in=[]), False
        for permission in self.get_cached_permissions_for_user(user):
            if len(permission.page.path) < SECTION_PATH_LENGTH:
                is_national = True
            elif permission.permission.codename in codenames:
                own |= models.Q(path__startswith=permission.page.path)
        if not is_national:
            return pages
        return pages.filter(own | ~_in_any_section())


class CouncilRowPolicy(BasePermissionPolicy):
    """Wagtail's question "may this user …?" for rows of a council, answered by the roles held in that council."""

    def __init__(self, model, roles):
        super().__init__(model)
        self.roles = roles

    def user_has_permission(self, user, action):
        """True if the user holds one of the roles in any council."""
        return user.is_superuser or holds(user, self.roles)

    def users_with_any_permission(self, actions):
        """Those who hold one of the roles in any council."""
        return self._holders()

    def user_has_permission_for_instance(self, user, action, instance):
        """True if the user holds one of the roles in the row's council."""
        return holds_in(user, instance.council, self.roles)

    def instances_user_has_any_permission_for(self, user, actions):
        """The rows of the councils in which the user holds one of the roles."""
        return self.model.objects.for_user(user, self.roles)

    def users_with_any_permission_for_instance(self, actions, instance):
        """Those who hold one of the roles in the row's council."""
        return self._holders(council=instance.council)

    def _holders(self, **where):
        memberships = Membership.objects.filter(role__in=self.roles, **where)
        return get_user_model().objects.filter(is_active=True, pk__in=memberships.values("user"))
