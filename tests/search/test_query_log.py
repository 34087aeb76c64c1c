"""What the search log keeps of a question: known words, nobody's own, a count."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import chores, query_log
from search.index.engine import active
from search.models import AskedDay, GlossaryPair, Term
from search.query_log import line_of, lines, note, totals

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def index():
    """What the public index holds, and what it holds in reserve only."""
    for term, folded, word, entries in (
        ("көкжиде", "кокжиде", "көкжиде", 3),
        ("383", "383", "383", 2),
        ("87011234567", "87011234567", "87011234567", 1),
        ("123abc45", "123abc45", "123abc45", 1),
        ("жасырынов", "жасиринов", "жасырынов", 0),
    ):
        Term.objects.create(generation=active(), term=term, folded=folded, word=word, entries=entries, reserved=1)


def rows():
    return list(AskedDay.objects.order_by("pk").values_list("day", "language", "words", "count", "without_hits"))


# --- what is kept of a text ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "line"),
    [
        # The glossary's words, in whatever form and letters.
        ("Қоғамдық кеңестерге", "қоғамдық кеңес"),
        ("когамдык кенес", "қоғамдық кеңес"),
        ("общественных советов", "общественный совет"),
        # The index's, and everyday ones, which nobody has written yet.
        ("кокжиде", "көкжиде"),
        ("мусора на дорогах", "мусор дорога"),
        ("қоқыстар", "қоқыс"),
        ("закон 383", "закон 383"),
        # Names: of nobody, of the dictionaries, of reserved entries.
        ("Сыздықов Ерлан совет", "… совет"),
        ("Иванова Вера", "…"),
        ("Ахметов Нұрсұлтан", "…"),
        ("Жасырынов", "…"),
        ("zq7canary кеңес zq8canary zq9canary", "… кеңес …"),
        # Long numbers, however they are written and whether the index knows them or not.
        ("87011234567 кеңес", "… кеңес"),
        ("кеңес +7 (701) 123-45-67", "кеңес …"),
        ("8 383 383 383 кеңес", "… кеңес"),
        ("8_383_383_383", "…"),
        ("ЖСН 990101300123", "…"),
        ("123abc45 кеңес", "… кеңес"),
        # Addresses of mail and of other sites.
        ("совет общественный@совет.kz", "совет …"),
        ("совет @ кеңес пікір", "… пікір"),
        ("https://совет.kz/кеңес пікір", "… пікір"),
        # Words that every search leaves out, where there are no others.
        ("что где когда", "что где когда"),
        ("совет и кеңес", "совет кеңес"),
        ("", ""),
        ("?! \x00", ""),
    ],
)
def test_a_line_holds_known_words_and_a_sign_for_all_others(text, line):
    assert line_of(text) == line


def test_a_line_has_its_length_and_ends_with_a_whole_word():
    text = " ".join(GlossaryPair.objects.values_list("russian", flat=True))
    line = line_of(text[:450])
    assert 150 < len(line) <= 200
    assert set(line.split()) <= {word for known in query_log.pairs().lines for word in known.split()}


def test_of_a_very_long_text_the_word_at_the_cut_is_left_out():
    assert line_of("кеңес " * 83 + "советский") == "кеңес"
    assert line_of("к" * 10_000) == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60) | st.text("0123456789 +-()@.к", max_size=30))
def test_whatever_is_asked_no_long_number_and_no_address_is_kept(text):
    line = line_of(text)
    assert len(line) <= 200
    assert "@" not in line
    assert all(sum(map(str.isdigit, word)) <= 4 for word in line.split())


# --- counting --------------------------------------------------------------------------------------------------------
def test_the_same_words_are_one_line_of_a_day_and_a_language():
    note("қоғамдық кеңес", "kk", 5, DAY)
    note("Қоғамдық кеңестер", "kk", 0, DAY)
    note("қоғамдық кеңес", "ru", 5, DAY)
    note("қоғамдық кеңес", "kk", 5, DAY + timedelta(days=1))
    assert rows() == [
        (DAY, "kk", "қоғамдық кеңес", 2, 1),
        (DAY, "ru", "қоғамдық кеңес", 1, 0),
        (DAY + timedelta(days=1), "kk", "қоғамдық кеңес", 1, 0),
    ]


def test_a_question_without_words_is_not_counted():
    note(" ?", "kk", 0, DAY)
    assert rows() == []


def test_counting_costs_two_queries(django_assert_num_queries):
    query_log.pairs()
    # In a transaction, as here, its savepoint is two more.
    with django_assert_num_queries(4):
        note("zq7canary кеңес мусор", "kk", 0, DAY)


def test_the_words_are_looked_up_by_an_index_however_many_the_index_of_the_search_holds():
    with CaptureQueriesContext(connection) as asked:
        line_of("көкжиде мусор")
    (lookup,) = [query["sql"] for query in asked if "council_search_term" in query["sql"]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # In a small table it would read everything by choice.
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{lookup}")
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    assert "SCAN council_search_term" not in plan
    assert "Seq Scan on council_search_term" not in plan


def test_where_the_database_refuses_the_search_goes_on_and_the_log_says_nothing_of_the_words(monkeypatch, caplog):
    monkeypatch.setattr(query_log, "_COUNT", "INSERT INTO nowhere VALUES (%s, %s, %s, %s)")
    note("қоғамдық кеңес", "kk", 5, DAY)
    [record] = caplog.records
    assert record.exc_info
    assert "кеңес" not in record.getMessage()
    # The transaction of whoever called is whole.
    assert rows() == []


def test_where_the_words_cannot_be_looked_up_the_search_goes_on(monkeypatch, caplog):
    def refuse(text):
        raise DatabaseError

    monkeypatch.setattr(query_log, "line_of", refuse)
    note("кеңес", "kk", 5, DAY)
    assert len(caplog.records) == 1


# --- what is shown ---------------------------------------------------------------------------------------------------
def shown(since=DAY, language=""):
    return {(line["language"], line["words"]): (line["times"], line["in_vain"]) for line in lines(since, language)}


def test_lines_are_summed_over_the_days_of_a_language():
    for day, language, count in ((DAY, "kk", 2), (DAY + timedelta(days=3), "kk", 2), (DAY, "ru", 7)):
        AskedDay.objects.create(day=day, language=language, words="мусор", count=count, without_hits=1)
    assert shown() == {("kk", "мусор"): (4, 2), ("ru", "мусор"): (7, 1)}
    assert shown(language="kk") == {("kk", "мусор"): (4, 2)}
    assert shown(DAY + timedelta(days=1)) == {}


def test_what_fewer_than_three_have_asked_for_is_not_shown_unless_it_is_the_glossarys():
    for words, count in (("мусор", 2), ("… мусор", 3), ("қоғамдық кеңес", 1), ("қоғамдық кеңес мусор", 1), ("…", 9)):
        AskedDay.objects.create(day=DAY, language="kk", words=words, count=count)
    assert shown() == {("kk", "… мусор"): (3, 0), ("kk", "қоғамдық кеңес"): (1, 0)}
    assert totals(DAY) == {"asked": 16, "in_vain": 0, "unknown": 9}
    assert totals(DAY, "ru") == {"asked": 0, "in_vain": 0, "unknown": 0}


# --- forgetting ------------------------------------------------------------------------------------------------------
def test_a_day_is_kept_for_400_days():
    now = timezone.now()
    today = timezone.localdate(now)
    AskedDay.objects.create(day=today - timedelta(days=400), language="kk", words="мусор")
    assert not chores.old_days_are_due(now)
    AskedDay.objects.create(day=today - timedelta(days=401), language="kk", words="мусор")
    assert chores.old_days_are_due(now)
    said = StringIO()
    call_command("forget_searches", stdout=said)
    assert "1" in said.getvalue()
    assert [day for day, *_rest in rows()] == [today - timedelta(days=400)]
    call_command("forget_searches", verbosity=0, stdout=(quiet := StringIO()))
    assert quiet.getvalue() == ""
