"""No page of the site has a fault that axe-core knows: every page of the sitemap, of the style guide, every state."""

from itertools import product
from random import Random

import pytest

from tests.browser.axe import violations
from tests.browser.public_pages import STATES, in_sitemap, in_style_guide, one_of_each_kind
from tests.browser.test_reading import ASIDE

LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])
WIDTHS, THEMES = (320, 390, 1280), ("light", "dark")
# The small size: each width and each theme once.
FEW = ((320, "dark"), (1280, "light"))
MOST_OTHERS = 60
LANGUAGE_TURNS = {"kk": 0, "ru": 1}


def faults(page, name, looks):
    """What is wrong with the open page in each of these widths and themes."""
    found = []
    for width, theme in looks:
        page.set_viewport_size({"width": width, "height": 844})
        # Without motion: a colour on its way from one theme to the other is no colour of either.
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        found += [f"{name} at {width}, {theme}: {fault}" for fault in violations(page)]
    return found


@LANGUAGES
def test_no_page_of_the_sitemap_has_a_fault(open_page, site, extremes, full_size, language):
    own = [address for address in in_sitemap(site.url) if address.startswith(f"/{language}/")]
    kinds = one_of_each_kind(own)
    assert len(kinds) >= 20
    page, found = open_page(390, language=language), []
    for address in kinds:
        assert page.goto(address).status == 200
        found += faults(page, address, product(WIDTHS, THEMES) if full_size else FEW)
    # The template is the same, what editors wrote is not: of the others so many are looked at once each.
    others = sorted(set(own) - set(kinds))
    for address in Random(7).sample(others, min(MOST_OTHERS, len(others))) if full_size else ():
        page.goto(address)
        found += faults(page, address, [(390, "light")])
    assert not found, "\n".join(map(str, found))


@LANGUAGES
def test_no_state_of_a_page_has_a_fault(open_page, extremes, full_size, language):
    page, found = open_page(390, language=language), []
    for state in STATES:
        state.come(page, language)
        found += faults(page, state.name, product(WIDTHS, THEMES) if full_size else FEW)
    assert not found, "\n".join(map(str, found))


@LANGUAGES
def test_no_page_of_the_style_guide_has_a_fault_or_goes_on_aside(open_page, full_size, language):
    """Components in all of their states, error pages, mails: each alone, as wide as the window."""
    page, found = open_page(390, language=language), []
    for number, address in enumerate(in_style_guide()):
        # The small size: each in one language, at one width and in one theme; they take turns.
        turn, place = divmod(number, len(LANGUAGE_TURNS))
        if full_size or place == LANGUAGE_TURNS[language]:
            assert page.goto(f"/{language}/{address}").status == 200
            found += faults(page, address, product(WIDTHS, THEMES) if full_size else [FEW[turn % len(FEW)]])
            page.set_viewport_size({"width": 320, "height": 844})
            found += [f"{address}: {one}" for one in page.evaluate(ASIDE)]
    assert not found, "\n".join(map(str, found))
