"""The index in PostgreSQL: a tsvector of terms, under a RUM index where the extension is there, under GIN otherwise.

PostgreSQL's own ranks know nothing of how rare a word is. They choose the candidates, and BM25 puts these in order, by
the frequencies of the vocabulary (`search.models.Term`).
"""

from contextlib import contextmanager

from django.db import transaction

from search.index.matching import All, Any, Beginning, Term, expected, leaves, some
from search.index.scope import RELEVANCE, Scored, conditions, order
from search.index.tables import TablesEngine, table_of, tables_of
from search.index.weights import BODY, TITLE, bm25, rarity

# How many candidates are put in order anew. Nobody reads further than that by relevance.
CANDIDATES = 300
# Without RUM every match must be read and ranked; so many are, in no order, where a word is everywhere.
RANKED = 3_000
# Where more entries are expected to match, the words are everywhere and their rank says little: then the latest matches
# are the candidates.
MANY = 10_000
# From this share of all entries on, the latest matches are found soonest from the end of the table; below it by the
# index, which gives all of them.
EVERYWHERE = 0.06
# Words as they are written stand apart from terms by this sign, the language of the entry by that one. (Weights in the
# question would do the same, and make PostgreSQL read every entry that the index has found.)
WRITTEN, LANGUAGE = "=", "#"
# PostgreSQL keeps no more places than this, and no more of one term.
MOST_PLACES, MOST_OF_ONE = 16_383, 255


