"""A citizen without a mouse: from the search to the answer's page, and nothing is reached that cannot be seen."""

import pytest

from forms.suspicion import LEAST_TIME
from tests.browser.citizen_planting import COUNCIL
from tests.browser.people import in_fours
from tests.browser.public_pages import in_sitemap, one_of_each_kind

LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])
MOST_STEPS = 150
WORDS = {"kk": "Жаяу жүргінші жолына шам орнатуды ұсынамын.", "ru": "Предлагаю поставить фонарь у перехода."}
IS_REACHED = "(selector) => document.activeElement.matches(selector)"
# What has the focus: whether a ring is drawn, and whether a point of it is seen that nothing lies over.
SEEN = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const label = one.matches("input[type=radio], input[type=checkbox], input[type=file]") ? one.closest("label") : null;
  const ringed = (element) => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  };
  const place = (label || one).getClientRects()[0];
  const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]];
  const free = Boolean(place) && points.some(([x, y]) => {
    const top = document.elementFromPoint(place.x + place.width * x, place.y + place.height * y);
    return top && (top === one || one.contains(top) || top.contains(one) || (label && label.contains(top)));
  });
  const own = one.outerHTML.slice(0, 120);
  return { own, ringed: ringed(one) || Boolean(label && ringed(label)), free };
}"""


def reach(page, selector):
    """Go by Tab to what the selector names."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate(IS_REACHED, selector):
            return
    pytest.fail(f"{selector} is not reached by the keyboard on {page.url}")


def follow(page, selector, key="Enter"):
    """Reach a link or a button, press it, and wait for the page behind it."""
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press(key)


def write(page, selector, words):
    """Reach a field and write in it, over what stands there."""
    reach(page, selector)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(words)


def attach(page):
    """Reach the field for files and open its window by a key; who has opened the page chooses in it."""
    reach(page, "[name=files]")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('[name=files]').files.length === 1")


def find_the_form(page, language):
    """Search, open the question, open its form."""
    page.goto(f"/{language}/")
    write(page, "main [role=search] [name=q], main [name=q]", "journey")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    follow(page, f"a[href*='/councils/{COUNCIL}/questions/journey/']")
    follow(page, "a[href$='/propose/']")
    page.wait_for_timeout(LEAST_TIME.total_seconds() * 1000)


def make_three_errors(page):
    """No text, half an address, half a number: each is named, and its words lead to its field."""
    write(page, "[name=email]", "ешкім")
    write(page, "[name=phone]", "12")
    follow(page, "main form.form [type=submit]")
    page.wait_for_function(IS_REACHED, arg=".error-summary")
    links = page.locator(".error-summary a")
    assert links.count() >= 3


def mend_and_send(page, language):
    """By the summary's first link into the field, and on from there."""
    reach(page, ".error-summary a[href='#id_text'], .error-summary a")
    page.keyboard.press("Enter")
    assert page.evaluate(IS_REACHED, "[name=text]")
    page.keyboard.insert_text(WORDS[language])
    attach(page)
    # The ring of choices: Tab comes to it, Space takes what it came to.
    reach(page, "[name=publication]")
    page.keyboard.press("Space")
    write(page, "[name=email]", "aigul@example.kz")
    write(page, "[name=phone]", "")
    reach(page, "[name=consent]")
    page.keyboard.press("Space")
    page.wait_for_timeout(LEAST_TIME.total_seconds() * 1000)
    follow(page, "main form.form [type=submit]")


@LANGUAGES
def test_a_proposal_is_sent_and_followed_by_the_keyboard_alone(open_page, citizens_council, tmp_path, language):
    path = tmp_path / "plan.txt"
    path.write_text("жоспар", encoding="utf-8")
    page = open_page(1280, language=language)
    # Said long before: a browser that is told only when the key is pressed may open the window of the machine.
    page.on("filechooser", lambda chooser: chooser.set_files(path))
    find_the_form(page, language)
    make_three_errors(page)
    mend_and_send(page, language)
    # A busy site asks for a proof first, and its script sends the form once more.
    page.locator(".receipt__number span").first.wait_for()
    number = "".join(page.locator(".receipt__number span").all_inner_texts())
    page.goto(f"/{language}/track/")
    write(page, "main [name=number]", in_fours(number))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert in_fours(number) in page.inner_text("main").replace("\n", " ").replace("\xa0", " ")


@LANGUAGES
def test_whatever_has_the_focus_is_seen_and_ringed(open_page, site, citizens_council, full_size, language):
    own = [address for address in in_sitemap(site.url) if address.startswith(f"/{language}/")]
    found = []
    for width in (390, 1280) if full_size else (1280,):
        page = open_page(width, language=language)
        for address in one_of_each_kind(own):
            page.goto(address)
            found += [(address, width, *what) for what in unseen(page)]
    assert not found, "\n".join(map(str, found))


def unseen(page):
    """What the focus comes to and nobody sees, from the top of the page to its end."""
    # Without motion: what is still being scrolled to is not seen yet.
    page.emulate_media(reduced_motion="reduce")
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        at = page.evaluate(SEEN)
        if at is None:
            return
        if not (at["ringed"] and at["free"]):
            yield at["own"], at["ringed"], at["free"]
