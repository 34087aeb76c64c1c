"""The verb by which the administrator lets one form ask for what a form must not ask for (trust.md, P1).

The administrator says the words of the field and the reason; both are on record, and the council's builder shows the
reason. The permission is for these words in this form: changed words are refused again, and no copy takes it along.
"""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.tenancy import require_administrator
from forms.field_rules import LEAST_REASON, asks_for_personal_data, refusals
from forms.field_specs import specs_of
from forms.form_building import FieldsRefused, write_fields
from forms.models import FormDefinition
from forms.models.definitions import generated_key


@transaction.atomic
def allow_field(definition, spec, reason, *, user):
    """Append the refused field `spec` to the form. Returns the form.

    Refused: without a reason, for a field that needs no permission, and for what no form may have whoever allows it.
    """
    require_administrator(user)
    form = FormDefinition.objects.select_for_update().get(pk=definition.pk)
    reason = reason.strip()
    if len(reason) < LEAST_REASON:
        raise ValidationError({"reason": _("Give the reason: by which law or for what the data is needed.")})
    if not asks_for_personal_data(spec):
        raise ValidationError({"label_ru": _("This field needs no permission: the council can add it by itself.")})
    stored = specs_of(form)
    wanted = [*stored, replace(spec, key=generated_key(), allowed_because=reason)]
    if refused := [told for told in refusals(wanted, wanted, frozenset(), is_open=False) if told.field == len(stored)]:
        raise FieldsRefused(refused)
    write_fields(form, wanted, stored)
    data = {"label_kk": spec.label_kk, "label_ru": spec.label_ru, "reason": reason}
    log(form, "kenes.field_allowed", user=user, data=data)
    return form
