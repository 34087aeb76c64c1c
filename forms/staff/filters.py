"""Filters of the secretary's list."""

import django_filters
from django.utils.translation import gettext_lazy as _

from cms.roles import HANDLES_PROPOSALS
from council_pages.models import Consultation
from forms.models import Proposal
from forms.states import OPEN, ProposalState


def _own_consultations(request):
    return Consultation.objects.for_user(request.user, HANDLES_PROPOSALS) if request else Consultation.objects.none()


class ProposalFilter(django_filters.FilterSet):
    """Which proposals to show: of one consultation, in one state, or all that wait for an answer."""

    consultation = django_filters.ModelChoiceFilter(
        queryset=_own_consultations, label=_("Question"), empty_label=_("All questions")
    )
    state = django_filters.ChoiceFilter(choices=ProposalState, label=_("State"), empty_label=_("All states"))
    waiting = django_filters.ChoiceFilter(
        label=_("Answer"),
        empty_label=_("Answered or not"),
        choices=[("yes", _("Waiting for an answer"))],
        method="filter_waiting",
    )

    class Meta:
        model = Proposal
        fields = ["consultation", "state", "waiting"]

    def filter_waiting(self, queryset, name, value):
        """Those without a final answer."""
        return queryset.filter(state__in=OPEN)
