"""The pages for what went wrong, as readers meet them."""

from copy import copy

from django.http import QueryDict
from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms import error_pages
from cms.languages import active_language
from cms.maintenance import RETRY_AFTER
from cms.style_guide import Chapter, WholePage, register
from cms.style_samples import BOTH, EMPTY, FILLED, proposal
from cms.unavailable import Typed

FRAMED, BARE = "cms/error.html", "cms/error_bare.html"


def _at(request, path):
    """The request as it would have come to this address."""
    asked = copy(request)
    asked.path = asked.path_info = path
    asked.GET = QueryDict()
    asked.META = request.META | {"QUERY_STRING": "", "HTTP_ACCEPT_LANGUAGE": active_language()}
    # Read once and kept.
    asked.__dict__.pop("headers", None)
    return asked


def _page(draw, words, status, seconds=None, path="/{}/councils/almaty/water-prices/"):
    def drawn(request):
        asked = _at(request, path.format(active_language()))
        return draw(asked, words, status, seconds).content.decode()

    return drawn


def _unsent(typed):
    """The page that keeps what was typed, and the one for what could not be read."""

    def drawn(request):
        asked = _at(request, f"/{active_language()}/councils/")
        fields = (Typed("text", proposal()), Typed("token", "-")) if typed else ()
        words = {"typed": fields, "files": ("files",), "path": "#"}
        with override(active_language()):
            return get_template("cms/503.html").render(error_pages.frame_without_database(asked) | words)

    return drawn


WORDS, framed, bare = error_pages.WORDS, error_pages.framed, error_pages.bare
register(
    Chapter(
        "errors",
        _("Pages for what went wrong"),
        order=100,
        examples=(
            WholePage(BARE, "400", _page(bare, WORDS[400], 400)),
            WholePage(FRAMED, "403", _page(framed, WORDS[403], 403)),
            WholePage(FRAMED, error_pages.CSRF.title, _page(framed, error_pages.CSRF, 403)),
            WholePage(FRAMED, "404", _page(framed, WORDS[404], 404)),
            WholePage(FRAMED, BOTH, _page(framed, WORDS[404], 404, path="/nowhere/")),
            WholePage(FRAMED, "405", _page(framed, WORDS[405], 405)),
            WholePage(FRAMED, "410", _page(framed, WORDS[410], 410)),
            WholePage(FRAMED, "429", _page(framed, WORDS[429], 429, 600)),
            WholePage(BARE, "500", _page(bare, WORDS[500], 500)),
            WholePage(BARE, BOTH, _page(bare, WORDS[500], 500, path="/nowhere/")),
            WholePage(BARE, "503", _page(bare, WORDS[503], 503)),
            WholePage(BARE, error_pages.MAINTENANCE.title, _page(bare, error_pages.MAINTENANCE, 503, RETRY_AFTER)),
            WholePage("cms/503.html", FILLED, _unsent(True)),
            WholePage("cms/503.html", EMPTY, _unsent(False)),
        ),
    )
)
