"""Problems raised at meetings, their progress each quarter, and the frozen reports.

A report is a snapshot: database triggers refuse every change and every deletion of it on either database
(`migrations/0002_reports_are_frozen.py`).
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.languages import in_language
from cms.models import Council, Region
from cms.tenancy import CouncilOwnedQuerySet
from council_pages.quarters import Quarter
from plugins.regional_meetings.models.national import Body
from plugins.regional_meetings.models.questions import Group

QUARTER_NUMBER = [MinValueValidator(1), MaxValueValidator(4)]


class Scope(models.TextChoices):
    """How far a problem reaches."""

    LOCAL = "local", _("Local")
    REGIONAL = "regional", _("Regional")
    SYSTEMIC = "systemic", _("Systemic")


class ProblemState(models.TextChoices):
    """What has become of a problem."""

    REGISTERED = "registered", _("Registered")
    IN_PROGRESS = "in_progress", _("Being carried out")
    PARTLY_RESOLVED = "partially_resolved", _("Partly resolved")
    RESOLVED = "resolved", _("Resolved")
    EXPLAINED = "explained", _("Explained")
    FORWARDED = "forwarded", _("Forwarded to the competent body")
    POSTPONED = "postponed", _("Term moved")
    NOT_RESOLVED = "not_resolved", _("Not resolved")


# Of these no further progress is owed once a report has said so.
SETTLED = frozenset({ProblemState.RESOLVED, ProblemState.EXPLAINED})


class ProblemQuerySet(CouncilOwnedQuerySet):
    """Problems by the council of their meeting."""

    council_path = "group__meeting__council"


class Problem(models.Model):
    """A group of questions that asks for something to be done: who owns it, what is done, how it stands."""

    group = models.OneToOneField(Group, models.PROTECT, related_name="problem")
    owner = models.ForeignKey(Body, models.PROTECT, related_name="problems", verbose_name=_("body that is responsible"))
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("region"))
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, default=Scope.REGIONAL)
    measure_kk = models.TextField(_("measure, in Kazakh"), blank=True)
    measure_ru = models.TextField(_("measure, in Russian"), blank=True)
    measure_agreed_on = models.DateField(
        _("measure agreed with the Presidential Administration on"), null=True, blank=True
    )
    state = models.CharField(max_length=20, choices=ProblemState, default=ProblemState.REGISTERED, editable=False)
    opened_on = models.DateField(editable=False)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        ordering = ["group__meeting", "group__rank", "pk"]
        verbose_name = _("problem")
        verbose_name_plural = _("problems")

    def __str__(self):
        return self.group.text()

    @property
    def council(self):
        """The council of its meeting."""
        return self.group.meeting.council

    def measure(self, language=None):
        """What is done about it, in the language."""
        return in_language(self, "measure", language)


class ProgressQuerySet(CouncilOwnedQuerySet):
    """Lines of progress by the council of their meeting."""

    council_path = "problem__group__meeting__council"

    def of_quarter(self, quarter):
        """The lines of one quarter."""
        return self.filter(year=quarter.year, number=quarter.number)


class Progress(models.Model):
    """How a problem was worked on in one quarter; it can be corrected until the quarter's report is frozen."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="progress")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(validators=QUARTER_NUMBER)
    state = models.CharField(_("state"), max_length=20, choices=ProblemState)
    percent = models.PositiveSmallIntegerField(_("done, percent"), validators=[MaxValueValidator(100)])
    text_kk = models.TextField(_("what was done, in Kazakh"))
    text_ru = models.TextField(_("what was done, in Russian"))
    recorded_at = models.DateTimeField(editable=False)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        ordering = ["problem", "year", "number"]
        verbose_name = _("progress in a quarter")
        constraints = [
            models.UniqueConstraint(fields=["problem", "year", "number"], name="one_progress_of_a_problem_and_quarter")
        ]

    def __str__(self):
        return f"{self.problem_id}: {self.year}-q{self.number}"

    @property
    def council(self):
        """The council of its meeting."""
        return self.problem.council

    @property
    def quarter(self):
        """The quarter of which it tells."""
        return Quarter(self.year, self.number)

    def text(self, language=None):
        """What was done, in the language."""
        return in_language(self, "text", language)


class QuarterReport(models.Model):
    """What a body published of the problems in one quarter, word for word and for ever."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="quarter_reports")
    body = models.ForeignKey(Body, models.PROTECT, related_name="quarter_reports")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(validators=QUARTER_NUMBER)
    rows = models.JSONField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = CouncilOwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        verbose_name = _("quarterly report")
        verbose_name_plural = _("quarterly reports")
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "number"], name="one_report_of_a_body_and_quarter")
        ]

    def __str__(self):
        return f"{self.body}, {self.quarter}"

    @property
    def quarter(self):
        """The quarter of which it tells."""
        return Quarter(self.year, self.number)
