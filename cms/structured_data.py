"""What a page says of itself to machines, in the words of schema.org; and how it is written into a page. Pure.

Addresses are given without the host and get it when they are written. What is empty is left out.
"""

import json

from django.utils.safestring import mark_safe

CONTEXT = "https://schema.org"
# Values of these names are addresses.
ADDRESSES = frozenset({"@id", "url", "item", "image", "logo", "urlTemplate", "mainEntityOfPage"})
# Nothing of a text may end the element that holds it, begin another, or end a line where no JSON may end one.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
COUNTRY = {"@type": "Country", "name": "Kazakhstan", "identifier": "KZ"}


def thing(kind, **said):
    """A thing of schema.org, without what is not known of it."""
    return {"@type": kind, **{name: value for name, value in said.items() if value not in ("", None, [], {}, ())}}


def organization(council, url, *, parent="", logo="", area=None, description="", contacts=()):
    """A council as an organization; where only the name matters the rest is left out."""
    return thing(
        "GovernmentOrganization",
        name=council,
        url=url,
        description=description,
        logo=logo,
        parentOrganization=parent and thing("GovernmentOrganization", name=parent),
        areaServed=area,
        contactPoint=list(contacts),
    )


def breadcrumbs(trail, title, url):
    """The way from the home page to this one; nothing for the home page itself."""
    steps = [*((step["label"], step["url"]) for step in trail), (title, url)]
    items = [
        thing("ListItem", position=place, name=str(name), item=item) for place, (name, item) in enumerate(steps, 1)
    ]
    return thing("BreadcrumbList", itemListElement=items) if trail else {}


def web_site(name, url, search_url, language):
    """The site and how it is searched."""
    target = thing("EntryPoint", urlTemplate=f"{search_url}?q={{q}}")
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=q"}
    return thing("WebSite", name=name, url=url, inLanguage=language, potentialAction=action)


def written(things, host):
    """The things as one document of JSON-LD that may stand in an element of HTML; `host` as "https://example.kz"."""
    graph = [_absolute(each, host) for each in things if each]
    said = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(said.translate(_ESCAPES)) if graph else ""  # noqa: S308


def _absolute(value, host, name=""):
    if isinstance(value, dict):
        return {key: _absolute(part, host, key) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_absolute(part, host, name) for part in value]
    return f"{host}{value}" if name in ADDRESSES and str(value).startswith("/") else value
