"""Among which entries a question looks: filters and order, in the part of SQL that both databases share.

Every function speaks of the table of entries as `e`, and gives the text with its values.
"""

from dataclasses import dataclass
from datetime import date, datetime

RELEVANCE, NEWEST, OLDEST = "relevance", "newest", "oldest"


@dataclass(frozen=True)
class Scope:
    """Filters, all of which must hold; empty ones choose everything.

    `is_wide`: of several words one is enough, so that the rarest decides and every match is to be ranked.
    `reader`: the language that comes first, where one does. `now`: the moment by which a consultation is open or not.
    """

    now: datetime
    is_public: bool = True
    reader: str = ""
    councils: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    content_types: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    order: str = RELEVANCE
    is_wide: bool = False


@dataclass(frozen=True)
class Scored:
    """An entry that was found, the better the higher its score."""

    entry_id: int
    language: str
    twin: int
    score: float


@dataclass(frozen=True)
class Tally:
    """How many things share these facts: what the counts beside the filters are made of."""

    council_id: int | None
    kind: str
    status: str
    year: int | None
    languages: frozenset[str]
    count: int


# The clock opens and closes a consultation without anybody's act.
STATUS = "CASE WHEN e.changes_at <= %s THEN e.next_status ELSE e.status END"


def conditions(scope, operations):
    """(" AND …" or nothing, its values). `operations`: of the database's connection, for its way to write a moment."""
    parts, values = [], []

    def among(column, chosen, *before):
        if chosen:
            parts.append(f"{column} IN ({', '.join(['%s'] * len(chosen))})")
            values.extend([*before, *chosen])

    among("e.council_id", scope.councils)
    among("e.kind", scope.kinds)
    among(STATUS, scope.statuses, operations.adapt_datetimefield_value(scope.now))
    among("e.language", scope.languages)
    among("e.content_type_id", scope.content_types)
    for sign, day in ((">=", scope.since), ("<=", scope.until)):
        if day is not None:
            parts.append(f"e.date {sign} %s")
            values.append(operations.adapt_datefield_value(day))
    return "".join(f" AND {part}" for part in parts), values


def order(scope, relevance):
    """(the order of hits, its values): the reader's language first, then by date or by relevance."""
    by = {NEWEST: f"e.date DESC NULLS LAST, {relevance}", OLDEST: f"e.date ASC NULLS LAST, {relevance}"}
    language = "CASE WHEN e.language = %s THEN 0 ELSE 1 END, " if scope.reader else ""
    return language + by.get(scope.order, relevance) + ", e.id DESC", [scope.reader] if scope.reader else []


# A language as a power of two, so that the languages of a thing and its twin are one sum. (A sum of distinct values
# would make PostgreSQL sort every match.)
LANGUAGES = {"kk": 1, "ru": 2, "": 4}
_LANGUAGES = " + ".join(
    f"MAX(CASE WHEN {condition} THEN {power} ELSE 0 END)"
    for condition, power in (("e.language = 'kk'", 1), ("e.language = 'ru'", 2), ("e.language NOT IN ('kk', 'ru')", 4))
)


def tally(found, year, plainly, scope, operations):
    """(the query that counts things by what they share, its values before and after those of `found`).

    `found`: the join of the engine's table and its condition; `year`: the year of `e.date` in this database; `plainly`:
    what makes it compare words by their bytes, where an alphabet would cost it more than the count itself.
    """
    sql = f"""
        SELECT council_id, kind, status, year, languages, COUNT(*) FROM (
            SELECT MIN(e.council_id) AS council_id, MIN(e.kind{plainly}) AS kind,
                MIN(({STATUS}){plainly}) AS status, MIN({year}) AS year, {_LANGUAGES} AS languages
            FROM {found} GROUP BY e.twin
        ) AS things GROUP BY council_id, kind, status, year, languages
    """
    return sql, [operations.adapt_datetimefield_value(scope.now)]


def languages_of(total):
    """The languages of a sum.

    >>> sorted(languages_of(3))
    ['kk', 'ru']
    """
    return frozenset(code for code, power in LANGUAGES.items() if int(total) & power)
