"""Whoever needs large letters, wide spacing or a narrow window reads everything: nothing is cut, nothing runs aside."""

import gzip

import pytest

from tests.browser.public_pages import STATES, in_sitemap, one_of_each_kind

LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])
# A sheet made by the debugger: the page's own policy lets no style element in. WCAG 1.4.12 and 1.4.4.
WEAR = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}"""
SPACED = """* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important }
p { margin-bottom: 2em !important }"""
DOUBLED = "html { font-size: 200% !important }"
LOOKS = {"plain": "", "spaced": SPACED, "doubled": DOUBLED}
# Whatever stands out of the window to the right, and text that is cut off inside its own box.
ASIDE = r"""() => {
  const edge = document.documentElement.clientWidth + 1;
  const scrolls = (one) => {
    for (let box = one; box; box = box.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowX) && box !== document.documentElement
        && box !== document.body) return true;
    }
    return false;
  };
  const visible = (one) => one.checkVisibility({ visibilityProperty: true });
  const shown = [...document.querySelectorAll("body *")].filter(visible);
  const out = shown.filter((one) => one.getBoundingClientRect().right > edge && !scrolls(one));
  const cut = shown.filter((one) => {
    const style = getComputedStyle(one);
    return /hidden|clip/.test(style.overflowX) && style.position !== "absolute" && one.clientWidth > 1
      && one.scrollWidth > one.clientWidth + 1 && one.innerText?.trim();
  });
  const wide = document.documentElement.scrollWidth > edge ? ["the page itself"] : [];
  return [...wide, ...[...out, ...cut].slice(0, 3).map((one) => one.outerHTML.slice(0, 160))];
}"""
HTML_LIMIT, PAGE_LIMIT = 30_000, 120_000


@pytest.fixture(scope="session")
def kinds(site, citizens_council):
    """A function from a language to one page of each kind in it."""
    return lambda language: one_of_each_kind([one for one in in_sitemap(site.url) if one.startswith(f"/{language}/")])


def aside(page, name, widths):
    """What runs out of these widths, in each look."""
    found = []
    for look, rules in LOOKS.items():
        page.evaluate(WEAR, rules)
        for width in widths if look == "plain" else (max(widths),):
            page.set_viewport_size({"width": width, "height": 844})
            found += [f"{name} at {width}, {look}: {what}" for what in page.evaluate(ASIDE)]
    return found


@LANGUAGES
@pytest.mark.parametrize("widths", [(320, 390), (1280,)], ids=["phone", "desk"])
def test_nothing_runs_aside_or_is_cut(open_page, kinds, extremes, widths, language):
    page, found = open_page(widths[0], language=language), []
    for address in kinds(language):
        page.goto(address)
        found += aside(page, address, widths)
    for state in STATES:
        state.come(page, language)
        found += aside(page, state.name, widths)
    assert not found, "\n".join(map(str, found))


@LANGUAGES
def test_a_page_is_light_asks_nobody_else_and_leaves_nothing(open_page, kinds, language):
    """What one page and all that belongs to it weigh on the way; the first visit, with the font."""
    heavy = []
    for address in kinds(language):
        page, sizes = open_page(390, language=language), {}
        page.on("requestfinished", lambda request, sizes=sizes: weigh(request, sizes))
        page.goto(address, wait_until="networkidle")
        html = sizes.get(page.url, 0)
        if html > HTML_LIMIT or sum(sizes.values()) > PAGE_LIMIT:
            heavy.append((address, html, sum(sizes.values())))
        assert html
        assert page.context.cookies() == []
        page.context.close()
    assert heavy == []


def weigh(request, sizes):
    """Bytes of the body on the way: packed by the site, or as this packs them where it did not."""
    response = request.response()
    body = response.body()
    is_packed = response.header_value("content-encoding") or request.resource_type in ("font", "image")
    sizes[request.url] = request.sizes()["responseBodySize"] if is_packed else len(gzip.compress(body))
