"""A citizen's whole way with a telephone and without JavaScript: from the home page to the answer, and out again."""

import re
from dataclasses import dataclass

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import expect

from forms.suspicion import LEAST_TIME
from tests.browser.people import Staff, in_fours
from tests.factories import PASSWORD

PROPOSAL = {
    "kk": "Көшеге жарық орнатуды және өтпе жолды жөндеуді ұсынамын. 🌳\n\nҚараңғыда жүру қауіпті.",
    "ru": "Предлагаю осветить улицу и починить переход. 🌳\n\nВ темноте ходить опасно.",
}
ANSWER = {"kk": "Шамдар 2027 жылдың жоспарына енгізілді.", "ru": "Фонари внесены в план 2027 года."}
ACCEPTED = {"kk": "Ескерілді", "ru": "Принято"}
NAME = {"kk": "Айгүл Үлгілі", "ru": "Айгуль Примерова"}
NEW_NAME = {"kk": "Айгүл Мысалова", "ru": "Айгуль Образцова"}


@dataclass
class Journey:
    """A citizen on the way, in one language."""

    page: object
    language: str
    number: str = ""
    secret: str = ""

    def words(self, source):
        """What the site says in this language."""
        with override(self.language):
            return gettext(source)

    def press(self, source):
        """Press the button with these words, or open what lies folded under them."""
        parts = self.page.locator("main :is(button, summary)").filter(visible=True)
        parts.get_by_text(self.words(source), exact=True).first.click()

    def download(self, source):
        """Press a button that gives a file; its bytes."""
        with self.page.expect_download() as waiting:
            self.press(source)
        return waiting.value.path().read_bytes()

    def expect(self, *words):
        """The page says this."""
        for some in words:
            expect(self.page.locator("main")).to_contain_text(some)

    def act(self, source):
        """Press the button of a folded part that was opened before."""
        form = self.page.locator("details[open] form")
        form.get_by_role("button", name=self.words(source), exact=True).click()

    def track(self):
        """By number and secret, as they were written down from the receipt."""
        self.page.goto(f"/{self.language}/track/")
        self.page.fill("[name=number]", in_fours(self.number))
        self.page.fill("[name=secret]", self.secret)
        self.press("Show")


@pytest.fixture
def travellers(open_page, citizens_council):
    """One in each language."""
    return [Journey(open_page(390, javascript=False, language=language), language) for language in ("kk", "ru")]


def first_line(citizen):
    """How the proposal begins."""
    return PROPOSAL[citizen.language].split("\n")[0]


def find_the_form(citizen):
    """From the home page to the question, and on to its form."""
    citizen.page.goto(f"/{citizen.language}/")
    citizen.page.locator("main a[href$='/questions/journey/']").first.click()
    citizen.page.locator("main a[href$='/propose/']").first.click()
    # Faster than this nobody writes.
    citizen.page.wait_for_timeout(LEAST_TIME.total_seconds() * 1000)


def send_nonsense(citizen, tmp_path):
    """Every field that can be wrong is, and says so beside itself; what was typed stands there still."""
    page = citizen.page
    for name, value in {"text": "  ", "email": "ешкім", "phone": "12", "name": NAME[citizen.language]}.items():
        page.fill(f"[name={name}]", value)
    program = tmp_path / "plan.exe"
    program.write_bytes(b"MZ")
    page.set_input_files("[name=files]", program)
    citizen.press("Send the proposal")
    expect(page.locator(".error-summary")).to_be_visible()
    assert page.title().startswith(citizen.words("Error"))
    for name in ("text", "email", "phone", "publication", "files", "consent"):
        expect(page.locator(f".field--error:has([name={name}])")).to_have_count(1)
    expect(page.locator("[name=email]")).to_have_value("ешкім")
    expect(page.locator("[name=name]")).to_have_value(NAME[citizen.language])


