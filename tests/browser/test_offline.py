"""A reader without a connection: what they asked for is there and says how old it is; nothing is sent behind them."""

import re
from dataclasses import dataclass

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Error, expect

from tests.browser.axe import violations
from tests.browser.citizen_planting import COUNCIL
from tests.browser.citizens import Citizen, received
from tests.browser.cutting import Line

LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])
COPY, ALONE = ".copy-note", "Nothing was sent."
HOW_MANY = "async () => (await navigator.serviceWorker.getRegistrations()).length"
# What a browser says by itself without a connection: of a page and its parts, and of the worker's script.
UNREACHED = re.compile(r"net::ERR_|error occurred when fetching the script")
# Everything that is kept on the device, as addresses after the host: {address: body}.
KEPT = """async () => {
  const kept = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const path = request.url.slice(location.origin.length);
      kept[path] = await (await cache.match(request, { ignoreVary: true })).text();
    }
  }
  return kept;
}"""
MAY_BE_KEPT = re.compile(
    r"/static/[-\w./]+|/(kk|ru)/offline/|/(kk|ru)/offline/questions\.json(\?council=[-\w]+)?"
    r"|/(kk|ru)/councils/[-\w]+/questions/[-\w]+/"
)
# What was kept by a release before this one: a list, and a question that is long gone.
EARLIER = """async (list) => {
  const cache = await caches.open("kenes-earlier");
  await cache.put(list, new Response(JSON.stringify({ language: "kk", kept: {}, questions: [], taken: 0 })));
  await cache.put("/kk/councils/gone/questions/gone/", new Response("gone"));
}"""
# As if the last list had been read two days ago, and had named a question that is gone since.
AGED = """async () => {
  const cache = await caches.open((await caches.keys())[0]);
  for (const request of await cache.keys()) {
    if (!request.url.includes("questions.json")) continue;
    const list = await (await cache.match(request)).json();
    list.taken -= 2 * 24 * 60 * 60 * 1000;
    await cache.put(request, new Response(JSON.stringify(list)));
  }
  await cache.put("/kk/councils/gone/questions/gone/", new Response("gone"));
}"""


@dataclass
class Reader:
    """Somebody with a telephone at the question of a council."""

    page: object
    language: str

    @property
    def question(self):
        """Its address."""
        return f"/{self.language}/councils/{COUNCIL}/questions/upsets/"

    def words(self, source):
        """What the site says in this language."""
        with override(self.language):
            return gettext(source)

    def press(self, source):
        """Press a button among the controls."""
        self.page.locator(".offline").get_by_role("button", name=self.words(source), exact=True).click()

    def keep(self):
        """Open the question and ask that it be kept; wait until it is said to be."""
        self.page.goto(self.question)
        self.press("Keep the questions")
        expect(self.page.locator(".offline__status")).to_contain_text(self.words("Questions on this device") + ": ")

    def kept(self):
        """What is kept on the device."""
        return self.page.evaluate(KEPT)

    def disconnect(self):
        """No network at all."""
        self.page.context.set_offline(True)

    def connect(self):
        """The network is back."""
        self.page.context.set_offline(False)


@pytest.fixture
def reader(open_page, citizens_council, visits):
    """A function that gives a reader; that something cannot be loaded without a connection is no error of the page."""
    yield lambda language="kk", width=390, **way: Reader(open_page(width, language=language, **way), language)
    visits.console_errors[:] = [line for line in visits.console_errors if not UNREACHED.search(line)]


@LANGUAGES
def test_a_kept_question_is_read_without_a_connection_and_says_how_old_it_is(reader, language):
    one = reader(language)
    one.keep()
    one.disconnect()
    page = one.page
    page.goto(one.question)
    expect(page.locator(COPY)).to_contain_text(one.words("A copy kept on this device"))
    expect(page.locator(f"{COPY} time")).to_have_count(1)
    expect(page.locator("h1")).to_be_visible()
    # The days that were left when it was kept are not said; the day itself is.
    expect(page.locator(".deadline__left")).to_be_hidden()
    expect(page.locator(".deadline time").first).to_be_visible()
    # It looks as it always does.
    assert "Onest" in page.evaluate("() => getComputedStyle(document.body).fontFamily")
    assert page.evaluate("() => document.styleSheets[0].cssRules.length") > 0
    assert violations(page) == []
    assert page.context.cookies() == []


@LANGUAGES
def test_what_is_not_kept_says_that_nothing_was_sent_and_leads_to_what_is(reader, language):
    one = reader(language)
    one.keep()
    one.disconnect()
    page = one.page
    page.goto(one.question)
    page.click("main a[href$='/propose/']")
    expect(page).to_have_url(re.compile("/propose/$"))
    expect(page.locator(COPY)).to_contain_text(one.words(ALONE))
    expect(page.locator("form.form")).to_have_count(0)
    assert violations(page) == []
    page.click(f"[data-offline-kept] a[href='{one.question}']")
    expect(page.locator(COPY)).to_contain_text(one.words("A copy kept on this device"))
    for address in (f"/{language}/", f"/{language}/track/", f"/{language}/councils/{COUNCIL}/questions/"):
        page.goto(address)
        expect(page.locator(COPY)).to_contain_text(one.words(ALONE))
    one.connect()
    page.goto(one.question)
    expect(page.locator(COPY)).to_have_count(0)
    page.click("main a[href$='/propose/']")
    expect(page.locator("form.form")).to_be_visible()


