"""The verbs that publish the counted answers to one closed field after the closing, and take them off again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from forms.counting import count, questions_of
from forms.form_building import lock_form
from forms.models import FieldResult
from forms.proposal_list import is_over


@transaction.atomic
def publish_result(definition, field_key, *, user, now):
    """Show the counts of this field to everybody. Counted at the first call; later ones show the same. Idempotent.

    Refused: before the last proposal can have come, and for a field whose answers are words and not choices.
    """
    form = lock_form(definition, user)
    if form.is_template or not is_over(form.consultation, now):
        raise ValidationError(
            _("Answers are counted 15 minutes after the closing, when no proposal can come any more.")
        )
    questions = questions_of(form)
    if field_key not in {question.key for question in questions}:
        raise ValidationError(_("Only answers that are chosen from a list are published as counts."))
    result = FieldResult.objects.filter(form=form, field_key=field_key).first()
    if result is None:
        result = count(form, questions)[field_key]
        result.counted_at = now
    return _turn(result, True, "kenes.result_published", user)


@transaction.atomic
def withdraw_result(definition, field_key, *, user):
    """Show them no longer. Idempotent."""
    form = lock_form(definition, user)
    result = FieldResult.objects.filter(form=form, field_key=field_key).first()
    return result and _turn(result, False, "kenes.result_withdrawn", user)


def _turn(result, is_public, action, user):
    if result.is_public != is_public:
        result.is_public = is_public
        result.save()
        log(result.form, action, user=user, data={"field": result.field_key})
    return result
