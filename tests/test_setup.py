"""What a clone must be before anybody runs it: locked, clean, deployable."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

BASE_DIR = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-opensearch.txt", "requirements-dev.txt")
PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;]+)")
# Written in pieces, so that this file does not name them itself.
OPTIONS = (("index", "url"), ("extra", "index", "url"), ("find", "links"), ("trusted", "host"))
FOREIGN = re.compile(
    "|".join(
        [
            *(rf"(?<![\w.-])/{name}/" for name in ("work", "farm", "root", "home")),
            *(re.escape(".".join(parts)) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))),
            *(f"--{re.escape('-'.join(parts))}" for parts in OPTIONS),
        ]
    )
)


def requirements(name):
    """The requirements of a lock, each as one text with its hashes."""
    text = (BASE_DIR / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_no_address(name):
    text = (BASE_DIR / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert " @ " not in text
    assert not [line for line in text.splitlines() if re.match(r"-(?!-hash)|--(?!hash)", line)]


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_with_hashes(name):
    lines = requirements(name)
    assert len(lines) > 30
    loose = [line for line in lines if not PIN.match(line) or "--hash=sha256:" not in line]
    assert not loose


def test_all_locks_pin_the_same_versions():
    product, with_cluster, development = (
        {(match[1], match[2]) for match in map(PIN.match, requirements(name)) if match} for name in LOCKS
    )
    assert product < with_cluster < development


def test_the_locks_hold_every_requirement_of_the_project():
    import tomllib

    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = dict.fromkeys(LOCKS, project["dependencies"])
    extras = project["optional-dependencies"]
    wanted["requirements-opensearch.txt"] = project["dependencies"] + extras["opensearch"]
    wanted["requirements-dev.txt"] = project["dependencies"] + extras["opensearch"] + extras["dev"]
    for name, needs in wanted.items():
        locked = {PIN.match(line)[1].lower() for line in requirements(name)}
        missing = [need for need in needs if re.match(r"[\w.-]+", need)[0].lower() not in locked]
        assert not missing, f"{name} lacks {missing}: run `make lock`"


def test_no_tracked_file_names_a_registry_or_a_path_of_one_machine():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=BASE_DIR, capture_output=True, check=True).stdout
    found = []
    for name in filter(None, listed.decode().split("\0")):
        path = BASE_DIR / name
        if not path.is_file():
            continue
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode().splitlines(), start=1):
            if match := FOREIGN.search(line):
                found.append(f"{name}:{number}: {match[0]}")
    assert not found, "\n".join(found)


def test_a_production_copy_passes_the_deployment_checks(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "SECRET_KEY": "production-0123456789-abcdefghij-ABCDEFGHIJ-0123456789",
        "ALLOWED_HOSTS": "kenes.example",
        "KENES_LOCAL": "0",
        "KENES_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'kenes.sqlite3'}",
    }

    def manage(*arguments):
        return subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=BASE_DIR, env=environment, capture_output=True, text=True
        )

    assert manage("build_assets").returncode == 0
    checked = manage("check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr
    assert "no issues (0 silenced)" in checked.stdout + checked.stderr


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_make_hands_on_what_is_set_and_nothing_empty():
    shown = subprocess.run(
        ["make", "--silent", "--eval", "show: ; @env", "show", "PORT=8123", "DATABASE_URL="],
        cwd=BASE_DIR,
        env={"PATH": os.environ["PATH"], "HOST": "0.0.0.0"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert "PORT=8123" in shown
    assert "HOST=0.0.0.0" in shown
    assert not [line for line in shown if line.startswith("DATABASE_URL=")]


def test_the_proof_of_a_bare_machine_gets_the_programs_that_open_documents():
    run, operations = ((BASE_DIR / name).read_text(encoding="utf-8") for name in (".ci/run", "docs/operations.md"))
    for program, package in (("soffice", "libreoffice-writer-nogui"), ("pdftoppm", "poppler-utils")):
        assert f"command -v {program} >/dev/null || echo {package}\n" in run
        assert package in operations
        assert package in (BASE_DIR / "README.md").read_text(encoding="utf-8")
