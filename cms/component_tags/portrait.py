"""What stands in the head of a page for others than its reader; and the ways to send the page to somebody."""

from urllib.parse import quote, urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import structured_data
from cms.component_tags import register
from cms.component_tags.words import machine_form
from cms.languages import LANGUAGES, active_language

LOCALES = {"kk": "kk_KZ", "ru": "ru_RU"}
# Where people of Kazakhstan send addresses to each other; each by a plain link that tells nobody before it is followed.
MESSENGERS = (
    ("WhatsApp", "https://wa.me/?text={both}"),
    ("Telegram", "https://t.me/share/url?url={url}&text={text}"),
    ("VK", "https://vk.com/share.php?url={url}&title={text}"),
    (gettext_lazy("E-mail"), "mailto:?subject={text}&body={both}"),
)


@register.inclusion_tag("cms/components/portrait.html", takes_context=True)
def portrait(context):
    """The description, the addresses of the page, its picture and its structured data, from `portrait` of the context.

    A page without one has the description of the site; a further page of a list has an address of its own.
    """
    shown, own = context.get("portrait"), context.get("canonical_url", "")
    page = getattr(context.get("page_obj"), "number", 1)
    # Of a page that is kept out of search engines it does not matter which one it is.
    suffix = f"page={page}" if page > 1 and not context.get("noindex") else ""
    links = [{**link, "url": _with(link["url"], suffix)} for link in context.get("hreflang_links", ())]
    canonical = _with(own, suffix)
    said = {
        "description": (shown and shown.description) or _default(),
        "canonical_url": canonical,
        "hreflang_links": [*links, *_for_anybody(links)],
    }
    if shown is None or not canonical:
        return said
    parts = urlsplit(canonical)
    host = f"{parts.scheme}://{parts.netloc}"
    language = context.get("text_language") or active_language()
    trail = structured_data.breadcrumbs(context.get("trail") or (), shown.title, canonical)
    return said | {
        "portrait": shown,
        "published": machine_form(shown.published) if shown.published else "",
        "picture": shown.picture and host + shown.picture,
        "locale": LOCALES[language],
        "other_locales": [LOCALES[link["code"]] for link in links if link["code"] != language],
        "structured": structured_data.written([trail, *shown.structured], host),
    }


def _default():
    return _("Learn what the public councils are discussing, make a proposal and follow its answer.")


def _with(url, suffix):
    """The address with one more part of its question."""
    return f"{url}{'&' if '?' in url else '?'}{suffix}" if url and suffix else url


def _for_anybody(links):
    """For a reader of neither language: the choice at `/` for the home page, else the first language that has it."""
    if len(links) < len(LANGUAGES):
        return []
    parts = urlsplit(links[0]["url"])
    is_home = parts.path == f"/{links[0]['code']}/"
    return [{"code": "x-default", "url": f"{parts.scheme}://{parts.netloc}/" if is_home else links[0]["url"]}]


@register.inclusion_tag("cms/components/share_links.html", takes_context=True)
def share_links(context):
    """Plain links that send the page's address with its words; two buttons that a script uncovers (`js/share.js`)."""
    shown, url = context.get("portrait"), context.get("canonical_url", "")
    if shown is None or shown.card is None or not url:
        return {}
    text = shown.card.words
    return {"links": messages(text, url), "text": text, "url": url}


def messages(text, url):
    """For each way to send: its name and the link.

    >>> messages("Су", "https://a.kz/")[0]
    {'label': 'WhatsApp', 'url': 'https://wa.me/?text=%D0%A1%D1%83%0Ahttps%3A%2F%2Fa.kz%2F'}
    """
    filled = {"text": quote(text, safe=""), "url": quote(url, safe=""), "both": quote(f"{text}\n{url}", safe="")}
    return [{"label": label, "url": pattern.format(**filled)} for label, pattern in MESSENGERS]
