"""The ministry's emergency act: a page is taken off the site, with a reason, and those who lead the council are told.

The overseer reads every council and edits no text of one (decisions.md, "Roles").
"""

import logging

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from cms.languages import LANGUAGES, RUSSIAN
from cms.mail import message
from cms.models import Membership
from cms.roles import OVERSEES, PUBLISHES_TEXTS, Role
from cms.tenancy import council_of_page, require_role
from council_pages.kept_pages import is_section_root

logger = logging.getLogger(__name__)


@transaction.atomic
def unpublish_in_emergency(page, reason, *, user):
    """Take the live page of a council off the site; the draft stays. Logged with its reason, and the lead is told.

    Raises ValidationError, in words, without a reason, for a page that is not live, and for a council's own section,
    whose removal would take every address below it along. `user=None` means the system itself.
    """
    page = Page.objects.select_for_update().get(pk=page.pk)
    council = council_of_page(page)
    if council is None or is_section_root(page):
        raise ValidationError(_("Only single pages of a council are taken off the site, never its whole section."))
    if user is not None:
        require_role(user, council, OVERSEES)
    if not (reason := reason.strip()):
        raise ValidationError({"reason": _("Give the reason: it stands in the log, and the council's lead reads it.")})
    if not page.live:
        raise ValidationError(_("This page is not on the site."))
    UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    log(page, "kenes.emergency_unpublished", user=user, data={"reason": reason})
    transaction.on_commit(lambda: _tell(council, page, reason))
    return page


def told_of(council):
    """Who is told of it: the council's leads or, where it has none, its publishers."""
    for roles in ({Role.LEAD}, PUBLISHES_TEXTS):
        holders = Membership.objects.filter(council=council, role__in=roles).values("user")
        if people := list(get_user_model().objects.filter(is_active=True, pk__in=holders).exclude(email="")):
            return people
    return []


def _tell(council, page, reason):
    for person in told_of(council):
        profile = getattr(person, "wagtail_userprofile", None)
        language = profile.preferred_language if profile and profile.preferred_language in LANGUAGES else RUSSIAN
        with override(language):
            subject = _("The ministry has taken a page off the site: %(council)s") % {"council": council.name(language)}
            body = _("Page: %(title)s\nAddress: %(address)s\nReason: %(reason)s\n\nThe draft is kept in the admin.")
        words = {"title": page.title, "address": page.url_path, "reason": reason}
        try:
            message(subject, body % words, person.email, language).send()
        except OSError:
            # The page is off the site and the log says why; a mail that is lost is no reason to take that back.
            logger.exception("The lead of %s could not be told of an emergency unpublishing.", council.slug)
