"""The answers to closed fields: what readers would see, and a button for each field."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.languages import active_language
from cms.roles import PLANS_CONSULTATIONS
from cms.staff import StaffAct, StaffView
from forms.counting import count, questions_of
from forms.models import FieldResult, FormDefinition
from forms.proposal_list import is_over
from forms.result_items import result_item
from forms.result_publication import publish_result, withdraw_result


class FormResults(StaffView):
    """Each closed field as it would be shown, once no proposal can come any more."""

    template_name = "council_forms/admin/results.html"
    title = gettext_lazy("Answers as numbers")
    header_icon = "list-ol"
    roles = PLANS_CONSULTATIONS

    def get_context_data(self, pk, **kwargs):
        """What is counted already stays as it was counted."""
        definition = self.own(FormDefinition, pk=pk)
        rows = results_of(definition) if is_over(definition.consultation, timezone.now()) else []
        return super().get_context_data(definition=definition, rows=rows, **kwargs)


def results_of(definition):
    """{key, item, is_public} of each closed field, counted now or as it was counted."""
    questions = questions_of(definition)
    stored = {result.field_key: result for result in FieldResult.objects.filter(form=definition)}
    results = count(definition, questions) | stored if len(stored) < len(questions) else stored
    language = active_language()
    return [
        {"key": key, "item": result_item(result, language), "is_public": result.is_public}
        for key, result in results.items()
    ]


class TurnResult(StaffAct):
    """Publish the counts of one field, or take them off."""

    roles = PLANS_CONSULTATIONS

    def act(self, pk, key, act):
        """ "off" takes them off."""
        self.address = reverse("kenes_form_results", args=[pk])
        definition = self.own(FormDefinition, pk=pk)
        if act == "off":
            withdraw_result(definition, key, user=self.request.user)
            return _("The numbers are taken off the site.")
        publish_result(definition, key, user=self.request.user, now=timezone.now())
        return _("The numbers are published.")
