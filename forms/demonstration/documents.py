"""Small Word documents, made on the spot: a demonstration needs no files in the repository."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

_OFFICE = "http://schemas.openxmlformats.org"
_TYPES = (
    f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
# The oldest moment that a ZIP archive can hold: the same text gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx(paragraphs):
    """The bytes of a Word document with these paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    document = f'<w:document xmlns:w="{_OFFICE}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document}
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, xml in parts.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(ZipInfo(name, _EPOCH), head + xml, ZIP_DEFLATED)
    return buffer.getvalue()


def add_document(council, name, title, paragraphs):
    """A Word document in the council's own collection."""
    document = get_document_model()(title=title, collection=council.collection)
    document.file.save(f"{name}.docx", ContentFile(docx(paragraphs)), save=False)
    document._set_document_file_metadata()
    document.save()
    return document
