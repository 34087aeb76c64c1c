"""The database's engine with a cluster beside it: everything is in both, and the cluster answers readers while it can.

The database alone is always complete. It answers whenever the cluster has not been told everything, or does not answer.
"""

import logging
import time
from functools import partial

from django.db import transaction

from search.index import telling
from search.index.opensearch import NoAnswer

logger = logging.getLogger(__name__)

# So long nobody tries again after an error.
REST_SECONDS = 30


class Doubled:
    """What `search.index` asks of an engine, of two at once."""

    def __init__(self, database, cluster):
        self.database, self.cluster = database, cluster
        # For this process: until when the cluster is left alone, and how often it has failed.
        self.rests_until, self.failures = 0.0, 0

    # --- writing: the database within the transaction, the cluster after it -------------------------------------------

    def create(self, generation):
        """Make the tables of a generation, and its index once they are there."""
        self.database.create(generation)
        self._later(generation, telling.begin)

    def drop(self, generation):
        """Take the tables away; the cluster's index goes when another one answers there."""
        self.database.drop(generation)

    def add(self, generation, is_public, rows):
        """Store the rows, none of which is there."""
        rows = list(rows)
        self.database.add(generation, is_public, rows)
        if is_public:
            self._note(generation, [row.entry_id for row in rows], rows)

    def remove(self, generation, is_public, rows):
        """Forget the rows; the cluster is told by `refile`."""
        self.database.remove(generation, is_public, rows)

    def refile(self, generation, keys):
        """Tell the cluster what these public entries are now, or that they are gone."""
        self.database.refile(generation, keys)
        self._note(generation, keys)

    def tidy(self, generation):
        """Tidy the tables; the cluster's index is tidied before it answers."""
        self.database.tidy(generation)

    def catch_up(self):
        """Bring the cluster level with the database: a generator of how many entries it was told of.

        A cluster that does not answer stops it, and is asked again the next time.
        """
        try:
            yield from telling.catch_up(self.cluster)
            self.rests_until = 0.0
        except NoAnswer as error:
            self._rest(error)

    def _note(self, generation, keys, rows=()):
        if telling.note(self.cluster, generation, keys):
            self._later(generation, partial(_tell_once, rows=rows))

    def _later(self, generation, do):
        # After the commit nothing may fail because of the search.
        transaction.on_commit(partial(self._try, generation, do), robust=True)

    def _try(self, generation, do):
        if self.is_resting:
            telling.doubt(generation)
            return
        try:
            do(self.cluster, generation)
        except NoAnswer as error:
            telling.doubt(generation)
            self._rest(error)

    # --- asking ------------------------------------------------------------------------------------------------------

    def hits(self, generation, match, scope, limit):
        """The best entries that match, in their order."""
        return self._answer("hits", generation, match, scope, limit)

    def tallies(self, generation, match, scope):
        """How many things match, by what they share."""
        return self._answer("tallies", generation, match, scope)

    @property
    def is_resting(self):
        """Whether the cluster has failed a moment ago."""
        return time.monotonic() < self.rests_until

    def _answer(self, verb, generation, match, scope, *more):
        is_told = generation.is_told and generation.cluster == self.cluster.address
        if scope.is_public and is_told and not self.is_resting:
            try:
                return getattr(self.cluster, verb)(generation, match, scope, *more)
            except NoAnswer as error:
                self._rest(error)
        return getattr(self.database, verb)(generation, match, scope, *more)

    def _rest(self, error):
        self.failures += 1
        self.rests_until = time.monotonic() + REST_SECONDS
        logger.error("The search cluster does not answer (%s); the database answers in its place.", error)


def _tell_once(cluster, generation, rows):
    """One portion, which holds what this transaction noted unless much is waiting: nobody waits for all of that."""
    next(telling.tell(cluster, generation, rows, is_waiting=generation.is_active), None)
