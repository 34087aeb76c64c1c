"""The home page of a council's section."""

from dataclasses import replace

from django.db import models
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from cms import plugin_pages, plugin_sections
from cms.languages import active_language, other_language
from cms.models import Council, CouncilSection
from cms.pages import KenesPage, council_url, found_by
from cms.portraits import card_of
from council_pages import calendars, listings, schema_things
from council_pages.models.section_texts import NewsPage
from council_pages.text_panels import TextPanel

EVENTS_ON_HOME = 4


class CouncilPage(KenesPage):
    """The home page of a council's section in one language; the council itself is a row."""

    parent_page_types = ["council_pages.CouncilDirectoryPage"]
    subpage_types = [
        "council_pages.ScheduleIndexPage",
        "council_pages.QuestionIndexPage",
        "council_pages.OutcomeIndexPage",
        "council_pages.SittingIndexPage",
        "council_pages.NewsIndexPage",
        "council_pages.TextPage",
    ]

    council_row = models.ForeignKey(Council, models.PROTECT, related_name="pages")
    introduction = models.TextField(_("about the council, in short"), blank=True)

    content_panels = [TextPanel("blocks"), FieldPanel("title"), FieldPanel("introduction")]
    search_fields = [*KenesPage.search_fields, *found_by("introduction")]
    override_translatable_fields = [
        SynchronizedField("council_row", overridable=False),
        SynchronizedField("slug", overridable=False),
    ]

    class Meta:
        verbose_name = _("council's home page")

    @classmethod
    def clean_subpage_models(cls):
        """The standard pages, and what plugins add; each of those asks for itself whether it is on here."""
        return [*super().clean_subpage_models(), *plugin_pages.page_types()]

    @classmethod
    def can_create_at(cls, parent):
        """Never by hand: provisioning makes a council's section as a whole."""
        return False

    @property
    def council(self):
        """The council whose section this is."""
        return self.council_row

    def save(self, *args, **kwargs):
        """Save, and tell tenancy where the section begins."""
        is_new = self.pk is None
        result = super().save(*args, **kwargs)
        if is_new:
            CouncilSection.objects.create(council=self.council_row, language=self.language, page_id=self.pk)
        return result

    def get_context(self, request, *args, **kwargs):
        """Open questions, the quarter's schedule, the last outcomes and news of the council."""
        context = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        languages = (self.language, other_language(self.language))
        questions = self.council.consultations.public_in(*languages)
        outcomes = self.council.consultations.filter(outcome__published_at__lte=now).order_by("-outcome__published_at")
        schedules = self.council.schedules.public_in(*languages)[:4]
        news = NewsPage.objects.live().descendant_of(self).order_by("-date", "-pk")[:3]
        context |= {
            "now": now,
            # Of the whole section: regular updating is demanded of councils (domain.md, Council).
            "updated_at": self.get_descendants(inclusive=True).live().aggregate(at=Max("last_published_at"))["at"],
            "facts": self._facts(),
            "badges": [self.council.get_level_display(), *([self.council.region] if self.council.region else [])],
            "open_items": listings.consultation_items(
                questions.collecting_at(now).order_by("closes_at"), self.language, now
            ),
            "agenda": [
                entry.agenda_item
                for entry in calendars.entries(calendars.events_ahead(now, EVENTS_ON_HOME, self.council), self.language)
            ],
            "outcome_items": listings.outcome_items(outcomes[:3], self.language),
            "schedule_links": listings.links_of(listings.row_items(schedules, self.language)),
            "news_links": listings.links_of([listings.news_item(page) for page in news]),
            "contacts_url": council_url(self.council, self.language, "contacts"),
            "successor_url": council_url(self.council.successor, self.language) if self.council.successor else "",
            "plugin_sections": plugin_sections.drawn(self.council, self.language, now, request),
        }
        name = self.council.name(self.language)
        facts = [*context["badges"], *(value for _label, value in context["facts"])]
        shown = self.portrait(self.introduction or name, *facts, *(item.title for item in context["open_items"]))
        council = schema_things.council_thing(self.council, self.language, shown.description)
        context["portrait"] = replace(shown, title=name, structured=(council,))
        return context

    def card(self):
        """The council's name alone."""
        return card_of(self.council.name(active_language()), self.council, kicker=_("Public council"))

    def _facts(self):
        host_body = self.council.host_body(self.language)
        return [(_("State body"), host_body)] if host_body else []
