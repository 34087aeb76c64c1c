"""Blocks of text from which editors build pages. Each is translated segment by segment by wagtail-localize.

In the chooser each has a name, a sign, a description, and a preview in the site's own looks
(`wagtailcore/shared/block_preview.html`).
"""

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from council_pages.content_checks import Check

# What a communications officer needs in running text; no colours, no sizes, no raw HTML.
PLAIN_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class AgendaItemBlock(blocks.TextBlock):
    """A point of an agenda in words."""

    class Meta:
        icon = "list-ol"
        label = _("Point of the agenda")
        description = _("One point in one sentence; the numbers come by themselves.")
        preview_value = _("Report on the cleaning of the yards")


class AgendaBlock(blocks.StreamBlock):
    """The points of an agenda, in order."""

    item = AgendaItemBlock()

    class Meta:
        collapsed = False


class DocumentBlock(DocumentChooserBlock):
    """A file, shown with its type and size."""

    class Meta:
        icon = "doc-full"
        label = _("Document")
        description = _("A file with its type and size. Say in the text what is in it: not everybody opens a file.")
        preview_template = "council_pages/blocks/document_preview.html"

    def get_preview_context(self, value, parent_context=None):
        """A file that does not exist: there may be none yet."""
        example = {"title": gettext("Draft of the rules"), "url": "#main", "kind": "PDF", "size": 184_000}
        return {**(parent_context or {}), "example": [example]}


class DocumentsBlock(blocks.StreamBlock):
    """Documents to a page, in order."""

    document = DocumentBlock()


class ParagraphBlock(blocks.RichTextBlock):
    """Running text."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, headings, lists and links.")

    def get_preview_value(self):
        """A heading and a paragraph, in the language of the admin."""
        words = gettext("The council meets on the second Tuesday of each month. Everybody may come and listen.")
        return self.normalize(format_html("<h2>{}</h2><p>{}</p>", gettext("When the council meets"), words))


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
        description = _("One person: name, role, position and biography. One part for each member.")
        preview_value = {
            "name": _("Aigul Serikova"),
            "role": _("Member of the council"),
            "position": _("Director of a library"),
            "about": _("Has worked in libraries for twenty years."),
        }


class FactBlock(blocks.StructBlock):
    """A label with a value: telephone, address, hours of reception."""

    label = blocks.CharBlock(label=_("Label"), max_length=100)
    value = blocks.TextBlock(label=_("Value"))

    class Meta:
        icon = "list-ul"
        template = "council_pages/blocks/fact.html"
        label = _("Label and value")
        description = _("Telephone, address, hours of reception: what it is, and what it says.")
        preview_value = {"label": _("Reception of citizens"), "value": _("Tuesday, from 10:00 to 12:00")}


class PictureBlock(ImageBlock):
    """A picture with words for those who do not see it, or marked as decorative; cut around its focal point."""

    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        self.child_blocks["image"].label = pgettext_lazy("content", "Picture")
        self.child_blocks["decorative"].label = _("It only decorates: nothing is lost without it")
        self.child_blocks["alt_text"].label = _("What the picture shows, in words")

    def clean(self, value):
        """As Wagtail's, in our words."""
        try:
            return super().clean(value)
        except StructBlockValidationError as error:
            if "alt_text" not in error.block_errors:
                raise
            words = ValidationError(Check.NO_ALT.label)
            raise StructBlockValidationError(block_errors={"alt_text": words}) from error

    class Meta:
        icon = "image"
        template = "council_pages/blocks/picture.html"
        label = pgettext_lazy("content", "Picture")
        description = _("A picture across the text. Say what it shows: some readers hear the page.")
        preview_template = "council_pages/blocks/picture_preview.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a plain page."""

    paragraph = ParagraphBlock(features=PLAIN_TEXT)
    person = PersonBlock()
    fact = FactBlock()
    picture = PictureBlock()
    document = DocumentBlock()
