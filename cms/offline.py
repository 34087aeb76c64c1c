"""Reading without a connection: the worker in the browser of a reader who asks for it, and copies made for keeping.

The worker (`static/js/service-worker.js`) keeps only what `council_pages/public/offline.py` lists. It asks for each
page with a header of its own and gets a copy: the same page without citizens' words, with a line that says what it is.
"""

import hashlib
import json

from django.conf import settings
from django.http import HttpResponse
from django.templatetags.static import static
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.languages import LANGUAGES

# Says that a page is asked for to be kept. In a header and no address: nobody can be led to such a copy by a link.
HEADER = "Kenes-Copy"
SOURCE = settings.BASE_DIR / "static" / "js" / "service-worker.js"
# What a kept page looks and works like.
FILES = (
    "css/kenes.css",
    "js/view.js",
    "js/offline.js",
    "img/favicon.svg",
    "fonts/onest-cyrillic.woff2",
    "fonts/onest-kazakh.woff2",
    "fonts/onest-latin.woff2",
)


def is_copy(request):
    """True if the page is asked for to be kept and read without a connection."""
    return HEADER in request.headers


def tell_apart(response):
    """The response, with the word for every cache on the way that a copy for keeping is another text."""
    patch_vary_headers(response, [HEADER])
    return response


def release():
    """The name of what is installed: another one as soon as the worker or a file that it keeps is another."""
    named = json.dumps([SOURCE.read_text(encoding="utf-8"), _addresses(), LANGUAGES])
    return hashlib.sha256(named.encode()).hexdigest()[:16]


def _addresses():
    return [static(name) for name in FILES]


@require_safe
@cache_control(no_cache=True)
def worker(request):
    """GET /service-worker.js: the script, with the names of this release before it. Browsers ask for it anew each time.

    It stands at the root because a worker reaches only what lies below its own address.
    """
    said = {"release": release(), "files": _addresses(), "header": HEADER, "languages": LANGUAGES}
    source = f"self.KENES = {json.dumps(said)};\n{SOURCE.read_text(encoding='utf-8')}"
    response = HttpResponse(source, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    return response
