"""Login sessions that end when a person's roles change or the account is switched off.

Each session of the admin remembers how often the person's sessions had been ended when it began. The number goes up
with each change; a session with an older number is logged out at its next request. A public page asks for none of this.
"""

from django.contrib import messages
from django.contrib.auth import get_user_model, logout
from django.contrib.auth.signals import user_logged_in
from django.db.models import F
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.gate import ADMIN_PREFIX
from cms.languages import LANGUAGES, RUSSIAN
from cms.models import Membership, StaffAccount

SESSION_KEY = "kenes_sessions_ended"


def end_sessions(user):
    """End every login session of the person at its next request."""
    StaffAccount.objects.update_or_create(
        user=user, defaults={"sessions_ended": F("sessions_ended") + 1}, create_defaults={"sessions_ended": 1}
    )


def times_ended(user):
    """How often the person's sessions have been ended. One query."""
    ended = StaffAccount.objects.filter(user_id=user.pk).values_list("sessions_ended", flat=True)
    return ended.first() or 0


class EndedSessions:
    """Middleware before the gate: whose session has been ended goes on as a stranger, and is told why."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(ADMIN_PREFIX) and request.user.is_authenticated and _is_over(request):
            _log_out(request)
        return self.get_response(request)


def _is_over(request):
    # A session without the number is one that began before there was one: it ends too.
    return request.session.get(SESSION_KEY) != times_ended(request.user)


def _log_out(request):
    profile = getattr(request.user, "wagtail_userprofile", None)
    language = profile.preferred_language if profile else ""
    logout(request)
    with override(language if language in LANGUAGES else RUSSIAN):
        messages.warning(request, _("Your account or your roles have been changed. Please sign in again."))


def _remember(sender, request, user, **kwargs):
    request.session[SESSION_KEY] = times_ended(user)


def _account_saved(instance, raw=False, **kwargs):
    if not raw and not instance.is_active:
        end_sessions(instance)


def _membership_saved(instance, raw=False, **kwargs):
    if raw:
        return
    end_sessions(instance.user)
    # Handed on to somebody else: `cms.groups` has found out from whom.
    if former := getattr(instance, "_former_user", None):
        end_sessions(former)


def _membership_deleted(instance, origin=None, **kwargs):
    people = get_user_model()
    # With the whole account there is nobody left whose session could go on.
    if not isinstance(origin, people) and getattr(origin, "model", None) is not people:
        end_sessions(instance.user)


def connect():
    """End sessions by whatever path a role is written or deleted, or an account is saved as switched off."""
    user_logged_in.connect(_remember, dispatch_uid="kenes-session-begins")
    post_save.connect(_account_saved, sender=get_user_model(), dispatch_uid="kenes-account-saved")
    post_save.connect(_membership_saved, sender=Membership, dispatch_uid="kenes-sessions-end-with-a-new-role")
    post_delete.connect(_membership_deleted, sender=Membership, dispatch_uid="kenes-sessions-end-with-a-lost-role")
