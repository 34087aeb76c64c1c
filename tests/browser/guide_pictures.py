"""`make pictures`: the pictures of the editor's guide, taken anew in both languages.

Run as a module. It serves a copy of its own with the demonstration and writes to `docs/pictures/guide`; the guide shows
them, so they are kept in the repository.
"""

import os
import tempfile
from contextlib import closing
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "pictures" / "guide"
# What is pressed, and then brought into view, before a picture is taken.
SHOWN = {
    "desk": "#texts",
    "publishing": "#texts",
    "answers": "[name=state]",
    "translation": "li.incomplete",
    "form": "[name=fields-0-label_kk]",
}
PRESSED = {"blocks": ["button.c-sf-add-button", ".w-combobox__option-preview >> nth=1"]}


def main():
    """Serve, take the pictures, stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django
    from playwright.sync_api import sync_playwright

    from benchmarks.machine import scratch_database
    from tests.browser.conftest import CHROMIUM_ARGUMENTS, Site, find_chromium, free_port, product_environment

    django.setup()
    with tempfile.TemporaryDirectory() as folder, scratch_database(Path(folder), "") as database_url:
        port, var = free_port(), Path(folder)
        site = Site(f"http://127.0.0.1:{port}", var, product_environment(var, port, database_url))
        site.manage("build_assets")
        site.manage("collectstatic", "--no-input", "--verbosity", "0")
        site.start("--demonstrate")
        try:
            with sync_playwright() as playwright:
                arguments = [*CHROMIUM_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
                launched = playwright.chromium.launch(executable_path=find_chromium(playwright), args=arguments)
                with closing(launched) as browser:
                    for language in ("kk", "ru"):
                        take(browser, site, language)
        finally:
            site.stop()


def take(browser, site, language):
    """All pictures of one language."""
    from cms.templatetags.guide import HEIGHT, WIDTH
    from tests.browser.people import Staff
    from tests.factories import PASSWORD

    addresses = site.shell(f"from tests.browser.guide_planting import plant; plant({language!r})")
    context = browser.new_context(
        base_url=site.url, viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce"
    )
    page = context.new_page()
    Staff(page, f"guide-{language}", PASSWORD)
    for name, address in addresses.items():
        page.goto(address, wait_until="networkidle")
        for pressed in PRESSED.get(name, []):
            page.locator(pressed).first.click()
            page.wait_for_timeout(1500)
        if name in SHOWN:
            page.locator(SHOWN[name]).first.evaluate("part => part.scrollIntoView({block: 'center'})")
        keep(page.screenshot(), FOLDER / language / f"{name}.webp")
    context.close()


def keep(picture, path):
    """The picture, small."""
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(BytesIO(picture)) as taken:
        taken.convert("RGB").save(path, "WEBP", quality=60, method=6)
    print(f"{path.relative_to(FOLDER)}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
