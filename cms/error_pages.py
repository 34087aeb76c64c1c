"""What a reader gets where there is no page to show: what happened and what to do next, in the reader's language.

An address says its language; at one without, both speak. Where the database can be asked, header and footer stand
around the words. Where it may be the thing that fails, nothing is asked: no database, no session, no host.
"""

import math
import re
from dataclasses import dataclass
from urllib.parse import quote

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from cms.context import LABELS
from cms.gate import ADMIN_PREFIX
from cms.languages import LANGUAGES, active_language, other_language, preferred_language

# What a reader may look for: the words of an address, without the names of its shelves.
SHELVES = frozenset({
    "archive", "calendar", "councils", "document", "documents", "emblems", "feed", "images", "media", "news",
    "outcomes", "proposals", "propose", "quarters", "questions", "recommendations", "schedule", "search", "sittings",
    "styleguide", "track", "html", "htm", "php", "pdf", "docx", "ics", "xml",
})  # fmt: skip
MOST_WORDS = 8
FEWEST_LETTERS = 2
MINUTE, HOUR = 60, 60 * 60  # seconds


@dataclass(frozen=True)
class Words:
    """What an error page says: its title, what happened, what to do next. `ways`: what it offers, by name."""

    title: Promise
    happened: Promise
    advice: Promise
    ways: tuple[str, ...] = ("home", "councils")


WORDS = {
    400: Words(
        gettext_lazy("The request could not be read"),
        gettext_lazy("The address, or what was sent to it, is damaged or too large."),
        gettext_lazy(
            "Check the address, or begin from the home page. If you were sending a form, go back in your browser: "
            "your text still stands there."
        ),
    ),
    403: Words(
        gettext_lazy("This page is not open to you"),
        gettext_lazy("Only those who have been given the right can read it."),
        gettext_lazy(
            "If you think that this is a mistake, write to the secretariat of the council or to the ministry."
        ),
    ),
    404: Words(
        gettext_lazy("There is no such page"),
        gettext_lazy("The address may be mistyped, or the page has been withdrawn."),
        gettext_lazy("Search by words, or choose where to go on."),
        ("search", "home", "councils"),
    ),
    405: Words(
        gettext_lazy("Nothing can be sent to this address"),
        gettext_lazy("There is only something to read here."),
        gettext_lazy(
            "Open the page anew. If you were sending a form, go back in your browser: your text still stands there."
        ),
        ("again", "home", "councils"),
    ),
    410: Words(
        gettext_lazy("The page is no longer here"),
        gettext_lazy("It was taken off the site for good."),
        gettext_lazy("Search by words, or choose where to go on."),
        ("search", "home", "councils"),
    ),
    429: Words(
        gettext_lazy("Too many requests come from your network"),
        gettext_lazy("So that there is room for everybody, the site answers one network only so often."),
        gettext_lazy("If you were sending a form, go back in your browser: your text still stands there."),
        ("home",),
    ),
    500: Words(
        gettext_lazy("There is a fault on the site"),
        gettext_lazy("The fault is ours, not yours."),
        gettext_lazy(
            "Try again in a few minutes. If you were sending a proposal, check it by its number: if you got no number, "
            "it is not registered."
        ),
        ("home", "track"),
    ),
    503: Words(
        gettext_lazy("The site is overloaded or under repair"),
        gettext_lazy("It is not your fault, and it passes by itself."),
        gettext_lazy("Try again in a minute."),
        ("again",),
    ),
}
CSRF = Words(
    gettext_lazy("Nothing has been sent yet"),
    gettext_lazy(
        "The page was open for a long time, or your browser did not say from which page the form comes. To be safe, "
        "the site did not take it."
    ),
    gettext_lazy(
        "Go back in your browser and copy what you typed. Load the page anew, put your text in and send it once more."
    ),
    ("again", "home"),
)
MAINTENANCE = Words(
    gettext_lazy("Work is going on at the site"),
    gettext_lazy("The site is closed for a while."),
    gettext_lazy("If you were sending a proposal and got no number, it is not registered."),
    ("again",),
)


def languages_of(request):
    """The languages that speak: the address's own; in the admin the active one; else both, the browser's first."""
    if known := [language for language in LANGUAGES if request.path_info.startswith(f"/{language}/")]:
        return tuple(known)
    if request.path_info.startswith(ADMIN_PREFIX):
        return (active_language(),)
    first = preferred_language(request.headers.get("Accept-Language", ""))
    return first, other_language(first)


def wait_in_words(seconds):
    """When to try again, in the active language; nothing where nobody has said so."""
    if not seconds:
        return ""
    if seconds < 2 * HOUR:
        count = math.ceil(seconds / MINUTE)
        words = ngettext("Try again in %(count)s minute.", "Try again in %(count)s minutes.", count)
    else:
        count = math.ceil(seconds / HOUR)
        words = ngettext("Try again in %(count)s hour.", "Try again in %(count)s hours.", count)
    return words % {"count": count}


def words_of_address(path):
    """What a reader may have looked for at this address: its words, without numbers and the names of shelves.

    >>> words_of_address("/kk/councils/almaty/questions/water-prices-2026/")
    'almaty water prices'
    """
    words = [word for word in re.split(r"[\W_]+", path.lower()) if word.isalpha() and len(word) >= FEWEST_LETTERS]
    kept = [word for word in words if word not in SHELVES and word not in LANGUAGES]
    return " ".join(dict.fromkeys(kept[:MOST_WORDS]))


