"""Somebody who goes through the admin by its links and reads everything that comes back, seen and unseen."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Error

# Everything that a frame holds: its document, what its fields contain, what stands in shadow trees.
HELD = """() => {
  const parts = [document.documentElement.outerHTML];
  for (const element of document.querySelectorAll("*")) {
    if (element.shadowRoot) parts.push(element.shadowRoot.innerHTML);
    if ("value" in element) parts.push(String(element.value));
  }
  return parts.join("\\n");
}"""
# Every menu, tab and side panel of the screen and the account's menu, one after another; none of them sends a form.
OPEN = """() => document.querySelectorAll(
  "[data-w-dropdown-target=toggle], [role=tab], [data-side-panel-toggle], .sidebar-footer__account"
).forEach((toggle) => toggle.click())"""
LINKS = "() => [...document.querySelectorAll('a[href]')].map((link) => link.href)"
ADMIN = "/admin/"
# Where published pages of all councils are shown by design: the chooser's search for a link. (And the public site.)
FINDS_PUBLISHED = "/admin/choose-page/search/"
# The same screen, sorted or led back to elsewhere.
SAME_SCREEN = {"next", "ordering"}
# The pages above the councils' sections.
NATIONAL = {"Page", "HomePage", "CouncilDirectoryPage"}
STEP = 25  # milliseconds


@dataclass
class Reading:
    """One thing that was read: where, whether published pages of others may stand there, and what it says."""

    place: str
    is_public: bool
    text: str


# Where the browser would save a file instead of showing a screen.
FILES = re.compile(r"/admin/kenes/documents/|/admin/kenes/.*/csv/$|/admin/localize/translate/\d+/pofile/download/$")


@dataclass
class Walker:
    """The window of somebody who is signed in. `readings`: all that was sent and shown; `refused`: dead links."""

    page: object
    base: str
    types: dict
    is_thorough: bool = False
    readings: list = field(default_factory=list)
    screens: dict = field(default_factory=dict)
    refused: dict = field(default_factory=dict)
    finds_published: bool = False
    _running: set = field(default_factory=set)

    def __post_init__(self):
        self.page.on("request", lambda request: self._running.add(request))
        self.page.on("requestfinished", lambda request: self._running.discard(request))
        self.page.on("requestfailed", lambda request: self._running.discard(request))
        # The answers are read on their way: of a page that was left the browser keeps none.
        self.page.route("**/*", self._overhear)

    def _overhear(self, route):
        request = route.request
        path = urlsplit(request.url).path
        if not request.url.startswith(self.base) or path.startswith("/static/"):
            route.fallback()
            return
        answer = route.fetch(max_redirects=0)
        text = f"{request.url} {answer.headers} {answer.body().decode(errors='replace')}"
        is_public = path == FINDS_PUBLISHED or not path.startswith(ADMIN)
        self.readings.append(Reading(f"{request.method} {request.url}", is_public, text))
        route.fulfill(response=answer)

    def sign_in(self, username, password):
        """By the form, as people do."""
        self.page.goto("/admin/login/")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", password)
        with self.page.expect_navigation():
            self.page.click("form [type=submit]")
        self.read()

    def go(self, address):
        """Go to the address, open all that opens there, read it; returns the status. A file is fetched instead."""
        if FILES.match(urlsplit(address).path):
            return self.page.evaluate("async (address) => (await fetch(address)).status", address)
        answer = self.page.goto(address)
        self.settle()
        self.page.evaluate(OPEN)
        self.read()
        return answer.status

    def settle(self):
        """Wait until nothing has been on its way for two steps."""
        quiet = 0
        for _attempt in range(15_000 // STEP):
            self.page.wait_for_timeout(STEP)
            quiet = 0 if self._running else quiet + 1
            if quiet == 2:
                return
        raise AssertionError(f"Still on its way: {[request.url for request in self._running]}")

    def read(self):
        """Read what the browser holds now; a preview that is just being put in another's place, once it stands."""
        self.settle()
        for frame in self.page.frames:
            is_public = self.finds_published or not urlsplit(frame.url).path.startswith(ADMIN)
            try:
                held = frame.evaluate(HELD)
            except Error:
                if not frame.is_detached():
                    raise
                self.read()
                return
            self.readings.append(Reading(f"screen {frame.url}", is_public, held))

    def fetch(self, address):
        """What a script of the screen would ask for."""
        self.page.evaluate("(address) => fetch(address, {headers: {'X-Requested-With': 'XMLHttpRequest'}})", address)

    def links(self):
        """Addresses of the admin to which the screen has a link."""
        for address in self.page.evaluate(LINKS):
            parts = urlsplit(address)
            if address.startswith(self.base) and parts.path.startswith(ADMIN):
                yield parts.path + (f"?{parts.query}" if parts.query else "")

    def shape(self, address):
        """What makes two screens the same kind: the address without numbers; of a page's screens, whose page it is.

        The list below a page and its editor are different screens for each type of page; thoroughly, the others too.
        """
        parts = urlsplit(address)
        asked = set(parse_qs(parts.query, keep_blank_values=True)) - SAME_SCREEN
        match = re.match(r"/admin/pages/(\d+)/(.*)", parts.path)
        kind = ""
        if match and not asked:
            kind = self.types.get(match[1], "")
            if match[2] not in ("", "edit/") and not self.is_thorough:
                kind = "national" if kind in NATIONAL else "own"
        return kind, re.sub(r"\d+", "#", parts.path), *sorted(asked)

    def visit(self, address, origin):
        """Go there by a link of the screen `origin`; what is refused is noted."""
        status = self.go(address)
        self.screens[self.shape(address)] = status
        if status >= 400:
            self.refused[address] = (status, origin)

    def look_around(self, address):
        """One screen, and every link of it to a kind of screen that was not met yet."""
        self.visit(address, "")
        for link in list(self.links()):
            if self.shape(link) not in self.screens:
                self.visit(link, address)

    def walk(self, *starts):
        """Breadth-first over every link, each kind of screen once."""
        waiting, seen = [(start, "") for start in starts], set(map(self.shape, starts))
        while waiting:
            address, origin = waiting.pop(0)
            self.visit(address, origin)
            for link in self.links():
                if self.shape(link) not in seen:
                    seen.add(self.shape(link))
                    waiting.append((link, address))
