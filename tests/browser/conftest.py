"""A whole site of its own and a real Chromium, for the tests that use the product as people do."""

import os
import re
import sys
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Error

from tests.browser.running import launched_chromium, served_site
from tests.conftest import is_sqlite

# These look at every page there is and judge its markup, its colours and its width. A template says the same over each
# database, so they look once, in the run on SQLite: whole in `make proof`.
LOOKS = ("accessibility", "markup", "plain_view", "reading")
collect_ignore = [] if is_sqlite() else [f"test_{name}.py" for name in LOOKS]
SCREENSHOTS = settings.VAR_DIR / "test-screenshots"
BROWSER_LANGUAGES = {"kk": "kk-KZ", "ru": "ru-RU", None: "kk-KZ"}
# A page that answers 404 or shows a form again is no error of the page; what failed is in the assertions. And Wagtail's
# preview says what it finds in a text that is only being written.
EXPECTED_MESSAGE = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d|axe\.run results")


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
    with served_site(var, os.environ.get("DATABASE_URL", "")) as site:
        yield site


# "module", not "session": Playwright's event loop must not outlive the browser tests, because Django refuses its
# database inside a loop; a package's scope would not end, since the folder of these tests is no package.
@pytest.fixture(scope="module")
def chromium():
    """A running Chromium: the machine's own, or one that Playwright gets the ordinary way."""
    with launched_chromium() as browser:
        yield browser


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
