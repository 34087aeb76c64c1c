"""The demonstration's Word documents are real ones."""

from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from django.core.files.base import ContentFile

from forms.demonstration.documents import docx
from forms.file_types import content_type_of

PARAGRAPHS = ["Бұйрық жобасы", "№ 1 «тармақ» & <қосымша>"]


def test_a_document_is_what_a_citizen_could_send_too():
    found = content_type_of("draft.docx", ContentFile(docx(PARAGRAPHS)))
    assert found == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_a_document_says_its_paragraphs_and_is_always_the_same():
    archive = ZipFile(BytesIO(docx(PARAGRAPHS)))
    parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    said = ["".join(paragraph.itertext()) for paragraph in parts["word/document.xml"][0]]
    assert said == PARAGRAPHS
    assert docx(PARAGRAPHS) == docx(PARAGRAPHS)
