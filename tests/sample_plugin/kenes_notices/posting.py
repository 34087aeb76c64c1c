"""The verbs of notices."""

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from cms.roles import PLANS_CONSULTATIONS
from cms.tenancy import require_role
from kenes_notices.models import Notice


@transaction.atomic
def post(council, title, text, *, user, today, ends_on=None):
    """Pin a notice to the council's page."""
    if user is not None:
        require_role(user, council, PLANS_CONSULTATIONS)
    if not title.strip():
        raise ValidationError({"title": "Write what it is about."})
    notice = Notice.objects.create(council=council, title=title, text=text, posted_on=today, ends_on=ends_on)
    log(notice, "kenes_notices.posted", user=user)
    return notice


@transaction.atomic
def remove(notice, *, user):
    """Take the notice down."""
    if user is not None:
        require_role(user, notice.council, PLANS_CONSULTATIONS)
    log(notice, "kenes_notices.removed", user=user)
    notice.delete()
