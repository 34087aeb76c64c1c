"""The frame of a page: where the reader is, what the page is called, where else to go."""

import json
from functools import lru_cache
from urllib.parse import urlencode

from django.template.loader import get_template
from django.utils.translation import get_language

from cms.component_tags import block_component, component, register

# What header and footer are made of: see `cms.context.site_frame`.
FRAME = ("home_url", "nav", "language_links", "operator", "demonstration_disclaimer")


@register.simple_tag(takes_context=True)
def frame_part(context, name):
    """`site_header` or `site_footer` of the page; the same words are drawn once, for they cost as much as a page."""
    said = json.dumps({key: context[key] for key in FRAME if key in context}, sort_keys=True)
    return _drawn(name, get_language(), said)


@lru_cache(maxsize=1024)
def _drawn(name, language, said):
    return get_template(f"cms/components/{name}.html").render(json.loads(said))


@register.simple_tag
def breadcrumbs(trail, current=""):
    """`trail`: ancestors as {label, url, lang optional}; `current`: this page, words or {label, lang}, and no link."""
    here = current if isinstance(current, dict) else {"label": current}
    return _drawn("breadcrumbs", get_language(), json.dumps({"trail": trail, "current": here}, default=str))


@component("section_nav")
def section_nav(items, label):
    """Pages of one section. `items`: {label, url, current, count optional}."""
    return {"items": items, "label": label}


@component("segments")
def segments(items, label):
    """Switch between a few peers (quarters). `items`: {label, url, current}."""
    return {"items": items, "label": label}


@component("chips")
def chips(items, label):
    """One choice of a filter at a time. `items`: {label, url, current, count optional}."""
    return {"items": items, "label": label}


@component("toolbar")
def toolbar(links):
    """What else can be done with the page. `links`: {label, url, icon optional}; a file's label says type and size."""
    return {"links": links}


@component("link_list")
def link_list(links):
    """`links`: {label, url, count, status, status_label, lang: optional}."""
    return {"links": links}


@block_component("page_header")
def page_header(
    title, lead="", eyebrow="", status="", status_label="", badges=(), facts=(), links=(), lang="", line=False
):
    """H1 with status, badges (words), facts (term, description), toolbar links; the body stands aside (a deadline)."""
    return {
        "title": title,
        "lead": lead,
        "eyebrow": eyebrow,
        "status": status,
        "status_label": status_label,
        "badges": badges,
        "facts": facts,
        "links": links,
        "lang": lang,
        "line": line,
    }


@component("council_id")
def council_id(name, lead="", badges=(), facts=(), lang="", heading=True, council=None):
    """A council's identity: emblem, name, badges (words), facts (term, description). Heading: H1, or a plain line.

    `council` brings its own emblem and colour, where it has them.
    """
    own = {
        "emblem_url": council.emblem_url() if council else "",
        "colour": council.colour if council else "",
    }
    return {"name": name, "lead": lead, "badges": badges, "facts": facts, "lang": lang, "heading": heading, **own}


@component("facts")
def facts(rows):
    """`rows`: pairs (term, description), shown in a line."""
    return {"rows": rows}


@component("summary_list")
def summary_list(rows, wide=False):
    """`rows`: pairs (label, value), one under another; a value may be a moment."""
    return {"rows": rows, "wide": wide}


@component("figures")
def figures(items):
    """Key figures. `items`: {value, label, note optional}."""
    return {"items": items}


@block_component("hero")
def hero(title, lead=""):
    """The national home's first words; the body holds the search form."""
    return {"title": title, "lead": lead}


@component("search_form")
def search_form(action, label, query="", hint="", name="q", control="search-query", suggest=""):
    """GET form with one field; `control` is the id of the field, unique on the page.

    `suggest`: where titles for what is typed are asked for, on pages that load `js/search.js`.
    """
    return {
        "action": action,
        "label": label,
        "query": query,
        "hint": hint,
        "name": name,
        "control": control,
        "suggest": suggest,
    }


@component("pagination")
def pagination(number, total, label, query=None, anchor=""):
    """Links to the other pages of a list. `query`: the request's QueryDict, kept but for `page`; `anchor`: "#id"."""
    kept = [(key, value) for key, values in query.lists() for value in values if key != "page"] if query else []

    def url(page):
        return f"?{urlencode([*kept, ('page', page)])}{anchor}"

    near = [page for page in range(1, total + 1) if page in (1, total) or abs(page - number) <= 2]
    return {
        "label": label,
        "total": total,
        "pages": [{"number": page, "url": url(page), "current": page == number} for page in near],
        "previous": url(number - 1) if number > 1 else "",
        "next": url(number + 1) if number < total else "",
    }
