"""What the virus scanner said of a file. A file without a row waits for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.models.proposals import OriginalFile


class Verdict(models.TextChoices):
    """What the scanner says."""

    CLEAN = "clean", _("No virus was found")
    INFECTED = "infected", _("A virus was found")


class FileCheck(models.Model):
    """One verdict for one file; written by `forms.scanning.check_waiting` and gone with the file."""

    file = models.OneToOneField(OriginalFile, models.CASCADE, related_name="check_result")
    verdict = models.CharField(max_length=10, choices=Verdict)
    # What the scanner calls the virus; empty for a clean file.
    signature = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("check of a file")

    def __str__(self):
        return f"{self.file_id}: {self.verdict}"
