"""A running copy of the product, and a running Chromium: for the browser tests and for whoever takes pictures."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from benchmarks.machine import scratch_database

BASE_DIR = Path(__file__).resolve().parent.parent.parent
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


@contextmanager
def served_site(var, database_url=""):
    """The product with its own settings, served as `make run` does, on a fresh database, with its data in `var`."""
    port = free_port()
    with scratch_database(var, database_url) as url:
        site = Site(f"http://127.0.0.1:{port}", var, product_environment(var, port, url))
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


@contextmanager
def launched_chromium():
    """A running Chromium: the machine's own, or one that Playwright gets the ordinary way."""
    arguments = [*CHROMIUM_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=arguments)
        with closing(browser):
            yield browser


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
