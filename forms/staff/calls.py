"""Whom the secretary has still to call: authors who left a telephone number and have been answered."""

from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.roles import HANDLES_PROPOSALS
from cms.staff import StaffAct, StaffView, page_of
from forms.letters import record_call
from forms.models import Letter


class CallList(StaffView):
    """The calls of the councils whose secretary the user is, the oldest first. The number stands on the proposal."""

    template_name = "council_forms/admin/calls.html"
    title = gettext_lazy("Authors to call")
    header_icon = "mail"
    roles = HANDLES_PROPOSALS
    back = (("kenes_proposals", gettext_lazy("Proposals")),)

    def get_context_data(self, **kwargs):
        """One page of them."""
        calls = Letter.objects.for_user(self.request.user, self.roles).calls().select_related("proposal__consultation")
        return super().get_context_data(**page_of(calls.order_by("created_at", "pk"), self.request), **kwargs)


class RecordCall(StaffAct):
    """The button that says that the author was called."""

    roles = HANDLES_PROPOSALS
    address = reverse_lazy("kenes_calls")

    def act(self, pk):
        """Record it."""
        letter = get_object_or_404(Letter.objects.calls(), pk=self.own(Letter, pk=pk).pk)
        record_call(letter, user=self.request.user, now=timezone.now())
        return _("The call is recorded.")
