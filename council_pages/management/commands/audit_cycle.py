"""`manage.py audit_cycle`: compare every consultation with what its log tells of it."""

from django.core.management.base import BaseCommand, CommandError

from council_pages.models import Consultation
from council_pages.replay import differences


class Command(BaseCommand):
    """Print every difference between a consultation and its log; the exit code is 1 when there are any.

    It changes nothing: which of the two is right is for a person to find out.
    """

    help = "Compare the window, halt, list and outcome of every consultation with its log; exit 1 on a difference."

    def handle(self, **options):
        """One line for each difference, then how many consultations there are."""
        count = 0
        for found in differences():
            count += 1
            row = found.consultation
            self.stdout.write(
                f"{row.council_id}/{row.slug} (key {row.pk}): {found.fact} is {_said(found.in_the_row)}"
                f" in the row and {_said(found.in_the_log)} in the log"
            )
        self.stdout.write(f"Consultations: {Consultation.objects.count()}, differences: {count}")
        if count:
            raise CommandError(f"Consultations differ from their log: {count}.")


def _said(value):
    return value or "nothing"
