"""What only a browser can tell: words stay whole in narrow places, and the reader sees where in a section he is."""

import pytest

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
        boxes = [link.bounding_box() for link in page.locator(".section-nav a").all()]
        assert len(boxes) == 9
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
        assert all(box["height"] >= 44 for box in boxes)
        # What is read first stands first.
        assert boxes == sorted(boxes, key=lambda box: (box["y"], box["x"]))
        assert page.locator(".section-nav [aria-current]").count() == 1
