"""The filters and the order of a question, as both databases are told them: a value is never a part of the text."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from search.index.scope import LANGUAGES, NEWEST, OLDEST, Scope, conditions, languages_of, order, tally

NOW = datetime(2026, 11, 13, 9, tzinfo=UTC)


def said(**facts):
    text, values = conditions(Scope(NOW, **facts), connection.ops)
    assert text.count("%s") == len(values)
    return text, values


def test_nothing_chosen_says_nothing():
    assert said() == ("", [])
    # Who may read it is a question of the table, and the reader's language one of the order.
    assert said(is_public=False, reader="kk", order=NEWEST) == ("", [])


@pytest.mark.parametrize(
    ("facts", "text", "values"),
    [
        ({"councils": (1, 2)}, " AND e.council_id IN (%s, %s)", [1, 2]),
        ({"kinds": ("news",)}, " AND e.kind IN (%s)", ["news"]),
        ({"languages": ("kk",)}, " AND e.language IN (%s)", ["kk"]),
        ({"content_types": (7,)}, " AND e.content_type_id IN (%s)", [7]),
        ({"kinds": ("') --",), "councils": (3,)}, " AND e.council_id IN (%s) AND e.kind IN (%s)", [3, "') --"]),
    ],
)
def test_each_filter_is_a_condition(facts, text, values):
    assert said(**facts) == (text, values)


def test_a_status_is_asked_by_the_clock():
    text, values = said(statuses=("collecting", "reviewing"))
    assert "e.changes_at <= %s THEN e.next_status ELSE e.status" in text
    assert values == [connection.ops.adapt_datetimefield_value(NOW), "collecting", "reviewing"]


def test_days_are_a_span_of_which_either_end_may_be_open():
    first, last = date(2026, 1, 1), date(2026, 3, 1)
    own = connection.ops.adapt_datefield_value
    assert said(since=first) == (" AND e.date >= %s", [own(first)])
    assert said(until=last) == (" AND e.date <= %s", [own(last)])
    assert said(since=first, until=last)[1] == [own(first), own(last)]


@pytest.mark.parametrize(
    ("facts", "text", "values"),
    [
        ({}, "score, e.id DESC", []),
        ({"order": NEWEST}, "e.date DESC NULLS LAST, score, e.id DESC", []),
        ({"order": OLDEST}, "e.date ASC NULLS LAST, score, e.id DESC", []),
        ({"order": "moon; DROP TABLE x"}, "score, e.id DESC", []),
        ({"reader": "ru"}, "CASE WHEN e.language = %s THEN 0 ELSE 1 END, score, e.id DESC", ["ru"]),
    ],
)
def test_the_order_puts_the_readers_language_first(facts, text, values):
    assert order(Scope(NOW, **facts), "score") == (text, values)


def test_counting_has_one_value_before_those_of_what_was_found():
    sql, before = tally("x JOIN e WHERE y MATCH %s", "1", "", Scope(NOW), connection.ops)
    assert sql.index("%s") < sql.index("MATCH %s")
    assert sql.count("%s") == len(before) + 1


@pytest.mark.parametrize(("total", "codes"), [(1, {"kk"}), (2, {"ru"}), (3, {"kk", "ru"}), (4, {""}), (0, set())])
def test_a_sum_says_its_languages(total, codes):
    assert languages_of(total) == codes
    # As PostgreSQL and SQLite may give it.
    assert languages_of(str(total)) == codes


def test_languages_do_not_run_together_in_a_sum():
    assert all(languages_of(power) == {code} for code, power in LANGUAGES.items())
