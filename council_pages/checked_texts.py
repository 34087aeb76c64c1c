"""The words of pages as `content_checks` reads them, and what is found in them."""

from django.db.models import TextField
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from wagtail.blocks import StreamValue, StructValue
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText

from council_pages.content_checks import Part, findings_of, refusing


def findings_in(page):
    """What is found in the page's words, as this object holds them. No query, but for chosen files."""
    fields = [field for field in type(page)._meta.local_fields if isinstance(field, TextField | StreamField)]
    return findings_of(page.title, [_part(page, field) for field in fields])


def refusal_of(page):
    """Why these words may not be public, for the staff; empty where they may."""
    return " ".join(map(str, refusing(findings_in(page))))


def _part(page, field):
    value = getattr(page, field.name)
    # Where the template says a heading of its own above the field, the field's headings go on from there.
    under = 2 if field.name in getattr(page, "under_headings", ()) else 1
    is_html = isinstance(field, RichTextField)
    return Part(field.name, capfirst(field.verbose_name), value if is_html else _html(value), under)


def _html(value):
    """A value of a field or a block as the HTML of its words."""
    if isinstance(value, StreamValue):
        return "".join(_html(block.value) for block in value)
    if isinstance(value, StructValue):
        name = format_html("<h2>{}</h2>", value["name"]) if "name" in value else ""
        return name + "".join(_html(part) for key, part in value.items() if key != "name")
    if isinstance(value, RichText):
        return value.source
    if isinstance(value, AbstractDocument):
        return format_html('<a linktype="document" id="{}">{}</a>', value.pk, value.title)
    if isinstance(value, AbstractImage):
        return _picture(value)
    return format_html_join("", "<p>{}</p>", ([line] for line in str(value or "").splitlines()))


def _picture(image):
    """An image of a block: `alt` is missing where nothing was said of it, empty where it is decorative."""
    said = "" if image.decorative else image.contextual_alt_text or None
    return "<img>" if said is None else format_html('<img alt="{}">', said)