def _said(request, words, language, seconds, *, is_alone):
    """The words of the page in this language, with the ways on."""
    is_admin = request.path_info.startswith(ADMIN_PREFIX)
    home = reverse("wagtailadmin_home") if is_admin else f"/{language}/"
    links = {
        "again": (_("Open the page anew"), quote(request.path)),
        "search": (_("Search"), f"/{language}/search/"),
        "home": (_("Home page"), home),
        "councils": (_("See all councils"), f"/{language}/councils/"),
        "track": (_("Track a proposal"), f"/{language}/track/"),
    }
    offered = words.ways
    if is_admin:
        # The same for every address that is missing or foreign.
        offered = [name for name in words.ways if name == "again"] + ["home"]
    return {
        "language": language,
        "label": LABELS[language],
        "title": str(words.title),
        "happened": str(words.happened),
        "advice": [line for line in (str(words.advice), wait_in_words(seconds)) if line],
        # One box on a page: where both languages speak, a link leads to the search of each.
        "searches": is_alone and "search" in offered,
        "links": [
            {"label": links[name][0], "url": links[name][1]} for name in offered if not (is_alone and name == "search")
        ],
    }


def context_of(request, words, seconds=None):
    """What the templates of error pages ask for, in every language that speaks."""
    spoken, languages = [], languages_of(request)
    is_alone = len(languages) == 1
    for language in languages:
        with override(language):
            spoken.append(_said(request, words, language, seconds, is_alone=is_alone))
    return {"spoken": spoken, "is_alone": is_alone, "noindex": True, "canonical_url": "", "hreflang_links": []}


def framed(request, words, status, seconds=None):
    """The page with header and footer; without them where the database does not answer."""
    context = context_of(request, words, seconds)
    try:
        with override(context["spoken"][0]["language"]):
            asked = {"asked": words_of_address(request.path_info)}
            response = render(request, "cms/error.html", context | asked, status=status)
    except (OperationalError, InterfaceError):
        return bare(request, words, status, seconds)
    return _told(response, seconds)


def bare(request, words, status, seconds=None):
    """The page that asks for nothing."""
    context = context_of(request, words, seconds) | frame_without_database(request)
    with override(context["page_language"]):
        # Without the request: its context processors would ask the database.
        body = get_template("cms/error_bare.html").render(context)
    return _told(HttpResponse(body, status=status), seconds)


def frame_without_database(request):
    """What the header of a page says that asks for nothing: the way home, and the same address in the other language.

    No switch where both speak already, in the admin, and where what was sent would be lost on the way.
    """
    spoken = languages_of(request)
    language, links = spoken[0], []
    rest = quote(request.path_info).removeprefix(f"/{language}/")
    if len(spoken) == 1 and request.method in ("GET", "HEAD") and not request.path_info.startswith(ADMIN_PREFIX):
        links = [
            {"code": code, "label": LABELS[code], "url": f"/{code}/{rest}", "current": code == language}
            for code in LANGUAGES
        ]
    return {"page_language": language, "home_url": f"/{language}/", "language_links": links}


def _told(response, seconds):
    """The headers of every error page: kept by nobody, found by nobody, and when to come again."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    if seconds:
        response["Retry-After"] = str(seconds)
    return response


# --- what Django calls ------------------------------------------------------------------------------------------------
def bad_request(request, exception):
    """What cannot be read, a foreign host's name among it; so the request is asked for nothing."""
    return bare(request, WORDS[400], 400)


def forbidden(request, exception):
    """What somebody may not do."""
    return framed(request, WORDS[403], 403)


def csrf_failure(request, reason=""):
    """A form whose token is missing or too old. Why is in the log, not on the page."""
    return framed(request, CSRF, 403)


def not_found(request, exception):
    """The page for a missing address; the same for a foreign object in the admin, whatever was asked for."""
    return framed(request, WORDS[404], 404)


def server_error(request):
    """The page for our own fault. It asks the database for nothing: the database may be the fault."""
    return bare(request, WORDS[500], 500)


class ErrorPages:
    """Middleware: gives the page to an error that a view answers in bare words, or in none. The admin keeps its own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        words = WORDS.get(response.status_code)
        if words is None or not _is_for_a_reader(request) or not _is_bare(response):
            return response
        said = response.headers.get("Retry-After", "")
        page = framed(request, words, response.status_code, int(said) if said.isdecimal() else None)
        # Into the answer itself: the view's own headers stay, what may be sent instead (`Allow`) among them.
        response.content = page.content
        for name in ("Content-Type", "Cache-Control", "X-Robots-Tag"):
            response[name] = page[name]
        return response


def _is_for_a_reader(request):
    return not request.path_info.startswith(ADMIN_PREFIX) and request.accepts("text/html")


def _is_bare(response):
    """True for an answer that is text and no page of its own."""
    kind = response.headers.get("Content-Type", "").split(";")[0]
    if response.streaming or kind not in ("text/html", "text/plain", ""):
        return False
    return not response.content.lstrip()[:9].lower().startswith(b"<!doctype")
