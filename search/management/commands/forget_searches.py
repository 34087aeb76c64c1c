"""`manage.py forget_searches`: the search log keeps 400 days. `manage.py serve` runs it; so may a timer."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from search.query_log import forget


class Command(BaseCommand):
    """Delete the days of the search log that have had their term, and say how many lines."""

    help = "Delete what was searched for more than 400 days ago. It may run at any time."

    def handle(self, *, verbosity, **options):
        """Delete; quiet runs report only what they did."""
        deleted = forget(timezone.localdate())
        if verbosity or deleted:
            self.stdout.write(f"Lines of the search log deleted: {deleted}.")
