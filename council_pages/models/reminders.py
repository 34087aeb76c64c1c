"""Which reminder went to whom in which week: nobody is written to twice."""

from django.conf import settings
from django.db import models


class ReminderSent(models.Model):
    """The one letter of a week to a person. `week` is its Monday.

    The row is written before the letter, so that two processes never send it twice; `sent_at` stays empty until the
    mail server took it, and the row goes when it did not. `duties_hash` stands for what the letter listed; no word of
    it is kept.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders")
    week = models.DateField()
    duties_hash = models.CharField(max_length=64)
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-week", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "week"], name="one_reminder_in_a_week")]

    def __str__(self):
        return f"{self.person} ({self.week})"
