"""Reading .docx files as an office program does."""

from io import BytesIO

import docx
from docx.oxml.ns import qn


def words_of(answer):
    """The words of a downloaded .docx, a paragraph on a line, in tables too."""
    assert answer.status_code == 200
    body = docx.Document(BytesIO(answer.content)).element.body
    return "\n".join("".join(text.text or "" for text in line.iter(qn("w:t"))) for line in body.iter(qn("w:p")))


def foreign_languages(answer):
    """The languages that the words of a downloaded .docx are marked with."""
    body = docx.Document(BytesIO(answer.content)).element.body
    return {element.get(qn("w:val")) for element in body.iter(qn("w:lang"))}
