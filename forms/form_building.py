"""The verbs that give a consultation its form and change its fields. Templates of the ministry change by the same verb.

What is refused is the business of `forms.field_rules`. `user=None` means the system itself.
"""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.roles import PLANS_CONSULTATIONS
from cms.tenancy import require_administrator, require_role
from forms import window
from forms.answered_fields import answered_keys
from forms.field_rules import refusals
from forms.field_specs import CHOICE_FACTS, FIELD_FACTS, copies_of, specs_of
from forms.models import FormChoice, FormDefinition, FormField
from forms.models.definitions import generated_key


class FieldsRefused(ValidationError):
    """The fields cannot be so: `refusals` says where and why, and the message says it in one row."""

    def __init__(self, refusals):
        super().__init__([refusal.words for refusal in refusals])
        self.refusals = refusals


@transaction.atomic
def define_form(consultation, *, user):
    """The consultation's form; made with the default terms and no field of its own where there is none. Idempotent."""
    if user is not None:
        require_role(user, consultation.council, PLANS_CONSULTATIONS)
    definition, created = FormDefinition.objects.get_or_create(consultation=consultation)
    if created:
        log(definition, "kenes.form_defined", user=user)
    return definition


@transaction.atomic
def build_form(definition, wanted, *, user, now, **facts):
    """Give the form exactly these fields (`FieldSpec`), and other facts of its row. Returns the form.

    Raises FieldsRefused for fields that nobody could answer, for personal data, and for whatever would make an answer
    vanish or change its meaning. What the administrator allowed stays with its field and comes by no other way.
    """
    form = lock_form(definition, user)
    stored = specs_of(form)
    allowed = {spec.key: spec.allowed_because for spec in stored}
    wanted = [replace(spec, allowed_because=allowed.get(spec.key, "")) for spec in wanted]
    if refused := refusals(wanted, stored, answered_keys(form), _is_open(form, now)):
        raise FieldsRefused(refused)
    before = {name: getattr(form, name) for name in facts}
    for name, value in facts.items():
        setattr(form, name, value)
    form.full_clean(exclude=["consultation"])
    form.save()
    changes = write_fields(form, wanted, stored)
    if changes or before != facts:
        log(form, "kenes.form_changed", user=user, data=changes)
    return form


@transaction.atomic
def copy_fields(source, target, *, user, now):
    """Append the fields of another form, or of a template, with keys of their own. Returns (copied, left behind).

    Refused: a source of another council, a retired template, and a source with nothing to copy.
    """
    target = lock_form(target, user)
    if not source.is_template and source.council != target.council:
        raise ValidationError({"source": _("Fields are copied from forms of the same council.")})
    if source.is_retired:
        raise ValidationError({"source": _("This template is no longer offered. Choose another one.")})
    asked = [spec for spec in specs_of(source) if not spec.is_retired]
    copies = copies_of(asked)
    if not copies:
        raise ValidationError({"source": _("This form has no field that can be copied.")})
    form = build_form(target, [*specs_of(target), *copies], user=user, now=now)
    log(form, "kenes.fields_copied", user=user, data={"source": str(source), "count": len(copies)})
    return len(copies), len(asked) - len(copies)


def lock_form(definition, user):
    """The form or template, locked; refused to whoever may not build it."""
    if definition.is_template:
        require_administrator(user)
    elif user is not None:
        require_role(user, definition.council, PLANS_CONSULTATIONS)
    return type(definition).objects.select_for_update().get(pk=definition.pk)


def _is_open(form, now):
    """True while somebody may be filling the form in, having opened it in time."""
    if form.is_template:
        return False
    consultation = form.consultation
    opened_in_time = consultation.opens_at or now
    return window.accepts(consultation, opened_in_time, now)


def write_fields(form, wanted, stored):
    """Store the fields in their order, without asking any rule; {what changed: labels}, for the log."""
    before = {spec.key: spec for spec in stored}
    rows = {row.key: row for row in FormField.objects.filter(form=form)}
    gone = before.keys() - {spec.key for spec in wanted}
    FormField.objects.filter(form=form, key__in=gone).delete()
    for order, spec in enumerate(wanted):
        row = rows.get(spec.key) or FormField(form=form, key=spec.key or generated_key())
        for name in FIELD_FACTS:
            setattr(row, name, getattr(spec, name))
        row.sort_order = order
        row.save()
        _write_choices(row, spec.choices)
    changes = {
        "added": [spec.label_ru for spec in wanted if spec.key not in before],
        "changed": [spec.label_ru for spec in wanted if spec.key in before and spec != before[spec.key]],
        "deleted": [before[key].label_ru for key in sorted(gone)],
    }
    return {what: labels for what, labels in changes.items() if labels}


def _write_choices(row, wanted):
    """The same for the choices of one field."""
    rows = {choice.key: choice for choice in FormChoice.objects.filter(field=row)}
    FormChoice.objects.filter(field=row).exclude(key__in=[spec.key for spec in wanted]).delete()
    for order, spec in enumerate(wanted):
        choice = rows.get(spec.key) or FormChoice(field=row, key=spec.key or generated_key())
        for name in CHOICE_FACTS:
            setattr(choice, name, getattr(spec, name))
        choice.sort_order = order
        choice.save()
