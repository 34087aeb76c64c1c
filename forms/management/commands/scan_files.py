"""`manage.py scan_files`: ask the virus scanner about the files that wait."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from forms import scanning


class Command(BaseCommand):
    """Check what waits; exit code 1 while something still waits afterwards."""

    help = "Ask the virus scanner about citizens' files that wait for it."

    def handle(self, *args, **options):
        """One round."""
        if settings.KENES_SCANNER == scanning.NO_SCANNER:
            self.stdout.write("No scanner is in use (KENES_SCANNER=none): files are handed out unchecked.")
            return
        done = scanning.check_waiting(now=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"clean: {done.clean}, infected: {done.infected}, waiting: {scanning.waiting().count()}")
        if not done.is_complete:
            self.stderr.write("Files wait: the scanner does not answer, or none is set (KENES_SCANNER).")
            raise SystemExit(1)
