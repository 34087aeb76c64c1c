"""A day of the secretary by the screens alone: twelve proposals, two alike, one with an IIN, one on paper."""

import io
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.day_planting import GIVES_AWAY, SILENT, TEXTS
from tests.browser.people import Staff, in_fours
from tests.factories import PASSWORD

ALMATY = ZoneInfo("Asia/Almaty")
PAPER = {"kk": "Саябаққа орындық қойылсын.", "ru": "Поставьте скамейки в парке."}
SAME = {"kk": "Шамдар түнгі сағат бірге дейін жанады.", "ru": "Фонари будут гореть до часа ночи."}
REASON = {"kk": "Келесі жылғы жоспарға енгізілді.", "ru": "Внесено в план на следующий год."}
NOTE = {"kk": "Әкімдікпен сөйлестім.", "ru": "Говорила с акиматом."}
ACCEPTED, OFF_TOPIC = "accepted", "off_topic"
TOTALS = {
    "kk": ("Түскен ұсыныс саны: 12", "Жарияланған ұсыныс саны: 2", "Мәселеге қатысы жоқ: 1"),
    "ru": ("Поступило предложений: 12", "Опубликовано предложений: 2", "Не относится к вопросу: 1"),
}


def plant(site, language):
    """What `day_planting` prints."""
    return site.shell(f"from tests.browser.day_planting import plant; plant({language!r})")


def counts(page):
    """The numbers on the tabs of the inbox: {"unanswered": 11, "mine": 0, …}."""
    page.goto("/admin/kenes/proposals/")
    tabs = page.locator(".kenes-tabs a").all()
    return {
        re.search(r"tab=(\w+)", tab.get_attribute("href"))[1]: int(tab.locator("span").inner_text()) for tab in tabs
    }


def enter_from_paper(page, language):
    """What came on paper is typed in; returns its number from the receipt that is handed to the author."""
    page.goto("/admin/kenes/proposals/")
    page.click("a.button[href$='/enter/']")
    page.click("a[href*='/enter/'] >> nth=-1")
    page.click("[name=enter-proposal]")
    # Nothing is filled in yet: every field that needs an answer says so, and nothing is registered.
    expect(page.locator(".error-message, .w-field__errors p").first).to_be_visible()
    page.select_option("[name=channel]", "paper")
    page.fill("[name=received_on]", datetime.now(ALMATY).strftime("%Y-%m-%d"))
    page.check(f"[name=language][value={language}]")
    page.fill("[name=text]", PAPER[language])
    page.check("[name=publication][value=text]")
    page.click("[name=enter-proposal]")
    expect(page.locator(".kenes-receipt")).to_contain_text(PAPER[language])
    return "".join(re.search(r"(\d{4})\s(\d{4})\s(\d{4})", page.inner_text(".kenes-receipt")).groups())


def group_and_answer(secretary, question, language):
    """The two that say the same are suggested, grouped, and each is answered."""
    page = secretary.page
    page.goto(f"/admin/kenes/consultations/{question}/")
    page.click("#proposals ~ p a[href$='/groups/']")
    expect(page.locator("[name=make-group]")).to_have_count(1)
    secretary.press("make-group")
    page.select_option("[name=state]", ACCEPTED)
    page.fill(f"[name=reason_{language}]", SAME[language])
    secretary.press("answer-group")
    expect(page.locator("[name=answer-group]")).to_have_count(0)


def publish_without_the_iin(secretary, number, digits):
    """What was found is taken out of the copy, looked at, and published; the original keeps it."""
    page = secretary.page
    secretary.open_proposal(number)
    expect(page.locator(".help-warning", has_text=digits)).to_be_visible()
    secretary.press("preview-proposal")
    secretary.press("publish-proposal")
    # Not published: nobody has said that the number may be public.
    expect(page.locator("[name=withdraw]")).to_have_count(0)
    secretary.press("take_out_all")
    expect(page.locator(".help-warning", has_text=digits)).to_have_count(0)
    assert digits not in page.input_value("[name=text]")
    secretary.press("preview-proposal")
    expect(page.locator("#preview .proposal__text").first).to_be_visible()
    # The state looks as on the public page, and not as a tag of the admin.
    expect(page.locator("#preview .tag").first).not_to_have_css("color", "rgb(255, 255, 255)")
    secretary.press("publish-proposal")
    expect(page.locator("[name=withdraw]")).to_be_visible()
    expect(page.locator(".kenes-original").first).to_contain_text(digits)


