"""A crawler of the public site: it follows every link it meets and says which routes it has seen.

It knows no address but `/`. Addresses are taken from whatever an answer holds: attributes of HTML, absolute addresses
in feeds, calendars and headers. Files are opened: packages are unpacked, PDFs read.
"""

import html
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

import pypdf
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, get_resolver, resolve
from django.urls.resolvers import URLResolver

from cms.serving import find_page

ATTRIBUTE = re.compile(
    r"""\b(?:(?:href|src|action|srcset|poster)\s*=\s*["']|data-[\w-]+\s*=\s*["'](?=[/.?]))([^"']+)["']""", re.IGNORECASE
)
ABSOLUTE = re.compile(r"""(?:https?|webcal)://[^\s<>"'\\]+""")
# Static files are the same for everybody.
STATIC = "/static/"
# A calendar has a month after each month, a list every filter: so many addresses of one route with the same questions.
MOST_ALIKE = 4
ENDLESS = {"quarter", "calendar", "council_calendar"}
# What programs ask for without a link.
UNLINKED = ("/robots.txt", "/sitemap.xml", "/favicon.ico", "/api/", "/kk/sitemap.xml", "/ru/sitemap.xml", "/nothing/")


@dataclass
class Crawl:
    """What was found: the words of each address, and of each route (or type of page) the answers' states."""

    words: dict = field(default_factory=dict)
    routes: dict = field(default_factory=dict)


def is_public(link):
    """The admin is not public and has a matrix of its own."""
    return not link.startswith("/admin/")


def crawl(client, seeds=("/", *UNLINKED), follow=is_public):
    """Ask for every address that leads from the seeds, each once; of the links only those to `follow`."""
    found, waiting, known, alike = Crawl(), list(seeds), set(seeds), Counter()
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address)
        found.words[address] = said = words(answer)
        found.routes.setdefault(route(address), set()).add(answer.status_code)
        for link in [link for link in links(said, address) if link not in known]:
            known.add(link)
            shape = (route(link), tuple(name for name, _value in parse_qsl(urlsplit(link).query)))
            is_one_of_many = shape[0] in ENDLESS or shape[1] not in ((), ("page",))
            alike[shape] += follow(link)
            if follow(link) and not (is_one_of_many and alike[shape] > MOST_ALIKE):
                waiting.append(link)
    return found


def links(said, base):
    """The addresses of this site in an answer, without their fragments."""
    own, found, raw = {"testserver", urlsplit(settings.SITE_URL).netloc}, {}, html.unescape(said)
    for link in [*ATTRIBUTE.findall(raw), *ABSOLUTE.findall(raw)]:
        address = urlsplit(urljoin(f"http://testserver{base}", link.strip()))
        if address.scheme not in ("http", "https", "webcal") or address.netloc not in own:
            continue
        path = unquote(address.path) or "/"
        if not path.startswith(STATIC):
            found[f"{path}?{address.query}" if address.query else path] = None
    return list(found)


def route(address):
    """The name of the route; of a page the name of its type, with what is asked for below it."""
    path = urlsplit(address).path
    try:
        match = resolve(path)
    except Exception:
        # Whatever a resolver raises: the address leads nowhere, and the site answers it with a page of its own.
        return "nowhere"
    if match.url_name not in ("wagtail_serve", "document", "propose"):
        return match.view_name
    language, *parts = [part for part in path.split("/") if part]
    found = find_page(language, parts)
    if found is None:
        return "nowhere"
    place, rest, _languages = found
    below = ["*" if position else part for position, part in enumerate(rest)]
    return "/".join([ContentType.objects.get_for_id(place.type_id).model_class().__name__, *below])


def words(answer):
    """Everything that the reader gets: headers, cookies, and the body with its packages and PDFs opened."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return "\n".join([str(dict(answer.headers)), answer.cookies.output(), opened(body)])


def opened(body):
    """The words of a body: of a package those of its parts, of a PDF its text and its facts, too."""
    said = body.decode("utf-8", errors="replace")
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            said = "\n".join(f"{name}\n{opened(package.read(name))}" for name in package.namelist())
    elif body.startswith(b"%PDF"):
        reader = pypdf.PdfReader(io.BytesIO(body))
        said = "\n".join([str(reader.metadata), *(page.extract_text() for page in reader.pages)])
    # A calendar folds its lines.
    return said.replace("\r\n ", "")


def public_routes():
    """The names of all routes outside the admin, from the URLconf itself."""
    return set(_names(get_resolver().url_patterns, ()))


def _names(patterns, namespaces):
    for entry in patterns:
        if isinstance(entry, URLResolver):
            if str(entry.pattern) != "admin/":
                yield from _names(entry.url_patterns, (*namespaces, *filter(None, [entry.namespace])))
        elif isinstance(entry, URLPattern) and not str(entry.pattern).startswith("admin/"):
            yield ":".join([*namespaces, entry.name or str(entry.pattern)])
