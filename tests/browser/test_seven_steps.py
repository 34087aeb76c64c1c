"""The seven steps of a question by the screens alone, from the decision of a sitting to the position told outside.

The staff works in Russian. After each step a reader without JavaScript looks at the question's page, in both languages.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from council_pages.quarters import Quarter
from tests.browser.cycle_planting import COUNCIL
from tests.browser.people import Staff, in_fours, propose
from tests.factories import PASSWORD

ALMATY = ZoneInfo("Asia/Almaty")
PLANT = "from tests.browser.cycle_planting import plant; plant()"
# An address kept for documentation: the server, which asks where a link leads, lets it be.
OUTSIDE = "https://192.0.2.7/posts"
TITLE = {"kk": "Саябақтар туралы шешім жобасы", "ru": "Проект решения о парках"}
SUMMARY = {"kk": "Саябақтар кешке жабылмайды.", "ru": "Парки не закрываются на ночь."}
POSITION = {"kk": "Кеңес жобаны қолдайды.", "ru": "Совет поддерживает проект."}
CLAUSE = {"kk": "Саябақтар түнде де ашық болсын.", "ru": "Оставить парки открытыми и ночью."}
PROPOSAL, ANSWER = "Предлагаю не закрывать парки на ночь.", "Внесено в рекомендацию."
DONE = {"kk": "Орындалды", "ru": "Выполнено"}
NO_ACT = {"kk": "Мәселе НҚА жобасына қатысты емес.", "ru": "Вопрос не касается проекта НПА."}
NO_SCHEDULE = {"kk": "Мәселе ешқандай кестеде жоқ.", "ru": "Вопроса нет ни в одном графике."}
REASON = {"kk": "Мәселе тоқсан басталғаннан кейін туындады.", "ru": "Вопрос возник, когда квартал уже начался."}


@pytest.fixture(scope="module")
def planted(site):
    """The keys of the questions that are there already."""
    return site.shell(PLANT)


@pytest.fixture
def come(open_page, planted):
    """A function that gives a member of the council's staff, who works in Russian."""
    return lambda role, width=1280: Staff(open_page(width, language="ru"), f"steps-{role}", PASSWORD)


@pytest.fixture
def reader(open_page):
    """Somebody with a telephone."""
    return open_page(390, javascript=False)


# What reaches out of the window to the right, and the names of languages that stand on two lines.
BROKEN = """() => [...document.querySelectorAll(".kenes-screen :is(select, .button, .kenes-dated th[scope=row])")]
  .filter((part) => {
    const range = document.createRange();
    range.selectNodeContents(part);
    const isBroken = part.matches("th") && new Set([...range.getClientRects()].map((box) => box.top)).size > 1;
    return isBroken || part.getBoundingClientRect().right > document.documentElement.clientWidth;
  })
  .map((part) => part.outerHTML)"""


def question(language, slug):
    """The address of a question's public page."""
    return f"/{language}/councils/{COUNCIL}/questions/{slug}/"


def desk_of(key):
    """The address of a question's desk."""
    return f"/admin/kenes/consultations/{key}/"


def expect_done(reader, slug, number):
    """Both pages of the question show the first `number` steps as done, by sign and by word, and no other one."""
    for language in ("kk", "ru"):
        reader.goto(question(language, slug))
        steps = reader.locator(".step-indicator__step")
        expect(steps).to_have_count(7)
        expect(reader.locator(".step-indicator__step--done")).to_have_count(number)
        for step in range(number):
            expect(steps.nth(step)).to_contain_text(DONE[language])


def window():
    """Eleven days around this moment, all in its quarter: nothing about them is unusual on any day of the year."""
    now = datetime.now(ALMATY)
    quarter = Quarter.of(now.date())
    first, last = (
        datetime(day.year, day.month, day.day, tzinfo=ALMATY) for day in (quarter.first_day, quarter.last_day)
    )
    closes = min(max(now + timedelta(days=1), first + timedelta(days=12)), last + timedelta(hours=23, minutes=59))
    return closes - timedelta(days=11), closes


