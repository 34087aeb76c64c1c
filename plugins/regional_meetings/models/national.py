"""What stands above the single council: the bodies, the days of the profile, duties done, systemic issues, methods.

The ministry records it (`plugins.regional_meetings.national`); a body's own duties are recorded by its council's staff.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.languages import in_language
from cms.models import Council, Region
from cms.tenancy import CouncilOwnedQuerySet
from plugins.regional_meetings.duties import YEARLY, DayOfYear, Duty

WEB = [URLValidator(schemes=["http", "https"])]


class BodyQuerySet(CouncilOwnedQuerySet):
    """Bodies as councils and readers ask for them."""

    def bound(self):
        """Those that owe regional meetings: all but the ones that the decree leaves out (004-1)."""
        return self.filter(is_exempt=False)


class Body(models.Model):
    """A central executive body (орталық атқарушы орган / центральный исполнительный орган).

    The staff of the council at it act for it. One without a council on this site can be named as the owner of a
    problem and no more. Names are content: they change with decrees.
    """

    council = models.OneToOneField(
        Council, models.PROTECT, null=True, blank=True, related_name="body", verbose_name=_("council at the body")
    )
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    is_exempt = models.BooleanField(
        _("owes no regional meetings"),
        default=False,
        help_text=_("The document leaves out the ministries of defence and of foreign affairs (seed 004, 1)."),
    )

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["name_ru", "pk"]
        verbose_name = _("central executive body")
        verbose_name_plural = _("central executive bodies")

    def __str__(self):
        return self.name()

    def name(self, language=None):
        """Its name in the language."""
        return in_language(self, "name", language)


class ProfileDate(models.Model):
    """A day of the rule profile for the plans from a year on, with the source that says so.

    Where there is none for a year, the default of `plugins.regional_meetings.duties` holds.
    """

    # The ministry's: no council owns it (`cms.plugin_checks`).
    is_national = True

    duty = models.CharField(_("duty"), max_length=20, choices=[(duty.value, duty.label) for duty in YEARLY])
    month = models.PositiveSmallIntegerField(_("month"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    day = models.PositiveSmallIntegerField(_("calendar day"), validators=[MinValueValidator(1), MaxValueValidator(31)])
    years_before = models.PositiveSmallIntegerField(
        _("years before the planned one"), default=1, validators=[MaxValueValidator(2)]
    )
    first_year = models.PositiveSmallIntegerField(_("for plans from the year"))
    source_kk = models.TextField(_("source and clause in Kazakh"))
    source_ru = models.TextField(_("source and clause in Russian"))
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True, validators=WEB)

    class Meta:
        ordering = ["duty", "first_year"]
        verbose_name = _("day of the rule profile")
        verbose_name_plural = _("days of the rule profile")
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "first_year"],
                name="one_day_of_a_duty_from_a_year",
                violation_error_message=_("A day of this duty from this year on stands already."),
            )
        ]

    def __str__(self):
        return f"{self.get_duty_display()}, {self.first_year}"

    def as_day(self):
        """The same as the pure rules know it."""
        return DayOfYear(self.month, self.day, self.years_before, self.source_kk, self.source_ru)


class DutyRecord(models.Model):
    """A duty that was done: for a year ("2027") or a half-year ("2026-h1"), by a body, by a region's akim, or by one
    for the whole country."""

    # The ministry's: no council owns it (`cms.plugin_checks`).
    is_national = True

    duty = models.CharField(_("duty"), max_length=20, choices=Duty)
    period = models.CharField(_("period"), max_length=7)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="duties")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    done_on = models.DateField(_("done on"))
    proof_url = models.URLField(_("link to the proof"), max_length=500, blank=True, validators=WEB)
    note = models.CharField(_("document, number"), max_length=300, blank=True)

    class Meta:
        ordering = ["period", "duty", "pk"]
        verbose_name = _("duty done")
        verbose_name_plural = _("duties done")
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "period", "body"],
                name="a_body_does_a_duty_once",
                condition=models.Q(body__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["duty", "period", "region"],
                name="an_akim_does_a_duty_once",
                condition=models.Q(region__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["duty", "period"],
                name="a_national_duty_is_done_once",
                condition=models.Q(body=None, region=None),
            ),
        ]

    def __str__(self):
        return f"{self.get_duty_display()}, {self.period}"


class Sender(models.TextChoices):
    """Who tells of systemic problems twice a year (004-21, 004-23)."""

    ADMINISTRATION = "administration", _("Presidential Administration")
    AKIM = "akim", _("Akim of the region")


class SystemicIssue(models.Model):
    """A systemic problem of a region, told by the Presidential Administration or an akim for a half-year."""

    # The ministry's: no council owns it (`cms.plugin_checks`).
    is_national = True

    period = models.CharField(_("half-year"), max_length=7)
    sender = models.CharField(_("sender"), max_length=20, choices=Sender)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("region"))
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="systemic_issues", verbose_name=_("body that is competent")
    )
    text_kk = models.TextField(_("problem, in Kazakh"))
    text_ru = models.TextField(_("problem, in Russian"))
    received_on = models.DateField(_("received on"))

    class Meta:
        ordering = ["-period", "region__order", "pk"]
        verbose_name = _("systemic problem")
        verbose_name_plural = _("systemic problems")

    def __str__(self):
        return self.text()

    def text(self, language=None):
        """The problem in the language."""
        return in_language(self, "text", language)


class MethodText(models.Model):
    """Methodical recommendations for the meetings (004-30). The latest holds; earlier ones stay on record."""

    # The ministry's: no council owns it (`cms.plugin_checks`).
    is_national = True

    text_kk = models.TextField(_("text in Kazakh"))
    text_ru = models.TextField(_("text in Russian"))
    url = models.URLField(_("link to the document"), max_length=500, blank=True, validators=WEB)
    published_at = models.DateTimeField(editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("methodical recommendations")

    def __str__(self):
        return f"{self.published_at:%Y-%m-%d}"

    def text(self, language=None):
        """The recommendations in the language."""
        return in_language(self, "text", language)
