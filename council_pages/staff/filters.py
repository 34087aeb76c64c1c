"""Filters of this floor's lists."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models import Council
from council_pages.models import Recommendation
from council_pages.recommendations import Status


def _own_councils(request):
    return Council.objects.for_user(request.user) if request else Council.objects.none()


class RecommendationFilter(django_filters.FilterSet):
    """Which recommendations to show: of one council, in one status. The status is derived, so it is no field."""

    council = django_filters.ModelChoiceFilter(
        queryset=_own_councils, label=_("Council"), empty_label=_("All councils")
    )
    status = django_filters.ChoiceFilter(
        choices=Status, label=_("State"), empty_label=_("All states"), method="filter_status"
    )

    class Meta:
        model = Recommendation
        fields = ["council", "status"]

    def filter_status(self, queryset, name, value):
        """Those in this status today."""
        return queryset.in_status(Status(value), timezone.localdate())
