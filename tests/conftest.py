"""What every test stands on: nothing skipped, no network, a migrated database, files of its own."""

import fcntl
import hashlib
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import hypothesis
import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone, translation
from xdist.scheduler import LoadScopeScheduling

from search.index.version import current_version
from tests.network import refuse_network

pytest_plugins = ["tests.fixtures"]

BASE_DIR = Path(__file__).resolve().parent.parent
FULL = os.environ.get("KENES_FULL") == "1"
BROWSER = "tests/browser"

# The small run is the same for everybody; the full one (`make proof`) looks somewhere new each time.
hypothesis.settings.register_profile(
    "small", max_examples=25, deadline=None, derandomize=True, database=None, print_blob=True
)
hypothesis.settings.register_profile("full", max_examples=500, deadline=None, database=None, print_blob=True)
hypothesis.settings.load_profile("full" if FULL else "small")


# --- how the run is made ---------------------------------------------------------------------------------------------


def pytest_configure(config):
    """Close the network and, once for all workers, compile the translations that changed."""
    refuse_network()
    if not hasattr(config, "workerinput"):
        from cms.management.commands.build_assets import build_catalogues

        for folder in [*map(Path, django_settings.LOCALE_PATHS), *BASE_DIR.glob("plugins/*/locale")]:
            build_catalogues(folder)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with the browser tests: they take longest, and the other worker needs something to do meanwhile."""
    for item in items:
        if scope_of(item.nodeid) == BROWSER:
            item.add_marker("browser")
    items.sort(key=lambda item: scope_of(item.nodeid) != BROWSER)


def scope_of(nodeid):
    """What must stay in one worker: all browser tests, which share a site, and otherwise the tests of a file."""
    return BROWSER if nodeid.startswith(f"{BROWSER}/") else nodeid.split("::", 1)[0]


class OneSite(LoadScopeScheduling):
    """Hands whole scopes to the workers. (The groups of pytest-xdist 3.8 do nothing under pytest 9.2.)"""

    def _split_scope(self, nodeid):
        return scope_of(nodeid)


def pytest_xdist_make_scheduler(config, log):
    """How the tests are dealt out when there are several workers."""
    return OneSite(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A test that is skipped proves nothing, so it fails."""
    report = yield
    return refuse_skip(report, item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """The same for a whole file."""
    report = yield
    return refuse_skip(report, collector.nodeid)


def refuse_skip(report, name):
    """`report`, turned into a failure when it says "skipped" (or "expected to fail")."""
    if report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else getattr(report, "wasxfail", "")
        report.outcome = "failed"
        report.longrepr = f"{name}: a test may not be skipped or expected to fail ({reason})"
        report.__dict__.pop("wasxfail", None)
    return report


@pytest.fixture(scope="session")
def full_size():
    """Whether this is the long run, `make proof`; a matrix takes its full size then."""
    return FULL


# --- the database ----------------------------------------------------------------------------------------------------


def is_sqlite():
    """Whether this run stands on SQLite."""
    return django_settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """The migrated database. SQLite: it stands in pytest's temporary folder already and goes with it.

    Ours, because pytest-django's makes none when `committed_db` is all that a run asks for.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, keepdb=is_sqlite(), serialized_aliases=set())
    yield
    if not is_sqlite():
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite: a real file, so that locks are real too; without fsync, which only a power cut would notice."""
    if not is_sqlite():
        return
    path = tmp_path_factory.mktemp("database") / "kenes.sqlite3"
    shutil.copy(migrated_file(), path)
    database = connection.settings_dict
    database["TEST"]["NAME"] = str(path)
    database["OPTIONS"]["init_command"] = database["OPTIONS"]["init_command"].replace(
        "synchronous=FULL", "synchronous=OFF"
    )


def migrated_file():
    """An SQLite database with all migrations, made once and kept in `var/` until a migration or a package changes."""
    folder = django_settings.VAR_DIR / "test-database"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{migrations_digest()}.sqlite3"
    with locked(folder / "lock"):
        if not path.exists():
            for old in folder.glob("*.sqlite3*"):
                old.unlink()
            new = path.with_suffix(".new")
            new.unlink(missing_ok=True)
            run_manage("migrate", "--no-input", "--verbosity", "0", DATABASE_URL=f"sqlite:///{new}")
            new.replace(path)
    return path


def migrations_digest():
    """What the migrated database depends on, as one short name."""
    digest = hashlib.sha256(f"{platform.python_version()} {sqlite3.sqlite_version}".encode())
    digest.update(" ".join(django_settings.KENES_PLUGINS).encode())
    # A migration makes the first index, in the version of the day.
    digest.update(current_version().encode())
    migrations = [*BASE_DIR.glob("*/migrations/*.py"), *BASE_DIR.glob("plugins/*/migrations/*.py")]
    for path in [*sorted(migrations), BASE_DIR / "requirements.txt"]:
        digest.update(str(path.relative_to(BASE_DIR)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def run_manage(*arguments, **environment):
    """Run a management command with the settings of the tests in a process of its own."""
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **environment},
        check=True,
    )


@contextmanager
def locked(path):
    """Hold the lock file `path`: the other worker waits."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def restore_database(django_db_setup, django_db_blocker):
    """A function that puts the test database back as it was after the migrations, on either database."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        restore, forget = (sqlite_copy if is_sqlite() else postgresql_copy)()
    yield restore
    forget()


def sqlite_copy():
    """Copy the test database beside itself; how to restore and how to forget the copy."""
    path = Path(connection.settings_dict["NAME"])
    copy = path.with_suffix(".copy")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])

    def restore():
        connection.close()
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        shutil.copy(copy, path)

    return restore, copy.unlink


