"""A council's section: its home page, the listings under it, news and plain pages."""

from dataclasses import replace
from itertools import groupby

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import SynchronizedField

from cms import plugin_pages, plugin_sections
from cms.date_inputs import DayInput
from cms.dates import long_date
from cms.descriptions import listed, plain
from cms.languages import active_language, other_language
from cms.models import Council, CouncilSection
from cms.pages import KenesPage, council_url, found_by
from cms.portraits import card_of
from council_pages import calendars, listings, schema_things
from council_pages.blocks import PLAIN_TEXT, BodyBlock, DocumentsBlock
from council_pages.models.checked import CheckedPage
from council_pages.text_panels import TextPanel

PAGE_SIZE = 20
# Wagtail gives every concrete class a template of its own, so each listing names the common one.
LISTING = "council_pages/section_index_page.html"
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


class SectionIndexPage(KenesPage):
    """A listing inside a section. Each concrete class says in `items(now)` what it lists; the frame is one for all."""

    parent_page_types = ["council_pages.CouncilPage"]
    # What the page says while it lists nothing.
    nothing_yet = _("Nothing has been published here yet.")
    introduction = models.TextField(_("introduction"), blank=True)
    content_panels = [TextPanel("blocks"), FieldPanel("title"), FieldPanel("introduction")]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent):
        """Never by hand: provisioning makes the standard pages once."""
        return False

    def as_items(self, rows, now):
        """Those rows as items of the template."""
        return listings.row_items(rows, self.language)

    def get_context(self, request, *args, **kwargs):
        """One page of the listing; a page number beyond the last shows the last."""
        context = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        paginator = Paginator(self.items(now), PAGE_SIZE)
        page = paginator.get_page(request.GET.get("page"))
        context |= {
            "now": now,
            "page_obj": page,
            "items": self.as_items(page.object_list, now),
            "nothing_yet": self.nothing_yet,
        }
        titles = [item["title"] for item in context["items"]]
        words = [listed(self.title, titles or [self.nothing_yet]), self.council.name(active_language())]
        context["portrait"] = self.portrait(self.introduction, *words)
        return context

    @property
    def shown_languages(self):
        """The languages whose live texts are listed: this page's and the other."""
        return (self.language, other_language(self.language))


class ScheduleIndexPage(SectionIndexPage):
    """All schedules of the council."""

    subpage_types = ["council_pages.SchedulePage"]
    template = LISTING
    nothing_yet = _("The council has not published a schedule of consultations yet.")

    class Meta:
        verbose_name = _("list of schedules")

    def items(self, now):
        """Schedules with a live text, the latest quarter first."""
        return self.council.schedules.public_in(*self.shown_languages)


class QuestionIndexPage(SectionIndexPage):
    """All questions of the council."""

    subpage_types = ["council_pages.QuestionPage"]
    template = "council_pages/question_index_page.html"
    nothing_yet = _("The council has not put any question up for discussion yet.")

    class Meta:
        verbose_name = _("list of questions")

    def items(self, now):
        """Questions with a live text: open ones first, those that close soonest at the top, then the latest."""
        is_open = models.Q(halted="", outcome__published_at=None, opens_at__lte=now, closes_at__gt=now)
        return (
            self.council.consultations.public_in(*self.shown_languages)
            .annotate(
                rank=models.Case(models.When(is_open, then=0), default=1),
                soonest=models.Case(models.When(is_open, then="closes_at")),
            )
            .order_by("rank", "soonest", "-closes_at", "pk")
        )

    def as_items(self, rows, now):
        """Questions with their state and window."""
        return listings.consultation_items(rows, self.language, now)


class OutcomeIndexPage(SectionIndexPage):
    """All outcome reports of the council."""

    subpage_types = ["council_pages.OutcomePage"]
    template = LISTING
    nothing_yet = _("The council has not published the outcome of a consultation yet.")

    class Meta:
        verbose_name = _("list of outcome reports")

    def items(self, now):
        """Consultations with a published outcome, the latest first."""
        return self.council.consultations.filter(outcome__published_at__lte=now).order_by("-outcome__published_at")

    def as_items(self, rows, now):
        """Outcome reports with the day of publication."""
        return listings.outcome_items(rows, self.language)


