"""Which engine holds the index, and what every engine can do."""

from functools import cache
from typing import Protocol

from django.conf import settings
from django.db import connection

from search.index.postgresql import PostgresqlEngine
from search.index.sqlite import SqliteEngine
from search.models import Generation


class Engine(Protocol):
    """Stores rows by generation and visibility, and finds entries by a tree of terms (`search.index.matching`)."""

    def create(self, generation): ...
    def drop(self, generation): ...
    def add(self, generation, is_public, rows): ...
    def remove(self, generation, is_public, rows): ...
    def refile(self, generation, keys): ...
    def tidy(self, generation): ...
    def hits(self, generation, match, scope, limit): ...
    def tallies(self, generation, match, scope): ...


class DatabaseEngine(Engine, Protocol):
    """One whose answer can be a condition of another query, as Wagtail's own search needs it."""

    def keys(self, generation, match, scope): ...
    def scores(self, generation, match, scope): ...


@cache
def database_engine():
    """The engine of the database that the site runs on."""
    return {"sqlite": SqliteEngine, "postgresql": PostgresqlEngine}[connection.vendor]()


def engine():
    """The engine that is written to and that answers readers: the database's, with a cluster beside it where one is."""
    return doubled() or database_engine()


def doubled():
    """The database's engine and the cluster of `KENES_SEARCH_URL`; None where that is empty."""
    return _doubled(settings.KENES_SEARCH_URL, settings.KENES_SEARCH_NAME) if settings.KENES_SEARCH_URL else None


@cache
def _doubled(url, name):
    # The client is installed where a cluster is.
    from search.index.doubled import Doubled
    from search.index.opensearch import OpenSearchEngine

    return Doubled(database_engine(), OpenSearchEngine(url, name))


def active():
    """The generation that answers. There is always one: the first migration makes it."""
    return Generation.objects.get(is_active=True)
