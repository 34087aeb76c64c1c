"""Any document as a PDF: A4, with language, title and bookmarks, and page numbers.

Pages are set one after another, so memory does not grow with the length; see docs/decisions/0015.
"""

from html import escape
from io import BytesIO

from django.utils.functional import cached_property
from django.utils.translation import override
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    ListFlowable,
    ListItem,
    LongTable,
    PageTemplate,
    Table,
)
from reportlab.platypus import Paragraph as Setting

from council_pages.documents import phrases
from council_pages.documents.content import (
    Document,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Run,
    Signature,
)
from council_pages.documents.content import Table as Rows
from council_pages.documents.typeface import BOLD, REGULAR, Fitting

INK, GREY, LINE, BLUE, TINT = map(HexColor, ("#11242d", "#586c76", "#c9cfd2", "#00618a", "#eef3f5"))
SIDE, TOP, BOTTOM = 20 * mm, 27 * mm, 22 * mm
WIDTH, ROOM = A4[0] - 2 * SIDE, A4[1] - TOP - BOTTOM
HEADER_AT, FOOTER_AT = A4[1] - 20 * mm, 13 * mm
# No heading stands on a page with less room than this: it would be parted from what it heads.
BELOW_HEADING = 26 * mm
OFFICE, GAP = 0.42, 0.04


def _style(name, size, leading, **more):
    defaults = {"fontName": REGULAR, "textColor": INK, "spaceAfter": 6}
    return ParagraphStyle(name, fontSize=size, leading=leading, **defaults | more)


TITLE = _style("title", 18, 23, fontName=BOLD, spaceAfter=8)
HEADINGS = {
    2: _style("heading 2", 13, 17, fontName=BOLD, spaceBefore=14),
    3: _style("heading 3", 10.5, 14.5, fontName=BOLD, spaceBefore=9, spaceAfter=3),
}
TEXTS = {
    "text": _style("text", 10.5, 15),
    "lead": _style("lead", 12, 17, spaceAfter=9),
    "note": _style("note", 8.5, 12, textColor=GREY),
}
LAST_NOTE = _style("last note", 8.5, 12, textColor=GREY, spaceBefore=12)
LABEL = _style("label", 9.5, 13, textColor=GREY, spaceAfter=0)
VALUE = _style("value", 10, 13.5, spaceAfter=0)
CELL, HEAD = _style("cell", 9, 12.5, spaceAfter=0), _style("head", 9, 12.5, fontName=BOLD, spaceAfter=0)
CAPTION = _style("caption", 8, 10, textColor=GREY, spaceAfter=0, alignment=1)
RUNNING = _style("running", 8.5, 11, textColor=GREY, spaceAfter=0)


def render(document: Document) -> bytes:
    """The document as the bytes of a PDF; the same document gives the same bytes."""
    stream = BytesIO()
    with override(document.language):
        _Template(stream, document).build(_Setter(document).flowables(), canvasmaker=_NumberedCanvas)
    return stream.getvalue()


class _Setter:
    """Sets the blocks of a document."""

    def __init__(self, document):
        self.document = document
        self.fitting = Fitting()

    def flowables(self):
        """Title, day and source, the blocks; and at the end a word about what the typeface lacks."""
        set_blocks = [self._setting(self.document.title, TITLE), self._setting(phrases.origin(self.document), NOTE)]
        for block in self.document.blocks:
            if isinstance(block, Heading):
                set_blocks.append(CondPageBreak(BELOW_HEADING))
            set_blocks.append(self._set(block))
        if self.fitting.has_replaced:
            set_blocks.append(self._setting(phrases.replaced_signs(), LAST_NOTE))
        return set_blocks

    def _set(self, block):
        match block:
            case Heading():
                return self._setting(block.text, HEADINGS[block.level])
            case Paragraph():
                return self._setting(block.runs, TEXTS[block.kind])
            case Facts():
                return self._facts(block)
            case Rows():
                return self._table(block)
            case Listing():
                return self._listing(block)
            case Signature():
                return self._signature(block)
        raise TypeError(block)

    def _setting(self, said, style):
        runs = (Run(said),) if isinstance(said, str) else said
        return Setting("".join(self._markup(run) for run in runs), style)

    def _markup(self, run):
        text = escape(self.fitting.fit(run.text), quote=False).replace("\n", "<br/>")
        return f"<b>{text}</b>" if run.strong else text

    def _facts(self, block):
        rows = [[self._setting(label, LABEL), self._setting(value, VALUE)] for label, value in block.rows]
        return Table(rows, colWidths=[WIDTH * 0.34, WIDTH * 0.66], style=_FACTS, hAlign="LEFT", spaceAfter=8)

    def _table(self, block):
        lines = [[self._setting(head, HEAD) for head in block.columns]]
        lines += [[self._setting(cell, CELL) for cell in row] for row in block.rows]
        widths = [WIDTH * share / sum(block.shares) for share in block.shares]
        return _Grid(lines, colWidths=widths, repeatRows=1, style=_TABLE, hAlign="LEFT", spaceBefore=2, spaceAfter=10)

    def _listing(self, block):
        points = [ListItem(self._setting(runs, TEXTS["text"]), bulletColor=INK) for runs in block.items]
        kind = {"bulletType": "1", "bulletFormat": "%s."} if block.ordered else {"bulletType": "bullet", "start": "•"}
        return ListFlowable(points, leftIndent=18, bulletFontName=REGULAR, bulletFontSize=10.5, spaceAfter=4, **kind)

    def _signature(self, block):
        office = self._setting(block.office, VALUE)
        captions = [self._setting(caption, CAPTION) for caption in (phrases.signature(), phrases.full_name())]
        free = (1 - OFFICE - 2 * GAP) / 2
        shares = (OFFICE, GAP, free, GAP, free)
        rows = [[office, "", "", "", ""], ["", "", captions[0], "", captions[1]]]
        lines = [("LINEBELOW", (at, 0), (at, 0), 0.6, INK) for at in (2, 4)]
        style = [*_CELLS, *lines, ("LEFTPADDING", (0, 0), (0, -1), 0)]
        return Table(rows, colWidths=[WIDTH * share for share in shares], style=style, hAlign="LEFT", spaceBefore=16)


