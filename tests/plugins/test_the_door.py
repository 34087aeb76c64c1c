"""The plugin door, from outside: a package that is no part of the repository, built and installed as anybody's."""

import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cms import plugin_discovery
from cms.plugins import Plugin

BASE_DIR = Path(__file__).resolve().parents[2]
SAMPLE = BASE_DIR / "tests" / "sample_plugin"
WITHIN = 600  # seconds


def installed(source, target):
    """The package of this folder, built and installed into `target` without the network."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
               "--no-build-isolation", "--no-index", "--target", str(target), str(source)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=WITHIN)
    return target


def run(arguments, packages, plugins, folder):
    """A process of its own with the plugins allowed, on a database of its own. Returns what it said; fails with it."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DJANGO_"))},
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "KENES_PLUGINS": plugins,
        "KENES_VAR": str(folder / "var"),
        "PYTHONPATH": os.pathsep.join([str(packages), str(BASE_DIR)]),
    }
    if address := environment.get("DATABASE_URL"):
        # Its test database is called after it, and is no other's.
        environment["DATABASE_URL"] = f"{address.rpartition('/')[0]}/outside_{secrets.token_hex(4)}"
    done = subprocess.run(
        [sys.executable, *arguments], cwd=BASE_DIR, env=environment, capture_output=True, text=True, timeout=WITHIN
    )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-5_000:]
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """A folder outside of the repository in which the sample plugin is installed."""
    source = tmp_path_factory.mktemp("source") / "kenes-notices"
    shutil.copytree(SAMPLE, source)
    return installed(source, tmp_path_factory.mktemp("packages"))


def test_a_plugin_from_outside_is_there_where_it_is_on_and_nowhere_else(packages, tmp_path):
    said = run(["-m", "pytest", "-q", "tests/plugins/outside.py"], packages, "kenes_notices", tmp_path)
    assert " passed" in said


# --- what is not loaded, and why -------------------------------------------------------------------------------------


def plugin_class(name, **facts):
    """The source of a plugin's class with these facts."""
    lines = [f"    {fact} = {value!r}" for fact, value in {"name": name, **facts}.items()]
    return "\n".join(["from cms.plugins import Plugin", "class Broken(Plugin):", *lines])


# Name: (entry point, source of its module, what is said of it).
BROKEN = {
    "no_such": ("", "", "No installed package offers"),
    "not_there": ("not_there.apps:Missing", "", "cannot be loaded"),
    "no_plugin": ("no_plugin.apps:Plain", "class Plain: ...", "is no plugin"),
    "other_label": ("other_label.apps:Broken", plugin_class("other_label", label="else"), "calls itself else"),
    "no_address": ("no_address.apps:Broken", plugin_class("no_address"), "is none"),
    "too_new": ("too_new.apps:Broken", plugin_class("too_new", address="too-new", kenes=">=2999"), ">=2999"),
    "odd_bounds": (
        "odd_bounds.apps:Broken",
        plugin_class("odd_bounds", address="odd", kenes="new"),
        "names no versions",
    ),
    "own_ready": ("own_ready.apps:Broken", plugin_class("own_ready") + "\n    def ready(self): ...", "Write start()"),
    "search": ("search_x.apps:Broken", plugin_class("search_x", label="search", address="taken"), "is part of Kenes"),
}


@pytest.fixture
def offered(tmp_path, monkeypatch):
    """Packages with one mistake each, as installed ones with their entry points."""
    for name, (value, source, _words) in BROKEN.items():
        package = value.partition(".")[0] or name
        if source:
            (tmp_path / package).mkdir()
            (tmp_path / package / "__init__.py").write_text("")
            (tmp_path / package / "apps.py").write_text(source)
        if value:
            entry_point(tmp_path, f"broken-{name}", name, value)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    for name in [name for name in sys.modules if name.partition(".")[0] in BROKEN and name != "search"]:
        if not name.startswith("search"):
            del sys.modules[name]


def entry_point(folder, distribution, name, value):
    """What pip would have written for an installed distribution."""
    facts = folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text(f"[kenes.plugins]\n{name} = {value}\n")


@pytest.mark.parametrize("name", BROKEN)
def test_a_plugin_that_cannot_be_loaded_is_named_with_the_cure(name, offered):
    found = plugin_discovery.look([name], ["search"])
    [problem] = found.problems
    assert found.loaded == ()
    assert problem.plugin == name and BROKEN[name][2] in problem.words + problem.hint and problem.hint


def test_a_name_that_two_packages_offer_is_nobodys(offered):
    entry_point(offered, "second-too-new", "too_new", "too_new.other:New")
    [problem] = plugin_discovery.look(["too_new"]).problems
    assert "Several packages" in problem.words and "uninstall all" in problem.hint


def test_hooks_are_refused(offered):
    (offered / "hooked").mkdir()
    (offered / "hooked" / "__init__.py").write_text("")
    (offered / "hooked" / "wagtail_hooks.py").write_text("")
    (offered / "hooked" / "apps.py").write_text(
        "from cms.plugins import Plugin\nclass Hooked(Plugin):\n    name = 'hooked'\n    address = 'hooked'"
    )
    entry_point(offered, "hooked", "hooked", "hooked.apps:Hooked")
    [problem] = plugin_discovery.look(["hooked"]).problems
    assert "wagtail_hooks" in problem.words
    del sys.modules["hooked"], sys.modules["hooked.apps"]


@pytest.mark.parametrize(
    ("broken", "place"),
    [("models.py", "models"), ("templatetags/tags.py", "models"), ("start", "start")],
)
def test_a_plugin_that_breaks_at_the_start_is_left_out_and_the_site_runs(broken, place, tmp_path):
    package = tmp_path / "packages" / "falls"
    (package / "templatetags").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "templatetags" / "__init__.py").write_text("")
    start = "    def start(self):\n        raise ZeroDivisionError('planted')\n" if broken == "start" else ""
    (package / "apps.py").write_text(
        f"from cms.plugins import Plugin\nclass Falls(Plugin):\n    name = 'falls'\n    address = 'falls'\n{start}"
    )
    if broken != "start":
        (package / broken).write_text("raise ZeroDivisionError('planted')\n")
    entry_point(package.parent, "falls", "falls", "falls.apps:Falls")
    code = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "from cms import plugin_asking\n"
        "print([problem.words for problem in plugin_asking.problems()], plugin_asking.plugins())\n"
        "print('answer', Client(SERVER_NAME='localhost').get('/robots.txt').status_code)\n"
    )
    said = run(["-c", code], package.parent, "falls", tmp_path)
    assert f"['{place}: ZeroDivisionError: planted'] []" in said
    assert "answer 200" in said


def test_every_method_of_the_contract_has_a_heading_and_is_used_by_the_sample():
    points = {name for name, value in vars(Plugin).items() if callable(value) and not name.startswith("_")}
    points -= {"ready", "import_models"}
    headings = {
        line.removeprefix("### `").partition("(")[0]
        for line in (BASE_DIR / "docs" / "plugins.md").read_text().splitlines()
        if line.startswith("### `")
    }
    sample = (SAMPLE / "kenes_notices" / "apps.py").read_text()
    assert headings == points
    assert not {point for point in points if f"def {point}(" not in sample}
