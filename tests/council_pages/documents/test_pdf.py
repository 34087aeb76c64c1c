from datetime import date

import pytest

from council_pages.documents import content, pdf
from council_pages.documents.typeface import Fitting
from tests import pictures

DAY = date(2026, 11, 26)


def document(*blocks, language="kk", title="Қорытынды есеп"):
    return content.Document(title, language, "Көкжиде қаласының Қоғамдық кеңесі", "https://kenes.example/", DAY, blocks)


def text_of(made, folder):
    path = folder / "made.pdf"
    path.write_bytes(pdf.render(made))
    return pictures.poppler("pdftotext", "-layout", path, "-").decode()


def test_the_same_document_gives_the_same_bytes():
    made = document(content.Heading("Шешімдер"), content.Signature("Кеңес төрағасы"))
    assert pdf.render(made) == pdf.render(made)
    assert pdf.render(made) != pdf.render(document(content.Heading("Шешім")))


def test_it_says_its_title_its_author_its_language_and_has_bookmarks(tmp_path):
    path = tmp_path / "made.pdf"
    path.write_bytes(pdf.render(document(content.Heading("Шешімдер"), content.Heading("Қол", 3))))
    facts = pictures.poppler("pdfinfo", path).decode()
    assert "Қорытынды есеп" in facts
    assert "Көкжиде қаласының Қоғамдық кеңесі" in facts
    assert "595.276 x 841.89 pts (A4)" in facts
    made = path.read_bytes()
    assert b"/Lang (kk)" in made
    assert b"/DisplayDocTitle true" in made
    assert made.count(b"/Dest [") == 1, "headings of the second level alone"


def test_every_font_of_it_is_embedded(tmp_path):
    path = tmp_path / "made.pdf"
    blocks = (
        *content.facts([("Күні", "бүгін")]),
        content.table(["Бір"], [["екі"]], (1,)),
        content.Listing((content.words("үш"),)),
        content.Listing((content.words("үш"),), ordered=True),
        content.Signature("Хатшы"),
    )
    path.write_bytes(pdf.render(document(*blocks)))
    fonts = pictures.poppler("pdffonts", path).decode().splitlines()[2:]
    assert len(fonts) == 2
    assert all("Onest" in line and " yes yes yes " in line for line in fonts)


def test_markup_in_a_text_is_a_text(tmp_path):
    said = '<b>қалың</b> & <a href="file:///etc/passwd">x</a> <img src="/etc/passwd"/>'
    assert said in " ".join(text_of(document(content.paragraph(said)), tmp_path).split())


def test_a_sign_that_the_typeface_lacks_is_replaced_and_the_file_says_so(tmp_path):
    assert "[?]" not in text_of(document(content.paragraph("Қала № 5 – «үй», 10\u2011үй")), tmp_path)
    text = " ".join(text_of(document(content.paragraph("José мен 🎠")), tmp_path).split())
    assert "Jose мен [?]" in text
    assert text.count("[?]") == 2, "once in the text, once in the word about it"


@pytest.mark.parametrize(
    ("text", "fitted", "replaced"),
    [
        ("ӘҒҚҢӨҰҮҺІ ₸№«»–—…•", "ӘҒҚҢӨҰҮҺІ ₸№«»–—…•", False),
        ("и\u0306", "й", False),
        ("ұя\u2011ұя\u202f5", "ұя-ұя 5", False),
        ("ў", "у", True),
        ("ﬁ", "fi", True),
        ("漢", "[?]", True),
    ],
)
def test_signs_are_fitted_to_the_typeface(text, fitted, replaced):
    fitting = Fitting()
    assert fitting.fit(text) == fitted
    assert fitting.has_replaced is replaced


def test_a_row_that_no_page_could_hold_is_split_and_any_other_stays_whole(tmp_path):
    long = " ".join(f"сөз{number}" for number in range(3000))
    rows = [("бірінші", "қысқа"), ("ұзын", long), ("соңғы", "қысқа")]
    text = text_of(document(content.table(["Аты", "Мәтіні"], rows, (1, 3))), tmp_path)
    assert all(word in text.split() for word in ("сөз0", "сөз2999", "соңғы"))
    assert text.count("Мәтіні") == text.count("\f"), "the head stands on every page"
    whole = [(f"{number}-жол", " ".join(["сөз"] * 60)) for number in range(40)]
    pages = text_of(document(content.table(["Аты", "Мәтіні"], whole, (1, 3))), tmp_path).split("\f")
    assert len(pages) > 3
    assert all(page.count("сөз") % 60 == 0 for page in pages)


def test_a_word_longer_than_a_line_is_broken_and_not_cut(tmp_path):
    text = text_of(document(content.paragraph("ә" * 500), content.table(["Т"], [["ө" * 300]], (1,))), tmp_path)
    frame = text_of(document(), tmp_path)
    assert [text.count(letter) - frame.count(letter) for letter in "әө"] == [500, 300]


def test_an_unknown_block_is_a_mistake():
    with pytest.raises(TypeError):
        pdf.render(document("text"))
