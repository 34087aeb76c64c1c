"""The search in a real browser, in both languages: titles by keyboard, filters, a mended word, marks, and no script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.search_planting import TITLES

QUESTION = "/councils/stops/questions/stops/"
# Typed in another form than it stands in the titles; its beginning; with a letter that nobody meant.
WORDS = {
    "kk": {"form": "аялдамалардың", "beginning": "аялд", "mistyped": "аялдома", "stem": "аялдама"},
    "ru": {"form": "остановками", "beginning": "останов", "mistyped": "остоновка", "stem": "останов"},
}
LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])


@pytest.fixture(scope="session")
def stops(site):
    """The council that is looked for, planted once."""
    site.shell("from tests.browser.search_planting import plant; plant()")


def look_for(page, language, words, title):
    """Search until the index has caught up with the planting, at most half a minute."""
    for _attempt in range(30):
        page.goto(f"/{language}/search/?q={words}")
        if page.get_by_role("link", name=title).count():
            return
        page.wait_for_timeout(1000)
    pytest.fail(f"{title!r} was not found by {words!r}")


def box_of(page):
    """The search box of the page."""
    return page.locator("main input[name=q]")


@LANGUAGES
@pytest.mark.parametrize("where", ["", "search/"])
def test_a_title_is_chosen_by_keyboard(open_page, stops, language, where):
    """On the home page and on the results page: arrows, Escape, Enter; the form still sends what is typed."""
    words, title = WORDS[language], TITLES[language]["question"]
    page = open_page(1280, language=language)
    look_for(page, language, words["form"], title)
    page.goto(f"/{language}/{where}")
    box, options = box_of(page), page.get_by_role("option")
    expect(box).to_have_attribute("role", "combobox")
    box.press_sequentially(words["beginning"])
    expect(options.filter(has_text=title)).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value(words["beginning"])
    expect(box).to_have_attribute("aria-expanded", "false")

    box.press("Backspace")
    chosen = options.filter(has_text=title)
    expect(chosen).to_have_count(1)
    for _step in range(options.count()):
        box.press("ArrowDown")
        if chosen.get_attribute("aria-selected") == "true":
            break
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    with page.expect_navigation():
        box.press("Enter")
    assert page.url.endswith(QUESTION)

    page.goto(f"/{language}/{where}")
    box_of(page).press_sequentially(words["beginning"])
    expect(options.first).to_be_visible()
    with page.expect_navigation():
        box_of(page).press("Enter")
    assert f"/{language}/search/?q=" in page.url


@LANGUAGES
def test_titles_are_reached_by_touch_and_leave_with_the_box(open_page, stops, language):
    """On a phone each is as high as a finger, inside the window; Tab goes on and closes them."""
    words, title = WORDS[language], TITLES[language]["question"]
    page = open_page(390, language=language)
    look_for(page, language, words["form"], title)
    page.goto(f"/{language}/")
    box, option = box_of(page), page.get_by_role("option").filter(has_text=title)
    box.press_sequentially(words["beginning"])
    expect(option).to_be_visible()
    place = option.bounding_box()
    assert place["height"] >= 44
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 390
    box.press("Tab")
    expect(option).to_have_count(0)
    box.press_sequentially(words["beginning"][-1])
    box.press("Backspace")
    option.tap()
    page.wait_for_url(re.compile(QUESTION))


@LANGUAGES
@pytest.mark.parametrize(("width", "javascript"), [(390, True), (390, False), (1280, True), (1280, False)])
def test_filters_need_no_script(open_page, stops, language, width, javascript):
    """A box is ticked and the button pressed; what was chosen stands above the results and can be taken away."""
    words, titles = WORDS[language], TITLES[language]
    page = open_page(width, javascript=javascript, language=language)
    look_for(page, language, words["form"], titles["question"])
    look_for(page, language, words["form"], titles["news"])
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth") if javascript else True
    results = page.locator(".result-list h3 a")
    expect(page.locator(".filter__open")).to_be_visible(visible=width < 992)
    if width < 992:
        page.locator(".filter__open").click()
    kind = page.locator("#kind-news")
    assert int(page.locator(".choice:has(#kind-news) .count").inner_text()) >= 1
    kind.check()
    with page.expect_navigation():
        page.locator(".filter button[type=submit]").click()
    assert "kind=news" in page.url
    expect(results.filter(has_text=titles["news"])).to_have_count(1)
    expect(results.filter(has_text=titles["question"])).to_have_count(0)
    with page.expect_navigation():
        page.locator(".chips a").filter(has=page.locator(".icon--close")).first.click()
    assert "kind=" not in page.url
    expect(results.filter(has_text=titles["question"])).to_have_count(1)


@LANGUAGES
def test_what_was_found_is_marked_in_its_own_form(open_page, stops, language):
    words, title = WORDS[language], TITLES[language]["question"]
    page = open_page(1280, javascript=False, language=language)
    look_for(page, language, words["form"], title)
    marks = page.locator(".result").filter(has=page.get_by_role("link", name=title)).locator("h3 mark")
    expect(marks).to_have_count(1)
    assert marks.inner_text().lower().startswith(words["stem"])


@LANGUAGES
def test_a_mended_word_is_told_and_can_be_taken_back(open_page, stops, language):
    words, title = WORDS[language], TITLES[language]["question"]
    page = open_page(390, javascript=False, language=language)
    look_for(page, language, words["form"], title)
    look_for(page, language, words["mistyped"], title)
    told = page.locator(".notice").filter(has_text=words["mistyped"])
    expect(told.locator("b")).to_be_visible()
    with page.expect_navigation():
        told.get_by_role("link").click()
    assert "exact=1" in page.url
    expect(box_of(page)).to_have_value(words["mistyped"])
    expect(page.locator(".result")).to_have_count(0)
    expect(page.locator(".empty-state")).to_be_visible()


@LANGUAGES
def test_without_a_script_the_box_is_a_form(open_page, stops, language):
    """From the home page to the question."""
    words, title = WORDS[language], TITLES[language]["question"]
    page = open_page(390, javascript=False, language=language)
    look_for(page, language, words["form"], title)
    page.goto(f"/{language}/")
    box_of(page).fill(words["form"])
    with page.expect_navigation():
        page.locator("main form[role=search] button").click()
    page.get_by_role("link", name=title).first.click()
    page.wait_for_url(re.compile(QUESTION))
    assert not page.context.cookies()
