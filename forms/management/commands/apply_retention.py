"""`manage.py apply_retention`: erase what has had its term. `manage.py serve` runs it every hour; so may a timer."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from forms.retention import apply_retention, preview


class Command(BaseCommand):
    """Erase contacts, texts and files whose term has passed, and say how many."""

    help = "Erase what has had its term. It may run at any time and be killed: the next run finishes it."

    def add_arguments(self, parser):
        """Whether anything is erased."""
        parser.add_argument("--dry-run", action="store_true", help="say how much is due, and erase nothing")

    def handle(self, *, dry_run, verbosity, **options):
        """Erase, and report counts; quiet runs report only what they did."""
        now = timezone.now()
        report = preview(now) if dry_run else apply_retention(now)
        erased = report.erased
        did = any(vars(erased).values()) or report.leftovers or report.of_plugins
        if not (verbosity or did):
            return
        self.stdout.write(
            f"{'Due' if dry_run else 'Erased'}: contacts {erased.contacts}, originals {erased.originals}."
        )
        self.stdout.write(f"Proposals under a legal hold: {report.held}.")
        if report.of_plugins:
            self.stdout.write(f"Rows of plugins: {report.of_plugins}.")
        if not dry_run:
            self.stdout.write(
                f"With them: links {erased.links}, letters {erased.letters}, files {erased.files}. "
                f"Files without a row: {report.leftovers}. Counts of tries: {report.tries}."
            )
