"""For which types of page the ministry asks for both languages before one of them is public (demand G19)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ParityGate(models.Model):
    """The gate is shut for this type of page; without a row it is open."""

    page_type = models.CharField(_("page type"), max_length=100, unique=True)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["page_type"]
        verbose_name = _("gate of both languages")
        verbose_name_plural = _("gates of both languages")

    def __str__(self):
        return self.page_type
