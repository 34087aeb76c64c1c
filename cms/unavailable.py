"""When the site cannot do its work for a moment: 503, with what a person typed in it, ready to be sent again.

A full disk, a database that is locked or gone, too many requests at once: none of them is the person's fault, and all
of them pass. The answer asks the database for nothing. The admin keeps its own page of errors.
"""

import errno
import logging
from dataclasses import dataclass

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import get_template
from django.utils.translation import override

from cms import error_pages
from cms.gate import ADMIN_PREFIX

logger = logging.getLogger(__name__)
RETRY_AFTER = 60  # seconds
# No space, no more of one's share, a disk that can only be read, too many open files.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE})
# A line stays in its own field; what is longer, or has lines, is shown to whoever wants to copy it.
LINE = 120
UNREADABLE = (UnreadablePostError, MultiPartParserError, BadRequest, SuspiciousOperation, OSError)


class Overloaded(Exception):
    """Too much is being done at once; the same a little later is welcome."""


class DiskFull(Exception):
    """What was sent could not be written."""


@dataclass(frozen=True)
class Typed:
    """One field of what was sent: its name, what was typed, and whether it is long enough to be shown."""

    name: str
    value: str

    @property
    def is_long(self):
        """True for several lines and for a long one."""
        return "\n" in self.value or len(self.value) > LINE or self.name == "text"


def is_passing(error):
    """True if the error is one that passes by itself, or when the operator has made room.

    >>> is_passing(OSError(errno.ENOSPC, "No space left on device"))
    True
    >>> is_passing(ValueError())
    False
    """
    if isinstance(error, OperationalError | InterfaceError | Overloaded | DiskFull):
        return True
    return isinstance(error, OSError) and error.errno in FULL


class Unavailable:
    """Middleware: answers 503 on public addresses where the work failed for a reason that passes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        """The page for a passing fault; None leaves every other one to Django."""
        if request.path_info.startswith(ADMIN_PREFIX) or not is_passing(error):
            return None
        if not isinstance(error, Overloaded):
            logger.error("Unavailable: %s", type(error).__name__, exc_info=error)
        return unavailable(request)


def unavailable(request):
    """The response with what was typed, in a form that sends the very same again."""
    if request.method != "POST":
        return error_pages.bare(request, error_pages.WORDS[503], 503, RETRY_AFTER)
    typed, files = _sent(request)
    context = error_pages.frame_without_database(request) | {"typed": typed, "files": files, "path": request.path}
    # Without the request: its context processors would ask the database.
    with override(context["page_language"]):
        response = HttpResponse(get_template("cms/503.html").render(context), status=503)
    response["Cache-Control"] = "no-store"
    response["Retry-After"] = str(RETRY_AFTER)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _sent(request):
    """The fields of a POST, and the names of its fields with files; nothing where it can no longer be read."""
    try:
        fields = tuple(Typed(name, value) for name, values in request.POST.lists() for value in values)
        return fields, tuple(request.FILES)
    except UNREADABLE:
        return (), ()
