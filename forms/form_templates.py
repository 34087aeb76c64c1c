"""The verbs of the ministry's templates. Only an administrator may; `user=None` is the system.

Fields and names of a template change by `forms.form_building.build_form`, as those of any form. A template is never
deleted: it is retired, and brought back.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.tenancy import require_administrator
from forms.models import FormTemplate


@transaction.atomic
def make_template(name_kk, name_ru, *, user):
    """A template without a field. Refused: without a name in both languages."""
    require_administrator(user)
    names = {"name_kk": name_kk.strip(), "name_ru": name_ru.strip()}
    if missing := [field for field, name in names.items() if not name]:
        raise ValidationError(dict.fromkeys(missing, _("Name the template in both languages.")))
    template = FormTemplate(**names)
    template.full_clean(exclude=["consultation"])
    template.save()
    log(template, "kenes.template_made", user=user)
    return template


@transaction.atomic
def retire_template(template, *, user):
    """Offer it to nobody any more; forms that were started from it stay as they are. Idempotent."""
    return _turn(template, True, "kenes.template_retired", user)


@transaction.atomic
def bring_back_template(template, *, user):
    """Offer it again. Idempotent."""
    return _turn(template, False, "kenes.template_brought_back", user)


def _turn(template, is_retired, action, user):
    require_administrator(user)
    row = FormTemplate.objects.select_for_update().get(pk=template.pk)
    if row.is_retired != is_retired:
        row.is_retired = is_retired
        row.save(update_fields=["is_retired"])
        log(row, action, user=user)
    return row
