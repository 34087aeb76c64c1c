"""Councils, for the administrator: the register, a new one, and one that closes."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models import Council
from cms.people_forms import in_alphabet
from cms.staff import AdministratorMixin, StaffFormView, StaffView
from council_pages.closing import close_council
from council_pages.models import Consultation
from council_pages.provisioning import create_council
from council_pages.staff.forms import ClosingForm, CouncilForm


class CouncilList(AdministratorMixin, StaffView):
    """Every council."""

    template_name = "council_pages/admin/councils.html"
    title = _("Councils")
    header_icon = "group"

    def get_context_data(self, **kwargs):
        """The councils in the alphabet of the staff's language; those that are closed come last."""
        councils = in_alphabet(Council.objects.select_related("region"))
        return super().get_context_data(councils=sorted(councils, key=lambda row: bool(row.closed_on)), **kwargs)


class NewCouncil(AdministratorMixin, StaffFormView):
    """One form, one action: the whole section in both languages."""

    form_class = CouncilForm
    title = _("New council")
    header_icon = "group"
    back = (("kenes_councils", _("Councils")),)
    submit_label = _("Make the council")
    success = _("The council is made: its section is live in both languages.")

    def act(self, form):
        """Provision."""
        create_council(user=self.request.user, **form.cleaned_data)
        return reverse("kenes_councils")


class CloseCouncil(AdministratorMixin, StaffFormView):
    """A council that closes or goes into another: what that does is said, and confirmed."""

    form_class = ClosingForm
    template_name = "council_pages/admin/close_council.html"
    header_icon = "warning"
    back = (("kenes_councils", _("Councils")),)
    submit_label = _("Close the council")
    success = _("The council is closed. Its pages stay as a public record.")

    def dispatch(self, request, *args, **kwargs):
        """Find the council."""
        self.council = get_object_or_404(Council, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """The council's name."""
        return str(self.council)

    def get_form_kwargs(self):
        """Another council cannot be its own successor."""
        return {**super().get_form_kwargs(), "council": self.council, "today": timezone.localdate()}

    def get_context_data(self, **kwargs):
        """How much ends with it."""
        waiting = Consultation.objects.for_council(self.council).unfinished_at(timezone.now())
        return super().get_context_data(
            council=self.council,
            questions=waiting.count(),
            people=self.council.memberships.values("user").distinct().count(),
            **kwargs,
        )

    def act(self, form):
        """Close."""
        typed = form.cleaned_data
        close_council(
            self.council, typed["day"], successor=typed["successor"], user=self.request.user, now=timezone.now()
        )
        return reverse("kenes_councils")
