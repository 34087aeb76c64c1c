"""What every engine does, on the database that this run stands on; on PostgreSQL with RUM and without it."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from search.index import writing
from search.index.engine import DatabaseEngine, Engine, active, database_engine, engine
from search.index.matching import All, Any, Beginning, Term, every, some
from search.index.postgresql import PostgresqlEngine
from search.index.scope import NEWEST, OLDEST, Scope, Tally
from search.index.sqlite import SqliteEngine
from search.models import Entry, EntryText, Generation
from tests.conftest import is_sqlite
from tests.factories import make_council
from tests.search.index.test_sqlite import TEXTS, TREES, holds
from tests.search.index.truth import document, keys_found

NOW = datetime(2026, 11, 13, 9, tzinfo=UTC)
SU = Term("су")
REST = "жол көпір мектеп " * 3

# PostgreSQL finds with either index; without RUM it chooses the candidates by other means.
WAYS = ["fts5"] if is_sqlite() else ["rum", "gin"]


@pytest.fixture(params=WAYS)
def way(request, generation, monkeypatch):
    """One of the ways in which this database finds; on a cluster without RUM both are the same."""
    if request.param == "fts5":
        return request.param
    if request.param == "gin":
        monkeypatch.setattr(PostgresqlEngine, "has_rum", lambda self: False)
    elif is_offered("rum"):
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS rum")
    monkeypatch.setattr(database_engine(), "_ranked", {})
    engine().drop(generation)
    engine().create(generation)
    engine().tidy(generation)
    assert database_engine().is_ranked(generation) == (request.param == "rum" and is_offered("rum"))
    return request.param


def is_offered(extension):
    """Whether the cluster has it, and we may install it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_available_extensions WHERE name = %s AND (SELECT rolsuper FROM pg_roles "
            "WHERE rolname = current_user)",
            [extension],
        )
        return bool(cursor.fetchall())


def tallied(match, **scope):
    scope = Scope(NOW, **scope)
    return set(engine().tallies(active(), match, scope))


# --- which engine it is ----------------------------------------------------------------------------------------------


def test_the_engine_is_the_databases_own(db):
    assert type(database_engine()) is (SqliteEngine if is_sqlite() else PostgresqlEngine)
    assert engine() is database_engine()


@pytest.mark.parametrize("kind", [SqliteEngine, PostgresqlEngine])
def test_every_engine_can_do_the_same(kind):
    asked = {name for protocol in (Engine, DatabaseEngine) for name in vars(protocol) if not name.startswith("_")}
    assert len(asked) == 10
    assert all(callable(getattr(kind, name)) for name in asked)


def test_there_is_always_one_generation_that_answers(generation):
    assert active() == Generation.objects.get()
    assert active().is_active


def test_tables_come_and_go_with_their_generation(way):
    other = Generation.objects.create(version="x")
    names = {f"council_search_{part}_{other.pk}" for part in ("public", "reserved")}
    for _again in range(2):
        engine().create(other)
        assert names <= set(connection.introspection.table_names())
        engine().tidy(other)
        engine().drop(other)
        assert not names & set(connection.introspection.table_names())
    engine().drop(other)


# --- what is found ---------------------------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES)
def test_it_finds_what_the_tree_says(generation, tree):
    if not Entry.objects.exists():
        writing.write([document(key, title, text) for key, (title, text) in enumerate(TEXTS)])
    wanted = [key for key, one in enumerate(TEXTS) if holds(tree, *one)]
    assert sorted(keys_found(tree)) == wanted
    sql, values = engine().keys(generation, tree, Scope(NOW))
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert sorted(row[0] for row in cursor.fetchall()) == wanted
    assert sorted(engine().scores(generation, tree, Scope(NOW))) == wanted
    assert sum(tally.count for tally in engine().tallies(generation, tree, Scope(NOW))) == len(wanted)


def test_where_many_are_expected_the_latest_are_put_in_order(way, monkeypatch):
    texts = [("", "су " * 3), ("су", REST), ("", f"су {REST}"), ("", f"су {REST}")]
    writing.write([document(key, title, text) for key, (title, text) in enumerate(texts, 1)])
    monkeypatch.setattr("search.index.postgresql.MANY", 1)
    asked = Term("су", 4)
    assert sorted(keys_found(asked)) == [1, 2, 3, 4]
    if way != "fts5":
        monkeypatch.setattr("search.index.postgresql.CANDIDATES", 2)
        # From the end of the table, and by the index.
        for share in (0.1, 2):
            monkeypatch.setattr("search.index.postgresql.EVERYWHERE", share)
            latest = [hit.entry_id for hit in engine().hits(active(), asked, Scope(NOW), 2)]
            assert set(Entry.objects.filter(pk__in=latest).values_list("object_id", flat=True)) == {3, 4}
    # A word that is rare is looked for everywhere.
    assert sorted(keys_found(SU)) == [1, 2, 3, 4]


