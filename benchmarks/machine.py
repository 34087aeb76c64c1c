"""The machine that measures, and databases on it that nobody else uses."""

import os
import platform
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg


def description() -> str:
    """The machine in one line: cores, processor, Python, and what Django and the database are."""
    import django
    import wagtail
    from django.db import connection

    if connection.vendor == "sqlite":
        database = f"SQLite {sqlite3.sqlite_version}"
    else:
        version = connection.cursor().connection.info.server_version
        database = f"PostgreSQL {version // 10_000}.{version % 10_000}"
    parts = [
        f"{os.cpu_count()} cores of {processor()}",
        f"Python {platform.python_version()}",
        f"Django {django.__version__}",
        f"Wagtail {wagtail.__version__}",
        database,
    ]
    return ", ".join(parts)


def processor() -> str:
    """The processor's own name, or its kind where the system does not tell."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


@contextmanager
def scratch_database(folder: Path, server: str) -> Iterator[str]:
    """The address of a new, empty database that is gone afterwards.

    `server` is the address of any PostgreSQL database, beside which it is made, or empty for a file in `folder`.
    """
    if not server.startswith(("postgres", "psql")):
        yield f"sqlite:///{folder / 'kenes.sqlite3'}"
        return
    address = urlsplit(server)
    name = f"kenes_scratch_{secrets.token_hex(4)}"
    maintenance = address._replace(scheme="postgresql", path="/postgres").geturl()
    with closing(psycopg.connect(maintenance, autocommit=True)) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield address._replace(path=f"/{name}").geturl()
    finally:
        with closing(psycopg.connect(maintenance, autocommit=True)) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
