"""`manage.py refresh_search`: the index catches up. `manage.py serve` runs it every ten minutes; so may a timer."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from search.index.engine import doubled
from search.refreshing import leave_cluster, repair


class Command(BaseCommand):
    """Refresh what has changed by the clock alone, and repair what the index has missed."""

    help = "Refresh what is due in the search index and repair what differs. It may run at any time."

    def handle(self, *, verbosity, **options):
        """Repair, and say how many rows of which source; quiet runs say nothing where nothing was to do.

        After an upgrade that analyses words in another way, the whole index is made anew first.
        """
        call_command("rebuild_search", if_due=True, verbosity=verbosity)
        done = repair(timezone.now())
        both = doubled()
        if both is None:
            leave_cluster()
        elif told := sum(both.catch_up()):
            done["cluster"] = told
        if verbosity or done:
            told = ", ".join(f"{name} {count}" for name, count in done.items())
            self.stdout.write(f"Refreshed: {told or 'nothing was to do'}.")
