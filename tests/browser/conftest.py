"""A whole site of its own and a real Chromium, for the tests that use the product as people do."""

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Error, sync_playwright

from benchmarks.machine import scratch_database
from tests.conftest import is_sqlite

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# These look at every page there is and judge its markup, its colours and its width. A template says the same over each
# database, so they look once, in the run on SQLite: whole in `make proof`.
LOOKS = ("accessibility", "markup", "plain_view", "reading")
collect_ignore = [] if is_sqlite() else [f"test_{name}.py" for name in LOOKS]
SCREENSHOTS = settings.VAR_DIR / "test-screenshots"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing of the browser's own leaves the machine.
CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
READY_WITHIN = 300  # seconds; migrations and demonstration content on two busy cores included
BROWSER_LANGUAGES = {"kk": "kk-KZ", "ru": "ru-RU", None: "kk-KZ"}
# A page that answers 404 or shows a form again is no error of the page; what failed is in the assertions. And Wagtail's
# preview says what it finds in a text that is only being written.
EXPECTED_MESSAGE = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d|axe\.run results")


@dataclass
class Site:
    """A running copy with demonstration content: its address, its accounts as printed, its data folder."""

    url: str
    var: Path
    environment: dict
    accounts: str = ""
    server: subprocess.Popen | None = None

    @property
    def log(self):
        """What the server prints."""
        return self.var / "serve.log"

    def start(self, *options):
        """Serve, as `make run` does, until `stop`; returns when the site is ready."""
        with self.log.open("w") as output:
            self.server = subprocess.Popen(
                [sys.executable, "manage.py", "serve", *options],
                cwd=BASE_DIR,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        wait_until_ready(self.server, self.log)

    def stop(self):
        """End the site's parent process; it ends its children."""
        self.server.send_signal(signal.SIGTERM)
        try:
            self.server.wait(60)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()

    def restart(self):
        """What an update or a power cut does between two requests: all processes anew, at the same address."""
        self.stop()
        self.start()

    def manage(self, *arguments):
        """What a management command prints that runs beside the server, with the product's own settings."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=BASE_DIR, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout

    def shell(self, code):
        """What this code prints as its last line, read as JSON; None where it prints nothing."""
        lines = self.manage("shell", "--no-imports", "-c", code).splitlines()
        return json.loads(lines[-1]) if lines else None

    def let_the_form_close(self, slug):
        """Let the days pass until the consultation has closed and its grace is over: what no test can wait for."""
        self.shell(
            "from django.utils import timezone; from council_pages.models import Consultation; "
            "from forms.window import GRACE; "
            f"Consultation.objects.filter(slug={slug!r}).update(closes_at=timezone.now() - GRACE)"
        )

    @property
    def port(self):
        """The port on which it is served."""
        return int(self.environment["PORT"])


@pytest.fixture(scope="session")
def citizens_council(site):
    """The council of the citizens' tests, planted once: the keys of its questions by their names."""
    return site.shell("from tests.browser.citizen_planting import plant; plant()")


@pytest.fixture(scope="session")
def extremes(site, citizens_council):
    """The councils that no designer draws, planted once."""
    site.shell("from tests.browser.extremes_planting import plant; plant()")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The product with its own settings, served as `make run` serves it, on a fresh database and a fresh folder.

    One for all browser tests: whoever closes a form or counts what stands on a page does so with a council of its own.
    """
    var = tmp_path_factory.mktemp("site")
    port = free_port()
    with scratch_database(var, os.environ.get("DATABASE_URL", "")) as database_url:
        site = Site(f"http://127.0.0.1:{port}", var, product_environment(var, port, database_url))
        site.manage("build_assets")
        site.manage("collectstatic", "--no-input", "--verbosity", "0")
        try:
            site.start("--demonstrate")
            accounts = var / "demonstration-accounts.txt"
            if not accounts.is_file():
                pytest.fail(f"The site has no demonstration content:\n{site.log.read_text()}")
            site.accounts = accounts.read_text()
            yield site
        finally:
            if site.server:
                site.stop()


def product_environment(var, port, database_url):
    """The environment of a local copy, with nothing of the tests' settings in it."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return inherited | {
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "PYTHONUNBUFFERED": "1",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "KENES_LOCAL": "1",
        "KENES_PLUGINS": "regional_meetings",
        "KENES_VAR": str(var),
        "DATABASE_URL": database_url,
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }


