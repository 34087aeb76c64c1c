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
from cms.languages import active_language, in_language, other_language
from cms.models import Council
from cms.pages import found_by
from cms.tenancy import CouncilOwnedQuerySet
from council_pages import listings
from council_pages.blocks import PLAIN_TEXT, AgendaBlock, DocumentsBlock
from council_pages.models.pairs import PairedPage, PairedQuerySet, paired_fields


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
            )
        ]

    def __str__(self):
        return _("Sitting No. %(number)s, %(date)s") % {
            "number": self.number,
            "date": self.held_on.strftime("%d.%m.%Y") if self.held_on else "",
        }

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


class SittingPage(PairedPage):
    """What readers see of a sitting: agenda and minutes."""

    row_field = "sitting"
    parent_page_types = ["council_pages.SittingIndexPage"]
    subpage_types = []

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="pages")
    agenda = StreamField(AgendaBlock(), blank=True, verbose_name=_("agenda"))
    minutes = RichTextField(_("minutes"), blank=True, features=PLAIN_TEXT)
    documents = StreamField(DocumentsBlock(), blank=True, verbose_name=_("documents"))

    content_panels = [
        FieldPanel("title"),
        FieldPanel("agenda"),
        FieldPanel("minutes"),
        FieldPanel("documents"),
    ]
    search_fields = [*PairedPage.search_fields, *found_by("agenda", "minutes")]
    override_translatable_fields = paired_fields("sitting")

    class Meta:
        verbose_name = _("sitting's page")

    def get_context(self, request, *args, **kwargs):
        """The sitting and its decisions in the language of the text."""
        context = super().get_context(request, *args, **kwargs)
        reader = active_language()
        facts = [
            (_("Date"), self.sitting.held_on),
            (_("Form of holding"), self.sitting.get_holding_display()),
            (_("Place"), self.sitting.place(reader)),
        ]
        context |= {
            "sitting": self.sitting,
            "facts": [(label, value) for label, value in facts if value],
            "decisions": [
                {"number": decision.number, "text": decision.text(reader), "lang": decision.foreign_language(reader)}
                for decision in self.sitting.decisions.all()
            ],
            "document_entries": listings.documents_of(self.documents),
        }
        return context
