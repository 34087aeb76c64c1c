"""`manage.py send_letters`: what stands in the outbox. `manage.py serve` starts it when a letter is due."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from forms.models import Letter, Way
from forms.sending import again, send_letters


class Command(BaseCommand):
    """Send the letters to authors whose turn has come."""

    help = "Send the letters to authors that are due. It may run at any time: each letter is sent once."

    def add_arguments(self, parser):
        """What to do instead of sending."""
        group = parser.add_mutually_exclusive_group()
        group.add_argument("--status", action="store_true", help="say what waits and what was given up; send nothing")
        group.add_argument("--again", action="store_true", help="first give what was given up another three days")

    def handle(self, *, status, verbosity, **options):
        """Send, and say how many. Exit code 1 when a letter was not taken, or the mail server does not answer."""
        if status:
            return self.report()
        if options["again"]:
            self.stdout.write(f"Taken up again: {again(timezone.now())}")
        done = send_letters(timezone.now)
        if verbosity:
            self.stdout.write(f"Sent: {done.sent}. Not taken: {done.failed}. Nobody to write to: {done.dropped}.")
        if not done.is_reachable:
            raise CommandError("The mail server does not answer; the letters wait.")
        if done.failed:
            raise CommandError(f"{done.failed} letters were not taken; the log of the server says why.")
        return None

    def report(self):
        """What waits, since when, and what was given up, by number: an operator sees no address."""
        waiting = Letter.objects.waiting().filter(way=Way.EMAIL).order_by("created_at")
        oldest = waiting.first()
        since = f", the oldest since {timezone.localtime(oldest.created_at):%d.%m.%Y %H:%M}" if oldest else ""
        self.stdout.write(f"Waiting: {waiting.count()}{since}.")
        self.stdout.write(f"Calls that secretaries have still to make: {Letter.objects.calls().count()}.")
        given_up = Letter.objects.exclude(failed_at=None).select_related("proposal")
        self.stdout.write(f"Given up: {len(given_up)}.")
        for letter in given_up:
            told = timezone.localtime(letter.failed_at)
            self.stdout.write(f"  letter {letter.pk}: {letter.proposal}, {letter.kind}, {told:%d.%m.%Y %H:%M}")
