"""The gate before the admin: every route has a policy, and one without answers 404 to the staff of councils.

Stock Wagtail answers 302 for a foreign object and 404 for a missing one, and some of its views do not ask at all. Here
both answer 404 with the same body, before the view runs.
"""

from csp.constants import HEADER, SELF
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin.localization import get_localized_response

from cms.admin_policies import POLICIES
from cms.tenancy import Refused, is_council_staff, memberships_of

ADMIN_PREFIX = "/admin/"
# Stands before the admin's own addresses and asks for a token instead of a login.
INVITATION = "accept_invitation"
# What somebody without any role needs all the same: to come in, to go out, a new password.
WITHOUT_ROLE = (
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_password_reset",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
)


class AdminGate:
    """Middleware: asks the policy of the admin route, and gives the admin its own language and content policy."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(ADMIN_PREFIX):
            return self.get_response(request)
        # Russian until the Kazakh catalogue is complete; a person's own choice then wins in Wagtail's views.
        translation.activate("ru")
        request.LANGUAGE_CODE = "ru"
        response = self.get_response(request)
        if HEADER in response.headers:
            # A preview has gone through all of this already, as a reader's page; now it is shown beside the editor.
            del response.headers[HEADER]
            response._csp_replace = {"frame-ancestors": [SELF]}
        if not hasattr(response, "_csp_replace"):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def process_view(self, request, view, args, kwargs):
        """Refuse what the route's policy refuses. Runs once the route is known and before the view."""
        match = request.resolver_match
        if not request.path_info.startswith(ADMIN_PREFIX) or match.view_name == INVITATION:
            return None
        if "%00" in request.META["QUERY_STRING"]:
            # No text holds NUL and PostgreSQL refuses to look for it: not every list of Wagtail's lets a form say so.
            raise BadRequest("NUL in the address")
        if not is_council_staff(request.user):
            return None
        policy = POLICIES.get(match.view_name)
        try:
            is_allowed = policy is not None and policy(request.user, request, {**match.kwargs, **kwargs})
        except Refused as refusal:
            return _refuse(request, refusal, reverse("wagtailadmin_home"))
        if not is_allowed:
            raise Http404
        if has_no_role(request.user) and not match.view_name.startswith(WITHOUT_ROLE):
            return get_localized_response(no_role, request)
        return None

    def process_exception(self, request, exception):
        """Show a refusal that was raised inside one of Wagtail's views, where no form waits for it."""
        if not isinstance(exception, Refused):
            return None
        back = request.headers.get("Referer", "")
        is_ours = url_has_allowed_host_and_scheme(back, request.get_host(), request.is_secure())
        return _refuse(request, exception, back if is_ours else reverse("wagtailadmin_home"))


def _refuse(request, refusal, address):
    messages.error(request, str(refusal))
    return redirect(address)


def has_no_role(user):
    """True for somebody who has an account and nothing else that opens the admin."""
    return not memberships_of(user) and not user.has_perm("wagtailadmin.access_admin")


def no_role(request):
    """The plain explanation, where Wagtail would lead from the login back to the login."""
    return render(request, "cms/admin/no_role.html", status=403)
