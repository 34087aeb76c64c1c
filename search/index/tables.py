"""What both databases have in common: tables of their own kind beside those of Django, one pair for each generation."""

from django.db import connections

from search.index.scope import Tally, languages_of, tally


class TablesEngine:
    """An engine inside a database.

    A subclass says how it finds entries (`_found`), how it names a year (`YEAR`) and how words are compared by their
    bytes, where that is not what it does anyway (`PLAINLY`).
    """

    YEAR = ""
    PLAINLY = ""

    def __init__(self, using="default"):
        self.using = using

    @property
    def connection(self):
        """The database's connection of this thread."""
        return connections[self.using]

    def drop(self, generation):
        """Take the tables of a generation away."""
        for table in tables_of(generation):
            self._execute(f"DROP TABLE IF EXISTS {table}")

    def refile(self, generation, keys):
        """Nothing is to be done: the facts of entries are read where they stand."""

    def tallies(self, generation, match, scope):
        """How many things match, by what they share."""
        found, values = self._found(generation, match, scope)
        sql, before = tally(found, self.YEAR, self.PLAINLY, scope, self.connection.ops)
        return [
            Tally(council, kind, status, year, languages_of(languages), count)
            for council, kind, status, year, languages, count in self._execute(sql, [*before, *values])
        ]

    def keys(self, generation, match, scope):
        """(a query, its values) for the keys of the objects that match: a condition of another query."""
        found, values = self._found(generation, match, scope)
        return f"SELECT e.object_id FROM {found}", values

    def _found(self, generation, match, scope):
        """(tables and condition of the entries `e` that match, their values)."""
        raise NotImplementedError

    def _execute(self, sql, values=()):
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else []


def table_of(generation, is_public):
    """The name of the table of what is public, or of the rest."""
    return f"council_search_{'public' if is_public else 'reserved'}_{generation.pk}"


def tables_of(generation):
    """The names of both."""
    return [table_of(generation, is_public) for is_public in (True, False)]
