"""`manage.py check_search`: how the index of the search is."""

from django.core.management.base import BaseCommand, CommandError

from search.index.health import findings


class Command(BaseCommand):
    """Print what the index is made of, and what is wrong with it; the exit code is 1 then. It changes nothing."""

    help = "Say how the search index is: its analysis, its entries, the cluster; exit 1 if something is wrong."

    def handle(self, **options):
        """One line for each fact, with what is to be done beside what is wrong."""
        wrong = 0
        for found in findings():
            wrong += bool(found.wrong)
            self.stdout.write(f"{found.name:<16}{found.value}{' — ' if found.wrong else ''}{found.wrong}")
        if wrong:
            raise CommandError(f"Wrong: {wrong}.")
