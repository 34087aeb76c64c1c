"""The whole main job in a real browser: from a sitting's decision to the citizen who reads the answer.

Played at a phone's and a desk's width, in both languages. The citizen's part is played without JavaScript.
"""

import re
import secrets
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

ALMATY = ZoneInfo("Asia/Almaty")
COUNCIL = "qostanai-oblysy"
WORDS = {
    "kk": {
        "subject": "Саябақтардағы жарықтандыру мәселесі",
        "summary": "Кешкі уақытта саябақтар қараңғы.",
        "label": "Қай саябақ туралы айтасыз?",
        "proposal": "Орталық саябаққа шам орнатуды ұсынамын.",
        "reason": "Шамдар 2027 жылғы жоспарға енгізілді.",
        "search": "саябақтар",
        "position": "Кеңес ұсыныстарды қолдайды.",
    },
    "ru": {
        "subject": "Вопрос освещения в парках",
        "summary": "В вечернее время в парках темно.",
        "label": "О каком парке вы пишете?",
        "proposal": "Предлагаю установить фонари в центральном парке.",
        "reason": "Фонари включены в план на 2027 год.",
        "search": "парки",
        "position": "Совет поддерживает предложения.",
    },
}
STATE = {"kk": "Ескерілді", "ru": "Принято"}


class Staff:
    """A member of the council's staff in the admin."""

    def __init__(self, page, site, role):
        self.page = page
        accounts = dict(line.split()[:2] for line in site.accounts.splitlines() if len(line.split()) >= 4)
        name = f"kos-{role}"
        page.goto("/admin/login/")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", accounts[name])
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
        """Write a first text in the language, save it as a draft and come back to the desk."""
        self.page.goto(desk)
        self.press(f"{kind}-{language}-write")
        for name, value in fields.items():
            self.page.fill(f"[name={name}]", value)
        self.page.wait_for_timeout(300)
        with self.page.expect_response(lambda response: "/edit/" in response.url and response.request.method == "POST"):
            self.page.click("[data-edit-form] button[type=submit].action-save >> nth=0")
        self.page.wait_for_load_state()
        self.page.goto(desk)

    def translate(self, desk, kind, language, texts):
        """Translate side by side in wagtail-localize's editor: each source text has its counterpart in `texts`."""
        self.page.goto(desk)
        self.press(f"{kind}-{language}-translate")
        self.page.wait_for_selector("li.incomplete")
        while (segment := self.page.locator("li.incomplete").first).count():
            source = segment.locator("p").first.inner_text().strip()
            segment.get_by_role("button").last.click()
            segment.locator("textarea").fill(texts.get(source, source))
            before = self.page.locator("li.incomplete").count()
            segment.get_by_role("button").last.click()
            expect(self.page.locator("li.incomplete")).to_have_count(before - 1)
        self.page.goto(desk)

    def publish_both(self, desk, kind):
        """Publish both languages of one row."""
        self.page.goto(desk)
        with self.page.expect_navigation():
            self.page.click(f"form[action*='/texts/{kind}/'][action*='/both/publish/'] button")


def plan(staff, language, other, mark, run):
    """The publisher enters a sitting, a schedule and a consultation; returns the addresses of their desks."""
    page, today = staff.page, datetime.now(ALMATY)
    page.goto("/admin/kenes/sittings/new/")
    page.fill("[name=number]", f"T{run}")
    staff.fill_date("held_on", today.strftime("%d.%m.%Y"))
    page.fill("[name=decisions-0-number]", f"T{run}-1")
    page.fill(f"[name=decisions-0-text_{language}]", WORDS[language]["summary"])
    staff.submit()
    page.goto("/admin/kenes/schedules/new/")
    free = page.locator("[name=quarter] option").all()[-1 - run].get_attribute("value")
    page.select_option("[name=quarter]", free)
    page.locator("[name=decision] option", has_text=f"T{run}-1").first.wait_for(state="attached")
    decision = page.locator("[name=decision] option", has_text=f"T{run}-1").first.get_attribute("value")
    page.select_option("[name=decision]", decision)
    staff.submit()
    schedule = page.url
    page.click("a[href*='consultations/new/?schedule=']")
    for code in (language, other):
        page.fill(f"[name=subject_{code}]", f"{WORDS[code]['subject']} {mark}")
    page.fill("[name=slug]", f"park-{mark}")
    staff.fill_date("opens_at", (today - timedelta(hours=1)).strftime("%d.%m.%Y %H:%M"))
    staff.fill_date("closes_at", (today + timedelta(days=9)).strftime("%d.%m.%Y %H:%M"))
    staff.submit()
    return schedule, page.url


