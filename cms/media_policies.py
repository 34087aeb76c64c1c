"""Policies of Wagtail's routes for documents and images: whose file it is, and whether readers see it."""

from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from cms.references import is_on_record, live_users_of
from cms.tenancy import Refused, is_key


def own_media(get_model, name, act=""):
    """The document or image lies in a collection of the user's own.

    `act` "change" and "delete" are refused for a file that a published page shows: readers would see the change at
    once, so it is a publisher's, and a file is taken off the page before it is deleted. A file that a record holds (a
    state body's reply) is neither changed nor deleted by a council's staff.
    """

    def policy(user, request, kwargs):
        media_policy = policy_registry.get_by_type(get_model())
        allowed = media_policy.instances_user_has_any_permission_for(user, {"change", "choose", "delete"})
        file = allowed.filter(pk=kwargs[name]).first() if is_key(str(kwargs[name])) else None
        if file is not None and act and request.method == "POST":
            _refuse_to_touch_published(user, file, act)
        return file is not None

    return policy


def _refuse_to_touch_published(user, file, act):
    if is_on_record(file):
        raise Refused(_("This file is part of a record and stays as it is. Upload another one instead."))
    pages = list(live_users_of(file))
    if not pages:
        return
    if act == "delete":
        raise Refused(_("A published page shows this file. Take it off the page first, then delete it."))
    if not all(page.specific.permissions_for_user(user).can_publish() for page in pages):
        raise Refused(_("A published page shows this file: only a publisher may change it."))
