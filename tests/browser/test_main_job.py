"""The whole main job in a real browser: from a sitting's decision to the citizen who reads the answer.

Played at a phone's and a desk's width, in both languages: each of them once in the small run, every pair in the full
one. The citizen's part is played without JavaScript.
"""

import secrets
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.people import Staff, propose

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
# The demonstration's council has planned this quarter already, nobody is invited outside, and the list stays open.
DEPARTURE = {"kk": "Мәселе кезек күттірмейді.", "ru": "Вопрос не терпит отлагательства."}
STATE = {"kk": "Ескерілді", "ru": "Принято"}
# (run, width): no two runs have the same number and quarter. That of the small size comes first.
PLAYED = {"kk": ((0, 390), (2, 1280)), "ru": ((3, 1280), (1, 390))}


def come(page, site, role):
    """A member of the council's staff, with an account of the demonstration."""
    passwords = dict(line.split()[:2] for line in site.accounts.splitlines() if len(line.split()) >= 4)
    return Staff(page, f"kos-{role}", passwords[f"kos-{role}"])


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
    staff.submit()
    schedule = page.url
    page.click("a[href*='consultations/new/?schedule=']")
    for code in (language, other):
        page.fill(f"[name=subject_{code}]", f"{WORDS[code]['subject']} {mark}")
    page.fill("[name=slug]", f"park-{mark}")
    staff.fill_date("opens_at", (today - timedelta(hours=1)).strftime("%d.%m.%Y %H:%M"))
    staff.fill_date("closes_at", (today + timedelta(days=9)).strftime("%d.%m.%Y %H:%M"))
    staff.submit()
    desk = page.url
    staff.approve(schedule, f"T{run}-1")
    return schedule, desk


def send_proposal(page, site, language, mark, tmp_path):
    """The citizen finds the question by the search, without JavaScript, and sends a proposal with a file."""
    words = WORDS[language]
    title = f"{words['subject']} {mark}"
    find(page, language, f"{words['search']} {mark}", title)
    document = tmp_path / "plan.txt"
    document.write_text("план", encoding="utf-8")
    return propose(page, words["proposal"], document)


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


@pytest.mark.parametrize("language", PLAYED)
def test_from_the_plan_to_the_answer(open_page, site, tmp_path, full_size, language):
    """Publisher plans and publishes in both languages; citizen sends; secretary answers; everybody reads it."""
    for run, width in PLAYED[language] if full_size else PLAYED[language][:1]:
        play(open_page, site, tmp_path, run, width, language)


def play(open_page, site, folder, run, width, language):
    """The job once."""
    other = "ru" if language == "kk" else "kk"
    mark = secrets.token_hex(3)
    words, twin = WORDS[language], WORDS[other]
    publisher = come(open_page(width), site, "publisher")
    schedule, desk = plan(publisher, language, other, mark, run)
    publisher.write(schedule, "schedule", language, {})
    publisher.translate(schedule, "schedule", other, {})
    publisher.publish_both(schedule, "schedule")
    publisher.make_form(desk, {f"label_{code}": WORDS[code]["label"] for code in WORDS})
    title, twin_title = f"{words['subject']} {mark}", f"{twin['subject']} {mark}"
    publisher.write(desk, "question", language, {"summary": words["summary"]})
    publisher.translate(desk, "question", other, {title: twin_title, words["summary"]: twin["summary"]})
    publisher.publish_both(desk, "question", DEPARTURE)
    publisher.write(desk, "form", language, {})
    publisher.translate(desk, "form", other, {title: twin_title})
    publisher.publish_both(desk, "form")

    citizen = open_page(width, javascript=False, language=language)
    number = send_proposal(citizen, site, language, mark, folder)
    citizen.goto(f"/{other}/councils/{COUNCIL}/questions/park-{mark}/")
    expect(citizen.get_by_role("heading", level=1)).to_have_text(twin_title)

    secretary = come(open_page(width), site, "secretary")
    secretary.answer_and_publish(number, words["proposal"], words["reason"])

    site.let_the_form_close(f"park-{mark}")
    publisher.page.goto(desk)
    publisher.page.click("a[href$='/outcome/']")
    publisher.submit()
    publisher.write(desk, "outcome", language, {"summary": words["position"]})
    publisher.translate(desk, "outcome", other, {words["position"]: twin["position"]})
    publisher.publish_both(desk, "outcome", DEPARTURE)

    citizen.goto(f"/{language}/councils/{COUNCIL}/outcomes/park-{mark}/")
    expect(citizen.locator("main")).to_contain_text(words["proposal"])
    expect(citizen.locator("main")).to_contain_text(words["reason"])
    citizen.goto(f"/{language}/track/")
    citizen.fill("[name=number]", f"{number[:4]} {number[4:8]} {number[8:]}")
    citizen.click("main form [type=submit]")
    expect(citizen.locator("main")).to_contain_text(STATE[language])
    expect(citizen.locator("main")).to_contain_text(words["reason"])
    assert not citizen.context.cookies()
