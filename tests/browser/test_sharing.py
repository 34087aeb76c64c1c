"""A page is sent to somebody: by plain links without a script, by the clipboard and the device's own way with one."""

import pytest
from playwright.sync_api import expect

from tests.browser.citizen_planting import COUNCIL

LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])
QUESTION = f"councils/{COUNCIL}/questions/upsets/"


@LANGUAGES
def test_without_a_script_there_are_plain_links_and_no_button_that_does_nothing(open_page, citizens_council, language):
    page = open_page(390, javascript=False, language=language)
    page.goto(f"/{language}/{QUESTION}")
    share = page.locator(".share")
    expect(share.get_by_role("link")).to_have_count(4)
    expect(share.get_by_role("button")).to_have_count(0)
    expect(share.get_by_role("status")).to_be_hidden()


@LANGUAGES
def test_the_link_is_copied_and_said_to_be(open_page, site, citizens_council, language):
    page = open_page(1280, language=language)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/{language}/{QUESTION}")
    page.locator("[data-share-copy] button").press("Enter")
    expect(page.locator(".share").get_by_role("status")).not_to_be_empty()
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{site.url}/{language}/{QUESTION}"
    assert page.context.cookies() == []


def test_a_browser_that_keeps_its_clipboard_shows_the_address_instead(open_page, site, citizens_council):
    page = open_page(390, language="kk")
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(f"/kk/{QUESTION}")
    page.locator("[data-share-copy] button").click()
    expect(page.locator(".share").get_by_role("status")).to_have_text(f"{site.url}/kk/{QUESTION}")


def test_the_devices_own_way_is_offered_where_there_is_one_and_gets_the_ready_text(open_page, site, citizens_council):
    page = open_page(390, language="ru")
    page.add_init_script("navigator.share = async (what) => { window.sent = what; }")
    page.goto(f"/ru/{QUESTION}")
    page.locator("[data-share-native] button").click()
    sent = page.evaluate("() => window.sent")
    assert sent["url"] == f"{site.url}/ru/{QUESTION}"
    assert page.locator("h1").inner_text() in sent["text"] and "Совет граждан" in sent["text"]
