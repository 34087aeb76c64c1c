"""A document as a file to take away: its formats, its name, and the response that carries it."""

import hashlib
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from council_pages.documents import docx, pdf
from council_pages.documents.content import Document

STEM = "document"
# What some system does not take in the name of a file; and a length that all take, in Cyrillic too.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
NAME_LIMIT = 80
# reportlab's fonts belong to one document at a time, and so does the processor.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Format:
    """A format: the end of the file's name, its type, and what draws it."""

    end: str
    content_type: str
    render: Callable[[Document], bytes]


FORMATS = {
    form.end: form
    for form in (
        Format("pdf", "application/pdf", pdf.render),
        Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.render),
    )
}


def format_of(name):
    """The format that the last part of an address asks for, `document.pdf`; None for any other."""
    stem, _dot, end = name.partition(".")
    return FORMATS.get(end) if stem == STEM else None


def links(address):
    """The ways to the files of the page at the address, for the component `toolbar`."""
    return [
        {"label": _("Download: %(format)s") % {"format": end.upper()}, "url": f"{address}{STEM}.{end}", "icon": "down"}
        for end in FORMATS
    ]


def file_name(document, form):
    """The title as the name of a file, in the language of the document."""
    words = " ".join(_FORBIDDEN.sub(" ", document.title).split())
    if len(words) > NAME_LIMIT:
        words = words[: NAME_LIMIT + 1].rpartition(" ")[0] or words[:NAME_LIMIT]
    return f"{words.strip('. ') or STEM}.{form.end}"


def public_response(request, document, form):
    """The file for everybody: always asked for anew, and not sent again where the reader has it already."""
    digest = hashlib.sha256(f"{form.end} {document!r}".encode()).hexdigest()
    response = get_conditional_response(request, etag=f'"{digest}"')
    if response is None:
        response = _response(_rendered(digest, document, form), document, form)
    response["ETag"] = f'"{digest}"'
    response["Cache-Control"] = "no-cache"
    # Found is the page; a copy in a search engine would outlive what is taken off it.
    response["X-Robots-Tag"] = "noindex"
    return response


def staff_response(document, form):
    """The file for the staff: kept nowhere, because it may hold a draft."""
    with _one_at_a_time:
        response = _response(form.render(document), document, form)
    response["Cache-Control"] = "no-store"
    return response


def _rendered(digest, document, form):
    """The bytes, drawn once for as long as the page says the same."""
    cache = caches["documents"]
    if (found := cache.get(digest)) is not None:
        return found
    with _one_at_a_time:
        # Whoever waited finds what the first has drawn.
        if (drawn := cache.get(digest)) is None:
            drawn = form.render(document)
            cache.set(digest, drawn)
    return drawn


def _response(drawn, document, form):
    response = HttpResponse(drawn, content_type=form.content_type)
    response["Content-Disposition"] = content_disposition_header(True, file_name(document, form))
    response["X-Content-Type-Options"] = "nosniff"
    response._csp_replace = {"default-src": ["'none'"], "sandbox": []}
    return response
