"""What holds on which days: values of the rules (ереже / правило), and days off. The ministry's, for all councils.

They change through the verbs of `council_pages.rule_keeping`; what they say is read through `council_pages.rulebook`.
"""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.languages import in_language
from council_pages.rules import DEFINITIONS, LARGEST, RuleCode


class RuleQuerySet(models.QuerySet):
    """Values as a day asks for them."""

    def valid_on(self, day):
        """The values that hold on the day: one at most for each code."""
        return self.filter(models.Q(valid_until=None) | models.Q(valid_until__gte=day), valid_from__lte=day)


class Rule(models.Model):
    """The value of one rule for one period, both days included, with the source that says so."""

    code = models.CharField(_("rule"), max_length=40, choices=RuleCode)
    value = models.PositiveIntegerField(_("value"), validators=[MaxValueValidator(max(LARGEST.values()))])
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source_kk = models.TextField(_("source and clause in Kazakh"))
    source_ru = models.TextField(_("source and clause in Russian"))
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["code", "valid_from"]
        verbose_name = _("value of a rule")
        verbose_name_plural = _("values of rules")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="one_value_of_a_rule_begins_on_a_day",
                violation_error_message=_("A value of this rule begins on this day already."),
            ),
            # The last day belongs to the period, so a period of one day begins and ends on the same.
            models.CheckConstraint(
                name="rule_ends_after_it_begins",
                condition=models.Q(valid_until=None) | models.Q(valid_until__gte=models.F("valid_from")),
                violation_error_message=_("The last day cannot be before the first."),
            ),
        ]

    def __str__(self):
        return self.get_code_display()

    @classmethod
    def by_default(cls, code):
        """What holds where the table has nothing: not saved, and without a first day."""
        definition = DEFINITIONS[code]
        return cls(code=code, value=definition.default, source_kk=definition.source_kk, source_ru=definition.source_ru)

    @property
    def in_words(self):
        """The value with its unit."""
        return DEFINITIONS[RuleCode(self.code)].in_words(self.value)

    @property
    def source(self):
        """The source in the active language."""
        return in_language(self, "source")

    def holds_on(self, day):
        """Whether the day lies in the period."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class DayOff(models.Model):
    """A day on which the plain week is not kept. A holiday may fall on a weekend: then it changes nothing by itself."""

    class Kind(models.TextChoices):
        """In which direction."""

        OFF = "off", _("Day off")
        WORKING = "working", _("Worked weekend day (transfer)")

    day = models.DateField(_("calendar day"), unique=True)
    kind = models.CharField(_("kind of day"), max_length=10, choices=Kind, default=Kind.OFF)
    name_kk = models.CharField(_("name in Kazakh"), max_length=150)
    name_ru = models.CharField(_("name in Russian"), max_length=150)

    class Meta:
        ordering = ["day"]
        verbose_name = _("day off")
        verbose_name_plural = _("days off")

    def __str__(self):
        return self.name

    @property
    def name(self):
        """The name in the active language."""
        return in_language(self, "name")
