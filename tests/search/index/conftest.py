"""The index by itself, with documents of no source; and beside a cluster that stands on this machine."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from search.index import engine
from search.index.engine import active
from search.models import Entry
from tests.search.opensearch_stand_in import StandIn

PASSWORD = "word-of-the-cluster"


@pytest.fixture
def stand_in():
    """A cluster that answers."""
    server = StandIn()
    yield server
    server.stop()


@pytest.fixture
def seconds():
    """How long the cluster may take: longer than a busy machine does. Whoever tests a time-out says less."""
    return 20


@pytest.fixture
def chosen(settings, stand_in, monkeypatch, seconds):
    """The setting that names the cluster."""
    for name in ("READ_SECONDS", "WRITE_SECONDS", "PATIENT_SECONDS"):
        monkeypatch.setattr(f"search.index.opensearch.{name}", seconds)
    monkeypatch.setattr("search.index.rebuilding.PATIENCE", 0)
    settings.KENES_SEARCH_URL = f"http://kenes:{PASSWORD}@127.0.0.1:{stand_in.port}"
    engine._doubled.cache_clear()
    yield
    engine._doubled.cache_clear()


@pytest.fixture
def both(chosen, db):
    """The database's engine with that cluster beside it, which holds nothing yet."""
    return engine.doubled()


@pytest.fixture
def real_commits(chosen, committed_db):
    """The same with real commits, as a command makes them."""
    return engine.doubled()


@pytest.fixture
def level(both):
    """The same after the cluster has caught up."""
    list(both.catch_up())
    assert engine.active().is_told
    return both


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A block that is committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def generation(db):
    """The generation that answers; it is empty."""
    assert not Entry.objects.exists()
    return active()


@contextmanager
def taken_back():
    """What is written inside is gone afterwards: for one example of many."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
