"""What stands against publishing, and what stands against erasing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.tenancy import CouncilOwnedQuerySet
from council_pages.models import Consultation
from forms.models.proposals import Proposal


class PublicationWithdrawal(models.Model):
    """The author's later wish that nothing be public. The choice on the form stays as it was made; this row wins."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="publication_withdrawal")
    withdrawn_at = models.DateTimeField()

    class Meta:
        verbose_name = _("withdrawal of a publication")

    def __str__(self):
        return str(self.proposal)


class HoldQuerySet(CouncilOwnedQuerySet):
    """Holds by the day."""

    council_path = "consultation__council"

    def holding_on(self, day):
        """Holds that keep everything on this day."""
        return self.filter(models.Q(until=None) | models.Q(until__gte=day), lifted_at=None)


class LegalHold(models.Model):
    """Nothing that citizens sent to this consultation is erased while it holds: neither by term nor by wish.

    `until` is its last day; without one it holds until it is lifted.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="holds")
    reason = models.TextField(_("reason"))
    until = models.DateField(_("last day"), null=True, blank=True)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-pk"]
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")

    def __str__(self):
        return str(self.consultation)

    @property
    def council(self):
        """The consultation's council."""
        return self.consultation.council
