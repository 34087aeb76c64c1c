"""What a citizen does at a form, and what the site then holds of it: by its own pages, as anybody can look."""

import re
import time
import unicodedata
from dataclasses import dataclass

from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import expect

from forms import tokens
from forms.suspicion import LEAST_TIME
from tests.browser.citizen_planting import COUNCIL

TEXT, SEND, TOKEN = "textarea[name=text]", "main form.form [type=submit]", "main form.form [name=token]"
LENGTH = 10_000
# All nine letters that Kazakh has beside the Russian ones, small and large; й and ё as two signs each, as an Apple
# keyboard sends them; an emoji of several signs; blanks at the end of a line.
PARAGRAPH = (
    "Әке ғимарат қала өңір ұя үй һәм іс. ӘҒҚҢӨҰҮҺІ\n\n"
    "Бои\u0306 ме\u0308д, \t«тырнақша» — <b>&amp; \\n</b> 👩\u200d🌾🎠  \n"
)


def long_text(mark):
    """A text that begins with the mark and has 10,000 code points as it is kept; and the same as it is kept."""
    typed = f"{mark}:\n" + PARAGRAPH * (LENGTH // 90)
    kept = unicodedata.normalize("NFC", typed)[: LENGTH - 1] + "."
    # Taken apart again where the citizen's keyboard does so.
    return kept.replace("й", "и\u0306").replace("ё", "е\u0308"), kept


@dataclass
class Citizen:
    """Somebody at the form of a question, in a window of their own."""

    page: object
    question: str
    language: str = "kk"
    mark: str = ""

    @property
    def address(self):
        """The question's page."""
        return f"/{self.language}/councils/{COUNCIL}/questions/{self.question}/"

    def open(self):
        """Go to the form by the question's page, and fill it in as far as it must be."""
        self.typed, self.kept = long_text(self.mark)
        self.page.goto(self.address)
        self.page.click("a[href$='/propose/']")
        self.since = time.monotonic()
        self.page.fill(TEXT, self.typed)
        self.page.check("[name=publication][value=nothing]")

    def read(self):
        """Let the form stand there for as long as a person needs: who sends sooner is asked for a proof."""
        left = self.since + LEAST_TIME.total_seconds() - time.monotonic()
        self.page.wait_for_timeout(max(0, left) * 1000)

    def send(self):
        """Press the button, in a person's time."""
        self.read()
        self.page.click(SEND)

    def go_back(self):
        """The browser's own button."""
        self.page.go_back()
        self.since = time.monotonic()

    def expect_text(self):
        """The text stands in the form as it was typed; what a script brings back is waited for."""
        expect(self.page.locator(TEXT)).not_to_have_value("")
        assert unicodedata.normalize("NFC", self.page.input_value(TEXT)) == self.kept

    def receipt(self):
        """Number and secret as the receipt's own buttons send them."""
        values = {name: self.page.locator(f"main [name={name}]").first for name in ("number", "secret")}
        return {name: field.get_attribute("value") for name, field in values.items()}

    def expect_stored(self):
        """The receipt is there, and what is kept under it is the text to the last byte. Returns number and secret."""
        receipt = self.receipt()
        copy = self.page.request.post(f"/{self.language}/track/copy/", form={**receipt, "as": "json"})
        assert copy.json()["sent"]["text"].encode() == self.kept.encode()
        return receipt


def received(citizen):
    """How many proposals the question has received, by its own page."""
    meta = citizen.page.request.get(citizen.address).text()
    return int(re.search(r'class="meta">\s*(?:<a[^>]*>)?[^:<]+: (\d+)', meta)[1])


def aged(site, token, age):
    """A token for the same form as this one, which the site signed so long ago."""
    form_id = int(token.split(".")[1])
    with override_settings(SECRET_KEY=site.environment["SECRET_KEY"]):
        return tokens.issue(form_id, timezone.now() - age)
