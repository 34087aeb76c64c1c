"""The texts of a council's section that stand for themselves: news and plain pages."""

from dataclasses import replace
from itertools import groupby

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import SynchronizedField

from cms.date_inputs import DayInput
from cms.dates import long_date
from cms.descriptions import listed, plain
from cms.languages import active_language
from cms.pages import KenesPage, found_by
from cms.portraits import card_of
from council_pages import listings, schema_things
from council_pages.blocks import PLAIN_TEXT, BodyBlock, DocumentsBlock
from council_pages.models.checked import CheckedPage
from council_pages.text_panels import TextPanel


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
