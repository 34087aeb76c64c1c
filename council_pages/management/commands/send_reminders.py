"""`manage.py send_reminders`: the weekly letters. `manage.py serve` runs it every day; so may a timer."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from council_pages.reminders import is_told, letters, send_reminders


class Command(BaseCommand):
    """Write to everybody who has something to do and has not been written to this week."""

    help = "Send the week's reminders that have not been sent. It may run every day: nobody is told twice in a week."

    def add_arguments(self, parser):
        """The day, and whether anything is sent."""
        parser.add_argument("--today", type=date.fromisoformat, help="the day to stand on, YYYY-MM-DD")
        parser.add_argument("--dry-run", action="store_true", help="say who would be written to, and send nothing")

    def handle(self, *, today, dry_run, verbosity, **options):
        """Send, and say how many. Exit code 1 when a letter was not taken."""
        today = today or timezone.localdate()
        if dry_run:
            self.preview(today)
            return
        done = send_reminders(today, timezone.now())
        if verbosity:
            self.stdout.write(f"Sent: {done.sent}. Not sent: {done.failed}.")
        if done.failed:
            raise CommandError(f"{done.failed} letters were not sent; the log of the server says why.")

    def preview(self, today):
        """One line for each letter."""
        for letter in letters(today):
            overdue = sum(bool(duty.overdue) for duty in letter.duties)
            told = " (told already)" if is_told(letter, today) else ""
            name = letter.person.get_username()
            self.stdout.write(f"{name}: {len(letter.duties)} duties, {overdue} overdue, in {letter.language}{told}")
