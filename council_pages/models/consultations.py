"""Consultations: one row from the plan to the outcome, and the page of the question (мәселе / вопрос)."""

from dataclasses import replace

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField

from cms import components, dates
from cms.descriptions import plain
from cms.languages import active_language, in_language
from cms.models import Council
from cms.offline import is_copy, tell_apart
from cms.pages import council_url, found_by
from cms.portraits import card_of
from cms.tenancy import CouncilOwnedQuerySet
from council_pages import (
    announcements,
    event_listings,
    evidence,
    lifecycle,
    listings,
    recommendation_items,
    schema_things,
    tracker,
)
from council_pages.blocks import PLAIN_TEXT, DocumentsBlock
from council_pages.models.pairs import PairedPage, PairedQuerySet, paired_fields
from council_pages.models.schedules import Schedule
from council_pages.models.sittings import Decision, Holding
from council_pages.text_panels import TextPanel
from council_pages.warned import Act


class Occasion(models.TextChoices):
    """On what occasion a consultation is held (recommendations of 2024)."""

    EXPERTISE = "public_expertise", _("In the course of public expertise")
    APPEALS = "appeals", _("While appeals are considered")
    RECEPTION = "citizen_reception", _("During the reception of citizens")
    INITIATIVE = "initiative", _("On the council's own initiative")


class SubjectKind(models.TextChoices):
    """What the question is about; step 6 of the cycle applies to draft legal acts only."""

    DRAFT_ACT = "draft_act", _("Draft legal act")
    ISSUE = "issue", _("Socially significant issue")


class ConsultationQuerySet(PairedQuerySet, CouncilOwnedQuerySet):
    """Consultations as a council or a reader asks for them."""

    def collecting_at(self, now):
        """Consultations that take proposals at this moment."""
        return self.filter(halted="", outcome__published_at=None, opens_at__lte=now, closes_at__gt=now)

    def unfinished_at(self, now):
        """Consultations that are planned or take proposals at this moment: what a closing council can still cancel."""
        is_ahead = models.Q(closes_at=None) | models.Q(closes_at__gt=now)
        return self.filter(is_ahead, halted="", outcome__published_at=None)

    def with_outcome(self):
        """The outcome comes in the same query: the state is derived from it."""
        return self.select_related("outcome", "schedule")


