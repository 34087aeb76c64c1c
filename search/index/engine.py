"""Which engine holds the index, and what every engine can do."""

from functools import cache
from typing import Protocol

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
    def tidy(self, generation): ...
    def hits(self, generation, match, scope, limit): ...
    def tallies(self, generation, match, scope): ...
    def keys(self, generation, match, scope): ...
    def scores(self, generation, match, scope): ...


@cache
def database_engine():
    """The engine of the database that the site runs on."""
    return {"sqlite": SqliteEngine, "postgresql": PostgresqlEngine}[connection.vendor]()


def engine():
    """The engine that answers questions: `settings.KENES_SEARCH_ENGINE`, or the database's own."""
    return database_engine()


def active():
    """The generation that answers. There is always one: the first migration makes it."""
    return Generation.objects.get(is_active=True)
