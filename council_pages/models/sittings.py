"""Sittings (отырыс / заседание) with their decisions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable

from cms.dates import long_date
from cms.descriptions import listed, plain
from cms.languages import active_language, in_language, other_language
from cms.models import Council
from cms.pages import found_by
from cms.roles import PLANS_CONSULTATIONS
from cms.tenancy import CouncilOwnedQuerySet
from council_pages import listings, schema_things, sitting_items
from council_pages.attendance import check_attendance
from council_pages.blocks import PLAIN_TEXT, AgendaBlock, DocumentsBlock
from council_pages.documents.minutes import minutes_document
from council_pages.documents.pages import Downloadable
from council_pages.models.pairs import PairedPage, PairedQuerySet, paired_fields
from council_pages.text_panels import TextPanel


class Holding(models.TextChoices):
    """In which form a sitting or a consultation is held."""

    OFFLINE = "offline", _("In person")
    ONLINE = "online", _("Online")
    MIXED = "mixed", _("In person and online")


class SittingQuerySet(PairedQuerySet, CouncilOwnedQuerySet):
    """Sittings as a council or a reader asks for them."""


class Sitting(ClusterableModel):
    """A sitting of a council. Its decisions approve schedules and questions."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="sittings", verbose_name=_("council"))
    number = models.CharField(_("number"), max_length=20)
    held_on = models.DateField(_("date"))
    holding = models.CharField(_("form of holding"), max_length=10, choices=Holding, default=Holding.OFFLINE)
    place_kk = models.CharField(_("place, in Kazakh"), max_length=300, blank=True)
    place_ru = models.CharField(_("place, in Russian"), max_length=300, blank=True)
    members_total = models.PositiveSmallIntegerField(_("members of the council"), null=True, blank=True)
    members_present = models.PositiveSmallIntegerField(_("members present"), null=True, blank=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "held_on", "number"],
                name="one_sitting_for_day_and_number",
                violation_error_message=_("This sitting is entered already."),
            ),
            models.CheckConstraint(
                name="present_members_are_members",
                condition=models.Q(members_total=None)
                | models.Q(members_present=None)
                | models.Q(members_present__lte=models.F("members_total")),
                violation_error_message=_("More members cannot be present than the council has."),
            ),
        ]

    def __str__(self):
        return _("Sitting No. %(number)s, %(date)s") % {
            "number": self.number,
            "date": self.held_on.strftime("%d.%m.%Y") if self.held_on else "",
        }

    def clean(self):
        """Nobody is present who is no member."""
        super().clean()
        check_attendance(self.members_present, self.members_total)

    @property
    def slug(self):
        """The address of the sitting's pages: its date, and its number within the day."""
        digits = "".join(character for character in self.number if character.isascii() and character.isalnum())
        return "-".join(filter(None, [f"{self.held_on:%Y-%m-%d}", digits.lower()]))

    def title_in(self, language):
        """The first title of its page: number and date."""
        with override(language):
            return _("Sitting No. %(number)s, %(date)s") % {
                "number": self.number,
                "date": long_date(self.held_on, language),
            }

    def place(self, language=None):
        """Where it is held, in the language."""
        return in_language(self, "place", language)


class Decision(Orderable):
    """A decision of a sitting, by its number."""

    sitting = ParentalKey(Sitting, on_delete=models.CASCADE, related_name="decisions")
    number = models.CharField(_("number"), max_length=20)
    text_kk = models.TextField(_("text in Kazakh"), blank=True)
    text_ru = models.TextField(_("text in Russian"), blank=True)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [models.UniqueConstraint(fields=["sitting", "number"], name="one_decision_for_number")]

    def __str__(self):
        return _("No. %(number)s of %(date)s") % {
            "number": self.number,
            "date": self.sitting.held_on.strftime("%d.%m.%Y"),
        }

    def clean(self):
        """A decision has a text in at least one language."""
        super().clean()
        if not (self.text_kk or self.text_ru):
            raise ValidationError({"text_kk": _("Write the decision in at least one language.")})

    def text(self, language=None):
        """The decision's words, in the language."""
        return in_language(self, "text", language)

    def foreign_language(self, language):
        """The language of the words where they do not stand in this one; else empty."""
        return "" if getattr(self, f"text_{language}") else other_language(language)

    @property
    def votes(self):
        """How many votes were counted, abstentions included."""
        return sum(filter(None, [self.votes_for, self.votes_against, self.votes_abstained]))


