"""Any document as .docx, for offices that go on writing in it: plain styles, heads of tables, fields for page numbers.

The typeface is one that office machines have, with all Kazakh letters. python-docx makes the package; paragraphs are
put in one by one below it, because its own way looks through all styles for each of them.
"""

import zipfile
from datetime import UTC, datetime, time
from io import BytesIO

import docx
from django.utils.translation import override
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Mm, Pt, RGBColor

from council_pages.documents import phrases
from council_pages.documents.content import (
    Document,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Signature,
    Table,
    words,
)

TYPEFACE = "Times New Roman"
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU"}
WIDTH, HEIGHT, SIDE, ENDS = Mm(210), Mm(297), Mm(20), Mm(22)
ROOM = WIDTH - 2 * SIDE
INK, GREY = RGBColor(0, 0, 0), RGBColor(0x50, 0x50, 0x50)
# Style: size in points, bold, colour, space before and after in points.
STYLES = {
    "Normal": (12, False, INK, 0, 6),
    "Title": (18, True, INK, 0, 6),
    "Heading 2": (14, True, INK, 14, 6),
    "Heading 3": (12, True, INK, 10, 3),
    "List Bullet": (12, False, INK, 0, 4),
    "List Number": (12, False, INK, 0, 4),
    "Kenes lead": (13, False, INK, 0, 9),
    "Kenes note": (9, False, GREY, 0, 6),
    "Kenes caption": (9, False, GREY, 0, 0),
    "Kenes cell": (10, False, INK, 2, 2),
    "Kenes label": (11, False, GREY, 1, 1),
    "Kenes value": (11, False, INK, 1, 1),
}
KINDS = {"text": "Normal", "lead": "Kenes lead", "note": "Kenes note"}
# The form of a table: fixed columns, so that nobody has to measure 5,000 rows.
LINED, BARE = "Table Grid", "Normal Table"


def render(document: Document) -> bytes:
    """The document as the bytes of a .docx; the same document gives the same bytes."""
    writer = _Writer(document)
    with override(document.language):
        writer.write()
    return _dated(writer.package, document.made_on)


def _dated(package, day):
    """The package with one and the same day on all that is in it: zip files tell the hour otherwise."""
    made, stream = BytesIO(), BytesIO()
    package.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _element(name, **attributes):
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), str(value))
    return element


