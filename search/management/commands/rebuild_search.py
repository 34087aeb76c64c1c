"""`manage.py rebuild_search`: the whole index anew, while the old one answers."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from search.index import rebuilding

WIDTH = 40


class Command(BaseCommand):
    """Makes the index anew and shows how far it is. Broken off, it goes on where it was when it is called again."""

    help = "Make the index of the search anew, beside the one that answers."

    def add_arguments(self, parser):
        parser.add_argument(
            "--texts-only", action="store_true", help="take the stored texts as they are, without asking their sources"
        )
        parser.add_argument("--if-due", action="store_true", help="only if the analysis of words has changed")

    def handle(self, *, texts_only, if_due, **options):
        if if_due and not rebuilding.is_due():
            return
        last = ""
        for what, done, total in rebuilding.steps(walks_sources=not texts_only):
            if options["verbosity"]:
                if what != last and last:
                    self.stdout.write("")
                last = what
                filled = WIDTH * done // max(total, 1)
                self.stdout.write(f"\r{what:<16}[{'#' * filled}{' ' * (WIDTH - filled)}] {done}/{total}", ending="")
                self.stdout.flush()
        if options["verbosity"]:
            self.stdout.write("")
            self.stdout.write(self.style.SUCCESS(_("The search answers from the new index.")))
