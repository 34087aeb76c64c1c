"""Year plans and regional meetings (өңірлік кездесу / региональная встреча), with what belongs to a meeting.

A meeting stands on an event of a consultation: so the form, the receipt, the register and the calendar are those of
every consultation, and nothing of them is written anew. Dates, place, broadcast and attendance are the event's.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.languages import in_language
from cms.models import Council, Region
from cms.tenancy import CouncilOwnedQuerySet
from council_pages.models import Event
from plugins.regional_meetings.models.national import Body

LABEL = "regional_meetings"

MINUTES = [MinValueValidator(1), MaxValueValidator(1440)]


class YearPlanQuerySet(CouncilOwnedQuerySet):
    """Plans by the council at their body."""

    council_path = "body__council"


class YearPlan(models.Model):
    """The meetings of one body in one year: of its first head (the schedule), of deputies and chairs (its own plan)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="plans", verbose_name=_("central executive body"))
    year = models.PositiveSmallIntegerField(
        _("planned year"), validators=[MinValueValidator(2016), MaxValueValidator(2100)]
    )
    published_at = models.DateTimeField(null=True, editable=False)

    objects = YearPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "body"]
        verbose_name = _("year plan of meetings")
        verbose_name_plural = _("year plans of meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year"],
                name="one_plan_of_a_body_and_year",
                violation_error_message=_("The body has a plan for this year already."),
            )
        ]

    def __str__(self):
        return f"{self.body}, {self.year}"

    @property
    def council(self):
        """The council at the body."""
        return self.body.council


class HeadRank(models.TextChoices):
    """Who meets the people (004-8, 004-10)."""

    FIRST_HEAD = "first_head", _("First head")
    DEPUTY_HEAD = "deputy_head", _("Deputy of the first head")
    COMMITTEE_CHAIR = "committee_chair", _("Chair of a department")


class MeetingQuerySet(CouncilOwnedQuerySet):
    """Meetings as a council or a reader asks for them."""

    def public(self):
        """Those that were announced."""
        return self.exclude(announced_at=None)

    def shown(self):
        """Those of them that the country's pages show: of councils that have the plugin on."""
        return self.public().filter(council__in=Council.objects.with_plugin(LABEL))

    def with_facts(self):
        """The rows that every mention of a meeting needs, in the same query."""
        return self.select_related("event__consultation__council", "body", "region", "plan", "council")


class Meeting(models.Model):
    """One regional meeting in the format of questions and answers."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="regional_meetings", verbose_name=_("council"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", verbose_name=_("central executive body"))
    plan = models.ForeignKey(
        YearPlan, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("year plan")
    )
    event = models.OneToOneField(Event, models.PROTECT, related_name="regional_meeting")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("region"))
    head_rank = models.CharField(_("who meets the people"), max_length=20, choices=HeadRank)
    person_kk = models.CharField(_("name of the head, in Kazakh"), max_length=200)
    person_ru = models.CharField(_("name of the head, in Russian"), max_length=200)
    post_kk = models.CharField(_("post, in Kazakh"), max_length=200)
    post_ru = models.CharField(_("post, in Russian"), max_length=200)
    report_minutes = models.PositiveSmallIntegerField(_("report, minutes"), null=True, blank=True, validators=MINUTES)
    linked_kk = models.TextField(_("places linked by video, in Kazakh"), blank=True, help_text=_("One on a line."))
    linked_ru = models.TextField(_("places linked by video, in Russian"), blank=True, help_text=_("One on a line."))
    time_note_kk = models.TextField(_("why this day and hour suit people, in Kazakh"), blank=True)
    time_note_ru = models.TextField(_("why this day and hour suit people, in Russian"), blank=True)
    agreed_on = models.DateField(_("place and video link agreed on"), null=True, blank=True)
    agreed_with_kk = models.CharField(_("agreed with, in Kazakh"), max_length=300, blank=True)
    agreed_with_ru = models.CharField(_("agreed with, in Russian"), max_length=300, blank=True)
    off_schedule_kk = models.TextField(_("why off schedule, in Kazakh"), blank=True)
    off_schedule_ru = models.TextField(_("why off schedule, in Russian"), blank=True)
    method_kk = models.TextField(blank=True, editable=False)
    method_ru = models.TextField(blank=True, editable=False)
    announced_at = models.DateTimeField(null=True, editable=False)
    ranking_published_at = models.DateTimeField(null=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-event__starts_at", "-pk"]
        verbose_name = _("regional meeting")
        verbose_name_plural = _("regional meetings")
        constraints = [
            models.CheckConstraint(
                name="meeting_stands_in_a_plan_or_says_why_not",
                condition=models.Q(plan__isnull=False)
                | (~models.Q(off_schedule_kk="") & ~models.Q(off_schedule_ru="")),
                violation_error_message=_("A meeting off schedule needs its reason in both languages."),
            )
        ]

    def __str__(self):
        return self.title()

    @property
    def consultation(self):
        """The consultation that takes its questions."""
        return self.event.consultation

    @property
    def slug(self):
        """Its address under the council's meetings."""
        return self.consultation.slug

    @property
    def is_off_schedule(self):
        """True for a meeting in no plan; its reason is public."""
        return self.plan_id is None

    @property
    def planned_minutes(self):
        """How long it is planned to last; None without an end."""
        event = self.event
        return int((event.ends_at - event.starts_at).total_seconds() // 60) if event.ends_at else None

    def title(self, language=None):
        """What it is called."""
        return self.consultation.subject(language)

    def head(self, language=None):
        """The head who meets the people, with the post."""
        return ", ".join(filter(None, [in_language(self, "person", language), in_language(self, "post", language)]))

    def linked(self, language=None):
        """The places linked by video, as a list."""
        return [line.strip() for line in in_language(self, "linked", language).splitlines() if line.strip()]

    def method(self, language=None):
        """By which method the questions were ranked."""
        return in_language(self, "method", language)
