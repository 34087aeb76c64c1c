"""Evidence of the cycle: what was published outside this site, how an approved schedule was amended, and why a council
went another way than the recommendations (recommendations of 2024, seed 001).

Steps are derived from these rows (`council_pages.lifecycle`); nobody ticks a box for what can be seen.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from cms.languages import in_language
from cms.tenancy import CouncilOwnedQuerySet
from council_pages.lifecycle import Told
from council_pages.models.consultations import Consultation
from council_pages.models.schedules import Schedule
from council_pages.models.sittings import Decision


class Medium(models.TextChoices):
    """Where citizens were told: the recommendations name social networks and mass media."""

    SOCIAL = "social", _("Social network")
    MEDIA = "media", _("Mass media")


class _AboutSubject(models.Model):
    """A row about either a schedule or a consultation, and about the council to which that belongs."""

    council = models.ForeignKey("cms.Council", models.PROTECT, related_name="+")
    schedule = models.ForeignKey(Schedule, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    consultation = models.ForeignKey(Consultation, models.PROTECT, null=True, blank=True, related_name="%(class)ss")

    objects = CouncilOwnedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def subject(self):
        """The schedule or the consultation."""
        return self.schedule or self.consultation


ONE_SUBJECT = models.Q(schedule=None, consultation__isnull=False) | models.Q(schedule__isnull=False, consultation=None)


class OutsidePublication(_AboutSubject):
    """A publication outside this site, in a social network or in mass media (steps 2, 3 and 7)."""

    told = models.CharField(_("what it says"), max_length=10, choices=Told)
    medium = models.CharField(_("where"), max_length=10, choices=Medium)
    channel = models.CharField(_("name of the account or of the medium"), max_length=200)
    url = models.URLField(_("link"), max_length=500)
    published_on = models.DateField(_("date"))
    image = models.ForeignKey(
        get_image_model_string(), models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["published_on", "pk"]
        verbose_name = _("publication outside the site")
        verbose_name_plural = _("publications outside the site")
        constraints = [
            models.CheckConstraint(name="publication_of_one_subject", condition=ONE_SUBJECT),
            models.CheckConstraint(
                name="publication_says_what_its_subject_can",
                condition=models.Q(schedule__isnull=False, told=Told.SCHEDULE)
                | models.Q(consultation__isnull=False, told__in=[Told.QUESTION, Told.POSITION]),
            ),
        ]

    def __str__(self):
        return f"{self.get_medium_display()}: {self.channel}"


class AmendmentQuerySet(CouncilOwnedQuerySet):
    """Amendments as a council asks for them."""

    council_path = "schedule__council"


class Amendment(models.Model):
    """A recorded change of an approved schedule, by a decision of a sitting (step 2)."""

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="amendments")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="amendments", verbose_name=_("decision"))
    what_kk = models.TextField(_("what changes, in Kazakh"))
    what_ru = models.TextField(_("what changes, in Russian"))
    recorded_at = models.DateTimeField()

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        verbose_name = _("amendment of a schedule")
        verbose_name_plural = _("amendments of schedules")

    def __str__(self):
        return str(self.decision)

    def what(self, language=None):
        """What changed, in the language."""
        return in_language(self, "what", language)


class Departure(_AboutSubject):
    """A warned act that was confirmed, with the reason that readers see (decisions.md, "Refused or warned")."""

    code = models.CharField(max_length=40)
    reason_kk = models.TextField(_("reason, in Kazakh"))
    reason_ru = models.TextField(_("reason, in Russian"))
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["confirmed_at", "pk"]
        verbose_name = _("departure from the recommendations")
        verbose_name_plural = _("departures from the recommendations")
        constraints = [
            models.CheckConstraint(name="departure_of_one_subject", condition=ONE_SUBJECT),
            models.UniqueConstraint(fields=["consultation", "code"], name="one_departure_of_a_question"),
            models.UniqueConstraint(fields=["schedule", "code"], name="one_departure_of_a_schedule"),
        ]

    def __str__(self):
        return self.code

    def reason(self, language=None):
        """The reason, in the language."""
        return in_language(self, "reason", language)