class AgendaItem(Orderable):
    """A point of the agenda, with the minutes that it was planned to take."""

    sitting = ParentalKey(Sitting, on_delete=models.CASCADE, related_name="agenda_items")
    title_kk = models.CharField(_("point of the agenda, in Kazakh"), max_length=500, blank=True)
    title_ru = models.CharField(_("point of the agenda, in Russian"), max_length=500, blank=True)
    minutes = models.PositiveSmallIntegerField(_("planned minutes"), null=True, blank=True)
    reporter_kk = models.CharField(_("who reports, in Kazakh"), max_length=300, blank=True)
    reporter_ru = models.CharField(_("who reports, in Russian"), max_length=300, blank=True)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("point of the agenda")
        verbose_name_plural = _("points of the agenda")

    def __str__(self):
        return self.title()

    def clean(self):
        """A point has words in at least one language."""
        super().clean()
        if not (self.title_kk or self.title_ru):
            raise ValidationError({"title_kk": _("Write the point in at least one language.")})

    def title(self, language=None):
        """The point's words, in the language."""
        return in_language(self, "title", language)

    def reporter(self, language=None):
        """Who reports, in the language."""
        return in_language(self, "reporter", language)


class SittingPage(Downloadable, PairedPage):
    """What readers see of a sitting: agenda and minutes."""

    row_field = "sitting"
    desk_route = "kenes_sitting"
    desk_roles = PLANS_CONSULTATIONS
    under_headings = ("minutes",)
    parent_page_types = ["council_pages.SittingIndexPage"]
    subpage_types = []

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="pages")
    agenda = StreamField(AgendaBlock(), blank=True, verbose_name=_("agenda"))
    minutes = RichTextField(_("minutes"), blank=True, features=PLAIN_TEXT)
    documents = StreamField(DocumentsBlock(), blank=True, verbose_name=_("documents"))

    content_panels = [
        TextPanel("sitting"),
        FieldPanel("title"),
        FieldPanel("agenda", help_text=_("Shown only as long as no point of the agenda stands among the facts.")),
        FieldPanel("minutes"),
        FieldPanel("documents"),
    ]
    search_fields = [*PairedPage.search_fields, *found_by("agenda", "minutes")]
    override_translatable_fields = paired_fields("sitting")

    class Meta:
        verbose_name = _("sitting's page")

    def document(self, language, now):
        """The extract from the minutes."""
        return minutes_document(self, language, now)

    def get_context(self, request, *args, **kwargs):
        """The sitting, its agenda and its decisions in the language of the text."""
        context = super().get_context(request, *args, **kwargs)
        reader = active_language()
        context |= {
            "sitting": self.sitting,
            "facts": sitting_items.facts_of(self.sitting, reader),
            "agenda_items": sitting_items.agenda_of(self.sitting, reader),
            "decisions": sitting_items.decisions_of(self.sitting, reader),
            "document_entries": listings.documents_of(self.documents),
        }
        points = [item["title"] for item in context["agenda_items"]] or [point.value for point in self.agenda]
        decided = [decision["text"] for decision in context["decisions"]]
        words = [listed(self.title, [*points, *decided]), plain(self.minutes), self.council.name(reader)]
        sitting = schema_things.sitting_thing(self.sitting, reader, self.title, self.address_in(reader))
        context["portrait"] = self.portrait(*words, structured=(sitting,))
        return context
