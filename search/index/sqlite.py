"""The index in SQLite's FTS5: tables without content, which hold terms and where they stand, and nothing else.

Such a table forgets only what it is told, word by word, in this version of SQLite: `remove` takes the very rows that
`add` was given. They are made again from the texts (`search.index.writing`).
"""

from typing import NamedTuple

from search.index.matching import All, Any, Beginning
from search.index.scope import RELEVANCE, Scored, conditions, order
from search.index.tables import TablesEngine, table_of, tables_of
from search.index.weights import BODY, TITLE, WRITTEN

# So many matches are put in order by relevance, the latest ones. Where more match, they have only words that are
# everywhere, whose rank says nothing: then what has them in its title comes first, wherever it is filed.
RANKED = 3_000
# The columns in which terms are looked for.
ALL = "title body"


class Latest(NamedTuple):
    """The best of the latest matches: how many those are, and how many of them are in the reader's language."""

    best: list[Scored]
    count: int
    own: int


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
        if scope.order != RELEVANCE or scope.is_wide:
            return self._in_order(generation, match, scope, limit)
        latest = self._latest(generation, expression(match), scope, limit)
        return self._of_many(generation, match, scope, limit, latest) if latest.count == RANKED else latest.best

    def _of_many(self, generation, match, scope, limit, latest):
        """The best where more match than are put in order.

        Of two languages among the latest the reader's own is asked for first; it is not looked for among all the rest.
        """
        titled, anywhere = expression(match, "title"), expression(match)
        is_mixed = 0 < latest.own < RANKED
        found = {}
        for asked, sign in [(titled, "="), (anywhere, "=")] if is_mixed else [(titled, "")]:
            for hit in self._latest(generation, asked, scope, limit, sign).best:
                found.setdefault(hit.entry_id, hit)
            if len(found) >= limit:
                break
        for hit in latest.best:
            found.setdefault(hit.entry_id, hit)
        return sorted(found.values(), key=lambda hit: scope.reader not in ("", hit.language))[:limit]

    def _in_order(self, generation, match, scope, limit):
        found, values = self._found(generation, match, scope)
        by, by_values = order(scope, "score")
        columns = f"e.id, e.language, e.twin, {_score(generation, scope)} AS score"
        rows = self._execute(f"SELECT {columns} FROM {found} ORDER BY {by} LIMIT %s", [*values, *by_values, limit])
        return [_scored(*row) for row in rows]

    def _latest(self, generation, asked, scope, limit, sign=""):
        """The best of the latest entries that FTS5 finds by `asked`.

        With a sign those of the reader's language ("="), or of the other ones ("<>").
        """
        found, values = self._joined(generation, asked, scope)
        if sign:
            found, values = f"{found} AND e.language {sign} %s", [*values, scope.reader]
        by, by_values = order(scope, "e.score")
        sql = f"""
            SELECT e.id, e.language, e.twin, e.score, COUNT(*) OVER (), SUM(e.language = %s) OVER () FROM (
                SELECT e.id, e.language, e.twin, {_score(generation, scope)} AS score FROM {found}
                ORDER BY {table_of(generation, scope.is_public)}.rowid DESC LIMIT {RANKED}
            ) AS e ORDER BY {by} LIMIT %s
        """
        rows = self._execute(sql, [scope.reader, *values, *by_values, limit])
        return Latest([_scored(*row[:4]) for row in rows], *(rows[0][4:] if rows else (0, 0)))

    def scores(self, generation, match, scope):
        """{key of the object: score} of every entry that matches, in no order: for a search among a queryset."""
        found, values = self._found(generation, match, scope)
        sql = f"SELECT e.object_id, {_score(generation, scope)} FROM {found}"
        return {key: -score for key, score in self._execute(sql, values)}

    def _found(self, generation, match, scope):
        return self._joined(generation, expression(match), scope)

    def _joined(self, generation, asked, scope):
        table = table_of(generation, scope.is_public)
        filters, values = conditions(scope, self.connection.ops)
        # CROSS keeps this order: SQLite else takes the entries of a filter first, and asks the whole match for each.
        found = f"{table} CROSS JOIN council_search_entry e ON e.id = {table}.rowid WHERE {table} MATCH %s{filters}"
        return found, [asked, *values]


def _score(generation, scope):
    """How well an entry matches: the lower the better, as FTS5 says it."""
    return f"bm25({table_of(generation, scope.is_public)}, {TITLE}, {WRITTEN}, {BODY})"


def _scored(entry, language, twin, score):
    return Scored(entry, language, twin, -score)


def expression(match, columns=ALL):
    """The tree in FTS5's language; terms are looked for in these columns.

    >>> from search.index.matching import Term, every, some
    >>> expression(every([some([Term("су"), Term("вода")]), Beginning("қал")]))
    '(({title body} : "су" OR {title body} : "вода") AND {written} : "қал" *)'
    """
    if isinstance(match, All | Any):
        sign = " AND " if isinstance(match, All) else " OR "
        return f"({sign.join(expression(part, columns) for part in match.parts)})"
    if isinstance(match, Beginning):
        return f'{{written}} : "{match.letters}" *'
    return f'{{{columns}}} : "{match.term}"'


def _values(row):
    return row.entry_id, " ".join(row.title), " ".join(row.written), " ".join(row.body)
