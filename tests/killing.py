"""Commands of `manage.py` as processes of their own on the test database, to be killed with signal 9."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

BASE_DIR = Path(__file__).resolve().parent.parent
WITHIN = 120  # seconds; a busy machine starts Django slowly


@contextmanager
def running(*arguments, var, **environment):
    """The command on the database of this test (`committed_db`), with its files in `var`; gone afterwards."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": address(), "KENES_VAR": str(var)}
    process = subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env=os.environ | settings | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def kill_when(process, is_time):
    """Kill the process with signal 9 as soon as `is_time()`; fails where it ends before."""
    give_up = time.monotonic() + WITHIN
    while not is_time():
        if process.poll() is not None:
            raise AssertionError(f"It ended by itself:\n{process.stdout.read().decode()}")
        if time.monotonic() > give_up:
            raise AssertionError("It did not come so far.")
        time.sleep(0.002)
    process.kill()
    assert process.wait() == -signal.SIGKILL


def address():
    """The address of the database that this test writes to."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    who = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}"
    return f"postgres://{who}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