class PostgresqlEngine(TablesEngine):
    """What `search.index` asks of an engine, on tsvector."""

    YEAR = "EXTRACT(YEAR FROM e.date)::int"
    PLAINLY = ' COLLATE "C"'

    def __init__(self, using="default"):
        super().__init__(using)
        self._ranked = {}

    def create(self, generation):
        """Make the tables of a generation: one for what is public, one for the rest. `tidy` makes their indexes.

        Terms are kept beside the rows and not in them, so that counting what the index has found reads little.
        """
        self._ranked.pop(generation.pk, None)
        offered = "SELECT 1 FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)"
        packed = "COMPRESSION lz4" if self._execute(offered) else ""
        for table in tables_of(generation):
            self._execute(
                f"CREATE TABLE {table} (entry_id bigint PRIMARY KEY, vector tsvector {packed} NOT NULL) "
                "WITH (toast_tuple_target = 128)"
            )

    def has_rum(self):
        """Whether the extension RUM is installed in this database."""
        return bool(self._execute("SELECT 1 FROM pg_extension WHERE extname = 'rum'"))

    def is_ranked(self, generation):
        """Whether the index of this generation gives entries in the order of their rank. Each process asks once."""
        if generation.pk not in self._ranked:
            sql = "SELECT am.amname FROM pg_class c JOIN pg_am am ON am.oid = c.relam WHERE c.oid = %s::regclass"
            ((kind,),) = self._execute(sql, [f"{table_of(generation, True)}_vector"])
            self._ranked[generation.pk] = kind == "rum"
        return self._ranked[generation.pk]

    def add(self, generation, is_public, rows):
        """Store the rows, none of which is there."""
        rows = list(rows)
        table = table_of(generation, is_public)
        sql = f"INSERT INTO {table} (entry_id, vector) SELECT * FROM unnest(%s::bigint[], %s::text[]::tsvector[])"
        self._execute(sql, [[row.entry_id for row in rows], [vector_of(row) for row in rows]])

    def remove(self, generation, is_public, rows):
        """Forget the rows."""
        table = table_of(generation, is_public)
        self._execute(f"DELETE FROM {table} WHERE entry_id = ANY(%s)", [[row.entry_id for row in rows]])

    def tidy(self, generation):
        """Make the indexes, and tell the planner how large the tables are.

        An index that is made of everything at once costs a fraction of one to which each row is added. Whoever
        publishes meanwhile does not wait for it.
        """
        index = "rum (vector rum_tsvector_ops)" if self.has_rum() else "gin (vector)"
        aside = "" if self.connection.in_atomic_block else "CONCURRENTLY"
        for table in tables_of(generation):
            # One that was broken off is there, and good for nothing.
            sql = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)"
            if self._execute(sql, [f"{table}_vector"]) == [(False,)]:
                self._execute(f"DROP INDEX {table}_vector")
            self._execute(f"CREATE INDEX {aside} IF NOT EXISTS {table}_vector ON {table} USING {index}")
        for table in (*tables_of(generation), "council_search_entry", "council_search_term"):
            self._execute(f"ANALYZE {table}")

    def hits(self, generation, match, scope, limit):
        """The best entries that match, in their order."""
        if scope.order != RELEVANCE:
            return self._in_order(generation, match, scope, limit)
        wanted = max(limit, CANDIDATES)
        entries, _words = generation.size(scope.is_public)
        match = _rarest(match) if scope.is_wide else match
        count = expected(match, entries)
        is_many = count > MANY

        def ask(language=""):
            if is_many:
                return self._latest(generation, match, scope, wanted, language, count > entries * EVERYWHERE)
            return self._candidates(generation, match, scope, wanted, language)

        found = ask()
        own = [row for row in found if row[1] == scope.reader]
        if scope.reader and len(found) == wanted and len(own) < limit and (own or not is_many):
            # There are more: the reader's language is not to be crowded out. A word that is everywhere, and in none of
            # the latest of that language, is not looked for in all the rest.
            found = [*ask(scope.reader), *found]
        candidates = list({row[0]: row for row in found}.values())
        scored = self._weighed(generation, leaves(match), candidates, scope)
        return sorted(scored, key=lambda one: (one.language != scope.reader, -one.score, -one.entry_id))[:limit]

    def tallies(self, generation, match, scope):
        """How many things match, by what they share."""
        entries, _words = generation.size(scope.is_public)
        if expected(match, entries) <= MANY:
            return super().tallies(generation, match, scope)
        with self._by_index():
            return super().tallies(generation, match, scope)

    @contextmanager
    def _by_index(self):
        """What is asked inside goes by the index, however many match.

        PostgreSQL reckons with the size of a table's rows and forgets the terms, which are kept beside them: to read
        all of those for a word that half of the entries have takes three times as long as the index.
        """
        with transaction.atomic(using=self.using):
            self._execute("SET LOCAL enable_seqscan = off")
            yield
            self._execute("SET LOCAL enable_seqscan = DEFAULT")

    def scores(self, generation, match, scope):
        """{key of the object: score} of every entry that matches, in no order: for a search among a queryset."""
        table = table_of(generation, scope.is_public)
        found, values = self._found(generation, match, scope)
        sql = f"SELECT e.object_id, ts_rank({table}.vector, %s::tsquery) FROM {found}"
        return dict(self._execute(sql, [expression(match), *values]))

    def _in_order(self, generation, match, scope, limit):
        found, values = self._found(generation, match, scope)
        by, by_values = order(scope, "e.id")
        sql = f"SELECT e.id, e.language, e.twin FROM {found} ORDER BY {by} LIMIT %s"
        return [Scored(*row, 0.0) for row in self._execute(sql, [*values, *by_values, limit])]

    def _candidates(self, generation, match, scope, wanted, language):
        """(key, language, twin, length) of so many entries that the index ranks highest; of all or of one language."""
        table, query = table_of(generation, scope.is_public), expression(match)
        found, values = self._found(generation, match, scope, language)
        columns = "e.id, e.language, e.twin, e.length"
        if self.is_ranked(generation):
            sql = f"SELECT {columns} FROM {found} ORDER BY {table}.vector <=> %s::tsquery LIMIT %s"
        else:
            sql = f"""
                SELECT id, language, twin, length FROM (SELECT {columns}, {table}.vector FROM {found} LIMIT {RANKED})
                    AS chosen ORDER BY ts_rank(vector, %s::tsquery) DESC LIMIT %s
            """
        return self._execute(sql, [*values, query, wanted])

    def _latest(self, generation, match, scope, wanted, language, is_everywhere):
        """The same of the latest matches."""
        found, values = self._found(generation, match, scope, language)
        # By the key alone PostgreSQL would always begin at the end of the table.
        by = f"{table_of(generation, scope.is_public)}.entry_id"
        by = by if is_everywhere else f"({by} + 0)"
        with self._by_index():
            sql = f"SELECT e.id, e.language, e.twin, e.length FROM {found} ORDER BY {by} DESC LIMIT %s"
            return self._execute(sql, [*values, wanted])

    def _weighed(self, generation, wanted, candidates, scope):
        """The candidates with their scores by BM25."""
        table = table_of(generation, scope.is_public)
        terms = [leaf.term for leaf in wanted if isinstance(leaf, Term)]
        if not candidates or not terms:
            return [Scored(*row[:3], 0.0) for row in candidates]
        entries, words = generation.size(scope.is_public)
        average, rarities, held = words / max(entries, 1), {}, {}
        sql = f"""
            SELECT v.entry_id, u.lexeme, u.weights, t.{"entries" if scope.is_public else "reserved"}
            FROM {table} v CROSS JOIN unnest(v.vector) u
            JOIN council_search_term t ON t.generation_id = %s AND t.term = u.lexeme
            WHERE v.entry_id = ANY(%s) AND u.lexeme = ANY(%s)
        """
        values = [generation.pk, [row[0] for row in candidates], terms]
        for entry, term, places, holding in self._execute(sql, values):
            rarities[term] = rarity(entries, holding)
            weighted = sum(TITLE if place == "A" else BODY for place in places)
            held.setdefault(entry, {})[term] = weighted
        return [Scored(*row[:3], bm25(held.get(row[0], {}), rarities, row[3], average)) for row in candidates]

    def _found(self, generation, match, scope, language=""):
        table = table_of(generation, scope.is_public)
        filters, values = conditions(scope, self.connection.ops)
        found = f"{table} JOIN council_search_entry e ON e.id = {table}.entry_id"
        asked = expression(match)
        if language:
            asked = f"({asked}&'{LANGUAGE}{language}')"
        return f"{found} WHERE {table}.vector @@ %s::tsquery{filters}", [asked, *values]


