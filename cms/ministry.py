"""Who may read and do what belongs to no council: the ministry's side of tenancy.

A role at the ministry is held by the roles table (`cms.roles`); an administrator manages councils and is let in
everywhere here, as is a superuser.
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from cms.models import Council
from cms.roles import NATIONAL_ROLES, READS_COUNCIL, Role
from cms.tenancy import holds, is_administrator


def sits_at_the_ministry(user, roles):
    """True for an administrator, a superuser, and who holds one of the roles at the ministry."""
    return is_administrator(user) or holds(user, roles & NATIONAL_ROLES)


def require_ministry(user, roles):
    """Refuse everybody else; None is the system. Asked of the database, whatever the request remembers."""
    if user is None:
        return
    held = Q(memberships__role__in=roles & NATIONAL_ROLES, memberships__council=None)
    allowed = Q(is_superuser=True) | Q(memberships__role=Role.ADMINISTRATOR) | held
    if not get_user_model().objects.filter(allowed, pk=user.pk, is_active=True).exists():
        raise PermissionDenied


def councils_seen_by(user, roles=READS_COUNCIL):
    """The councils whose numbers the user reads: all for who manages councils, else those in which a role is held."""
    return Council.objects.all() if is_administrator(user) else Council.objects.for_user(user, roles)