def build_form(staff, desk):
    """Make the form and add one field of one's own, labelled in both languages."""
    page = staff.page
    page.goto(desk)
    staff.press("define-form")
    page.click("#id_fields-ADD")
    page.fill("[name=fields-0-label_kk]", WORDS["kk"]["label"])
    page.fill("[name=fields-0-label_ru]", WORDS["ru"]["label"])
    with page.expect_navigation():
        page.click("[data-edit-form] footer button[type=submit]")
    assert page.url.rstrip("/") == desk.rstrip("/")


def send_proposal(page, site, language, mark, tmp_path):
    """The citizen finds the question by the search, without JavaScript, and sends a proposal with a file."""
    words = WORDS[language]
    title = f"{words['subject']} {mark}"
    find(page, language, f"{words['search']} {mark}", title)
    page.click("a[href$='/propose/']")
    page.fill("textarea[name=text]", words["proposal"])
    document = tmp_path / "plan.txt"
    document.write_text("план", encoding="utf-8")
    page.set_input_files("input[type=file][name=files]", str(document))
    page.check("[name=publication][value=text]")
    page.click("main form [type=submit]")
    number = re.search(r"\b(\d{4})\s(\d{4})\s(\d{4})\b", page.inner_text("main"))
    assert number, page.inner_text("main")
    return "".join(number.groups())


def find(page, language, query, title):
    """Search until the index has caught up with the publication, at most half a minute."""
    for _attempt in range(30):
        page.goto(f"/{language}/search/?q={query}")
        link = page.get_by_role("link", name=title, exact=False)
        if link.count():
            link.first.click()
            return
        page.wait_for_timeout(1000)
    pytest.fail(f"{title!r} was not found by {query!r}")


@pytest.mark.parametrize(
    ("run", "width", "language"), [(0, 390, "kk"), (1, 390, "ru"), (2, 1280, "kk"), (3, 1280, "ru")]
)
def test_from_the_plan_to_the_answer(open_page, site, tmp_path, run, width, language):
    """Publisher plans and publishes in both languages; citizen sends; secretary answers; everybody reads it."""
    other = "ru" if language == "kk" else "kk"
    mark = secrets.token_hex(3)
    words, twin = WORDS[language], WORDS[other]
    publisher = Staff(open_page(width), site, "publisher")
    schedule, desk = plan(publisher, language, other, mark, run)
    publisher.write(schedule, "schedule", language, {})
    publisher.translate(schedule, "schedule", other, {})
    publisher.publish_both(schedule, "schedule")
    build_form(publisher, desk)
    title, twin_title = f"{words['subject']} {mark}", f"{twin['subject']} {mark}"
    publisher.write(desk, "question", language, {"summary": words["summary"]})
    publisher.translate(desk, "question", other, {title: twin_title, words["summary"]: twin["summary"]})
    publisher.publish_both(desk, "question")
    publisher.write(desk, "form", language, {})
    publisher.translate(desk, "form", other, {title: twin_title})
    publisher.publish_both(desk, "form")

    citizen = open_page(width, javascript=False, language=language)
    number = send_proposal(citizen, site, language, mark, tmp_path)
    citizen.goto(f"/{other}/councils/{COUNCIL}/questions/park-{mark}/")
    expect(citizen.get_by_role("heading", level=1)).to_have_text(twin_title)

    secretary = Staff(open_page(width), site, "secretary")
    answer_and_publish(secretary, number, words)

    site.let_the_form_close(f"park-{mark}")
    publisher.page.goto(desk)
    publisher.page.click("a[href$='/outcome/']")
    publisher.submit()
    publisher.write(desk, "outcome", language, {"summary": words["position"]})
    publisher.translate(desk, "outcome", other, {words["position"]: twin["position"]})
    publisher.publish_both(desk, "outcome")

    citizen.goto(f"/{language}/councils/{COUNCIL}/outcomes/park-{mark}/")
    expect(citizen.locator("main")).to_contain_text(words["proposal"])
    expect(citizen.locator("main")).to_contain_text(words["reason"])
    citizen.goto(f"/{language}/track/")
    citizen.fill("[name=number]", f"{number[:4]} {number[4:8]} {number[8:]}")
    citizen.click("main form [type=submit]")
    expect(citizen.locator("main")).to_contain_text(STATE[language])
    expect(citizen.locator("main")).to_contain_text(words["reason"])
    assert not citizen.context.cookies()


def answer_and_publish(secretary, number, words):
    """The secretary answers the proposal with this number and publishes it."""
    page = secretary.page
    page.goto("/admin/kenes/proposals/?waiting=yes")
    page.get_by_role("link", name=f"{number[:4]} {number[4:8]} {number[8:]}").click()
    expect(page.locator(".kenes-original").first).to_contain_text(words["proposal"])
    page.select_option("[name=state]", "accepted")
    page.fill("[name=reason]", words["reason"])
    secretary.press("save-answer")
    secretary.press("publish-proposal")
    expect(page.locator("[name=withdraw]")).to_be_visible()
