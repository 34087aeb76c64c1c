"""Quarterly schedules of consultations (кесте / график)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from cms.descriptions import listed, plain
from cms.languages import active_language
from cms.models import Council
from cms.pages import found_by
from cms.tenancy import CouncilOwnedQuerySet
from council_pages import calendars, listings, tracker
from council_pages.blocks import PLAIN_TEXT
from council_pages.documents.pages import Downloadable
from council_pages.documents.schedule import schedule_document
from council_pages.models.pairs import PairedPage, PairedQuerySet, paired_fields
from council_pages.models.sittings import Decision
from council_pages.quarters import Quarter
from council_pages.text_panels import TextPanel
from council_pages.warned import Act


class ScheduleQuerySet(PairedQuerySet, CouncilOwnedQuerySet):
    """Schedules as a council or a reader asks for them."""


class Schedule(models.Model):
    """A council's schedule for one quarter, approved by a decision of a sitting (recommendations of 2024, step 2)."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="schedules", verbose_name=_("council"))
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(2016), MaxValueValidator(2100)])
    number = models.PositiveSmallIntegerField(_("quarter"), validators=[MinValueValidator(1), MaxValueValidator(4)])
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="schedules", verbose_name=_("approved by")
    )

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "year", "number"],
                name="one_schedule_for_council_and_quarter",
                violation_error_message=_("This council has a schedule for this quarter already. Open that one."),
            ),
            models.CheckConstraint(name="quarter_is_1_to_4", condition=models.Q(number__gte=1, number__lte=4)),
        ]

    def __str__(self):
        return self.quarter.label(active_language())

    @property
    def quarter(self):
        """The quarter as a value."""
        return Quarter(self.year, self.number)

    @property
    def slug(self):
        """The address of the schedule's pages: `2026-q4`."""
        return self.quarter.slug

    def title_in(self, language):
        """The first title of its page."""
        with override(language):
            return _("Schedule of public consultations: %(quarter)s") % {"quarter": self.quarter.label(language)}


class SchedulePage(Downloadable, PairedPage):
    """What readers see of a schedule: who approved it, and its consultations."""

    row_field = "schedule"
    act = Act.SCHEDULE
    desk_route = "kenes_schedule"
    parent_page_types = ["council_pages.ScheduleIndexPage"]
    subpage_types = []

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="pages")
    introduction = RichTextField(_("introduction"), blank=True, features=PLAIN_TEXT)

    content_panels = [TextPanel("schedule"), FieldPanel("title"), FieldPanel("introduction")]
    search_fields = [*PairedPage.search_fields, *found_by("introduction")]
    override_translatable_fields = paired_fields("schedule")

    class Meta:
        verbose_name = _("schedule's page")

    def document(self, language, now):
        """The schedule for paper."""
        return schedule_document(self, language, now)

    def get_context(self, request, *args, **kwargs):
        """The schedule, the decision that approved it, its consultations as items, and its neighbours."""
        context = super().get_context(request, *args, **kwargs)
        reader = active_language()
        items = listings.consultation_items(
            self.schedule.consultations.order_by("opens_at", "pk"), reader, with_steps=True
        )
        context |= {
            "quarter_label": self.schedule.quarter.label(reader),
            "decision": self._decision(reader),
            "columns": [_("Question"), _("Proposals are accepted"), _("Event"), _("Form of holding"), _("State")],
            "rows": [_row(item) for item in items],
            "quarters": listings.quarters_around(self.schedule, reader),
            "amendments": self._amendments(reader),
            "departures": tracker.departures_of(self.schedule, reader),
            "publications": self.schedule.outsidepublications.filter(withdrawn_at=None),
            "agenda": self._agenda(reader),
        }
        words = [listed(self.title, [item.title for item in items]), self.council.name(reader)]
        context["portrait"] = self.portrait(*words, plain(self.introduction))
        return context

    def _amendments(self, language):
        """What was changed since the approval, and by which decision: a list of {"what", "number", "held_on"}."""
        return [
            {
                "what": row.what(language),
                "number": row.decision.number,
                "sitting_number": row.decision.sitting.number,
                "held_on": row.decision.sitting.held_on,
            }
            for row in self.schedule.amendments.select_related("decision__sitting")
        ]

    def _agenda(self, language):
        """The events of the quarter's days, whichever schedule their question stands in."""
        quarter = self.schedule.quarter
        found = calendars.events_between(quarter.first_day, quarter.last_day, self.schedule.council)
        return [entry.agenda_item for entry in calendars.entries(found, language)]

    def _decision(self, language):
        decision = self.schedule.decision
        if decision is None:
            return None
        _title, url, _lang = listings.live_titles([decision.sitting], language).get(decision.sitting_id, ("", "", ""))
        return {
            "url": url,
            "number": decision.number,
            "sitting_number": decision.sitting.number,
            "held_on": decision.sitting.held_on,
            "text": decision.text(language),
            "lang": decision.foreign_language(language),
        }


def _row(item):
    """A consultation as a row of the table of a schedule."""
    return [
        {"text": item.title, "url": item.url, "lang": item.lang, "note": item.badge or None},
        item.window or "—",
        {"text": item.event or "—", "note": item.place or None},
        item.holding,
        {"status": item.state, "status_label": item.status_label, "note": item.step or None},
    ]