class SittingIndexPage(SectionIndexPage):
    """All sittings of the council."""

    subpage_types = ["council_pages.SittingPage"]
    template = LISTING
    nothing_yet = _("The council has not published a sitting yet.")

    class Meta:
        verbose_name = _("list of sittings")

    def items(self, now):
        """Sittings with a live text, the latest first."""
        return self.council.sittings.public_in(*self.shown_languages)

    def as_items(self, rows, now):
        """Sittings with their day."""
        return listings.row_items(rows, self.language, day=lambda sitting: sitting.held_on)


class NewsIndexPage(SectionIndexPage):
    """All news of the council."""

    subpage_types = ["council_pages.NewsPage"]
    template = LISTING
    nothing_yet = _("The council has no news yet.")

    class Meta:
        verbose_name = _("list of news")

    def items(self, now):
        """Live news under this page, the latest first."""
        return NewsPage.objects.live().child_of(self).order_by("-date", "-pk")

    def as_items(self, rows, now):
        """News with their day and lead."""
        return [listings.news_item(page) for page in rows]


class NewsPage(CheckedPage):
    """A piece of news."""

    parent_page_types = ["council_pages.NewsIndexPage"]
    subpage_types = []

    date = models.DateField(_("date"), default=timezone.localdate)
    lead = models.TextField(_("lead"), blank=True)
    body = RichTextField(_("text"), blank=True, features=PLAIN_TEXT)
    documents = StreamField(DocumentsBlock(), blank=True, verbose_name=_("documents"))

    content_panels = [
        TextPanel("blocks"),
        FieldPanel("title"),
        FieldPanel("date", widget=DayInput),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("documents"),
    ]
    search_fields = [*KenesPage.search_fields, *found_by("lead", "body")]

    class Meta:
        verbose_name = _("news")

    def get_context(self, request, *args, **kwargs):
        """The documents with their types and sizes."""
        context = super().get_context(request, *args, **kwargs)
        context["document_entries"] = listings.documents_of(self.documents)
        shown = self.portrait(self.lead, plain(self.body), self.title, self.council.name(self.language))
        news = schema_things.news_thing(self, self.council, shown.description, shown.picture)
        context["portrait"] = replace(shown, is_article=True, published=self.date, structured=(news,))
        return context

    def card(self):
        """The title and the day."""
        day = long_date(self.date, active_language())
        return card_of(self.title, self.council, kicker=pgettext("section", "News"), line=day)


class TextPage(CheckedPage):
    """A plain page: about, members, contacts."""

    parent_page_types = ["council_pages.CouncilPage"]
    subpage_types = []

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    content_panels = [TextPanel("blocks"), FieldPanel("title"), FieldPanel("body")]
    search_fields = [*KenesPage.search_fields, *found_by("body")]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("plain page")

    def get_context(self, request, *args, **kwargs):
        """The body in parts: neighbours of one kind stand together as one list."""
        context = super().get_context(request, *args, **kwargs)
        context["parts"] = [
            _part(kind, list(blocks)) for kind, blocks in groupby(self.body, lambda block: block.block_type)
        ]
        facts = [(block.value["label"], block.value["value"]) for block in self.body if block.block_type == "fact"]
        contacts = schema_things.contact_points(facts)
        said = list(filter(None, map(_words, self.body)))
        shown = self.portrait(listed(self.title, said), self.council.name(self.language))
        things = (schema_things.reachable(self.council, self.language, contacts),) if contacts else ()
        context["portrait"] = replace(shown, structured=things)
        return context


def _words(block):
    """What a part of the body says in plain words; a file and a picture say nothing."""
    match block.block_type, block.value:
        case "paragraph", value:
            return plain(value.source)
        case "person", value:
            return ", ".join(filter(None, [value["name"], value["role"] or value["position"]]))
        case "fact", value:
            return f"{value['label']}: {' '.join(value['value'].split())}"
    return ""


def _part(kind, blocks):
    return {"kind": kind, "blocks": blocks, "entries": listings.documents_of(blocks) if kind == "document" else []}
