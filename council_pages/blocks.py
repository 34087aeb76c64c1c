"""Blocks of text from which editors build pages. Each is translated segment by segment by wagtail-localize."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

# What a communications officer needs in running text; no colours, no sizes, no raw HTML.
PLAIN_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class AgendaBlock(blocks.StreamBlock):
    """The points of an agenda, in order."""

    item = blocks.TextBlock(label=_("Point of the agenda"))

    class Meta:
        collapsed = False


class DocumentsBlock(blocks.StreamBlock):
    """Documents to a page, in order."""

    document = DocumentChooserBlock(label=_("Document"))


class PersonBlock(blocks.StructBlock):
    """A member of a council."""

    name = blocks.CharBlock(label=pgettext_lazy("person", "Name"), max_length=200)
    role = blocks.CharBlock(label=_("Role in the council"), max_length=200, required=False)
    position = blocks.CharBlock(label=_("Position"), max_length=300, required=False)
    about = blocks.TextBlock(label=_("Biography and work record"), required=False)

    class Meta:
        icon = "user"
        template = "council_pages/blocks/person.html"
        label = _("Member of the council")


class FactBlock(blocks.StructBlock):
    """A label with a value: telephone, address, hours of reception."""

    label = blocks.CharBlock(label=_("Label"), max_length=100)
    value = blocks.TextBlock(label=_("Value"))

    class Meta:
        icon = "list-ul"
        template = "council_pages/blocks/fact.html"
        label = _("Label and value")


class BodyBlock(blocks.StreamBlock):
    """The body of a plain page."""

    paragraph = blocks.RichTextBlock(label=_("Text"), features=PLAIN_TEXT)
    person = PersonBlock()
    fact = FactBlock()
    document = DocumentChooserBlock(label=_("Document"))