NOTE = TEXTS["note"]
# Without a name the cells' own font would be one that lacks Kazakh letters.
_CELLS = [("FONTNAME", (0, 0), (-1, -1), REGULAR), ("VALIGN", (0, 0), (-1, -1), "TOP")]
_FACTS = [
    *_CELLS,
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
]
_TABLE = [
    *_CELLS,
    ("BACKGROUND", (0, 0), (-1, 0), TINT),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, BLUE),
    ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
]


class _Grid(LongTable):
    """A table whose rows stay whole, but for one that no page could hold."""

    def split(self, width, height):
        """As reportlab's, which splits either no row, or any that comes first after the head."""
        self._calc(width, height)
        head, breaking = self._rowHeights[0], self._first_beyond(height)
        self.splitInRow = int(head + breaking > ROOM)
        self.splitByRow = 1 - self.splitInRow
        return super().split(width, height)

    def _first_beyond(self, height):
        """The height of the first row that the page has no room for; rows behind it are not measured yet."""
        for row in self._rowHeights:
            height -= row
            if height < 0:
                return row
        return 0


class _Template(BaseDocTemplate):
    """The page around the blocks: the council above, day and number of the page below."""

    def __init__(self, stream, document):
        self.document = document
        facts = {"title": document.title, "author": document.council, "lang": document.language}
        super().__init__(
            stream, pagesize=A4, displayDocTitle=True, invariant=True, initialFontName=REGULAR, pageCompression=1,
            creator="Kenes", producer="Kenes", **facts,
        )  # fmt: skip
        frame = Frame(SIDE, BOTTOM, WIDTH, ROOM, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self._draw_frame))

    @cached_property
    def _council(self):
        """Its name, in as many lines as it takes, growing upwards from the rule."""
        name = Setting(escape(Fitting().fit(self.document.council), quote=False), RUNNING)
        return name, name.wrap(WIDTH, TOP)[1]

    def _draw_frame(self, canvas, _template):
        name, _height = self._council
        name.drawOn(canvas, SIDE, HEADER_AT + 3)
        canvas.setStrokeColor(BLUE)
        canvas.setLineWidth(0.8)
        canvas.line(SIDE, HEADER_AT, SIDE + WIDTH, HEADER_AT)
        canvas.setFont(REGULAR, RUNNING.fontSize)
        canvas.setFillColor(GREY)
        canvas.draw_number(SIDE, FOOTER_AT)
        canvas.drawRightString(SIDE + WIDTH, FOOTER_AT, phrases.day(self.document))

    def afterFlowable(self, flowable):
        """A heading of the second level becomes a bookmark."""
        if isinstance(flowable, Setting) and flowable.style is HEADINGS[2]:
            key = f"heading-{self.page}-{round(self.frame._y)}"
            self.canv.bookmarkHorizontal(key, 0, self.frame._y + flowable.height)
            self.canv.addOutlineEntry(flowable.getPlainText(), key, 0)


class _NumberedCanvas(Canvas):
    """Numbers each page of all. How many there are is drawn last, into a form that every page shows."""

    TOTAL = "total"

    def draw_number(self, left, baseline):
        """ "page 3 / 12"."""
        number = f"{phrases.page()} {self.getPageNumber()} / "
        self.drawString(left, baseline, number)
        self.saveState()
        self.translate(left + self.stringWidth(number), baseline)
        self.doForm(self.TOTAL)
        self.restoreState()

    def save(self):
        """Draw the total, and end the file."""
        total = self.getPageNumber() - 1
        self.beginForm(self.TOTAL, 0, -4, 40, 12)
        self.setFont(REGULAR, RUNNING.fontSize)
        self.setFillColor(GREY)
        self.drawString(0, 0, str(total))
        self.endForm()
        super().save()