def send_the_proposal(citizen, tmp_path):
    """With a file, a name and an address; the receipt shows number and secret."""
    page, language = citizen.page, citizen.language
    document = tmp_path / "plan.txt"
    document.write_text("жоспар", encoding="utf-8")
    for name, value in {"text": PROPOSAL[language], "email": "aigul@example.kz", "phone": ""}.items():
        page.fill(f"[name={name}]", value)
    page.set_input_files("[name=files]", document)
    page.check("[name=publication][value=text_and_name]")
    page.check("[name=consent]")
    citizen.press("Send the proposal")
    expect(page.locator(".receipt__number")).to_be_visible()
    citizen.number = "".join(page.locator(".receipt__number span").all_inner_texts())
    citizen.secret = page.locator("main [name=secret]").first.get_attribute("value")
    assert re.fullmatch(r"\d{12}", citizen.number)
    citizen.expect(citizen.secret, "plan.txt", first_line(citizen))


def keep_the_receipt(citizen):
    """As a text file, and by the button that leads on."""
    kept = citizen.download("Receipt as a text file").decode()
    assert citizen.secret in kept
    assert in_fours(citizen.number) in kept
    assert PROPOSAL[citizen.language] in kept.replace("\r\n", "\n")
    citizen.press("Follow this proposal")
    citizen.expect(first_line(citizen))


def look_after_the_own_data(citizen):
    """All of it, uncovered; the file, byte by byte; and another name."""
    page, language = citizen.page, citizen.language
    citizen.track()
    citizen.press("Copy of my data")
    citizen.expect(NAME[language], "aigul@example.kz", "plan.txt")
    assert citizen.download("All of it with the files (.zip)").startswith(b"PK")
    with page.expect_download() as waiting:
        page.click("main button[name=file]")
    assert waiting.value.path().read_bytes().decode() == "жоспар"
    citizen.press("Back to the proposal")
    citizen.press("Correct my name or contact")
    form = page.locator("details[open] form")
    form.locator("[name=name]").fill(NEW_NAME[language])
    form.locator("[name=email]").fill("new@example.kz")
    form.locator("[name=consent]").check()
    citizen.act("Keep this name and contact")
    citizen.expect(citizen.words("Your name and contact are kept as you have just written them."))


def read_the_answer(citizen):
    """On the tracking page; the public copy stands under its own address, with the corrected name."""
    citizen.track()
    citizen.expect(ANSWER[citizen.language], ACCEPTED[citizen.language])
    citizen.page.locator("main a", has_text=citizen.words("The published proposal")).click()
    citizen.expect(NEW_NAME[citizen.language], ANSWER[citizen.language])
    return citizen.page.url


def leave(citizen, published):
    """The text goes off the site, then everything goes; number and answer stay."""
    page = citizen.page
    citizen.track()
    citizen.press("Withdraw the publication")
    citizen.act("Withdraw the publication")
    done = "The publication is withdrawn: your text is not on the site, and nobody can publish it again."
    citizen.expect(citizen.words(done))
    assert page.goto(published).status == 404
    citizen.track()
    citizen.press("Delete my data")
    citizen.act("Delete my data")
    expect(page.locator(".error-summary")).to_be_visible()
    citizen.press("Delete my data")
    page.check("[name=sure]")
    citizen.act("Delete my data")
    citizen.expect(citizen.words("Your text and your answers to the form are deleted."))
    citizen.track()
    citizen.expect(ANSWER[citizen.language], citizen.words("The text is no longer kept."))
    expect(page.locator("main")).not_to_contain_text(first_line(citizen))


def test_a_citizen_goes_the_whole_way_without_javascript_and_without_a_cookie(travellers, open_page, tmp_path):
    for citizen in travellers:
        find_the_form(citizen)
        send_nonsense(citizen, tmp_path)
        send_the_proposal(citizen, tmp_path)
        keep_the_receipt(citizen)
        look_after_the_own_data(citizen)
    secretary = Staff(open_page(1280, language="ru"), "citizens-secretary", PASSWORD)
    for citizen in travellers:
        secretary.answer_and_publish(citizen.number, first_line(citizen), ANSWER[citizen.language])
    for citizen in travellers:
        leave(citizen, read_the_answer(citizen))
        assert not citizen.page.context.cookies()
        fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert citizen.page.evaluate(fits)
