"""Every document in either language, as pictures: what Poppler and LibreOffice show is what was meant.

Both programs must be there; without them these tests fail.
"""

import re
import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
import reportlab
from django.utils import timezone
from django.utils.translation import override
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics

from cms.languages import LANGUAGES
from council_pages import recommending, replies, texts
from council_pages.documents import content, docx, pdf
from council_pages.documents.recommendation import recommendation_document
from council_pages.documents.typeface import BOLD, FILES, FOLDER, REGULAR
from council_pages.models import Recommendation
from forms import answering, publication, tracing
from forms.form_building import define_form
from tests import pictures
from tests.council_pages.conftest import make_council, make_outcome, make_question, make_schedule, make_sitting
from tests.forms.making import send

LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
SIGNS = "₸№«»"
KAZAKH = "Саябаққа әткеншек, ғимаратқа қоңырау, өңірге үй, ұя, һәм іс керек: «дәл» № 5, 12 000 ₸."
FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"


def specimen(language="kk"):
    """A document with every kind of block, where every Kazakh letter stands in every style."""
    alphabet = " ".join(LETTERS + SIGNS)
    said = f"{alphabet} {KAZAKH}"
    blocks = (
        content.paragraph(said, kind="lead"),
        content.Heading(alphabet),
        content.Heading(alphabet, 3),
        content.Paragraph((*content.words(KAZAKH), *content.words(said, strong=True))),
        *content.facts([(alphabet, said)]),
        content.table([alphabet, "Күйі"], [(said, "Ескерілді"), (KAZAKH, "Тіркелді")], (3, 1)),
        content.Listing((content.words(said), content.words(KAZAKH)), ordered=True),
        content.paragraph(said, kind="note"),
        content.Signature("Кеңес төрағасы"),
    )
    return content.Document(alphabet, language, KAZAKH, "https://kenes.example/kk/", date(2026, 11, 26), blocks)


@pytest.fixture(scope="module")
def documents(kept_database):
    """The documents of a council with one of everything: {"schedule-kk": document, …}."""
    council, now = make_council(), timezone.now()
    schedule = make_schedule(council, decision=make_sitting(council, agenda=[("item", KAZAKH)]))
    window = {"opens_at": now - timedelta(days=9), "closes_at": now + timedelta(days=1)}
    question = make_question(council, schedule=schedule, place_kk="Әкімдік", place_ru="Акимат", **window)
    form = define_form(question, user=None)
    for language in LANGUAGES:
        texts.write_text(form, language, user=None)
    texts.publish_texts(form, LANGUAGES, user=None)
    for choice in ("text", "nothing"):
        sent = {"text": KAZAKH, "publication": choice}
        proposal = send(form, sent, now=now, opened_at=now).proposal
        answering.answer(proposal, "accepted", f"Ескерілді: {KAZAKH}", user=None, now=now)
        if choice == "text":
            publication.publish(proposal, KAZAKH, user=None, now=now)
            recommendation = recommend(question, proposal, timezone.localdate(now))
    type(question).objects.filter(pk=question.pk).update(closes_at=now)
    question.refresh_from_db()
    outcome = make_outcome(question, summary=KAZAKH, position=f"<p>{KAZAKH}</p><ul><li><b>{KAZAKH}</b></li></ul>")
    made = {}
    rows = {"schedule": schedule, "minutes": schedule.decision.sitting, "outcome": outcome, "register": form}
    for name, row in rows.items():
        for language, page in texts.pages_of(row).items():
            with override(language):
                made[f"{name}-{language}"] = page.document(language, now)
    for language in LANGUAGES:
        with override(language):
            made[f"recommendation-{language}"] = recommendation_document(recommendation, language, now)
    return made


def recommend(question, proposal, today):
    """A recommendation that uses the proposal, sent and answered."""
    facts = {"title_kk": KAZAKH, "title_ru": "О парках", "addressee_kk": KAZAKH, "addressee_ru": "Акимат"}
    clauses = [recommending.ClauseText(KAZAKH, "Поставить качели")]
    row = recommending.draft(
        council=question.council, user=None, consultation=question, number="5", clauses=clauses, **facts
    )
    tracing.link(row.clauses.get(), proposal, user=None)
    recommending.send(row, user=None, sent_on=today, due_on=today, today=today)
    replies.record_reply(row, user=None, today=today, received_on=today, text_kk=KAZAKH, actions_ru="Поставлены")
    return Recommendation.objects.get(pk=row.pk)


@pytest.fixture(scope="module")
def printed(documents, tmp_path_factory):
    """Every document as PDF, by us and by LibreOffice from the .docx: {("schedule-kk", "pdf"): path, …}."""
    folder = tmp_path_factory.mktemp("printed")
    written = []
    for name, document in {**documents, "specimen": specimen()}.items():
        (folder / f"{name}-ours.pdf").write_bytes(pdf.render(document))
        written.append(folder / f"{name}.docx")
        written[-1].write_bytes(docx.render(document))
    opened = pictures.as_pdf(written, folder, FOLDER)
    ours = {(path.stem, "pdf"): folder / f"{path.stem}-ours.pdf" for path in written}
    return ours | {(name, "docx"): path for name, path in opened.items()}