class Consultation(models.Model):
    """A public consultation. Dates and state are stored once, here, for both languages."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="consultations", verbose_name=_("council"))
    schedule = models.ForeignKey(
        Schedule, models.PROTECT, null=True, blank=True, related_name="consultations", verbose_name=_("schedule")
    )
    slug = models.SlugField(_("address"), max_length=80)
    subject_kk = models.CharField(_("question in Kazakh"), max_length=300)
    subject_ru = models.CharField(_("question in Russian"), max_length=300)
    occasion = models.CharField(_("occasion"), max_length=20, choices=Occasion, default=Occasion.APPEALS)
    subject_kind = models.CharField(_("kind of subject"), max_length=20, choices=SubjectKind, default=SubjectKind.ISSUE)
    holding = models.CharField(_("form of holding"), max_length=10, choices=Holding, default=Holding.MIXED)
    event_at = models.DateTimeField(_("date and time of the event"), null=True, blank=True)
    place_kk = models.CharField(_("place, in Kazakh"), max_length=300, blank=True)
    place_ru = models.CharField(_("place, in Russian"), max_length=300, blank=True)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="consultations", verbose_name=_("decided by")
    )
    list_frozen_at = models.DateTimeField(null=True, editable=False)
    halted = models.CharField(max_length=10, choices=lifecycle.Halt, blank=True, editable=False)
    halt_reason_kk = models.TextField(blank=True, editable=False)
    halt_reason_ru = models.TextField(blank=True, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["closes_at", "pk"]
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "slug"],
                name="one_consultation_for_address",
                violation_error_message=_("Another question of this council has this address already."),
            ),
            models.CheckConstraint(
                name="consultation_closes_after_opening",
                condition=models.Q(opens_at=None, closes_at=None) | models.Q(closes_at__gt=models.F("opens_at")),
                violation_error_message=_("The closing must be later than the opening."),
            ),
        ]

    def __str__(self):
        return self.subject()

    def title_in(self, language):
        """The first title of its page: the question as approved."""
        return self.subject(language)

    def subject(self, language=None):
        """The question as the council approved it, in the language."""
        return in_language(self, "subject", language)

    def place(self, language=None):
        """Where the event is held, in the language."""
        return in_language(self, "place", language)

    @property
    def is_final(self):
        """True once the outcome has been published: facts and answers stand, even while the report is off the site."""
        outcome = getattr(self, "outcome", None)
        return outcome is not None and outcome.final_since is not None

    def state_at(self, now):
        """The state at this moment: derived from the window, the halt and the outcome, the same in both languages."""
        outcome = getattr(self, "outcome", None)
        return lifecycle.state_at(
            now,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            halted=self.halted,
            outcome_at=outcome.published_at if outcome else None,
        )


def facts_of(consultation, language, events=()):
    """What a reader wants to know of a consultation at a glance: pairs (label, value), empty ones left out.

    The event that the schedule plans is left out where one of `events` begins at the same moment.
    """
    is_listed = any(event.starts_at == consultation.event_at for event in events)
    planned = [] if is_listed else _planned_event(consultation, language)
    facts = [
        (_("Occasion"), consultation.get_occasion_display()),
        (_("Form of holding"), consultation.get_holding_display()),
        *planned,
        (_("Schedule"), consultation.schedule and consultation.schedule.quarter.label(language)),
    ]
    return [(label, value) for label, value in facts if value]


def _planned_event(consultation, language):
    moment = consultation.event_at
    return [
        (_("Event"), moment and dates.appointment(moment, language, with_year=True)),
        (_("Place"), consultation.place(language)),
    ]


def _of_a_copy(now):
    """What a copy says that is read later: when it was made. And no word of a citizen, who may take it back."""
    return {"copied_at": now, "proposal_components": []}


class QuestionPage(PairedPage):
    """The page of a question: what is asked, why, what it would change, and what has become of it."""

    row_field = "consultation"
    act = Act.QUESTION
    under_headings = ("body", "expected_effect")
    parent_page_types = ["council_pages.QuestionIndexPage"]
    subpage_types = ["council_forms.ProposalFormPage"]

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="question_pages")
    summary = models.TextField(_("in short"), blank=True, help_text=_("Two or three sentences in plain words."))
    body = RichTextField(_("what is proposed"), blank=True, features=PLAIN_TEXT)
    expected_effect = RichTextField(_("expected social effect, in plain words"), blank=True, features=PLAIN_TEXT)
    documents = StreamField(DocumentsBlock(), blank=True, verbose_name=_("documents"))

    content_panels = [
        TextPanel("text"),
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("expected_effect"),
        FieldPanel("documents"),
    ]
    search_fields = [*PairedPage.search_fields, *found_by("summary", "body", "expected_effect")]
    override_translatable_fields = paired_fields("consultation")

    class Meta:
        verbose_name = _("question's page")

    def get_context(self, request, *args, **kwargs):
        """State, window, steps by date, and what the floors above hang into the page."""
        # With its council, outcome, schedule and decisions in one query.
        record = evidence.record_of(Consultation(pk=self.consultation_id))
        self.consultation = record.consultation
        context = super().get_context(request, *args, **kwargs)
        now, reader, consultation = timezone.now(), active_language(), self.consultation
        events = record.events
        state = consultation.state_at(now)
        context |= {
            "now": now,
            "consultation": consultation,
            "state": state,
            "steps": tracker.steps_in_words(record, now),
            "proofs": tracker.proofs_of(record, reader),
            "departures": tracker.departures_of(consultation, reader),
            "facts": facts_of(consultation, reader, events),
            "events": event_listings.shown_events(consultation, events, reader),
            "updates": event_listings.update_items(consultation.updates.public(), reader),
            "badges": [consultation.get_subject_kind_display()],
            "halt_reason": in_language(consultation, "halt_reason", reader),
            "outcome_url": council_url(consultation.council, reader, "outcomes", consultation.slug)
            if state == lifecycle.State.PUBLISHED
            else "",
            "document_entries": listings.documents_of(self.documents),
            "recommendation_links": recommendation_items.links_of(consultation, reader, timezone.localdate(now)),
            "form_components": components.build(components.Place.QUESTION_FORM, consultation, reader, now),
            "proposal_components": components.build(components.Place.QUESTION_PROPOSALS, consultation, reader, now),
            **(_of_a_copy(now) if is_copy(request) else {}),
        }
        context["portrait"] = self._portrait(consultation, events, reader)
        return context

    def serve(self, request, *args, **kwargs):
        """The page; or, where that is asked for, a copy to be read without a connection (`cms.offline`)."""
        return tell_apart(super().serve(request, *args, **kwargs))

    def card(self):
        """The question and the days on which proposals are taken."""
        row = self.consultation
        line = announcements.window_line(row, active_language())
        return card_of(self.title, row.council, kicker=_("Public consultation"), line=line)

    def _portrait(self, consultation, events, reader):
        shown = self.portrait(
            self.summary, plain(self.body), plain(self.expected_effect), self.title, consultation.council.name(reader)
        )
        held = [event for event in events if not consultation.halted or event.is_held or event.is_cancelled]
        thing = schema_things.consultation_thing(consultation, held, reader, self.title, shown.description)
        return replace(shown, is_article=True, structured=(thing,))
