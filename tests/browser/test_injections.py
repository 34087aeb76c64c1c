"""Sixty payloads are sent, published and answered at once; then real browsers open every page that shows them."""

import pytest
from playwright.sync_api import expect

from tests.browser.citizen_planting import COUNCIL
from tests.browser.people import Staff
from tests.factories import PASSWORD
from tests.forms.injections import PAYLOADS

PLANT = "from tests.browser.citizen_planting import plant_payloads; plant_payloads()"
QUESTION = f"/councils/{COUNCIL}/questions/payloads/"
# Where a page would differ from ours: parts that load or run something, attributes that act, addresses of others.
STRANGE = r"""() => [...document.querySelectorAll("main *, .kenes-screen *")].filter((part) =>
  ["SCRIPT", "IFRAME", "OBJECT", "EMBED", "BASE", "META", "STYLE", "MARQUEE", "MATH"].includes(part.tagName)
  || [...part.attributes].some(({name, value}) => name.startsWith("on")
    || (/^(href|src|action|formaction|srcdoc|xlink:href)$/.test(name) && /^\s*(javascript|data):|evil/i.test(value)))
).map((part) => part.outerHTML.slice(0, 200))"""


@pytest.fixture
def told(site, citizens_council):
    """Key, number and secret of each proposal."""
    return site.shell(PLANT)


@pytest.fixture
def watched(open_page):
    """A function that gives a window, and one that looks at a page in it: nothing strange, and no dialog."""
    dialogs = []

    def watched(width, language):
        page = open_page(width, language=language)
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        return page

    yield watched
    assert dialogs == []


def look(page, payloads=0):
    """The page shows at least so many payloads as words, and nothing of theirs has become a part of it."""
    words = page.inner_text("body")
    assert sum(payload in words for payload in PAYLOADS) >= payloads, page.url
    assert page.evaluate(STRANGE) == [], page.url


def test_no_payload_runs_on_any_page(told, watched):
    reader = watched(390, "kk")
    for language in ("kk", "ru"):
        for number in (1, 2, 3):
            reader.goto(f"/{language}{QUESTION}propose/proposals/?page={number}")
            look(reader, 10)
        reader.goto(f"/{language}{QUESTION}")
        look(reader, 3)
    for one in told[::12]:
        reader.goto("/kk/track/")
        for name in ("number", "secret"):
            reader.fill(f"[name={name}]", one[name])
        reader.click("main form [type=submit]")
        expect(reader.locator("#found")).to_be_visible()
        look(reader, 1)
    for payload in PAYLOADS[::12]:
        reader.goto(f"/kk{QUESTION}propose/")
        reader.fill("[name=text]", payload)
        reader.fill("[name=subject]", payload)
        reader.click("main form.form [type=submit]")
        expect(reader.locator(".error-summary")).to_be_visible()
        look(reader)

    secretary = Staff(watched(1280, "ru"), "citizens-secretary", PASSWORD).page
    for number in (1, 2, 3):
        secretary.goto(f"/admin/kenes/proposals/?tab=all&p={number}")
        look(secretary)
    for one in told[::12]:
        secretary.goto(f"/admin/kenes/proposals/{one['key']}/")
        look(secretary, 1)