def _typeface(element):
    """Set the typeface for every script on a style; the theme's fonts would win otherwise."""
    properties = element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, _element("w:rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), TYPEFACE)))


class _Writer:
    """Writes one document into a package of python-docx."""

    def __init__(self, document):
        self.document = document
        self.package = docx.Document()
        self.end = self.package.element.body.sectPr
        self._set_facts()
        self._set_page()
        self.styles = {name: self._style(name, *form) for name, form in STYLES.items()}

    def write(self):
        """Frame, title, day and source, blocks."""
        self._write_frame()
        self._say("Title", words(self.document.title), self.document.title_lang)
        self._say("Kenes note", words(phrases.origin(self.document)))
        for block in self.document.blocks:
            self._write(block)

    def _write(self, block):
        match block:
            case Heading():
                self._say(f"Heading {block.level}", words(block.text))
            case Paragraph():
                self._say(KINDS[block.kind], block.runs, block.lang)
            case Facts():
                self._table(block.rows, (34, 66), ("Kenes label", "Kenes value"), BARE)
            case Table():
                cells = ["Kenes cell"] * len(block.columns)
                grid = self._table((block.columns, *block.rows), block.shares, cells, LINED)
                _make_head(grid.rows[0])
            case Listing():
                self._list(block)
            case Signature():
                self._signature(block)
            case _:
                raise TypeError(block)

    def _set_facts(self):
        facts, document = self.package.core_properties, self.document
        facts.title, facts.author, facts.language = document.title[:255], document.council[:255], document.language
        facts.last_modified_by, facts.comments, facts.keywords = "Kenes", "", ""
        facts.created = facts.modified = datetime.combine(document.made_on, time(), UTC)

    def _set_page(self):
        section = self.package.sections[0]
        section.page_width, section.page_height = WIDTH, HEIGHT
        section.left_margin = section.right_margin = SIDE
        section.top_margin = section.bottom_margin = ENDS
        defaults = self.package.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
        language = defaults.find(qn("w:rPr")).find(qn("w:lang"))
        language.set(qn("w:val"), LOCALES[self.document.language])

    def _style(self, name, size, bold, colour, before, after):
        """Give the style its form; returns the id by which paragraphs name it."""
        styles = self.package.styles
        style = styles[name] if name in styles else styles.add_style(name, 1)
        _typeface(style.element)
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, colour
        # Rules and widened letters of python-docx's own template.
        for name_of_more in ("w:pPr/w:pBdr", "w:rPr/w:spacing", "w:rPr/w:kern"):
            for more in style.element.findall(name_of_more, nsmap):
                more.getparent().remove(more)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        if name == "Kenes caption":
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return style.style_id

    def _write_frame(self):
        section = self.package.sections[0]
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        self._fill(head._p, "Kenes note", words(self.document.council))
        self._fill(foot._p, "Kenes note", words(f"{phrases.page()} "))
        foot.paragraph_format.tab_stops.add_tab_stop(ROOM, WD_TAB_ALIGNMENT.RIGHT)
        _add_field(foot, "PAGE")
        foot.add_run(" / ")
        _add_field(foot, "NUMPAGES")
        foot.add_run(f"\t{phrases.day(self.document)}")

    def _say(self, style, runs, lang=""):
        paragraph = OxmlElement("w:p")
        self.end.addprevious(paragraph)
        return self._fill(paragraph, style, runs, lang)

    def _fill(self, paragraph, style, runs, lang=""):
        paragraph.get_or_add_pPr().append(_element("w:pStyle", val=self.styles[style]))
        for run in runs:
            written = OxmlElement("w:r")
            if run.strong:
                written.get_or_add_rPr().append(OxmlElement("w:b"))
            if lang and lang != self.document.language:
                written.get_or_add_rPr().append(_element("w:lang", val=LOCALES[lang]))
            written.text = run.text
            paragraph.append(written)
        return paragraph

    def _table(self, rows, shares, styles, form):
        """A table of words; column by column its share of the room and its style."""
        grid = self.package.add_table(len(rows), len(shares))
        grid.style, grid.autofit = self.package.styles[form], False
        widths = [ROOM * share // sum(shares) for share in shares]
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = width
        for line, row in zip(grid.rows, rows, strict=True):
            for cell, style, width, said in zip(line.cells, styles, widths, row, strict=True):
                cell.width = width
                self._fill(cell._tc.p_lst[0], style, words(said))
        self._say("Kenes note", ())
        return grid

    def _list(self, block):
        style = "List Number" if block.ordered else "List Bullet"
        number = self._new_numbering() if block.ordered else None
        for runs in block.items:
            paragraph = self._say(style, runs, block.lang)
            if number is not None:
                properties = paragraph.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number

    def _new_numbering(self):
        """A numbering that begins at 1 again, of the form that the style "List Number" has."""
        numbering = self.package.part.numbering_part.element
        style = self.package.styles["List Number"].element
        kind = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
        number = numbering.add_num(kind)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return number.numId

    def _signature(self, block):
        rows = ((block.office, "", "", ""), ("", phrases.signature(), "", phrases.full_name()))
        self._say("Normal", ())
        grid = self._table(rows, (40, 26, 4, 30), ("Kenes value", *["Kenes caption"] * 3), BARE)
        for at in (1, 3):
            borders = OxmlElement("w:tcBorders")
            borders.append(_element("w:bottom", val="single", sz=6, space=0, color="000000"))
            grid.rows[0].cells[at]._tc.get_or_add_tcPr().append(borders)


def _make_head(row):
    """The row stands again on each page, and its words are bold."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _add_field(paragraph, instruction):
    """A field that the office program computes."""
    field = _element("w:fldSimple", instr=instruction)
    run = OxmlElement("w:r")
    run.text = "1"
    field.append(run)
    paragraph._p.append(field)
