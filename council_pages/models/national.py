"""The national pages: home and the directory of councils."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.db import models
from django.db.models.functions import Collate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from cms import regions
from cms.languages import active_language, other_language
from cms.models import Council, Level
from cms.pages import KenesPage, council_url
from cms.structured_data import web_site
from council_pages import calendars, listings
from council_pages.filters import CouncilFilter
from council_pages.models.consultations import Consultation
from council_pages.quarters import Quarter
from council_pages.text_panels import TextPanel

OPEN_ON_HOME = 6
OUTCOMES_ON_HOME = 3
EVENTS_ON_HOME = 4
REPUBLICAN_ON_HOME = 8
DIRECTORY_PAGE_SIZE = 50


def councils_by_name(language):
    """Open councils in the alphabet of the language."""
    return Council.objects.open().order_by(Collate(f"name_{language}", f"{language}-x-icu"))


class HomePage(KenesPage):
    """The national home page in one language."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["council_pages.CouncilDirectoryPage"]
    max_count_per_parent = 2

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [TextPanel("blocks"), FieldPanel("title"), FieldPanel("introduction")]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("national home page")

    def get_context(self, request, *args, **kwargs):
        """Open questions of all councils, those that close soonest first; the last outcomes; councils by region."""
        context = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        consultations = Consultation.objects.public_in(self.language, other_language(self.language))
        open_now = consultations.collecting_at(now).order_by("closes_at")
        outcomes = Consultation.objects.filter(outcome__published_at__lte=now)
        events = calendars.events_ahead(now, EVENTS_ON_HOME)
        open_count = open_now.count()
        context |= {
            "now": now,
            "open_count": open_count,
            "figures": _figures(open_count),
            "open_items": listings.consultation_items(open_now[:OPEN_ON_HOME], self.language, now, with_council=True),
            "agenda": [entry.agenda_item for entry in calendars.entries(events, self.language, with_council=True)],
            "quarter": Quarter.of(timezone.localdate(now)).slug,
            "outcome_items": listings.outcome_items(
                outcomes.order_by("-outcome__published_at")[:OUTCOMES_ON_HOME], self.language, with_council=True
            ),
            "regions": _regions(open_now, self.language),
            "republican_links": [
                {"label": council.name(self.language), "url": council_url(council, self.language)}
                for council in councils_by_name(self.language).filter(level=Level.REPUBLICAN)[:REPUBLICAN_ON_HOME]
            ],
            "directory_url": f"/{self.language}/councils/",
        }
        lead = gettext("Learn what the public councils are discussing, make a proposal and follow its answer.")
        shown, own = self.portrait(self.introduction or lead), f"/{self.language}/"
        site = web_site(gettext("Public councils"), own, reverse("search"), self.language)
        context["portrait"] = replace(shown, structured=(site,))
        return context


def _figures(open_count):
    """The key figures, counted and never typed."""
    councils = Council.objects.open().count()
    return [
        {"value": open_count, "label": ngettext("consultation is open", "consultations are open", open_count)},
        {"value": councils, "label": ngettext("public council", "public councils", councils)},
    ]


def _regions(open_now, language):
    """The regions for the component `region_finder`, with the number of open consultations of their councils."""
    counts = dict(open_now.values_list("council__region").annotate(models.Count("pk")).order_by())
    return [
        {
            "iso": region.iso,
            "name": region.forms(language).short,
            "url": f"/{language}/councils/?region={region.code}",
            "count": counts.get(region.iso, 0),
        }
        for region in regions.in_order(language)
    ]


class CouncilDirectoryPage(KenesPage):
    """The register of councils, filtered by level and region."""

    parent_page_types = ["council_pages.HomePage"]
    subpage_types = ["council_pages.CouncilPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [TextPanel("blocks"), FieldPanel("title"), FieldPanel("introduction")]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("register of councils")

    def get_context(self, request, *args, **kwargs):
        """Councils in the alphabet of the language; an unknown level or region filters nothing."""
        context = super().get_context(request, *args, **kwargs)
        language = active_language()
        councils = councils_by_name(language).select_related("region")
        chosen = CouncilFilter.of(request.GET)
        councils = councils.filter(chosen.condition())
        found = Paginator(councils, DIRECTORY_PAGE_SIZE).get_page(request.GET.get("page"))
        context |= {
            **chosen.choices(language),
            "page_obj": found,
            "columns": [_("Council"), _("Level"), _("Region")],
            "rows": [
                [
                    {"text": council.name(language), "url": council_url(council, language)},
                    council.get_level_display(),
                    council.region.name(language) if council.region else "—",
                ]
                for council in found
            ],
        }
        lead = gettext("Public councils of Kazakhstan: of the republic, of oblasts, cities and districts.")
        context["portrait"] = self.portrait(self.introduction, lead)
        return context