def _rarest(match):
    """Of a tree that asks for any of several words the rarest ones, as long as not too many entries have them: what is
    common decides nothing beside them.
    """
    if not isinstance(match, Any):
        return match
    kept, count = [], 0
    for part in sorted(match.parts, key=lambda part: getattr(part, "held", 0)):
        count += getattr(part, "held", 0)
        if kept and count > MANY:
            break
        kept.append(part)
    return some(kept)


def expression(match):
    """The tree in PostgreSQL's language; a term is looked for in title and text, a beginning among written words.

    >>> from search.index.matching import Term, every, some
    >>> expression(every([some([Term("су"), Term("вода")]), Beginning("қал")]))
    "(('су'|'вода')&'=қал':*)"
    """
    if isinstance(match, All | Any):
        return f"({('&' if isinstance(match, All) else '|').join(map(expression, match.parts))})"
    return f"'{WRITTEN}{match.letters}':*" if isinstance(match, Beginning) else f"'{match.term}'"


def vector_of(row):
    """The row as a tsvector is written: title under A, words as written under B and with their sign, the text under D;
    without a place its language.

    >>> from search.index.rows import Row
    >>> vector_of(Row(1, ("су",), ("суы",), ("су", "өзен"), language="kk"))
    "'су':1A,3 '=суы':2B 'өзен':4 '#kk'"
    """
    places, place = {}, 0
    written = [f"{WRITTEN}{word}" for word in row.written]
    for words, weight in ((row.title, "A"), (written, "B"), (row.body, "")):
        for word in words:
            place += 1
            kept = places.setdefault(word, [])
            if place <= MOST_PLACES and len(kept) < MOST_OF_ONE:
                kept.append(f"{place}{weight}")
    if row.language:
        places[f"{LANGUAGE}{row.language}"] = []
    return " ".join(f"'{word}':{','.join(kept)}" if kept else f"'{word}'" for word, kept in places.items())