def said_by(document):
    """Every word of the document, as often as it stands there."""
    found = []
    for block in document.blocks:
        match block:
            case content.Heading(text=text) | content.Signature(office=text):
                found.append(text)
            case content.Paragraph(runs=runs):
                found.append("".join(run.text for run in runs))
            case content.Facts(rows=rows):
                found += [cell for row in rows for cell in row]
            case content.Table(columns=columns, rows=rows):
                found += [*columns, *(cell for row in rows for cell in row)]
            case content.Listing(items=items):
                found += ["".join(run.text for run in runs) for runs in items]
    return in_words(" ".join([document.title, document.council, *found]))


def shown_in(path):
    """Every word that the file shows."""
    return in_words(" ".join(word.text for word in pictures.words_of(path)))


def in_words(text):
    """The words of a text; a line may end behind a dash."""
    return Counter(re.split(r"[\s–-]+", text))


KINDS = ("schedule", "minutes", "outcome", "register", "recommendation")
NAMES = [f"{name}-{language}" for name in KINDS for language in LANGUAGES]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("name", [*NAMES, "specimen"])
def test_every_word_and_every_letter_of_a_document_is_shown_as_meant(name, kind, documents, printed, tmp_path):
    path = printed[name, kind]
    assert said_by(documents.get(name, specimen())) - shown_in(path) == Counter()
    assert pictures.misread(path, tmp_path) == set()


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_every_kazakh_letter_was_looked_at(kind, printed):
    shown = "".join(word.text for word in pictures.words_of(printed["specimen", kind]))
    assert set(LETTERS + SIGNS) <= set(shown)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize(("language", "word"), [("kk", "бет"), ("ru", "стр.")])
def test_pages_are_numbered_in_the_language(kind, language, word, printed):
    text = pictures.poppler("pdftotext", "-layout", printed[f"outcome-{language}", kind], "-").decode()
    pages = text.count("\f")
    assert all(f"{word} {page} / {pages}" in text for page in range(1, pages + 1))


def test_a_font_that_prints_another_letter_is_found_though_the_text_is_right(tmp_path, monkeypatch):
    glyphs = pdfmetrics.getFont(REGULAR).face.charToGlyph
    monkeypatch.setitem(glyphs, ord("қ"), glyphs[ord("к")])
    monkeypatch.setitem(glyphs, ord("Ұ"), 0)
    path = tmp_path / "wrong.pdf"
    path.write_bytes(pdf.render(specimen()))
    assert said_by(specimen()) - shown_in(path) == Counter(), "the text alone says nothing of it"
    assert pictures.misread(path, tmp_path) == {("қ", "к"), ("Ұ", "")}


def test_a_font_without_kazakh_letters_is_found_in_an_office_file(tmp_path):
    fonts = tmp_path / "latin"
    fonts.mkdir()
    shutil.copy(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf", fonts)
    path = tmp_path / "specimen.docx"
    path.write_bytes(docx.render(specimen()))
    opened = pictures.as_pdf([path], tmp_path, fonts)["specimen"]
    assert {letter for letter, _looks in pictures.misread(opened, tmp_path)} >= set(LETTERS)


def test_without_its_program_a_test_fails_and_names_the_package(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(pytest.fail.Exception, match="apt install poppler-utils"):
        pictures.poppler("pdftoppm", "-v")


# --- the typeface ----------------------------------------------------------------------------------------------------
WEIGHTS = {REGULAR: 400, BOLD: 700}


def drawn(font, letter):
    """The letter as a picture of its own."""
    picture = Image.new("L", (160, 160))
    ImageDraw.Draw(picture).text((30, 110), letter, 255, font=font, anchor="ls")
    return picture


LETTERS_OF = {"latin": "AzI19«»–…", "cyrillic": "ҰұІіАяЁё№", "kazakh": "ӘәҒғҚқҢңӨөҮүҺһ", "tenge": "₸"}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("part", LETTERS_OF)
def test_the_typeface_of_the_files_is_that_of_the_site(part, name):
    """Each letter, drawn from the font of the files and from the site's own cut at the same weight, looks the same."""
    ours = ImageFont.truetype(str(FILES[name]), 90, layout_engine=ImageFont.Layout.BASIC)
    site = ImageFont.truetype(str(FONTS / f"onest-{part}.woff2"), 90, layout_engine=ImageFont.Layout.BASIC)
    site.set_variation_by_axes([WEIGHTS[name]])
    different = {letter: pictures.likeness(drawn(ours, letter), drawn(site, letter)) for letter in LETTERS_OF[part]}
    assert {letter: found for letter, found in different.items() if found < 0.85} == {}
