"""The ministry reads the matrix, follows a cell to its inputs, takes the table away, and writes to a secretary."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.people import Staff
from tests.factories import PASSWORD

NO_SCHEDULE = {"kk": "Кесте жоқ", "ru": "Графика нет"}
SUBJECT = {"kk": "Кестені жариялаңыздар", "ru": "Опубликуйте график"}


def downloaded(page, selector):
    """The bytes of the file to which the link leads."""
    with page.expect_download() as found:
        page.click(selector)
    return Path(found.value.path()).read_bytes()


def narrow(page, council):
    """Choose the one council by words of its name, over eight quarters."""
    page.fill("[name=q]", council["name"])
    page.select_option("[name=quarters]", "8")
    with page.expect_navigation():
        page.press("[name=q]", "Enter")
    expect(page.locator(".kenes-matrix tbody tr")).to_have_count(1)


def read_the_matrix(page, council, language):
    """The matrix is in the menu; a cell says in words how far, and leads to its quarter's inputs."""
    page.goto("/admin/kenes/ministry/")
    narrow(page, council)
    assert page.locator(".kenes-matrix thead th").count() == 8 + 5
    assert violations(page, "#main") == []
    cell = page.locator(".kenes-matrix td a").first
    expect(cell).to_have_text(NO_SCHEDULE[language])
    quarter = cell.get_attribute("href").split("#")[1]
    cell.click()
    expect(page.locator(f"tr[id='{quarter}']")).to_be_in_viewport()
    expect(page.locator("h1, h2").first).to_be_visible()
    page.go_back()


def take_it_away(page, council):
    """Exactly the rows that are shown, as CSV and as XLSX."""
    text = downloaded(page, "a[href*='matrix.csv']").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [row[1] for row in rows[1:-1]] == [council["slug"]]
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, "a[href*='matrix.xlsx']")))
    assert [cell.value for cell in book.active["B"]][1:-1] == [council["slug"]]


def write_to_the_secretary(page, council, language):
    """A message to the one council."""
    page.goto("/admin/kenes/ministry/messages/new/")
    for code in ("kk", "ru"):
        page.fill(f"[name=subject_{code}]", SUBJECT[code])
        page.fill(f"[name=text_{code}]", f"{SUBJECT[code]}.")
    page.select_option("[name=councils]", label=council["name"])
    with page.expect_navigation():
        page.press(".nice-padding form [type=submit].button", "Enter")
    expect(page.locator(".kenes-screen table tbody tr")).to_have_count(1)
    return page.url


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_ministry_follows_a_cell_takes_the_table_away_and_is_read(site, open_page, language):
    council = site.shell(f"from tests.browser.ministry_planting import plant; plant({language!r})")
    page = open_page(1280, language=language)
    Staff(page, f"overseer-{language}", PASSWORD)
    read_the_matrix(page, council, language)
    take_it_away(page, council)
    message = write_to_the_secretary(page, council, language)
    reader = open_page(390, language=language)
    Staff(reader, f"reader-{language}", PASSWORD)
    expect(reader.locator("#kenes-messages, .kenes-message").first).to_contain_text(SUBJECT[language])
    with reader.expect_navigation():
        reader.locator("form[action*='/messages/'] [type=submit]").press("Enter")
    expect(reader.locator(".kenes-message")).to_have_count(0)
    page.goto(message)
    expect(page.locator(".kenes-screen table tbody tr td").last).not_to_contain_text(
        "жоқ" if language == "kk" else "нет"
    )


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_indicators_are_read_on_a_telephone_too(site, open_page, language):
    page = open_page(390, language=language)
    page.goto(f"/{language}/indicators/")
    expect(page.locator("#councils")).to_be_visible()
    page.locator("main a[href*='/compliance/']").first.click()
    expect(page.locator("main h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
