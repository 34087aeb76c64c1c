"""`manage.py build_assets`: build what git does not hold, the one stylesheet and the compiled translations."""

import os
import posixpath
import re
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.plugin_asking import plugins

ORDER = "order.txt"
STYLESHEET = "css/kenes.css"
# Strings come first, so that neither a comment sign nor "url(" inside one is taken for the real thing.
STRING = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
COMMENT = re.compile(rf"(?P<string>{STRING})|/\*.*?\*/", re.DOTALL)
URL = re.compile(rf"url\(\s*(?P<quoted>{STRING})\s*\)|url\(\s*(?P<bare>[^\"'\s)]+)\s*\)|(?:{STRING})", re.DOTALL)
# An address that does not depend on where the stylesheet stands.
FIXED = re.compile(r"[a-z][a-z0-9+.-]*:|/|#", re.IGNORECASE)


def join_styles(folder: Path) -> str:
    """The stylesheets that `folder/order.txt` names, in its order, without comments, as one file in `css/`.

    `folder` is the source of `css/` itself; relative addresses are turned to keep pointing at the same file.
    """
    parts = []
    for name in ordered_names(folder / ORDER):
        path = folder / name
        if not path.is_file():
            raise CommandError(f"{folder / ORDER} names {name}, which is not there.")
        text = strip_comments(path.read_text(encoding="utf-8"))
        if "@import" in text:
            raise CommandError(f"{path}: list the file in {ORDER} instead of importing it.")
        parts.append(turn_addresses(text, posixpath.dirname(name)))
    return "\n".join(part for part in parts if part) + "\n"


def ordered_names(order: Path) -> list[str]:
    """The relative paths in `order`, one on a line; blank lines and lines after `#` say nothing."""
    lines = [line.strip() for line in order.read_text(encoding="utf-8").splitlines()]
    names = [line for line in lines if line and not line.startswith("#")]
    if repeated := {name for name in names if names.count(name) > 1}:
        raise CommandError(f"{order} names {', '.join(sorted(repeated))} twice.")
    return names


def strip_comments(text: str) -> str:
    """`text` without its CSS comments, the lines that they leave blank and spaces at the ends of lines."""
    bare = COMMENT.sub(lambda match: match["string"] or " ", text)
    return "\n".join(line.rstrip() for line in bare.splitlines() if line.strip())


def turn_addresses(text: str, folder: str) -> str:
    """`text` of a stylesheet in `css/<folder>/` with each relative `url()` as it reads from `css/`."""

    def turned(match: re.Match) -> str:
        address = match["quoted"][1:-1] if match["quoted"] else match["bare"]
        if not address or FIXED.match(address):
            return match[0]
        return f'url("{posixpath.normpath(posixpath.join(folder, address))}")'

    return URL.sub(turned, text)


def write_if_changed(path: Path, content: bytes) -> bool:
    """Put `content` at `path` in one step, unless it holds that already; say whether it was written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.write_bytes(content)
    new.replace(path)
    return True


def build_stylesheet(source: Path, target: Path) -> list[Path]:
    """Join the styles of `source`/css into `target`/css/kenes.css; the files that were written."""
    if not (source / "css" / ORDER).is_file():
        return []
    path = target / STYLESHEET
    return [path] if write_if_changed(path, join_styles(source / "css").encode()) else []


def build_catalogues(folder: Path) -> list[Path]:
    """Compile every catalogue under `folder` that is newer than its compiled file; the files that were written.

    Done in Python: a machine without gettext must show Kazakh and Russian all the same.
    """
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
            continue
        if write_if_changed(target, polib.pofile(source).to_binary()):
            written.append(target)
        else:
            target.touch()
    return written


class Command(BaseCommand):
    """Build the stylesheet and the translations, only where their sources changed."""

    help = "Join the stylesheets of static/css into one and compile the translations, where they changed."
    # It makes the folders that the checks ask for.
    requires_system_checks = []

    def handle(self, *args, **options):
        """Build what is out of date and name each file that was written."""
        assets = settings.VAR_DIR / "assets"
        assets.mkdir(parents=True, exist_ok=True)
        written = build_stylesheet(settings.BASE_DIR / "static", assets)
        for folder in (*settings.LOCALE_PATHS, *(Path(plugin.path) / "locale" for plugin in plugins())):
            written += build_catalogues(Path(folder))
        for path in written if options["verbosity"] else []:
            self.stdout.write(f"Built {os.path.relpath(path, settings.BASE_DIR)}")
