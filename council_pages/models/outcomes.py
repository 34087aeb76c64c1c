"""Outcomes of consultations and their reports (қорытынды / итоги)."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from cms import components
from cms.dates import appointment, local, long_date
from cms.descriptions import plain
from cms.languages import active_language
from cms.pages import council_url, found_by
from cms.portraits import card_of
from cms.tenancy import CouncilOwnedQuerySet
from council_pages import outcome_draft, recommendation_items, schema_things
from council_pages.blocks import PLAIN_TEXT
from council_pages.documents.outcome import outcome_document
from council_pages.documents.pages import Downloadable
from council_pages.models.consultations import Consultation
from council_pages.models.pairs import PairedPage, PairedQuerySet, paired_fields
from council_pages.text_panels import TextPanel
from council_pages.warned import Act


class OutcomeQuerySet(PairedQuerySet, CouncilOwnedQuerySet):
    """Outcomes as a council or a reader asks for them."""

    council_path = "consultation__council"


class Outcome(models.Model):
    """The outcome of a consultation.

    `published_at` is the moment when its report went live in a language, empty while none is. `final_since` is the
    first such moment and stays: a report taken off the site does not reopen facts and answers that readers have seen.
    """

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="outcome")
    attended_offline = models.PositiveIntegerField(_("attended in person"), default=0)
    attended_online = models.PositiveIntegerField(_("attended online"), default=0)
    published_at = models.DateTimeField(null=True, editable=False)
    final_since = models.DateTimeField(null=True, editable=False)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")

    def __str__(self):
        return str(self.consultation)

    @property
    def council(self):
        """The consultation's council."""
        return self.consultation.council

    def title_in(self, language):
        """The first title of its report."""
        with override(language):
            return _("Outcome: %(question)s") % {"question": self.consultation.subject(language)}

    @property
    def slug(self):
        """The report's address is the question's."""
        return self.consultation.slug


class OutcomePage(Downloadable, PairedPage):
    """The outcome report: totals counted from the answers, the council's position, what changed, each proposal."""

    row_field = "outcome"
    act = Act.OUTCOME
    under_headings = ("position", "changes")
    parent_page_types = ["council_pages.OutcomeIndexPage"]
    subpage_types = []

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="pages")
    summary = models.TextField(_("in short"), blank=True)
    position = RichTextField(_("position of the council"), blank=True, features=PLAIN_TEXT)
    changes = RichTextField(_("what changed"), blank=True, features=PLAIN_TEXT)

    content_panels = [
        TextPanel("outcome"),
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("position"),
        FieldPanel("changes"),
    ]
    search_fields = [*PairedPage.search_fields, *found_by("summary", "position", "changes")]
    override_translatable_fields = paired_fields("outcome")

    class Meta:
        verbose_name = _("outcome report's page")

    @classmethod
    def check_publishable(cls, row, language):
        """A report is not published while its form takes proposals or is still to: that would move the closing."""
        consultation = row.consultation
        if row.published_at or consultation.halted or consultation.closes_at is None:
            return
        if timezone.now() < consultation.closes_at:
            closing = appointment(consultation.closes_at, active_language(), with_year=True)
            words = _("Proposals are still taken. Publish the report after the closing. The closing: %(moment)s")
            raise ValidationError(words % {"moment": closing})

    @classmethod
    def first_words(cls, row, language):
        """What the register counts, in words; a person finishes the report."""
        return outcome_draft.drafted(outcome_draft.course_of(row, language), language)

    def document(self, language, now):
        """The report for paper."""
        return outcome_document(self, language, now)

    def get_context(self, request, *args, **kwargs):
        """The consultation, its attendance, and the totals and proposals that the floor above counts."""
        context = super().get_context(request, *args, **kwargs)
        now, reader = timezone.now(), active_language()
        consultation = self.outcome.consultation
        context |= {
            "consultation": consultation,
            "outcome": self.outcome,
            "facts": self._facts(),
            "question_url": council_url(consultation.council, reader, "questions", consultation.slug),
            "recommendation_links": recommendation_items.links_of(consultation, reader, timezone.localdate(now)),
            "total_components": components.build(components.Place.OUTCOME_TOTALS, consultation, reader, now),
            "proposal_components": components.build(components.Place.OUTCOME_PROPOSALS, consultation, reader, now),
        }
        words = [self.summary, plain(self.position), plain(self.changes), self.title, consultation.council.name(reader)]
        shown = self.portrait(*words, is_article=True, published=self.outcome.published_at)
        thing = schema_things.outcome_thing(self, consultation, shown.description)
        context["portrait"] = replace(shown, structured=(thing,))
        return context

    def card(self):
        """The question, and the day of the report."""
        published_at, language = self.outcome.published_at, active_language()
        day = published_at and long_date(local(published_at).date(), language)
        return card_of(self.title, self.council, kicker=_("Outcome of a consultation"), line=day or "")

    def _facts(self):
        facts = [
            (_("Published"), self.outcome.published_at),
            (_("Proposals were accepted until"), self.outcome.consultation.closes_at),
            (_("Attended in person"), self.outcome.attended_offline),
            (_("Attended online"), self.outcome.attended_online),
        ]
        return [(label, value) for label, value in facts if value]
