"""A row and its two pages: the pair.

State on a translatable page splits between the languages, so a fact lives once, in a row; each language has a page of
text that points at the row. `PagePair` keeps what a page model cannot promise: one page for a row and language, and no
deletion by any path.
"""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.models import CouncilSection
from cms.roles import READS_COUNCIL
from council_pages.models.checked import CheckedPage


class PagePair(models.Model):
    """The page that carries a row's text in one language. Written when the page is first saved, never deleted."""

    row_type = models.ForeignKey(ContentType, models.PROTECT)
    row_id = models.PositiveBigIntegerField()
    row = GenericForeignKey("row_type", "row_id")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    page = models.OneToOneField(Page, models.PROTECT, related_name="pair")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row_type", "row_id", "language"], name="one_page_for_row_and_language")
        ]

    def __str__(self):
        return f"{self.row_type.model} {self.row_id} ({self.language})"


class PairedQuerySet(models.QuerySet):
    """Rows that have a page in each language."""

    def public_in(self, *languages):
        """Rows whose page in one of the languages is live (decisions.md, "pair" 7)."""
        live = PagePair.objects.filter(
            row_type=ContentType.objects.get_for_model(self.model), language__in=languages, page__live=True
        )
        return self.filter(pk__in=live.values("row_id"))


def paired_fields(row_field):
    """wagtail-localize's rule for a paired page: the row and the address are one for both languages."""
    return [SynchronizedField(row_field, overridable=False), SynchronizedField("slug", overridable=False)]


class PairedPage(CheckedPage):
    """A page of the cycle: text in one language about a row. Subclasses name their foreign key in `row_field`."""

    row_field: str
    # Which act it is to publish such a page (`council_pages.warned.Act`), where its circumstances are looked at.
    act = None
    # The screen on which the work on the row goes on, and who may open it.
    desk_route = "kenes_consultation"
    desk_roles = READS_COUNCIL

    class Meta:
        abstract = True

    @property
    def row(self):
        """The row whose text this page is."""
        return getattr(self, self.row_field)

    @property
    def desk_row(self):
        """The row of that screen: an outcome and a form have the desk of their consultation."""
        return getattr(self.row, "consultation", self.row)

    @property
    def council(self):
        """The row's council."""
        return self.row.council

    @classmethod
    def parent_for(cls, row, language):
        """The page under which the row's text in the language belongs: the standard page of its council's section."""
        section = CouncilSection.objects.select_related("page").get(council=row.council, language=language)
        return cls.clean_parent_page_models()[0].objects.child_of(section.page).get()

    @classmethod
    def check_publishable(cls, row, language):
        """Raise ValidationError, in words, where the row is not ready for its text to be public. By default it is."""

    @classmethod
    def first_words(cls, row, language):
        """What the system can say of the row by itself: fields of a first draft in the language. By default nothing."""
        return {}

    @classmethod
    def can_create_at(cls, parent):
        """Never by "add child page": the desk makes the page together with its row's pair."""
        return False

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save the page with the row's address, and keep the pair when the page is new."""
        if self.alias_of_id is not None:
            raise PermissionDenied(_("A page of a consultation is not copied: each language has exactly one."))
        is_new = self.pk is None
        if is_new:
            self.slug = self.row.slug
            self._refuse_second_page()
        result = super().save(*args, **kwargs)
        if is_new:
            PagePair.objects.create(row=self.row, language=self.language, page_id=self.pk)
        return result

    def _refuse_second_page(self):
        row_type = ContentType.objects.get_for_model(self.row)
        if PagePair.objects.filter(row_type=row_type, row_id=self.row.pk, language=self.language).exists():
            raise ValidationError(_("There is a text in this language already. Open it from the desk."))

    def copy(self, *args, reset_translation_key=True, **kwargs):
        """Refused, except as the step of wagtail-localize that makes the twin: a copy would be a third page."""
        if reset_translation_key:
            raise PermissionDenied(_("A page of a consultation is not copied: each language has exactly one."))
        return super().copy(*args, reset_translation_key=False, **kwargs)

    def create_alias(self, *args, **kwargs):
        """Refused: an alias would be a third page on the same row."""
        raise PermissionDenied(_("A page of a consultation is not copied: each language has exactly one."))
