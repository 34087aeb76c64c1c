"""What only a browser can tell: words stay whole in narrow places, the reader sees where in a section he is, and a form
hides what is not asked.
"""

import pytest

from tests.browser.people import Staff
from tests.factories import PASSWORD

# A letter that stands below the one before it, in the middle of a word; and whatever reaches out of its tile.
BROKEN_TILES = r"""() => [...document.querySelectorAll(".tile")].flatMap((tile) => {
  const style = getComputedStyle(tile);
  const edge = tile.getBoundingClientRect().right - parseFloat(style.paddingRight) - parseFloat(style.borderRightWidth);
  const range = document.createRange();
  return [...tile.querySelectorAll("span")].flatMap((part) => {
    const text = part.firstChild, found = [];
    let above = null;
    for (let at = 0; at < text.data.length; at += 1) {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const box = range.getBoundingClientRect();
      if (!box.width) continue;
      const inWord = /\p{L}\p{L}/u.test(text.data.slice(at - 1, at + 1));
      if (box.right > edge + 0.5 || (inWord && box.top > above + 3)) found.push(text.data);
      above = box.top;
    }
    return found;
  });
})"""


# All at one moment: while the font comes, everything still moves.
BOXES_OF_LINKS = """() => [...document.querySelectorAll(".section-nav a")].map((link) => {
  const { x, y, width, height } = link.getBoundingClientRect();
  return { x, y, width, height };
})"""


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_region_is_broken_inside_a_word_or_reaches_out_of_its_tile(open_page, language):
    page = open_page(1280, javascript=True, language=language)
    for width in (320, 390, 768, 1024, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"/{language}/")
        page.evaluate("document.fonts.ready")
        assert page.locator(".tile").count() == 20
        assert page.evaluate(BROKEN_TILES) == [], width


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_phone_shows_where_in_the_section_the_reader_is(open_page, language):
    page = open_page(390, javascript=False, language=language)
    page.goto(f"/{language}/councils/")
    council = page.locator(".data-table th a").first.get_attribute("href")
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{council}contacts/")
        boxes = page.evaluate(BOXES_OF_LINKS)
        assert len(boxes) == 10
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
        assert all(box["height"] >= 44 for box in boxes)
        # What is read first stands first.
        assert boxes == sorted(boxes, key=lambda box: (box["y"], box["x"]))
        assert page.locator(".section-nav [aria-current]").count() == 1


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_field_of_the_form_appears_with_the_answer_after_which_it_is_asked(open_page, language):
    with_script, without = (open_page(390, javascript=script, language=language) for script in (True, False))
    with_script.goto(f"/{language}/")
    with_script.click(".consultation-item h3 a >> nth=0")
    with_script.click("a[href$='/propose/']")
    part = with_script.locator("[data-shown-when]")
    needed = part.get_attribute("data-shown-value")
    asking = with_script.locator(f"select[name='{part.get_attribute('data-shown-when')}']")
    # Waited for: on a busy machine the script may run after the click has found the page.
    part.wait_for(state="hidden")
    asking.select_option(needed)
    part.wait_for(state="visible")
    asking.select_option("")
    part.wait_for(state="hidden")
    without.goto(with_script.url)
    assert without.locator("[data-shown-when]").is_visible()


# Fields that reach out of their column, or lie over the one beside it.
OUT_OF_COLUMN = """() => [...document.querySelectorAll(".kenes-columns > li")].flatMap((column) => {
  const edge = column.getBoundingClientRect().right + 0.5;
  return [...column.querySelectorAll("input, select")].filter((one) => one.getBoundingClientRect().right > edge)
    .map((one) => one.name);
})"""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_filter_of_the_inbox_lies_over_another(open_page, citizens_council, width):
    page = open_page(width, language="ru")
    Staff(page, "citizens-secretary", PASSWORD)
    page.goto("/admin/kenes/proposals/")
    page.locator("details:has([name=q]) > summary").click()
    page.locator("[name=q]").wait_for()
    assert page.evaluate(OUT_OF_COLUMN) == []
