"""PDF files: whole, readable, and without anything that acts by itself (ISO 32000-1, 12.6)."""

import logging
import re

from pypdf import PdfReader

# It tells the log of every oddity of a file that a stranger has sent.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
SIGNATURE = b"%PDF-"
END = b"%%EOF"
# Some programs write a few lines behind the end; another file does not fit there.
END_WITHIN = 1_024
MOST_PAGES = 2_000
# A page for a browser inside the file: as a download it does no harm, but somebody meant it to.
MARKUP = re.compile(rb"<(?:script|html|svg|iframe|body|!doctype html)[\s>]", re.IGNORECASE)
# What is drawn stands between these words, mostly packed: any sign may come up there by chance.
STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
# Names in the file's own objects by which it starts programs, runs scripts or carries files.
ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|ImportData|SubmitForm|XFA)\b")
ACTIVE_NAMES = ("/JavaScript", "/EmbeddedFiles")
ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/RichMediaExecute"}


def is_pdf(file):
    """True if the file is a PDF document that opens without a password and does nothing by itself."""
    file.seek(0)
    content = file.read()
    if not content.startswith(SIGNATURE) or END not in content[-END_WITHIN:]:
        return False
    # A name may hide its letters as #4A (7.3.5).
    objects = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), STREAM.sub(b"", content))
    if MARKUP.search(content) or ACTIVE.search(objects):
        return False
    return _opens(file)


def _opens(file):
    """True if the document's pages can be counted and its catalogue starts nothing, packed objects included."""
    file.seek(0)
    try:
        reader = PdfReader(file, strict=False)
        if reader.is_encrypted or not 0 < len(reader.pages) <= MOST_PAGES:
            return False
        root = reader.trailer["/Root"]
        names = root.get("/Names")
        opening = root.get("/OpenAction")
        return (
            not (names and any(name in names.get_object() for name in ACTIVE_NAMES))
            and "/AA" not in root
            and not _acts(opening)
        )
    # The library raises what it stumbles over, as it comes; a file on which it stumbles is not taken.
    except Exception:
        return False


def _acts(opening):
    action = opening.get_object() if opening is not None else None
    return isinstance(action, dict) and action.get("/S") in ACTIVE_ACTIONS
