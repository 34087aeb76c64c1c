"""The national pages: home and the directory of councils."""

from django.db import models
from django.db.models.functions import Collate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from cms.languages import active_language, other_language
from cms.models import Council, Level, Region
from cms.pages import KenesPage
from council_pages import listings
from council_pages.models.consultations import Consultation

OPEN_ON_HOME = 6
OUTCOMES_ON_HOME = 3


def councils_by_name(language):
    """Open councils in the alphabet of the language."""
    return Council.objects.open().order_by(Collate(f"name_{language}", f"{language}-x-icu"))


class HomePage(KenesPage):
    """The national home page in one language."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["council_pages.CouncilDirectoryPage"]
    max_count_per_parent = 2

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [FieldPanel("title"), FieldPanel("introduction")]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("national home page")

    def get_context(self, request, *args, **kwargs):
        """Open questions of all councils, those that close soonest first; the last outcomes; councils by region."""
        context = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        consultations = Consultation.objects.public_in(self.language, other_language(self.language))
        open_now = consultations.collecting_at(now).order_by("closes_at")
        outcomes = Consultation.objects.filter(outcome__published_at__lte=now).select_related("outcome", "council")
        counts = dict(
            Council.objects.open().exclude(region=None).values_list("region").annotate(models.Count("pk")).order_by()
        )
        context |= {
            "now": now,
            "open_count": open_now.count(),
            "council_count": Council.objects.open().count(),
            "open_items": listings.consultation_items(open_now[:OPEN_ON_HOME], self.language, now, with_council=True),
            "outcome_items": listings.outcome_items(
                outcomes.order_by("-outcome__published_at")[:OUTCOMES_ON_HOME], self.language
            ),
            "regions": [
                {
                    "iso": region.iso,
                    "code": region.code,
                    "name": region.name(self.language),
                    "count": counts.get(region.iso, 0),
                }
                for region in Region.objects.all()
            ],
            "directory_url": f"/{self.language}/councils/",
        }
        return context


class CouncilDirectoryPage(KenesPage):
    """The register of councils, filtered by level and region."""

    parent_page_types = ["council_pages.HomePage"]
    subpage_types = ["council_pages.CouncilPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [FieldPanel("title"), FieldPanel("introduction")]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("register of councils")

    def get_context(self, request, *args, **kwargs):
        """Councils in the alphabet of the language; an unknown level or region filters nothing."""
        context = super().get_context(request, *args, **kwargs)
        language = active_language()
        councils = councils_by_name(language).select_related("region")
        level, region = request.GET.get("level", ""), request.GET.get("region", "")
        regions = list(Region.objects.all())
        if level in Level.values:
            councils = councils.filter(level=level)
        if region in {row.code for row in regions}:
            councils = councils.filter(region__code=region)
        context |= {
            "levels": [{"value": value, "label": label, "selected": value == level} for value, label in Level.choices],
            "regions": [
                {"value": row.code, "label": row.name(language), "selected": row.code == region} for row in regions
            ],
            "councils": [
                {
                    "name": council.name(language),
                    "url": f"/{language}/councils/{council.slug}/",
                    "level": council.get_level_display(),
                    "region": council.region.name(language) if council.region else "",
                }
                for council in councils
            ],
        }
        return context
