"""`make screenshots`: a picture of every page, state and example of the style guide at two widths, in both languages.

Run as a module. It serves a copy of its own with the demonstration content and the councils that no designer draws, and
writes to `var/screenshots`, one folder for each width and language.
"""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

WIDTHS, HEIGHT = (390, 1280), 900


def main(wanted):
    """Take the pictures of the pages whose address or state holds the wanted word; of all, without one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    from tests.browser.running import launched_chromium, served_site

    django.setup()
    with tempfile.TemporaryDirectory() as folder, served_site(Path(folder)) as site, launched_chromium() as browser:
        site.shell("from tests.browser.citizen_planting import plant; plant()")
        site.shell("from tests.browser.extremes_planting import plant; plant()")
        take(browser, site.url, wanted)


def take(browser, url, wanted):
    """All pictures, in a new folder."""
    from django.conf import settings

    from tests.browser.public_pages import STATES, in_sitemap, in_style_guide, one_of_each_kind

    folder = settings.VAR_DIR / "screenshots"
    shutil.rmtree(folder, ignore_errors=True)
    kinds = one_of_each_kind(in_sitemap(url))
    for language in ("kk", "ru"):
        for width in WIDTHS:
            place = folder / f"{language}-{width}"
            place.mkdir(parents=True)
            context = browser.new_context(base_url=url, viewport={"width": width, "height": HEIGHT})
            page = context.new_page()
            for address in kinds:
                if address.startswith(f"/{language}/") and wanted in address:
                    page.goto(address)
                    keep(page, place, address.strip("/"))
            for state in STATES:
                if wanted in state.name:
                    state.come(page, language)
                    keep(page, place, state.name)
            for address in in_style_guide():
                if wanted in address:
                    page.goto(f"/{language}/{address}")
                    keep(page, place, address.strip("/"))
            context.close()
    print(f"{len(list(folder.rglob('*.png')))} pictures in {folder}")


def keep(page, place, name):
    """The whole page as a picture."""
    page.evaluate("document.fonts.ready")
    file_name = re.sub(r"[^-\w]+", "-", name)
    page.screenshot(path=place / f"{file_name}.png", full_page=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
