"""The verbs of telling citizens outside this site: a publication is recorded, or taken back.

Source: recommendations of 2024 (seed 001), steps 2, 3 and 7: the schedule, the invitation and the council's position
are published in social networks or in mass media. Our own site is no such place (decisions.md, "Refused").
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.dates import local
from cms.outside_links import leads_to_us
from cms.references import may_point_at
from cms.roles import PLANS_CONSULTATIONS
from cms.tenancy import require_role
from council_pages.lifecycle import Told
from council_pages.models import Consultation, OutsidePublication


@transaction.atomic
def record_publication(subject, told, *, medium, channel, url, published_on, user, now, image=None, ask=None):
    """Record that a schedule or a consultation was published elsewhere. Returns the `OutsidePublication`.

    Refused, beside the field: a link to our own site, or one that redirects to it; a day to come; another council's
    picture. `ask` is handed on to `cms.outside_links.leads_to_us`.
    """
    _permit(user, subject.council)
    is_question = isinstance(subject, Consultation)
    if told not in ([Told.QUESTION, Told.POSITION] if is_question else [Told.SCHEDULE]):
        raise ValidationError({"told": _("Choose what was said there.")})
    if published_on > local(now).date():
        raise ValidationError({"published_on": _("This day is still to come.")})
    if leads_to_us(url, ask):
        words = _("This link leads to our own site. The recommendations ask for a social network or mass media.")
        raise ValidationError({"url": words})
    if image is not None and not may_point_at(type(image), image.pk, subject.council):
        raise ValidationError({"image": _("Choose one of this council's own.")})
    field = "consultation" if is_question else "schedule"
    publication = OutsidePublication(
        council=subject.council, told=told, medium=medium, channel=channel.strip(), url=url,
        published_on=published_on, image=image, **{field: subject},
    )  # fmt: skip
    publication.full_clean()
    publication.save()
    log(subject, "kenes.told_outside", user=user, data={"publication": publication.pk, "told": str(told), "url": url})
    return publication


@transaction.atomic
def withdraw_publication(publication, *, user, now):
    """Take a publication back that was recorded by mistake: it proves nothing from now on, and stays in the log."""
    publication = OutsidePublication.objects.select_for_update().get(pk=publication.pk)
    _permit(user, publication.council)
    if publication.withdrawn_at:
        raise ValidationError(_("This record has been taken back already."))
    publication.withdrawn_at = now
    publication.save(update_fields=["withdrawn_at"])
    log(publication.subject, "kenes.telling_withdrawn", user=user, data={"publication": publication.pk})
    return publication


def _permit(user, council):
    if user is not None:
        require_role(user, council, PLANS_CONSULTATIONS)