def test_what_many_hold_is_counted_by_the_index_and_the_next_question_is_planned_as_ever(way, monkeypatch):
    writing.write([document(key, "су") for key in range(1, 5)])
    counted = tallied(Term("су", 4))
    monkeypatch.setattr("search.index.postgresql.MANY", 1)
    with CaptureQueriesContext(connection) as asked:
        assert tallied(Term("су", 4)) == counted
    by_index = [query["sql"] for query in asked if "enable_seqscan" in query["sql"]]
    assert len(by_index) == (0 if way == "fts5" else 2)
    if by_index:
        with connection.cursor() as cursor:
            cursor.execute("SHOW enable_seqscan")
            assert cursor.fetchone() == ("on",)


@pytest.mark.parametrize("many", [1, 1_000])
def test_the_readers_language_is_asked_for_where_it_would_be_crowded_out(way, monkeypatch, many):
    monkeypatch.setattr("search.index.postgresql.MANY", many)
    monkeypatch.setattr("search.index.postgresql.CANDIDATES", 3)
    own = [document(key, "", f"су {REST}", language="kk") for key in (1, 9)]
    writing.write([own[0], *(document(key, "су", language="ru") for key in range(2, 9)), own[1]])
    found = engine().hits(active(), Term("су", 9), Scope(NOW, reader="kk"), 3)
    assert [hit.language for hit in found] == ["kk", "kk", "ru"]


def test_public_and_reserved_are_two_worlds(way):
    writing.write([document(1, "су"), document(2, "су", is_public=False)])
    assert keys_found(SU) == [1]
    assert keys_found(SU, is_public=False) == [2]
    assert sum(tally.count for tally in tallied(SU)) == 1


def test_a_word_of_the_title_counts_for_more_than_one_of_the_text(way):
    writing.write([document(1, "бақ", f"су {REST}"), document(2, "су", f"бақ {REST}")])
    assert keys_found(SU) == [2, 1]


def test_a_rare_word_counts_for_more_than_a_common_one(way):
    writing.write([document(key, "жол") for key in range(10, 30)])
    writing.write([document(1, "", "су мектеп"), document(2, "", "жол мектеп")])
    assert keys_found(every([Term("мектеп"), some([SU, Term("жол")])])) == [1, 2]


def test_a_short_text_counts_for_more_than_a_long_one(way):
    writing.write([document(1, "", "су"), document(2, "", f"су {REST}")])
    assert keys_found(SU) == [1, 2]


def test_among_equals_the_newest_entry_comes_first(way):
    writing.write([document(key, "су") for key in (3, 1, 2)])
    numbers = Entry.objects.order_by("-pk").values_list("object_id", flat=True)
    assert keys_found(SU) == list(numbers)


def test_the_readers_language_comes_first_and_then_the_others(way):
    writing.write([
        document(1, "су су"), document(2, "су", language="ru"), document(3, "су", language=""),
        document(4, "", "су жол жол жол", language="ru"),
    ])  # fmt: skip
    assert keys_found(SU, reader="ru")[:2] == [2, 4]
    assert keys_found(SU, reader="kk")[0] == 1
    assert keys_found(SU, languages=("ru",), reader="kk") == [2, 4]
    for order in (NEWEST, OLDEST):
        assert set(keys_found(SU, reader="ru", order=order)[:2]) == {2, 4}


def test_no_more_come_than_were_asked_for(way):
    writing.write([document(key, "су", language="kk" if key % 2 else "ru") for key in range(10)])
    for order in ("", NEWEST):
        hits = engine().hits(active(), SU, Scope(NOW, reader="kk", order=order), 7)
        assert [hit.language for hit in hits] == ["kk"] * 5 + ["ru"] * 2


def test_by_date_what_has_none_comes_last(way):
    days = {1: date(2025, 1, 1), 2: None, 3: date(2026, 1, 1), 4: date(2024, 1, 1)}
    writing.write([document(key, "су", date=day) for key, day in days.items()])
    assert keys_found(SU, order=NEWEST) == [3, 1, 4, 2]
    assert keys_found(SU, order=OLDEST) == [4, 1, 3, 2]


