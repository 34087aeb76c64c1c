"""A tree in FTS5's own language finds what the tree says, on a table of its own beside the site's database."""

import sqlite3

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from search.index.matching import All, Any, Beginning, Term, every, some
from search.index.rows import row_of
from search.index.scope import Scope
from search.index.sqlite import SqliteEngine, expression
from search.models import Entry, Generation

LETTERS = ["а", "ә", "су", "and", "not", "near", "2026", "é", "ab"]
TEXTS = [("су and", "ә"), ("", "not near"), ("2026 é", "а"), ("ab", "су 2026"), ("near", ""), ("сулы anda", "and")]
LEAVES = st.one_of(st.sampled_from(LETTERS).map(Term), st.sampled_from([*LETTERS, "с", "an"]).map(Beginning))
TREES = st.recursive(
    LEAVES,
    lambda parts: st.builds(
        lambda join, some_parts: join(tuple(some_parts)), st.sampled_from([All, Any]), st.lists(parts, min_size=1)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Term("су"), '{title body} : "су"'),
        (Beginning("қал"), '{written} : "қал" *'),
        # What FTS5 would take for an operator is a word in quotes.
        (Term("and"), '{title body} : "and"'),
        (some([Term("a"), Term("b")]), '({title body} : "a" OR {title body} : "b")'),
        (every([Term("a"), Beginning("b")]), '({title body} : "a" AND {written} : "b" *)'),
    ],
)
def test_a_tree_is_said_in_the_language_of_fts5(tree, text):
    assert expression(tree) == text


def holds(tree, title, text):
    """What a tree means, said once more in Python."""
    row = row_of(1, "kk", title, text)
    match tree:
        case Term(term):
            return term in row.terms
        case Beginning(letters):
            return any(word.startswith(letters) for word in row.written)
        case All(parts):
            return all(holds(part, title, text) for part in parts)
        case Any(parts):
            return any(holds(part, title, text) for part in parts)


@pytest.fixture(scope="module")
def table():
    """Six texts in a table as the engine makes it."""
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE t USING fts5(title, written, body, content='', tokenize='unicode61 remove_diacritics 0')"
    )
    for number, (title, text) in enumerate(TEXTS):
        row = row_of(number, "kk", title, text)
        values = (number, *map(" ".join, (row.title, row.written, row.body)))
        database.execute("INSERT INTO t(rowid, title, written, body) VALUES (?, ?, ?, ?)", values)
    yield database
    database.close()


@given(tree=TREES)
def test_fts5_finds_what_the_tree_says(table, tree):
    rows = table.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", [expression(tree)])
    assert [row[0] for row in rows] == [number for number, one in enumerate(TEXTS) if holds(tree, *one)]


@pytest.fixture
def engine(monkeypatch, db):
    """The engine over a database of its own that holds nothing but the table of entries with its indexes."""
    database = DatabaseWrapper(connection.settings_dict | {"ENGINE": "", "NAME": ":memory:", "OPTIONS": {}})
    monkeypatch.setattr(SqliteEngine, "connection", database)
    with database.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
    with database.schema_editor() as editor:
        editor.create_model(Entry)
    engine = SqliteEngine()
    engine.create(Generation(pk=1))
    yield engine
    database.close()


@pytest.mark.parametrize("filters", [
    {},
    {"content_types": (1,)},
    {"councils": (1,)},
    {"councils": (1,), "content_types": (1,), "kinds": ("news",), "languages": ("kk",)},
])  # fmt: skip
def test_the_words_are_looked_up_once_and_not_for_each_entry_of_a_filter(engine, filters):
    """A filter has an index, and SQLite would gladly begin with it: it knows nothing of what a match costs."""
    found, values = engine._found(Generation(pk=1), Term("су"), Scope(timezone.now(), **filters))
    plan = [step for *_numbers, step in engine._execute(f"EXPLAIN QUERY PLAN SELECT e.object_id FROM {found}", values)]
    assert "VIRTUAL TABLE" in plan[0]
    assert ["VIRTUAL TABLE" in step for step in plan].count(True) == 1


REST = "жол көпір мектеп " * 3
# (language, title, text), the oldest first.
TITLED = [("kk", "су", ""), ("kk", "", "су жол"), ("ru", "су", "")]
RUSSIAN = [("ru", "", f"су {REST}")] * 3
MIXED = [("kk", "", f"су {REST}"), ("kk", "", f"су су {REST}"), ("ru", "", f"су {REST}")]


@pytest.mark.parametrize(
    ("filed", "reader", "order"),
    [
        # Of the latest none is in Kazakh: titles, and then those.
        ([*TITLED, *RUSSIAN], "kk", [1, 3, 6, 5, 4]),
        ([*TITLED, *RUSSIAN], "ru", [3, 6, 5, 4, 1]),
        ([*TITLED, *RUSSIAN], "", [3, 1, 6, 5, 4]),
        # Both are among the latest: titles and texts of the reader's own, the latest three of each, and then the rest.
        ([*TITLED, *MIXED], "kk", [1, 2, 5, 4, 6]),
        ([*TITLED, *MIXED], "ru", [3, 6, 5, 4]),
    ],
)
def test_where_more_match_than_are_ranked_titles_and_the_readers_language_come_first(
    engine, monkeypatch, filed, reader, order
):
    monkeypatch.setattr("search.index.sqlite.RANKED", 3)
    file_all(engine, filed)
    hits = engine.hits(Generation(pk=1), Term("су"), Scope(timezone.now(), reader=reader), 100)
    assert [hit.entry_id for hit in hits] == order
    assert engine.hits(Generation(pk=1), Term("су"), Scope(timezone.now(), reader=reader), 2) == hits[:2]


def test_where_one_of_several_words_is_enough_all_that_match_are_ranked(engine, monkeypatch):
    monkeypatch.setattr("search.index.sqlite.RANKED", 3)
    file_all(engine, [("kk", "", f"көл {REST}"), *TITLED, *RUSSIAN])
    scope = Scope(timezone.now(), reader="kk", is_wide=True)
    hits = engine.hits(Generation(pk=1), some([Term("су"), Term("көл")]), scope, 100)
    assert {hit.entry_id for hit in hits} == set(range(1, 8))


def file_all(engine, filed):
    """Bring the texts into the engine's tables, under the keys 1, 2, …"""
    # The editor of the schema has switched them on again; the tables that they lead to are not there.
    engine._execute("PRAGMA foreign_keys = OFF")
    for key, (language, title, text) in enumerate(filed, start=1):
        row = row_of(key, language, title, text)
        engine.add(Generation(pk=1), True, [row])
        engine._execute(
            "INSERT INTO council_search_entry (id, content_type_id, object_id, language, is_public, kind, status, "
            "next_status, twin, length, url) VALUES (%s, 1, %s, %s, 1, '', '', '', %s, 1, '')",
            [key, key, language, key],
        )
