"""`make pictures`: the pictures of the editor's guide, taken anew in both languages.

Run as a module. It serves a copy of its own with the demonstration and writes to `docs/pictures/guide`; the guide shows
them, so they are kept in the repository.
"""

import os
import tempfile
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

    from tests.browser.running import launched_chromium, served_site

    django.setup()
    with tempfile.TemporaryDirectory() as folder, served_site(Path(folder)) as site, launched_chromium() as browser:
        for language in ("kk", "ru"):
            take(browser, site, language)


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
