"""Seven upsets between the citizen and the receipt: the text stands where it was typed, and one proposal arrives.

Each is played twice at once, by somebody with JavaScript and by somebody without.
"""

import re
import time
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from forms.tokens import MAX_AGE
from tests.browser.citizens import SEND, TOKEN, Citizen, aged, received
from tests.browser.cutting import Line

FILES = "[name=files]"
ERRORS = ".error-summary"
WITH_SCRIPT, WITHOUT = (True, "kk"), (False, "ru")
BOTH = (WITH_SCRIPT, WITHOUT)


@pytest.fixture
def citizens(open_page, citizens_council, request):
    """Two people with the form filled in before them, or only the one with JavaScript; `through` is their way to it."""

    def come(through=None, who=BOTH):
        way = {"url": through.url} if through else {}
        some = [
            Citizen(open_page(390, javascript, language, **way), "upsets", language, f"{request.node.name} {language}")
            for javascript, language in who
        ]
        for citizen in some:
            citizen.open()
        return some

    return come


@pytest.fixture
def line(site):
    """The way to the site on which a connection can be cut."""
    line = Line(site.port)
    yield line
    line.close()


def expect_one(citizen, before):
    """One proposal came since there were `before`, with the text to the last byte."""
    citizen.expect_stored()
    assert received(citizen) == before + 1


def test_an_error_in_the_form_costs_no_letter(citizens):
    for citizen in citizens():
        before = received(citizen)
        citizen.page.fill("[name=email]", "nobody")
        citizen.send()
        expect(citizen.page.locator(ERRORS)).to_be_visible()
        citizen.expect_text()
        citizen.page.fill("[name=email]", "")
        citizen.send()
        expect_one(citizen, before)


def test_a_form_that_was_open_for_too_long_costs_no_letter(citizens, site):
    for citizen in citizens():
        before, field = received(citizen), citizen.page.locator(TOKEN)
        token = aged(site, field.get_attribute("value"), MAX_AGE + timedelta(days=1))
        field.evaluate("(field, token) => { field.value = token }", token)
        citizen.send()
        expect(citizen.page.locator(".notice--warn")).to_be_visible()
        citizen.expect_text()
        assert received(citizen) == before
        citizen.since = time.monotonic()
        citizen.send()
        expect_one(citizen, before)


def test_a_server_that_starts_anew_meanwhile_costs_no_letter(citizens, site):
    both = citizens()
    site.restart()
    for citizen in both:
        before = received(citizen)
        citizen.expect_text()
        citizen.send()
        expect_one(citizen, before)


def test_two_clicks_make_one_proposal(citizens):
    for citizen in citizens():
        before = received(citizen)
        citizen.read()
        citizen.page.dblclick(SEND)
        expect(citizen.page.locator(".receipt")).to_be_visible()
        expect_one(citizen, before)


def test_going_back_finds_the_text_as_it_was_typed(citizens):
    for citizen in citizens():
        before = received(citizen)
        citizen.page.click("main a[href$='/contacts/']")
        # Chromium refuses the way back while it is still on the way there.
        expect(citizen.page).to_have_url(re.compile("/contacts/$"))
        citizen.go_back()
        citizen.expect_text()
        citizen.page.fill("[name=email]", "nobody")
        citizen.send()
        expect(citizen.page.locator(ERRORS)).to_be_visible()
        citizen.go_back()
        citizen.expect_text()
        citizen.page.fill("[name=email]", "")
        citizen.send()
        expect_one(citizen, before)


def test_going_back_from_the_receipt_and_sending_again_gives_the_same_receipt(citizens):
    (citizen,) = citizens(who=[WITH_SCRIPT])
    before = received(citizen)
    citizen.send()
    receipt = citizen.receipt()
    citizen.go_back()
    citizen.expect_text()
    citizen.send()
    assert citizen.receipt() == receipt
    expect_one(citizen, before)


def test_a_file_that_is_refused_costs_no_letter(citizens, tmp_path):
    refused, taken = tmp_path / "plan.exe", tmp_path / "plan.txt"
    refused.write_bytes(b"MZ")
    taken.write_text("жоспар", encoding="utf-8")
    for citizen in citizens():
        before = received(citizen)
        citizen.page.set_input_files(FILES, [refused, taken])
        citizen.send()
        expect(citizen.page.locator(ERRORS)).to_contain_text("plan.exe")
        citizen.expect_text()
        citizen.page.set_input_files(FILES, taken)
        citizen.send()
        expect_one(citizen, before)
        expect(citizen.page.locator("main")).to_contain_text("plan.txt")


def cut_off(citizen):
    """Send, and see nothing of the site: the browser's own page says that there was no answer."""
    citizen.send()
    expect(citizen.page.locator("main")).to_have_count(0)


def test_a_connection_cut_in_mid_upload_costs_no_letter(citizens, line, tmp_path):
    large = tmp_path / "plan.txt"
    large.write_text("жоспар " * 100_000, encoding="utf-8")
    for citizen in citizens(line):
        before = received(citizen)
        citizen.page.set_input_files(FILES, large)
        line.cut_after = 300_000
        cut_off(citizen)
        line.mend()
        assert received(citizen) == before
        citizen.go_back()
        citizen.expect_text()
        citizen.page.set_input_files(FILES, large)
        citizen.send()
        expect_one(citizen, before)
        expect(citizen.page.locator("main")).to_contain_text("plan.txt")


def test_an_answer_lost_on_its_way_is_the_receipt_when_the_same_is_sent_again(citizens, line):
    (citizen,) = citizens(line, [WITH_SCRIPT])
    before = received(citizen)
    line.keeps_answers = True
    cut_off(citizen)
    line.mend()
    assert received(citizen) == before + 1
    citizen.go_back()
    citizen.expect_text()
    citizen.send()
    expect_one(citizen, before)
