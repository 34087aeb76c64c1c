"""`manage.py import_councils`: the command-line door to importing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from council_pages.council_import import COLUMNS, read_councils
from council_pages.importing import import_rows

BAR = 30


class Command(BaseCommand):
    """Make the councils of a table, and give their staff roles; a second run with the same table changes nothing."""

    help = (
        "Make the councils of a CSV file, and optionally the roles of their staff. Rows that cannot be written are "
        "named by line and reason; the rest is written. The exit code is 1 if a row was refused. "
        "A row with the slug of a council and staff columns only adds one more member of its staff."
    )

    def add_arguments(self, parser):
        """The file, whether anything shall stay, and in the help what the columns mean."""
        parser.add_argument(
            "file", metavar="FILE.csv", help="in UTF-8, UTF-16 or Windows-1251, with commas, semicolons or tabs"
        )
        parser.add_argument("--dry-run", action="store_true", help="report the same and write nothing")
        parser.add_argument("--invite", action="store_true", help="send invitations to new members of the staff")
        parser.epilog = f"Columns: {'; '.join(f'{name} – {meaning}' for name, meaning in COLUMNS.items())}."

    def handle(self, *, file, dry_run, invite, **options):
        """Read, write and report."""
        try:
            parsed = read_councils(Path(file).read_bytes())
        except OSError as error:
            raise CommandError(f"Cannot read {file}: {error.strerror}.") from error
        if parsed.unreadable:
            raise CommandError(f"{file} is refused, nothing was written. {parsed.unreadable}")
        report = import_rows(
            parsed.rows,
            dry_run=dry_run,
            invited_at=timezone.now() if invite else None,
            after_row=self.progress_of(len(parsed.rows)),
        )
        refusals = sorted([*parsed.refusals, *report.refusals], key=lambda refusal: refusal.line)
        for refusal in refusals:
            self.stderr.write(f"Line {refusal.line}: {refusal.reason}.")
        if dry_run:
            self.stdout.write("Dry run: nothing was written. A real run would say:")
        self.stdout.write(
            f"Councils created: {report.created}, already there: {report.already_there}. "
            f"Rows refused: {len(refusals)}. Staff added: {report.staff_added}."
        )
        if refusals:
            raise CommandError("Rows were refused, and nothing of them was written; the reasons stand above.")

    def progress_of(self, total):
        """A function to call after each of `total` rows; it draws a bar where a person looks on, and nothing else."""
        done = 0

        def advance():
            nonlocal done
            done += 1
            if self.stderr.isatty():
                bar = "#" * (BAR * done // total)
                ending = "\n" if done == total else ""
                # A style of its own: what goes to stderr is red otherwise, and progress is no error.
                self.stderr.write(f"\r[{bar:.<{BAR}}] {done}/{total}", style_func=str, ending=ending)

        return advance
