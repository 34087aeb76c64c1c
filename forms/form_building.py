"""The verb that gives a consultation its form."""

from django.db import transaction
from wagtail.log_actions import log

from cms.roles import PLANS_CONSULTATIONS
from cms.tenancy import require_role
from forms.models import FormDefinition


@transaction.atomic
def define_form(consultation, *, user):
    """The consultation's form; made with the default terms and no field of its own where there is none. Idempotent.

    `user=None` means the system itself.
    """
    if user is not None:
        require_role(user, consultation.council, PLANS_CONSULTATIONS)
    definition, created = FormDefinition.objects.get_or_create(consultation=consultation)
    if created:
        log(definition, "kenes.form_defined", user=user)
    return definition
