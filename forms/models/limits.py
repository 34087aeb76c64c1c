"""How many tries there were: counted by class of route and by a keyed hash of whoever tried."""

from django.db import models


class Attempt(models.Model):
    """The tries of one subject in one part of a window. Written by `forms.limits` and deleted within a day."""

    route = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    begins_at = models.DateTimeField(db_index=True)
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["route", "key", "begins_at"], name="one_count_of_tries")]

    def __str__(self):
        return f"{self.route} {self.begins_at:%H:%M:%S}: {self.tries}"
