"""Recurring duties of the ministry and the Government (demand G21), and the proof that one was done."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.languages import in_language
from council_pages.overview.cadences import Period


class Cadence(models.Model):
    """A duty that comes again and again. Owners are words: names of state bodies change with decrees."""

    code = models.SlugField(max_length=40, blank=True, editable=False)
    title_kk = models.CharField(_("duty in Kazakh"), max_length=300)
    title_ru = models.CharField(_("duty in Russian"), max_length=300)
    owner_kk = models.CharField(_("who answers for it, in Kazakh"), max_length=200)
    owner_ru = models.CharField(_("who answers for it, in Russian"), max_length=200)
    period = models.CharField(_("how often"), max_length=10, choices=Period)
    source_kk = models.CharField(_("source and clause in Kazakh"), max_length=300)
    source_ru = models.CharField(_("source and clause in Russian"), max_length=300)
    starts_on = models.DateField(_("first day"))
    ended_on = models.DateField(_("last day"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("recurring duty")
        verbose_name_plural = _("recurring duties")
        constraints = [
            models.UniqueConstraint(fields=["code"], name="one_cadence_for_code", condition=~models.Q(code="")),
            models.CheckConstraint(
                name="cadence_ends_after_it_begins",
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self):
        return in_language(self, "title")

    @property
    def owner(self):
        """Who answers for it, in the active language."""
        return in_language(self, "owner")

    @property
    def source(self):
        """Who asks for it, in the active language."""
        return in_language(self, "source")


class CadenceProof(models.Model):
    """That the duty was done on a day: what took place, with a link or the document that says so."""

    cadence = models.ForeignKey(Cadence, models.PROTECT, related_name="proofs")
    day = models.DateField(_("day"))
    what = models.CharField(_("what took place"), max_length=500)
    url = models.URLField(_("link"), max_length=500, blank=True)
    document = models.CharField(_("document: its kind, number and date"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("proof of a recurring duty")
        verbose_name_plural = _("proofs of recurring duties")
        constraints = [
            models.CheckConstraint(
                name="proof_has_a_link_or_a_document", condition=~models.Q(url="") | ~models.Q(document="")
            )
        ]

    def __str__(self):
        return f"{self.day}: {self.what}"
