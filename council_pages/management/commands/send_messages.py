"""`manage.py send_messages`: the letters of the ministry's messages. `manage.py serve` runs it when one waits."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from council_pages.overview.message_sending import send_due


class Command(BaseCommand):
    """Send the letters whose turn has come."""

    help = "Send the letters of the ministry's messages to councils that have not been sent."

    def handle(self, *, verbosity, **options):
        """Send, and say how many. Exit code 1 when a letter was not taken."""
        done = send_due(timezone.now)
        if verbosity:
            self.stdout.write(f"Sent: {done.sent}. Not sent: {done.failed}.")
        if done.failed:
            raise CommandError(f"{done.failed} letters were not sent; the log of the server says why.")
