"""The look of a council, for those who publish or lead it: emblem and colour, with what they will look like."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.identity import set_identity
from cms.models import Council
from cms.roles import KEEPS_IDENTITY
from cms.staff import StaffFormView, StaffView
from council_pages.staff.forms import IdentityForm


class Identities(StaffView):
    """The councils whose look one keeps; with a single one, its form at once."""

    template_name = "council_pages/admin/identities.html"
    title = _("Emblem and colour")
    header_icon = "image"
    roles = KEEPS_IDENTITY

    def get(self, request, *args, **kwargs):
        """The list, or the only form."""
        councils = list(self.councils()[:2])
        if len(councils) == 1:
            return redirect("kenes_identity", councils[0].slug)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """All of them."""
        return super().get_context_data(councils=self.councils().order_by("slug"), **kwargs)


class Identity(StaffFormView):
    """One council's emblem and colour."""

    form_class = IdentityForm
    template_name = "council_pages/admin/identity.html"
    header_icon = "image"
    success = _("The emblem and the colour are kept: the council's page shows them now.")

    def dispatch(self, request, *args, **kwargs):
        """Find the council; a stranger's is a 404."""
        councils = Council.objects.for_user(request.user, KEEPS_IDENTITY)
        self.council = get_object_or_404(councils, slug=kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """The council's name."""
        return self.council.name()

    def get_initial(self):
        """The colour that it has."""
        return {"colour": self.council.colour}

    def get_context_data(self, **kwargs):
        """What is there now."""
        return super().get_context_data(council=self.council, **kwargs)

    def act(self, form):
        """Keep them."""
        set_identity(self.council, user=self.request.user, **form.cleaned_data)
        return reverse("kenes_identity", args=[self.council.slug])