def postgresql_copy():
    """The same for PostgreSQL, where the copy is a database of its own."""
    name = connection.settings_dict["NAME"]
    copy = f"{name}_copy"

    def copied(source, target):
        connection.close()
        drop(target)
        with closing(maintenance()) as server:
            server.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def drop(target):
        with closing(maintenance()) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')

    copied(name, copy)
    return lambda: copied(copy, name), lambda: drop(copy)


def maintenance():
    """A connection to the server's own database, outside Django's."""
    parameters = connection.get_connection_params()
    server = {key: parameters[key] for key in ("host", "port", "user", "password") if parameters.get(key)}
    return psycopg.connect(dbname="postgres", autocommit=True, **server)


@pytest.fixture
def committed_db(restore_database, django_db_blocker):
    """The database with real commits, for tests of locks, threads and triggers; put back afterwards.

    Instead of `transactional_db`, whose flush takes Wagtail's root page with it and stops at a trigger. A thread of
    the test closes its own connection.
    """
    from django.contrib.contenttypes.models import ContentType

    with django_db_blocker.unblock():
        yield
        restore_database()
        ContentType.objects.clear_cache()


# --- what a test must not leave behind -------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def own_files(tmp_path, settings, monkeypatch):
    """Media and citizens' private files in a folder of this test.

    The private storage is moved, not replaced: file fields hold the object itself since the models were loaded.
    """
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.ERASURE_JOURNAL = tmp_path / "erasures.jsonl"
    private = storages["private"]
    private._clear_cached_properties("MEDIA_ROOT")
    monkeypatch.setattr(private, "_location", settings.PRIVATE_ROOT)
    yield
    private._clear_cached_properties("MEDIA_ROOT")


@pytest.fixture(autouse=True)
def own_process_state():
    """No cached root path of Wagtail's, no mistake of a plugin, glossary or active language of the test before."""
    from cms import plugin_asking
    from search import glossary

    cache.clear()
    plugin_asking.forget()
    glossary.forget()
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture
def bring_into_index():
    """Brings what a test has made into the index: nothing is committed in a test, and the index follows commits."""
    from search import refreshing

    return lambda: refreshing.repair(timezone.now())
