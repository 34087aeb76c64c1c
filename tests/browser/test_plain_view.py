"""The view for whoever sees badly: larger, plainer, black on white; kept on the device, and whole without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.public_pages import STATES, in_sitemap, one_of_each_kind
from tests.browser.test_reading import ASIDE

LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])
SIZE = "() => parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
GROUND = "() => getComputedStyle(document.documentElement).backgroundColor"


def switch(page):
    """What a person presses: the sign; the box itself is not seen."""
    page.locator(".view-switch").click()


@LANGUAGES
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_view_is_larger_and_plainer_and_leaves_again(open_page, site, javascript, language):
    page = open_page(390, javascript=javascript, language=language)
    page.goto(f"/{language}/")
    before = page.evaluate(SIZE)
    switch(page)
    assert page.evaluate(SIZE) >= before * 1.3
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    expect(page.locator(".baskur")).to_be_hidden()
    switch(page)
    assert page.evaluate(SIZE) == before
    assert page.context.cookies() == []


@LANGUAGES
def test_the_view_stays_on_this_device_from_page_to_page(open_page, site, language):
    page = open_page(1280, language=language)
    page.goto(f"/{language}/")
    before = page.evaluate(SIZE)
    page.locator("#plain-view").focus()
    page.keyboard.press("Space")
    page.goto(f"/{language}/councils/")
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    expect(page.locator("#plain-view")).to_be_checked()
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    page.goto(f"/{language}/")
    assert page.evaluate(SIZE) >= before * 1.3


@LANGUAGES
def test_every_page_keeps_seven_to_one_and_its_width_in_this_view(open_page, site, extremes, full_size, language):
    own = [address for address in in_sitemap(site.url) if address.startswith(f"/{language}/")]
    page, found = open_page(390, language=language), []
    page.goto(f"/{language}/")
    switch(page)

    def look(name):
        found.extend(f"{name}: {fault}" for fault in violations(page, tags=["wcag2aaa", "wcag2aa", "wcag22aa"]))
        found.extend(f"{name}: {what}" for what in page.evaluate(ASIDE))

    for address in one_of_each_kind(own):
        page.goto(address)
        look(address)
    for state in STATES if full_size else ():
        state.come(page, language)
        look(state.name)
    assert not found, "\n".join(found)
