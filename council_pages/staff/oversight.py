"""Reading a council: its overview and the drafts of its pages; and the overseer's one act."""

from django.db.models.functions import Collate
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.models import Page

from cms.collation import collation_for
from cms.languages import active_language
from cms.models import Council, CouncilSection
from cms.roles import OVERSEES, READS_COUNCIL
from cms.staff import StaffFormView, StaffMixin, StaffView
from cms.tenancy import council_of_page, holds_in
from council_pages import oversight
from council_pages.kept_pages import is_section_root
from council_pages.models import Consultation, Schedule
from council_pages.staff.forms import ReasonForm

OVERVIEW = "kenes_overview"


class CouncilReadings(StaffView):
    """The councils whose reader one is: the way to each one's overview."""

    template_name = "council_pages/admin/readings.html"
    title = _("Councils to read")
    header_icon = "view"

    def get_context_data(self, **kwargs):
        """In the alphabet of the staff's language."""
        language = active_language()
        councils = Council.objects.for_user(self.request.user, READS_COUNCIL)
        councils = councils.order_by(Collate(f"name_{language}", collation_for(language)), "pk")
        return super().get_context_data(councils=councils.select_related("region"), **kwargs)


class CouncilOverview(StaffView):
    """One council on one screen: its schedules, its consultations, every page with its draft."""

    template_name = "council_pages/admin/overview.html"
    header_icon = "view"
    back = (("kenes_readings", _("Councils to read")),)

    def dispatch(self, request, *args, **kwargs):
        """Find the council; a stranger's is a 404."""
        self.council = get_object_or_404(Council.objects.for_user(request.user, READS_COUNCIL), slug=kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """The council's name."""
        return self.council.name()

    def get_context_data(self, **kwargs):
        """Five queries, however much the council has published."""
        now = timezone.now()
        consultations = Consultation.objects.for_council(self.council).select_related("outcome")
        return super().get_context_data(
            council=self.council,
            schedules=Schedule.objects.for_council(self.council),
            consultations=[(row, row.state_at(now)) for row in consultations.order_by("-closes_at", "-pk")],
            pages=_pages_of(self.council),
            may_unpublish=holds_in(self.request.user, self.council, OVERSEES),
            **kwargs,
        )


def _pages_of(council):
    """The pages of the council's sections, in the order of the tree, without the sections' own roots."""
    sections = CouncilSection.objects.filter(council=council).select_related("page").order_by("language")
    pages = []
    for section in sections:
        pages += section.page.get_descendants().select_related("locale").order_by("path")
    return pages


class ReadDraft(StaffMixin, View):
    """The newest draft of a council's page, as it would look on the site. For all who read the council."""

    def get(self, request, pk):
        """The preview; nothing of the frame can be pressed that changes anything."""
        page = _page_of_reader(request.user, pk, READS_COUNCIL).get_latest_revision_as_object()
        return page.make_preview_request(request, page.default_preview_mode)


class EmergencyUnpublish(StaffFormView):
    """Take a page off the site with a reason."""

    form_class = ReasonForm
    title = _("Take off the site in an emergency")
    header_icon = "warning"
    submit_label = _("Take off the site")
    success = _("The page is off the site. The council's lead is told.")
    back = (("kenes_readings", _("Councils to read")),)
    template_name = "council_pages/admin/emergency.html"

    def dispatch(self, request, *args, **kwargs):
        """Find the page; for nobody but the overseer."""
        self.page = _page_of_reader(request.user, kwargs["pk"], OVERSEES)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """The page that is meant."""
        return super().get_context_data(page=self.page, **kwargs)

    def act(self, form):
        """Take it off."""
        oversight.unpublish_in_emergency(self.page, form.cleaned_data["reason"], user=self.request.user)
        return reverse(OVERVIEW, args=[council_of_page(self.page).slug])


def _page_of_reader(user, pk, roles):
    page = get_object_or_404(Page, pk=pk)
    council = council_of_page(page)
    if council is None or is_section_root(page) or not holds_in(user, council, roles):
        raise Http404
    return page