def tell(staff, desk, told):
    """Record a publication outside the site, by the button of the desk."""
    staff.page.goto(desk)
    staff.page.locator("#publications ~ p a.button").click()
    staff.page.check(f"[name=told][value={told}]")
    staff.page.check("[name=medium][value=social]")
    staff.page.fill("[name=channel]", "@seven-steps")
    staff.page.fill("[name=url]", f"{OUTSIDE}/{told}")
    staff.submit()
    expect(staff.page).to_have_url(desk)


def text_in_both(staff, desk, kind, field="", words=None):
    """Write the text in Kazakh, translate it into Russian, and publish both without a question asked."""
    staff.write(desk, kind, "kk", {field: words["kk"]} if words else {})
    staff.translate(desk, kind, "ru", {said["kk"]: said["ru"] for said in (TITLE, words or TITLE)})
    staff.publish_both(desk, kind)


def decide(staff):
    """Step 1: a sitting decides to hold a consultation; its question is planned. Returns the schedule and the desk."""
    page = staff.page
    page.goto("/admin/kenes/sittings/new/")
    page.fill("[name=number]", "7")
    staff.fill_date("held_on", datetime.now(ALMATY).strftime("%d.%m.%Y"))
    page.fill("[name=decisions-0-number]", "7-1")
    for language in ("kk", "ru"):
        page.fill(f"[name=decisions-0-text_{language}]", SUMMARY[language])
    staff.submit()
    page.goto("/admin/kenes/schedules/new/")
    page.select_option("[name=quarter]", Quarter.of(datetime.now(ALMATY).date()).slug)
    staff.submit()
    schedule = page.url
    page.click("a[href*='consultations/new/?schedule=']")
    for language in ("kk", "ru"):
        page.fill(f"[name=subject_{language}]", TITLE[language])
    page.fill("[name=slug]", "parks")
    page.select_option("[name=subject_kind]", "draft_act")
    page.select_option("[name=decision]", label=page.locator("[name=decision] option").last.inner_text())
    for name, moment in zip(("opens_at", "closes_at"), window(), strict=True):
        staff.fill_date(name, moment.strftime("%d.%m.%Y %H:%M"))
    staff.submit()
    return schedule, page.url


def approve(staff, schedule):
    """Step 2: the decision approves the schedule, which is published here and outside."""
    staff.approve(schedule, "7-1")
    text_in_both(staff, schedule, "schedule")
    tell(staff, schedule, "schedule")


def hold(staff, desk):
    """Step 4: an event is planned, and recorded as held."""
    staff.page.goto(desk)
    staff.page.click("a[href$='/events/new/']")
    staff.fill_date("starts_at", (datetime.now(ALMATY) - timedelta(hours=2)).strftime("%d.%m.%Y %H:%M"))
    staff.submit()
    staff.page.click("a[href$='/held/']")
    staff.page.fill("[name=participants]", "40")
    staff.submit()
    expect(staff.page).to_have_url(desk)


def recommend(publisher, secretary, desk, number):
    """Step 6: the draft's clause takes the proposal into account, and the recommendation is sent."""
    page = publisher.page
    page.goto(desk)
    page.click("#recommendations ~ p a.button")
    page.fill("[name=number]", "7/1")
    for language in ("kk", "ru"):
        page.fill(f"[name=title_{language}]", TITLE[language])
        page.fill(f"[name=addressee_{language}]", {"kk": "Әкімдік", "ru": "Акимат"}[language])
        page.fill(f"[name=clauses-0-text_{language}]", CLAUSE[language])
    publisher.submit()
    draft = page.url
    secretary.page.goto("/admin/kenes/proposals/?tab=all")
    secretary.page.get_by_role("link", name=in_fours(number)).click()
    secretary.page.check("[name=clauses]")
    secretary.press("save-clauses")
    page.goto(draft)
    page.click("a[href$='/send/']")
    publisher.submit()
    expect(page).to_have_url(draft)


