"""The `.env` that `make setup` writes."""

import subprocess
import sys
from pathlib import Path

import environ

from cms.environment import write_env

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def read(path):
    """The values of a `.env` as the settings read them."""

    class Values(environ.Env):
        ENVIRON = {}

    Values.read_env(path)
    return Values.ENVIRON


def test_the_secret_is_long_and_the_copy_is_local(tmp_path):
    assert write_env(tmp_path / ".env")
    values = read(tmp_path / ".env")
    assert values["KENES_LOCAL"] == "1"
    assert len(values["SECRET_KEY"]) >= 50
    assert len(set(values["SECRET_KEY"])) >= 5


def test_two_copies_have_two_secrets(tmp_path):
    for name in ("one", "two"):
        write_env(tmp_path / name)
    assert read(tmp_path / "one")["SECRET_KEY"] != read(tmp_path / "two")["SECRET_KEY"]


def test_only_the_owner_may_read_it(tmp_path):
    write_env(tmp_path / ".env")
    assert (tmp_path / ".env").stat().st_mode & 0o077 == 0


def test_a_file_that_is_there_is_never_touched(tmp_path):
    path = tmp_path / ".env"
    for content in ("", "SECRET_KEY=the only copy\n"):
        path.write_text(content)
        assert not write_env(path)
        assert path.read_text() == content


def test_it_needs_nothing_but_the_standard_library():
    code = "import sys, cms.environment; print([name for name in ('django', 'environ') if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=BASE_DIR, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