def test_the_page_of_the_other_language_is_there_too(reader):
    one = reader("kk")
    one.keep()
    one.disconnect()
    one.page.goto("/ru/")
    expect(one.page.locator(COPY)).to_contain_text("Ничего не отправлено.")
    expect(one.page.locator("[data-offline-kept] a[lang=kk]").first).to_be_visible()


def test_nothing_is_kept_and_no_worker_asked_for_before_the_reader_asks(reader):
    one, asked = reader(), []
    one.page.on("request", lambda request: asked.append(request.url))
    for address in (one.question, f"/kk/councils/{COUNCIL}/questions/", "/kk/offline/", "/kk/"):
        one.page.goto(address, wait_until="networkidle")
        assert one.page.evaluate(HOW_MANY) == 0
        assert one.kept() == {}
    assert [url for url in asked if "service-worker" in url or "questions.json" in url] == []


def test_only_open_questions_and_their_files_are_kept(reader):
    one = reader()
    one.keep()
    one.page.goto(f"{one.question}propose/")
    one.page.goto("/kk/track/")
    one.page.goto("/kk/search/?q=кеңес")
    kept = one.kept()
    assert one.question in kept and f"/kk/offline/questions.json?council={COUNCIL}" in kept
    assert [path for path in kept if not MAY_BE_KEPT.fullmatch(path)] == []
    assert 'name="token"' not in "".join(body for path, body in kept.items() if not path.startswith("/static/"))


@LANGUAGES
def test_one_button_removes_everything(reader, language):
    one = reader(language)
    one.keep()
    one.page.goto(f"/{language}/offline/")
    expect(one.page.locator("[data-offline-kept] a").first).to_be_visible()
    one.press("Remove everything kept")
    expect(one.page.locator(".offline__status")).to_have_text(
        one.words("Everything that was kept is removed from this device.")
    )
    expect(one.page.locator("[data-offline-kept]")).to_be_hidden()
    expect(one.page.locator("[data-offline-drop]")).to_be_hidden()
    assert one.page.evaluate(HOW_MANY) == 0
    assert one.kept() == {}
    one.page.goto(one.question)
    one.disconnect()
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        one.page.goto(one.question)


def test_it_can_be_removed_without_a_connection(reader):
    one = reader()
    one.keep()
    one.disconnect()
    one.page.goto("/kk/offline/")
    one.press("Remove everything kept")
    expect(one.page.locator("[data-offline-drop]")).to_be_hidden()
    assert one.kept() == {}


def test_what_cannot_be_kept_is_said_to_be(reader):
    one = reader()
    one.page.goto(one.question)
    one.disconnect()
    one.press("Keep the questions")
    refused = "It could not be kept: there is no connection, or no room on the device. Try again later."
    expect(one.page.locator(".offline__status")).to_have_text(one.words(refused))
    assert one.kept() == {}


def test_what_is_sent_without_a_connection_is_neither_kept_nor_sent_later_and_the_begun_text_stays(reader):
    one = reader()
    one.keep()
    citizen = Citizen(one.page, "upsets", "kk", "Байланыссыз азамат")
    citizen.open()
    one.page.click("[data-draft-save]")
    one.disconnect()
    citizen.send()
    expect(one.page.locator("main")).to_have_count(0)
    one.connect()
    one.page.goto(one.question)
    before = received(citizen)
    assert citizen.mark not in "".join(one.kept().values())
    one.page.click("a[href$='/propose/']")
    citizen.expect_text()
    assert received(citizen) == before


def test_another_release_fetches_anew_what_was_kept_and_drops_the_rest(reader):
    one = reader()
    one.page.goto("/kk/offline/")
    one.page.evaluate(EARLIER, f"/kk/offline/questions.json?council={COUNCIL}")
    one.page.reload()
    one.press("Keep the questions")
    expect(one.page.locator(f"[data-offline-kept] a[href='{one.question}']")).to_be_visible()
    names = one.page.evaluate("() => caches.keys()")
    assert len(names) == 1 and names != ["kenes-earlier"]
    kept = one.kept()
    assert "/kk/councils/gone/questions/gone/" not in kept
    assert {"/kk/offline/questions.json", f"/kk/offline/questions.json?council={COUNCIL}"} <= kept.keys()


def test_after_a_day_a_visit_renews_what_is_kept_and_forgets_what_is_gone(reader):
    one = reader()
    one.keep()
    one.page.evaluate(AGED)
    assert "/kk/councils/gone/questions/gone/" in one.kept()
    one.page.goto("/kk/")
    one.page.wait_for_function(f"async () => !('/kk/councils/gone/questions/gone/' in await ({KEPT})())")
    assert one.question in one.kept()


def test_a_site_that_does_not_answer_does_not_keep_a_reader_waiting(reader, site):
    line = Line(site.port)
    try:
        one = reader(url=line.url)
        one.keep()
        line.holds = True
        one.page.goto(one.question)
        expect(one.page.locator(COPY)).to_contain_text(one.words("A copy kept on this device"))
    finally:
        line.mend()
        line.close()


@LANGUAGES
def test_without_a_script_nothing_is_offered_that_does_nothing(open_page, citizens_council, language):
    page = open_page(390, javascript=False, language=language)
    page.goto(f"/{language}/councils/{COUNCIL}/questions/upsets/")
    expect(page.locator(".offline")).to_be_hidden()
    page.goto(f"/{language}/offline/")
    expect(page.locator(".offline")).to_be_hidden()
    expect(page.locator("[data-offline-cannot]")).to_be_visible()
