"""Counting beside others who write: nobody waits for it, and nothing is lost."""

import gc
import sqlite3
import threading
from contextlib import closing
from datetime import date
from time import monotonic

from django.db import connection

from search import query_log
from search.models import AskedDay
from search.query_log import note

DAY = date(2026, 11, 26)


def test_where_somebody_else_writes_the_search_does_not_wait(committed_db, monkeypatch):
    if connection.vendor != "sqlite":
        # PostgreSQL makes nobody wait but those who count the same words, for one statement.
        return
    said = []
    monkeypatch.setattr(query_log.logger, "warning", lambda words, **more: said.append(words))
    note("кеңес", "kk", 5, DAY)
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        began = monotonic()
        note("кеңес", "kk", 5, DAY)
        assert monotonic() - began < 2
        other.rollback()
    assert len(said) == 1
    assert AskedDay.objects.get().count == 1
    # What is written next is worth waiting for again.
    assert connection.connection.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
    # The refusal's traceback would keep the connection, and nobody could open the restored file.
    gc.collect()


def test_those_who_ask_for_the_same_words_at_once_are_all_counted(committed_db, monkeypatch):
    monkeypatch.setattr("search.query_log.MILLISECONDS", 20_000)
    barrier = threading.Barrier(3)

    def ask():
        try:
            connection.ensure_connection()
            barrier.wait()
            for _time in range(5):
                note("кеңес", "kk", 0, DAY)
        finally:
            connection.close()

    assert not AskedDay.objects.exists()
    threads = [threading.Thread(target=ask) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    line = AskedDay.objects.get()
    assert (line.count, line.without_hits) == (15, 15)
