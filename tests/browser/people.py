"""The people of the browser tests: a council's staff in the admin, and the citizen who sends a proposal."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from forms.suspicion import LEAST_TIME


def in_fours(number):
    """A proposal's number as the screens write it: 1234 5678 9012."""
    return f"{number[:4]} {number[4:8]} {number[8:]}"


def propose(page, text, document=None):
    """From a question's page: send the proposal, with a file where one is given. Returns its number."""
    page.click("a[href$='/propose/']")
    page.fill("textarea[name=text]", text)
    if document:
        page.set_input_files("input[type=file][name=files]", str(document))
    page.check("[name=publication][value=text]")
    # Faster than this nobody writes, and the form would ask for a proof.
    page.wait_for_timeout(LEAST_TIME / timedelta(milliseconds=1))
    page.click("main form [type=submit]")
    words = page.inner_text(".receipt")
    number = re.search(r"\b(\d{4})\s(\d{4})\s(\d{4})\b", words)
    assert number, words
    return "".join(number.groups())


class Staff:
    """A member of a council's staff in the admin, signed in."""

    def __init__(self, page, name, password):
        self.page = page
        page.goto("/admin/login/")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", password)
        page.click("form [type=submit]")
        page.wait_for_url(re.compile("/admin/$"))

    def submit(self):
        """Press the button of the screen's own form, by the keyboard: a calendar may still cover it."""
        with self.page.expect_navigation():
            self.page.press(".nice-padding form [type=submit].button", "Enter")

    def fill_date(self, name, value):
        """Type a date and leave the field, so that its calendar closes."""
        self.page.fill(f"[name={name}]", value)
        self.page.locator(f"[name={name}]").blur()

    def press(self, name):
        """Press a named button that leads to another screen."""
        with self.page.expect_navigation():
            self.page.click(f"[name={name}]")

    def write(self, desk, kind, language, fields):
        """Write a first text in the language, and save it as a draft."""
        self.page.goto(desk)
        self.press(f"{kind}-{language}-write")
        for name, value in fields.items():
            self.page.fill(f"[name={name}]", value)
        self.page.wait_for_timeout(300)
        with self.page.expect_response(lambda response: "/edit/" in response.url and response.request.method == "POST"):
            self.page.click("[data-edit-form] button[type=submit].action-save >> nth=0")
        self.page.wait_for_load_state()

    def translate(self, desk, kind, language, texts):
        """Translate side by side in wagtail-localize's editor: each source text has its counterpart in `texts`."""
        self.page.goto(desk)
        self.press(f"{kind}-{language}-translate")
        # A title that the row knows in both languages is translated already; where that is all, nothing is left to do.
        self.page.wait_for_selector("li.incomplete, li.complete")
        while (segment := self.page.locator("li.incomplete").first).count():
            source = segment.locator("p").first.inner_text().strip()
            # By the keyboard: the list still shifts while its pictures load, and a click would miss its button.
            segment.get_by_role("button").last.press("Enter")
            segment.locator("textarea").fill(texts.get(source, source))
            before = self.page.locator("li.incomplete").count()
            segment.get_by_role("button").last.press("Enter")
            expect(self.page.locator("li.incomplete")).to_have_count(before - 1)

    def approve(self, schedule, decision):
        """Record that the sitting's decision, by its number, approved the schedule."""
        self.page.goto(schedule)
        option = self.page.locator("[name=decision] option", has_text=decision).first
        self.page.select_option("[name=decision]", option.get_attribute("value"))
        with self.page.expect_navigation():
            self.page.click("form:has([name=decision]) [type=submit]")
        expect(self.page.locator("a[href*='/kenes/sittings/'][href$='/']", has_text=decision)).to_be_visible()

    def ask_to_publish(self, desk, kind):
        """Press the button that publishes both languages of one row."""
        self.page.goto(desk)
        with self.page.expect_navigation():
            self.page.click(f"form[action*='/texts/{kind}/'][action*='/both/publish/'] button")

    def publish_both(self, desk, kind, reasons=None):
        """Publish both languages of one row; with reasons, where it goes another way than the recommendations."""
        self.ask_to_publish(desk, kind)
        for language, reason in (reasons or {}).items():
            self.page.fill(f"[name=reason_{language}]", reason)
        if reasons:
            self.submit()
        expect(self.page).to_have_url(desk)

    def make_form(self, desk, fields=None):
        """Make the proposal form of a consultation, with one more question where its fields are given."""
        self.page.goto(desk)
        self.press("define-form")
        if fields:
            self.page.click("#id_fields-ADD")
        for name, value in (fields or {}).items():
            self.page.fill(f"[name=fields-0-{name}]", value)
        with self.page.expect_navigation():
            self.page.click("[data-edit-form] footer button[type=submit]")
        expect(self.page).to_have_url(desk)

    def open_proposal(self, number):
        """Open the proposal with this number from the list of those that wait."""
        self.page.goto(f"/admin/kenes/proposals/?tab=unanswered&q={number}")
        self.page.get_by_role("link", name=in_fours(number)).click()

    def answer_and_publish(self, number, proposal, reason):
        """Answer the proposal with this number, in the words of its author, as taken into account; publish it."""
        self.open_proposal(number)
        expect(self.page.locator(".kenes-original").first).to_contain_text(proposal)
        self.page.select_option("[name=state]", "accepted")
        self.page.fill("[name=reason]", reason)
        self.press("save-answer")
        self.press("preview-proposal")
        expect(self.page.locator("#preview .proposal__text").first).to_be_visible()
        self.press("publish-proposal")
        expect(self.page.locator("[name=withdraw]")).to_be_visible()
