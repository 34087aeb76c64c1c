"""Our own screens of the admin have no fault that axe-core knows; the frame around them is Wagtail's."""

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.axe import violations
from tests.browser.extremes_planting import STAFF
from tests.browser.people import Staff
from tests.factories import PASSWORD

OWN = "/admin/kenes/"
# What the browser saves instead of showing it.
FILES = re.compile(
    r"/admin/kenes/documents/|/(csv|xlsx|json|export|sheet|file|files/[0-9]+)/|\.(csv|xlsx|docx|pdf|json)$"
)
LINKS = "() => [...document.querySelectorAll('a[href]')].map((link) => link.href)"
MAIN = "#main"


@pytest.fixture(scope="module")
def staff(site):
    """People who may do everything, planted once."""
    site.shell("from tests.browser.extremes_planting import plant_staff; plant_staff()")


def own_links(page):
    """Addresses of our screens to which this one has a link, without what is asked behind them."""
    for address in page.evaluate(LINKS):
        path = urlsplit(address).path
        if path.startswith(OWN) and not FILES.search(path):
            yield path


def faults_of_screens(page, seen):
    """{address: what is wrong with it} of one of each kind of our screens that was not `seen`, from link to link."""
    found, waiting = {}, ["/admin/"]
    while waiting:
        address = waiting.pop(0)
        if page.goto(address).status == 200:
            found[address] = violations(page, MAIN)
            for link in own_links(page):
                kind = re.sub(r"\d+", "n", link)
                if kind not in seen:
                    seen.add(kind)
                    waiting.append(link)
    return found


def test_none_of_our_screens_has_a_fault(open_page, staff, full_size):
    """What both see is judged once, in the full run for each."""
    seen, faulty = set(), {}
    for person in STAFF:
        page = open_page(1280, language="ru")
        Staff(page, person, PASSWORD)
        found = faults_of_screens(page, set() if full_size else seen)
        print(f"{person}: {len(found)} screens")
        assert len(found) >= 15
        faulty |= {f"{person}: {address}": faults for address, faults in found.items() if faults}
    assert faulty == {}
