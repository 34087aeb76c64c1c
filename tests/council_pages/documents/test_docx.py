import zipfile
from datetime import date
from io import BytesIO

import docx as office
import pytest
from docx.oxml.ns import qn

from council_pages.documents import content, docx

DAY = date(2026, 11, 26)


def document(*blocks, language="kk", **more):
    return content.Document("Есеп", language, "Қоғамдық кеңес", "https://kenes.example/", DAY, blocks, **more)


def opened(*blocks, **facts):
    return office.Document(BytesIO(docx.render(document(*blocks, **facts))))


def test_the_same_document_gives_the_same_bytes():
    made = document(content.Heading("Шешімдер"), content.Signature("Кеңес төрағасы"))
    assert docx.render(made) == docx.render(made)
    with zipfile.ZipFile(BytesIO(docx.render(made))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 11, 26, 0, 0, 0)}


def test_it_says_its_title_its_author_and_its_day():
    facts = opened().core_properties
    assert (facts.title, facts.author, facts.language) == ("Есеп", "Қоғамдық кеңес", "kk")
    assert facts.created.date() == facts.modified.date() == DAY
    assert facts.comments == ""


@pytest.mark.parametrize(("language", "locale"), [("kk", "kk-KZ"), ("ru", "ru-RU")])
def test_a_proofreading_program_is_told_the_language_and_that_of_foreign_words(language, locale):
    made = opened(content.paragraph("Өз сөзі", lang=language), content.paragraph("Чужое", lang="ru"), language=language)
    defaults = made.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == locale
    marked = [element.get(qn("w:val")) for element in made.element.body.iter(qn("w:lang"))]
    assert marked == (["ru-RU"] if language == "kk" else [])


def test_no_style_falls_back_on_a_font_of_the_theme():
    made = opened(content.Heading("Бас"), content.Heading("Кіші", 3), content.paragraph("Мәтін", kind="note"))
    for paragraph in made.paragraphs:
        assert paragraph.style.font.name == docx.TYPEFACE
        fonts = paragraph.style.element.find(f".//{qn('w:rFonts')}")
        assert not [name for name in fonts.attrib if "Theme" in name]


def test_headings_are_headings_and_the_head_of_a_table_stands_on_every_page():
    made = opened(content.Heading("Бас"), content.Heading("Кіші", 3), content.table(["Аты"], [["Қала"]], (1,)))
    assert [p.style.name for p in made.paragraphs[2:4]] == ["Heading 2", "Heading 3"]
    [table] = made.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Аты"], ["Қала"]]


def test_each_numbered_list_begins_at_one():
    points = content.Listing((content.words("бір"), content.words("екі")), ordered=True)
    made = opened(points, content.paragraph("және"), points)
    numbers = [p._p.pPr.numPr.numId.val for p in made.paragraphs if p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_signs_that_xml_does_not_take_are_gone_and_all_others_stay():
    made = opened(content.paragraph("Қала\x00\x0b <b> & José 🎠"))
    assert made.paragraphs[-1].text == "Қала\n <b> & José 🎠"


def test_pages_are_counted_by_the_office_program():
    [foot] = opened().sections[0].footer.paragraphs
    assert [field.get(qn("w:instr")) for field in foot._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_an_unknown_block_is_a_mistake():
    with pytest.raises(TypeError):
        docx.render(document("text"))
