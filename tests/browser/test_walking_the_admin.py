"""An editor of council A goes through the whole admin, in Russian, and never sees a word of council B."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.planting import OWN
from tests.browser.walker import Walker
from tests.factories import PASSWORD
from tests.worlds import CANARY, DRAFT

# In capitals, so that an echo of the question is no finding; a search does not mind.
QUESTION = CANARY.upper()
# What Wagtail's own screens offer although councils may not open it, or only with pages chosen first.
OFFERED_IN_VAIN = re.compile(r"/admin/(bulk/\w+/\w+/\w+/$|(pages|images|documents)/(\d+/)?usage/)")
PLANT = "from tests.browser.planting import plant; plant()"


@pytest.fixture(scope="module")
def planted(site):
    """Council A, as its ids and the types of pages; council B beside it."""
    return site.shell(PLANT)


@pytest.fixture
def come(open_page, site, planted, full_size):
    """A function that gives somebody who has signed in and reads everything."""

    def come(username):
        walker = Walker(open_page(1280, language="ru"), site.url, planted["types"], full_size)
        walker.sign_in(username, PASSWORD)
        return walker

    return come


def national(types):
    """The pages between the root and the councils' sections, in both languages."""
    return [pk for pk, name in types.items() if name in ("HomePage", "CouncilDirectoryPage")]


def is_offered_in_vain(walker, address):
    """True for a link of Wagtail's own screens that leads to nothing, such as to the editor of a national page."""
    above = [f"/admin/pages/{pk}/{screen}/" for pk in national(walker.types) for screen in ("edit", "history")]
    return bool(OFFERED_IN_VAIN.match(address)) or address.split("?")[0] in above


def leaks(readings):
    """Where something of council B stands: a draft's word, or any word where not even published ones may be shown."""
    return sorted({reading.place for reading in readings if (DRAFT if reading.is_public else CANARY) in reading.text})


def test_an_editor_of_one_council_never_sees_a_word_of_another(come, planted, full_size):
    for role in ("editor", "publisher") if full_size else ("editor",):
        walker = come(f"own-{role}")
        explore(walker)
        choose(walker, planted["ids"])
        filter_pages(walker, planted["ids"])
        walker.go(f"/kk/councils/{planted['ids']['slug']}/")
        walker.walk("/admin/", f"/admin/pages/search/?q={QUESTION}", "/admin/pages/search/?q=Совет")
        # Of each type of page the walk opens one editor: not always that of a translation.
        walker.look_around(f"/admin/pages/{planted['ids']['russian']}/edit/")
        own = sum(OWN in reading.text for reading in walker.readings)
        print(
            f"{role}: {len(walker.screens)} kinds of screens, {len(walker.readings)} readings, {own} of the own council"
        )
        print(f"Offered in vain: {walker.refused}")
        assert leaks(walker.readings) == []
        assert own >= 150
        assert [reading for reading in walker.readings if "/preview/" in reading.place and OWN in reading.text]
        assert list(walker.screens.values()).count(200) >= 70
        assert {
            address: why for address, why in walker.refused.items() if not is_offered_in_vain(walker, address)
        } == {}


def explore(walker):
    """The slide-out of pages, down every way of it."""
    walker.page.goto("/admin/")
    walker.page.click(".sidebar-page-explorer-item button")
    expect(walker.page.locator(".c-page-explorer__item")).to_have_count(2)
    assert go_down(walker) >= 15


def go_down(walker):
    """Open every page that has pages below it, and come back; returns how many were opened."""
    walker.read()
    page, opened = walker.page, 0
    below = page.locator(".c-page-explorer__item__action:not(.c-page-explorer__item__action--small)")
    for number in range(below.count()):
        below.nth(number).click()
        wait_for_one_drawer(walker)
        opened += 1 + go_down(walker)
        page.click(".c-page-explorer__header__title")
        wait_for_one_drawer(walker)
    return opened


def wait_for_one_drawer(walker):
    """The slide has ended: what was shown before has gone."""
    walker.settle()
    expect(walker.page.locator(".c-page-explorer__drawer")).to_have_count(1)


def choose(walker, ids):
    """The choosers: of a page for a link, of a document for a block, and of an image."""
    page = walker.page
    page.goto(f"/admin/pages/add/council_pages/newspage/{ids['news_index']}/")
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.press("Control+k")
    modal = page.locator(".modal")
    expect(modal.get_by_text(OWN).first).to_be_visible()
    walker.read()
    modal.get_by_role("link", name="Root").click()
    expect(modal.get_by_text(OWN)).to_have_count(0)
    walker.read()
    walker.finds_published = True
    modal.locator("input[name=q]").fill(QUESTION)
    # What others have published is found: the search was asked, and its answer read.
    expect(modal.get_by_text(CANARY).first).to_be_visible()
    walker.read()
    page.goto(f"/admin/pages/add/council_pages/newspage/{ids['news_index']}/")
    walker.finds_published = False
    page.locator(".c-sf-add-button").first.click()
    page.locator("[data-chooser-action-choose]").first.click()
    expect(modal.get_by_text(OWN).first).to_be_visible()
    modal.locator("input[name=q]").fill(QUESTION)
    expect(modal.get_by_text(OWN)).to_have_count(0)
    walker.read()
    above = [f"/admin/choose-page/{pk}/" for pk in national(walker.types)]
    choosers = ["/admin/images/chooser/", "/admin/documents/chooser/", "/admin/choose-page/?user_perms=move_to"]
    for chooser in (*choosers, *above):
        walker.fetch(chooser)
        walker.fetch(f"{chooser}{'&' if '?' in chooser else '?'}q={QUESTION}")


def filter_pages(walker, ids):
    """The explorer's filters: whose pages, by whom; and a search for a word of the other council."""
    page = walker.page
    walker.go(f"/admin/pages/{ids['section']}/")
    for name in ("owner", "edited_by", "site", "content_type"):
        box = page.locator(f"input[name={name}]").first
        if box.count():
            box.evaluate("(box) => box.click()")
            walker.read()
    for place in (*national(walker.types), ids["section"]):
        walker.go(f"/admin/pages/{place}/?q={QUESTION}")


def test_somebody_without_a_council_reads_why_and_sees_nothing(come):
    walker = come("of-nothing")
    for address in ("/admin/", "/admin/pages/", "/admin/kenes/consultations/"):
        walker.go(address)
        expect(walker.page.get_by_role("heading", level=1)).to_have_text("У вас пока нет роли")
        expect(walker.page.get_by_role("button", name="Выйти")).to_be_visible()
    assert not [reading.place for reading in walker.readings if OWN in reading.text or CANARY in reading.text]


def test_somebody_of_two_councils_sees_both(come, planted):
    walker = come("of-both")
    directory = f"/admin/pages/{national(planted['types'])[1]}/"
    for address in ("/admin/kenes/consultations/", "/admin/kenes/sittings/", directory, "/admin/documents/"):
        walker.go(address)
        for word in (OWN, CANARY):
            expect(walker.page.locator("main").get_by_text(word).filter(visible=True).first).to_be_visible()
    walker.page.goto("/admin/kenes/consultations/new/")
    councils = walker.page.locator("[name=council] option").all_inner_texts()
    assert len([name for name in councils if OWN in name or CANARY in name]) == 2
