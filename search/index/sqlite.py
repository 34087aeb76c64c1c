"""The index in SQLite's FTS5: tables without content, which hold terms and where they stand, and nothing else.

Such a table forgets only what it is told, word by word, in this version of SQLite: `remove` takes the very rows that
`add` was given. They are made again from the texts (`search.index.writing`).
"""

from search.index.matching import All, Any, Beginning
from search.index.scope import Scored, conditions, order
from search.index.tables import TablesEngine, table_of, tables_of
from search.index.weights import BODY, TITLE, WRITTEN


class SqliteEngine(TablesEngine):
    """What `search.index` asks of an engine, on FTS5."""

    YEAR = "CAST(strftime('%%Y', e.date) AS INTEGER)"

    def create(self, generation):
        """Make the tables of a generation: one for what is public, one for the rest."""
        for table in tables_of(generation):
            self._execute(
                f"CREATE VIRTUAL TABLE {table} USING fts5(title, written, body, content='', "
                "tokenize='unicode61 remove_diacritics 0')"
            )

    def add(self, generation, is_public, rows):
        """Store the rows, none of which is there."""
        table = table_of(generation, is_public)
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table}(rowid, title, written, body) VALUES (%s, %s, %s, %s)", map(_values, rows)
            )

    def remove(self, generation, is_public, rows):
        """Forget the rows, each of which is there exactly so."""
        table = table_of(generation, is_public)
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table}({table}, rowid, title, written, body) VALUES ('delete', %s, %s, %s, %s)",
                map(_values, rows),
            )

    def tidy(self, generation):
        """Bring the parts of each table together: what was forgotten is gone from the file, too."""
        for table in tables_of(generation):
            self._execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")

    def hits(self, generation, match, scope, limit):
        """The best entries that match, in their order."""
        found, values = self._found(generation, match, scope)
        score = f"bm25({table_of(generation, scope.is_public)}, {TITLE}, {WRITTEN}, {BODY})"
        by, by_values = order(scope, "score")
        sql = f"SELECT e.id, e.language, e.twin, {score} AS score FROM {found} ORDER BY {by} LIMIT %s"
        rows = self._execute(sql, [*values, *by_values, limit])
        return [Scored(entry, language, twin, -score) for entry, language, twin, score in rows]

    def scores(self, generation, match, scope):
        """{key of the object: score} of every entry that matches, in no order: for a search among a queryset."""
        found, values = self._found(generation, match, scope)
        score = f"bm25({table_of(generation, scope.is_public)}, {TITLE}, {WRITTEN}, {BODY})"
        return {key: -score for key, score in self._execute(f"SELECT e.object_id, {score} FROM {found}", values)}

    def _found(self, generation, match, scope):
        table = table_of(generation, scope.is_public)
        filters, values = conditions(scope, self.connection.ops)
        # CROSS keeps this order: SQLite else takes the entries of a filter first, and asks the whole match for each.
        found = f"{table} CROSS JOIN council_search_entry e ON e.id = {table}.rowid WHERE {table} MATCH %s{filters}"
        return found, [expression(match), *values]


def expression(match):
    """The tree in FTS5's language.

    >>> from search.index.matching import Term, every, some
    >>> expression(every([some([Term("су"), Term("вода")]), Beginning("қал")]))
    '(({title body} : "су" OR {title body} : "вода") AND {written} : "қал" *)'
    """
    if isinstance(match, All | Any):
        sign = " AND " if isinstance(match, All) else " OR "
        return f"({sign.join(map(expression, match.parts))})"
    if isinstance(match, Beginning):
        return f'{{written}} : "{match.letters}" *'
    return f'{{title body}} : "{match.term}"'


def _values(row):
    return row.entry_id, " ".join(row.title), " ".join(row.written), " ".join(row.body)