def free_port():
    """A port of this machine that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(server, log):
    """Wait until the site says that it is ready; fail with its log when it ends or takes too long."""
    give_up = time.monotonic() + READY_WITHIN
    while "Kenes is ready" not in log.read_text():
        if server.poll() is not None:
            pytest.fail(f"The site ended with code {server.returncode}:\n{log.read_text()}")
        if time.monotonic() > give_up:
            pytest.fail(f"The site was not ready within {READY_WITHIN} s:\n{log.read_text()}")
        time.sleep(0.5)


# "module", not "session": Playwright's event loop must not outlive the browser tests, because Django refuses its
# database inside a loop; a package's scope would not end, since the folder of these tests is no package.
@pytest.fixture(scope="module")
def chromium():
    """A running Chromium: the machine's own, or one that Playwright gets the ordinary way."""
    arguments = [*CHROMIUM_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


def find_chromium(playwright):
    """The path of a Chromium; fails with the name of the part that could not run."""
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    own = playwright.chromium.executable_path
    if not Path(own).exists():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], timeout=600, check=False)
    if not Path(own).exists():
        pytest.fail(
            "The browser tests (tests/browser) could not run: there is no Chromium on this machine and Playwright "
            "could not get one. Install it (Debian and Ubuntu: apt install chromium) and run `make test` again."
        )
    return own


@dataclass
class Visits:
    """What the pages of one test did that no page may do."""

    outside: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)


@pytest.fixture
def visits():
    """Requests to other hosts and console errors, collected; a test may look at them, `open_page` fails on them."""
    return Visits()


@pytest.fixture
def open_page(chromium, site, visits, request):
    """A function that opens a new browser window: `open_page(390, javascript=False, language="ru")`.

    Addresses in it are relative to the site: `page.goto("/kk/")`. Each call is another person: nothing is shared. `url`
    is where the site is reached, if not directly.
    """
    contexts = []

    def open_page(width, javascript=True, language=None, url=site.url):
        phone = width < 600
        context = chromium.new_context(
            base_url=url,
            viewport={"width": width, "height": 844 if phone else 900},
            is_mobile=phone,
            has_touch=phone,
            java_script_enabled=javascript,
            locale=BROWSER_LANGUAGES[language],
            timezone_id="Asia/Almaty",
        )
        contexts.append(context)
        context.route("**/*", lambda route: keep_inside(route, url, visits.outside))
        context.on("console", lambda message: note_error(message, visits.console_errors))
        context.on("weberror", lambda error: visits.console_errors.append(str(error.error)))
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_page
    if getattr(request.node, "browser_test_failed", False):
        save_screenshots(request.node.name, contexts)
    for context in contexts:
        context.close()
    assert not visits.outside, f"Pages asked other hosts: {visits.outside}"
    assert not visits.console_errors, f"Errors in the browser's console: {visits.console_errors}"


def keep_inside(route, url, outside):
    """Let a request to our own host through; stop and note any other one."""
    address = urlsplit(route.request.url)
    if address.scheme in ("data", "blob") or address.netloc == urlsplit(url).netloc:
        route.continue_()
    else:
        outside.append(route.request.url)
        route.abort()


def note_error(message, errors):
    """Note a console message that is an error of the page."""
    if message.type == "error" and not EXPECTED_MESSAGE.match(message.text):
        errors.append(f"{message.text} ({message.location.get('url', '')})")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Remember a failure, so that `open_page` shows what the browser saw."""
    report = yield
    if report.when == "call":
        item.browser_test_failed = report.failed
    return report


def save_screenshots(name, contexts):
    """Save the open pages of a failed test as pictures in `var/test-screenshots`."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    stem = re.sub(r"[^-\w]+", "-", name)
    for number, page in enumerate(pages, start=1):
        try:
            page.screenshot(path=SCREENSHOTS / f"{stem}-{number}.png", full_page=True)
        except Error as error:
            # The failure of the test matters more than its picture.
            print(f"No picture of page {number}: {error}", file=sys.stderr)