@pytest.mark.parametrize(
    ("facts", "keys"),
    [
        ({"kinds": ("news",)}, {1, 3}),
        ({"kinds": ("news", "text")}, {1, 2, 3}),
        ({"kinds": ("moon",)}, set()),
        ({"statuses": ("collecting",)}, {1}),
        ({"statuses": ("reviewing",)}, {2}),
        ({"languages": ("ru",)}, {3}),
        ({"since": date(2026, 1, 1)}, {1, 2}),
        ({"until": date(2025, 12, 31)}, {3}),
        ({"since": date(2026, 1, 1), "until": date(2026, 1, 1)}, {1}),
        ({"kinds": ("news",), "since": date(2026, 1, 1)}, {1}),
        ({"councils": (0,)}, set()),
    ],
)
def test_every_filter_holds_in_all_that_is_asked(way, facts, keys):
    writing.write([
        document(1, "су", kind="news", status="collecting", date=date(2026, 1, 1), changes_at=NOW + timedelta(hours=1),
                 next_status="reviewing"),
        document(2, "су", kind="text", status="collecting", date=date(2026, 1, 2), changes_at=NOW,
                 next_status="reviewing"),
        document(3, "су", kind="news", language="ru", date=date(2025, 12, 31)),
        document(4, "су", kind="sitting"),
    ])  # fmt: skip
    for order in ("", NEWEST):
        assert set(keys_found(SU, now=NOW, order=order, **facts)) == keys
    assert sum(tally.count for tally in tallied(SU, **facts)) == len(keys)
    assert set(engine().scores(active(), SU, Scope(NOW, **facts))) == keys


def test_councils_and_models_are_told_apart(way):
    one, other = make_council("a"), make_council("b")
    writing.write([document(1, "су", council_id=one.pk), document(2, "су", council_id=other.pk), document(3, "су")])
    assert keys_found(SU, councils=(other.pk,)) == [2]
    assert len(keys_found(SU, content_types=(writing.type_of(EntryText),))) == 3
    assert keys_found(SU, content_types=(writing.type_of(Generation),)) == []


# --- counting --------------------------------------------------------------------------------------------------------


def test_a_thing_and_its_twin_count_once_with_both_languages(way):
    facts = {"kind": "news", "date": date(2026, 5, 1), "twin": 7}
    writing.write([document(1, "су", **facts), document(1, "су", language="ru", **facts), document(2, "су")])
    assert tallied(SU) == {
        Tally(None, "news", "", 2026, frozenset({"kk", "ru"}), 1),
        Tally(None, "", "", None, frozenset({"kk"}), 1),
    }
    # Of the twin only what is asked for.
    assert tallied(SU, languages=("ru",)) == {Tally(None, "news", "", 2026, frozenset({"ru"}), 1)}


def test_things_that_share_their_facts_are_counted_together(way):
    writing.write([document(key, "су", kind="news", status="x") for key in range(5)])
    assert tallied(SU) == {Tally(None, "news", "x", None, frozenset({"kk"}), 5)}
    assert tallied(Term("жоқ")) == set()


def test_a_status_is_counted_as_the_clock_has_made_it(way):
    facts = {"status": "collecting", "changes_at": NOW, "next_status": "reviewing"}
    writing.write([document(1, "су", **facts)])
    for now, status in ((NOW - timedelta(seconds=1), "collecting"), (NOW, "reviewing")):
        [tally] = engine().tallies(active(), SU, Scope(now))
        assert tally.status == status


# --- the cost --------------------------------------------------------------------------------------------------------


@contextmanager
def no_more_than(number):
    queries = []

    def count(execute, sql, values, many, context):
        queries.append(sql)
        return execute(sql, values, many, context)

    with connection.execute_wrapper(count):
        yield
    assert len(queries) <= number, queries


def test_a_question_costs_a_few_queries_however_much_it_finds(way):
    writing.write([document(key, "су", language="kk" if key % 2 else "ru") for key in range(60)])
    held = active()
    most = 1 if is_sqlite() else 8
    with no_more_than(most):
        engine().hits(held, every([SU, Any((SU, Beginning("с")))]), Scope(NOW, reader="kk"), 100)
    with no_more_than(1):
        engine().tallies(held, All((SU,)), Scope(NOW))