def refuse(secretary, number):
    """One is not about the question: it is read and answered, and not published."""
    secretary.open_proposal(number)
    secretary.page.select_option("[name=refusal]", OFF_TOPIC)
    secretary.press("refuse-publication")


def note_and_assign(secretary, number, language):
    """The secretary takes one on herself and notes what she has done about it; nothing typed is lost by a button."""
    page = secretary.page
    secretary.open_proposal(number)
    page.fill("[name=reason]", REASON[language])
    page.fill("[name=note]", NOTE[language])
    secretary.press("add-note")
    assert page.input_value("[name=reason]") == REASON[language]
    page.select_option("[name=assignee]", index=1)
    secretary.press("assign")
    assert page.input_value("[name=reason]") == REASON[language]
    page.select_option("[name=state]", ACCEPTED)
    secretary.press("save-answer")
    expect(page.locator("#handling ~ ul li", has_text=NOTE[language])).to_be_visible()


def answer_in_a_table(secretary, question, language):
    """The rest is answered in one table: taken, filled in, checked, and saved after a yes."""
    page = secretary.page
    page.goto(f"/admin/kenes/consultations/{question}/")
    page.click("#proposals ~ p a[href$='/answers/']")
    with page.expect_download() as download:
        page.click("[name=take-table]")
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    rows = list(book.active.iter_rows(min_row=2))
    for row in rows:
        if not row[7].value:
            row[6].value, row[7].value = ACCEPTED, REASON[language]
    kept = io.BytesIO()
    book.save(kept)
    page.set_input_files("[name=file]", {"name": "answers.xlsx", "mimeType": "", "buffer": kept.getvalue()})
    secretary.press("upload-table")
    secretary.press("apply-table")
    expect(page.locator("table.listing tbody tr")).to_have_count(len(rows))
    return len(rows)


def export(page, question):
    """A table with personal data is given only for a reason."""
    page.goto(f"/admin/kenes/consultations/{question}/")
    page.click("#proposals ~ p a[href$='/export/']")
    page.check("[name=columns] >> nth=-1")
    page.press(".nice-padding form [type=submit].button", "Enter")
    expect(page.locator("[name=reason]")).to_be_visible()
    page.fill("[name=reason]", "Сот")
    with page.expect_download() as download:
        page.press(".nice-padding form [type=submit].button", "Enter")
    return openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).active.max_row


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_twelve_proposals_are_all_answered_by_the_evening(open_page, site, language):
    planted = plant(site, language)
    question, numbers = planted["question"], planted["numbers"]
    page = open_page(1280, language=language)
    secretary = Staff(page, f"day-{language}", PASSWORD)
    assert counts(page)["unanswered"] == 11
    on_paper = enter_from_paper(page, language)
    assert counts(page)["unanswered"] == 12
    group_and_answer(secretary, question, language)
    publish_without_the_iin(secretary, numbers[GIVES_AWAY], planted["iin"])
    refuse(secretary, numbers[3])
    note_and_assign(secretary, numbers[4], language)
    secretary.answer_and_publish(on_paper, PAPER[language], REASON[language])
    secretary.open_proposal(numbers[SILENT])
    # Its author said no: nothing on the screen would publish it.
    expect(page.locator("[name=preview-proposal], [name=publish-proposal]")).to_have_count(0)
    assert answer_in_a_table(secretary, question, language) == 12
    assert export(page, question) == 13
    assert counts(page)["unanswered"] == 0

    reader = open_page(390, javascript=False, language=language)
    reader.goto(f"/{language}/councils/day-{language}/questions/day/propose/proposals/")
    said = reader.inner_text("main")
    assert [part for part in TOTALS[language] if part not in said] == [], said
    assert PAPER[language] in said and TEXTS[language][GIVES_AWAY].split("}. ")[1] in said
    assert planted["iin"] not in reader.content()
    for number in numbers[:2]:
        reader.goto(f"/{language}/track/")
        reader.fill("[name=number]", in_fours(number))
        reader.click("main form [type=submit]")
        expect(reader.locator("main .tag").first).to_be_visible()
