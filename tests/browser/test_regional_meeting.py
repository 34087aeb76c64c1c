"""A regional meeting by the screens alone, from the plan to its second quarterly report, in both languages.

The meeting lies two quarters back, so that two quarters are over whatever the day is. After the reports a reader
without JavaScript looks at the public pages.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from council_pages.quarters import Quarter
from tests.browser.axe import violations
from tests.browser.meeting_planting import COUNCILS
from tests.browser.people import Staff
from tests.factories import PASSWORD

ALMATY = ZoneInfo("Asia/Almaty")
QUESTIONS = ("Когда построят новый полигон отходов?", "Когда будет построен новый полигон отходов?", "Почему нет воды?")
GROUPS = {"polygon": "Полигон отходов", "water": "Вода в сёлах"}
DONE = {"kk": "Жер учаскесі таңдалды.", "ru": "Участок выбран."}


@pytest.fixture(scope="module")
def planted(site):
    """The councils, the bodies and the publishers."""
    site.shell("from tests.browser.meeting_planting import plant; plant()")


@pytest.fixture
def quarters():
    """The two quarters before the present one, the earlier first."""
    last = Quarter.of(datetime.now(ALMATY).date()).previous()
    return last.previous(), last


def desk(language, *parts):
    """The address of a screen of the plugin."""
    return "/".join(["", "admin", "kenes", "plugins", "regional-meetings", COUNCILS[language], *parts, ""])


def public(language, council, *parts):
    """The address of a public page of the plugin."""
    return "/".join(["", language, "councils", COUNCILS[council], "regional-meetings", *parts, ""])


def plan(staff, language, day):
    """The year's plan with a meeting, published. Returns the address of the meeting's desk."""
    page = staff.page
    page.goto(desk(language, "plans", "new"))
    page.fill("[name=year]", str(day.year))
    staff.submit()
    page.click("a[href*='meetings/new/?year=']")
    for name, value in {"slug": "kostanay", "subject_kk": "Тұрғындармен кездесу", "subject_ru": "Встреча с жителями",
                        "person_kk": "Мысал Үлгіұлы", "person_ru": "Мысал Улгиулы", "post_kk": "министр",
                        "post_ru": "министр", "place_kk": "Сарай", "place_ru": "Дворец",
                        "report_minutes": "25"}.items():  # fmt: skip
        page.fill(f"[name={name}]", value)
    page.select_option("[name=head_rank]", "first_head")
    page.select_option("[name=region]", "KZ-39")
    staff.fill_date("starts_at", f"{day:%d.%m.%Y} 15:00")
    staff.fill_date("ends_at", f"{day:%d.%m.%Y} 17:00")
    staff.submit()
    meeting = page.url
    page.goto(desk(language, "plans", str(day.year)))
    with page.expect_navigation():
        page.click("form[action$='/publish/'] button")
    return meeting


def hold(staff, meeting, day):
    """That it was held, with its three parts."""
    page = staff.page
    page.goto(f"{meeting}held/")
    page.fill("[name=participants]", "240")
    staff.submit()
    for part in ("reception", "npo_meeting", "briefing"):
        page.goto(f"{meeting}parts/{part}/")
        staff.fill_date("held_on", f"{day:%d.%m.%Y}")
        for name, value in {"people": "12", "place_kk": "Әкімдік", "place_ru": "Акимат"}.items():
            page.fill(f"[name={name}]", value)
        staff.submit()


def ask(staff, meeting):
    """The questions of the hall, one after the other on one screen."""
    page = staff.page
    page.goto(f"{meeting}questions/new/")
    for text in QUESTIONS:
        page.fill("[name=text]", text)
        page.check("[name=language][value=ru]")
        staff.submit()


def rank(staff, meeting):
    """The two that are alike are grouped by the suggestion, the third stands alone; both are ranked and published."""
    page = staff.page
    page.goto(f"{meeting}questions/")
    page.click("#suggestions + ul a")
    expect(page.locator("[name=numbers]:checked")).to_have_count(2)
    write_group(staff, GROUPS["polygon"])
    page.goto(f"{meeting}groups/new/")
    page.check("[name=numbers]")
    write_group(staff, GROUPS["water"])
    page.goto(f"{meeting}ranking/")
    for language in ("kk", "ru"):
        page.fill(f"[name=method_{language}]", f"Метод {language}")
    ranks = page.locator("[name^=rank_]")
    ranks.nth(0).fill("1")
    ranks.nth(1).fill("1")
    staff.submit()
    # Equal ranks: the screen says so and keeps what was typed.
    expect(ranks.nth(1)).to_have_value("1")
    ranks.nth(1).fill("2")
    staff.submit()
    with page.expect_navigation():
        page.click("form[action$='/ranking/publish/'] button")


def write_group(staff, words):
    """The words of a group."""
    page = staff.page
    for language in ("kk", "ru"):
        page.fill(f"[name=text_{language}]", words)
        page.fill(f"[name=theme_{language}]", "тақырып" if language == "kk" else "тема")
    staff.submit()


def open_problems(staff, meeting):
    """A problem of each group; the body itself is responsible. Returns the addresses of the problems."""
    page, found = staff.page, []
    for _each in GROUPS:
        page.goto(f"{meeting}questions/")
        page.locator("a[href$='/problem/']").first.click()
        staff.submit()
        found.append(page.url)
    return found


def report(staff, language, problems, quarter):
    """What is told of each problem in the quarter; the report is frozen."""
    page = staff.page
    for problem in problems:
        page.goto(f"{problem}progress/{quarter.slug}/")
        page.select_option("[name=state]", "in_progress")
        page.fill("[name=percent]", "40")
        for code, words in DONE.items():
            page.fill(f"[name=text_{code}]", words)
        staff.submit()
    page.goto(desk(language, "reports"))
    with page.expect_navigation():
        page.click(f"form[action*='{quarter.slug}'] button")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_regional_meeting_from_plan_to_its_second_quarterly_report(open_page, planted, quarters, language):
    staff = Staff(open_page(1280, language=language), f"{COUNCILS[language]}-publisher", PASSWORD)
    day = quarters[0].first_day + timedelta(days=16)
    meeting = plan(staff, language, day)
    hold(staff, meeting, day)
    ask(staff, meeting)
    rank(staff, meeting)
    problems = open_problems(staff, meeting)
    for quarter in quarters:
        report(staff, language, problems, quarter)
    expect(staff.page.locator("form[action*='/freeze/']")).to_have_count(0)

    reader = open_page(390, javascript=False, language=language)
    reader.goto(public(language, language))
    for quarter in quarters:
        expect(reader.get_by_role("link", name=quarter.label(language), exact=True)).to_be_visible()
    reader.goto(public(language, language, "kostanay"))
    for words in (*GROUPS.values(), f"Метод {language}", DONE[language]):
        expect(reader.locator("main")).to_contain_text(words)
    reader.goto(public(language, language, "reports", quarters[1].slug))
    expect(reader.locator("main")).to_contain_text(DONE[language])


def test_the_presenters_screen_is_led_by_the_keyboard(open_page, planted, quarters):
    staff = Staff(open_page(1280, language="ru"), f"{COUNCILS['ru']}-publisher", PASSWORD)
    page = staff.page
    page.goto(desk("ru"))
    page.locator("#meetings ~ table a").first.click()
    page.goto(f"{page.url}screen/")
    expect(page.locator(".presenter__words")).to_contain_text(QUESTIONS[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".presenter__words")).to_contain_text(QUESTIONS[1])
    assert not violations(page)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_public_pages_are_accessible(open_page, planted, quarters, language):
    page = open_page(1280, language=language)
    for address in (
        public(language, language),
        public(language, language, "kostanay"),
        public(language, language, "reports", quarters[0].slug),
        f"/{language}/regional-meetings/",
    ):
        page.goto(address)
        assert not violations(page), address
