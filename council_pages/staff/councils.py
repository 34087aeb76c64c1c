"""Councils, for the administrator: the register and "New council"."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.languages import active_language
from cms.staff import AdministratorMixin, StaffFormView, StaffView
from council_pages.models.national import councils_by_name
from council_pages.provisioning import create_council
from council_pages.staff.forms import CouncilForm


class CouncilList(AdministratorMixin, StaffView):
    """Every council."""

    template_name = "council_pages/admin/councils.html"
    title = _("Councils")
    header_icon = "group"

    def get_context_data(self, **kwargs):
        """The councils in the alphabet of the staff's language."""
        councils = councils_by_name(active_language()).select_related("region")
        return super().get_context_data(councils=councils, **kwargs)


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