def test_001_a_question_about_a_draft_act_goes_through_all_seven_steps(come, reader, open_page, site):
    publisher = come("publisher")
    schedule, desk = decide(publisher)
    # Before its texts the question has no page: the desk alone shows the first step.
    expect(publisher.page.locator("#steps ~ ol strong", has_text=DONE["ru"])).to_have_count(1)
    approve(publisher, schedule)
    text_in_both(publisher, desk, "question", "summary", SUMMARY)
    expect_done(reader, "parks", 2)

    tell(publisher, desk, "question")
    publisher.make_form(desk)
    text_in_both(publisher, desk, "form")
    expect_done(reader, "parks", 3)

    citizen = open_page(390, javascript=False, language="ru")
    citizen.goto(question("ru", "parks"))
    number = propose(citizen, PROPOSAL)
    hold(publisher, desk)
    secretary = come("secretary")
    secretary.answer_and_publish(number, PROPOSAL, ANSWER)
    # The days until the closing pass in the database: no test can wait for them, and no screen moves it into the past.
    site.let_the_form_close("parks")
    expect_done(reader, "parks", 4)

    secretary.page.goto(desk)
    secretary.page.locator("section[aria-labelledby=proposals] a[href$='/list/']").click()
    secretary.submit()
    expect_done(reader, "parks", 5)
    recommend(publisher, secretary, desk, number)
    expect_done(reader, "parks", 6)

    publisher.page.goto(desk)
    publisher.page.click("a[href$='/outcome/']")
    publisher.submit()
    text_in_both(publisher, desk, "outcome", "summary", POSITION)
    expect_done(reader, "parks", 6)
    tell(publisher, desk, "position")
    expect_done(reader, "parks", 7)
    expect_the_way_back(reader, number)


def expect_the_way_back(reader, number):
    """From the question readers reach the report with the answer, and the clause that names the proposal."""
    for language in ("kk", "ru"):
        reader.goto(f"/{language}/councils/{COUNCIL}/outcomes/parks/")
        for words in (POSITION[language], PROPOSAL, ANSWER):
            expect(reader.locator("main")).to_contain_text(words)
        reader.goto(question(language, "parks"))
        reader.locator("[aria-labelledby=recommendations] a").first.click()
        expect(reader.locator("main")).to_contain_text(CLAUSE[language])
        expect(reader.locator("main")).to_contain_text(PROPOSAL)


def test_001_a_question_about_no_draft_act_skips_the_sixth_step_and_says_why(reader, planted):
    for language in ("kk", "ru"):
        reader.goto(question(language, "issue"))
        skipped = reader.locator(".step-indicator__step--skipped")
        expect(skipped).to_have_count(1)
        expect(skipped).to_contain_text(NO_ACT[language])
        expect(reader.locator(".step-indicator__step").nth(5)).to_contain_text(NO_ACT[language])


def test_001_a_question_without_a_schedule_is_published_with_a_reason_in_both_languages(come, reader, planted):
    publisher, desk = come("publisher"), desk_of(planted["unplanned"])
    page = publisher.page
    publisher.ask_to_publish(desk, "question")
    expect(page.locator(".kenes-screen")).to_contain_text(NO_SCHEDULE["ru"])
    page.fill("[name=reason_kk]", REASON["kk"])
    publisher.submit()
    expect(page.locator("[name=reason_kk]")).to_have_value(REASON["kk"])
    expect(page.locator(".kenes-screen .error-message")).to_have_count(1)
    for language in ("kk", "ru"):
        assert reader.goto(question(language, "unplanned")).status == 404

    page.fill("[name=reason_ru]", REASON["ru"])
    publisher.submit()
    assert page.url.endswith(desk)
    for language in ("kk", "ru"):
        assert reader.goto(question(language, "unplanned")).status == 200
        expect(reader.locator("main")).to_contain_text(f"{NO_SCHEDULE[language]} {REASON[language]}")


def test_nothing_of_the_desk_and_its_forms_is_cut_off_or_broken_on_a_telephone(come, planted):
    page = come("publisher", 390).page
    desk = desk_of(planted["issue"])
    for address in (desk, f"{desk}facts/", "/admin/kenes/consultations/new/"):
        page.goto(address)
        assert page.locator(".kenes-screen").is_visible()
        assert page.evaluate(BROKEN) == []
