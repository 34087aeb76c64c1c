"""The verbs by which a council says publicly what its numbers do not say (demand G13): by its lead, briefly, logged."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import Council
from cms.roles import COMMENTS_ON_NUMBERS
from cms.tenancy import require_role
from council_pages.models import NumbersComment
from council_pages.models.numbers import LONGEST_COMMENT


@transaction.atomic
def publish_comment(council, text_kk, text_ru, *, user, now):
    """Put the comment beside the council's numbers, in place of the one before. Returns it.

    Refused beside the field: no words at all, and more of them than a comment holds.
    """
    council = _locked(council, user)
    texts = {"text_kk": text_kk.strip(), "text_ru": text_ru.strip()}
    if not any(texts.values()):
        raise ValidationError({"text_kk": _("Write the comment in at least one of the languages.")})
    if long := [name for name, text in texts.items() if len(text) > LONGEST_COMMENT]:
        words = _("Write at most %(limit)s characters.") % {"limit": LONGEST_COMMENT}
        raise ValidationError(dict.fromkeys(long, words))
    _standing(council).update(withdrawn_at=now)
    comment = NumbersComment.objects.create(council=council, written_by=user, published_at=now, **texts)
    log(council, "kenes.numbers_commented", user=user, data=texts)
    return comment


@transaction.atomic
def withdraw_comment(council, *, user, now):
    """Take the comment back; it stays on record. Refused where there is none."""
    council = _locked(council, user)
    if not _standing(council).update(withdrawn_at=now):
        raise ValidationError(_("There is no comment to take back."))
    log(council, "kenes.numbers_comment_withdrawn", user=user)


def _locked(council, user):
    council = Council.objects.select_for_update().get(pk=council.pk)
    if user is not None:
        require_role(user, council, COMMENTS_ON_NUMBERS)
    return council


def _standing(council):
    return NumbersComment.objects.for_council(council).standing()
