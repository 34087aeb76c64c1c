"""Nothing that a citizen types becomes a part of a page, a letter, a header or a document: sixty payloads, every field.

Small: each payload on one kind of single page, and all of them on every list; full: each on every page. That nothing
runs in a real browser either is for `tests/browser/test_injections.py`.
"""

import csv
import json
import re
from email.message import Message
from io import BytesIO, StringIO
from types import SimpleNamespace

import openpyxl
import pypdf
import pytest
from django.core import mail
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from cms.components import Place
from forms import answering, grouping, pace, publication, receipts
from forms.exporting import Columns, Format, export
from forms.form_building import define_form
from forms.form_fields import normalise
from forms.models import FieldKind, OriginalFile, PublishedProposal
from forms.sending import send_letters
from tests.factories import make_user
from tests.forms.injections import PAYLOADS, as_file_name, harmless
from tests.forms.making import COUNCIL, NOW, add_field, filled, make_pages, parks, send, upload
from tests.forms.skeleton import skeleton
from tests.forms.test_components import shown
from tests.office import words_of

TYPED, INNOCENT = "parks", "yards"
# What belongs to the row and not to its words.
OWN = re.compile(rf"proposals/\w{{8}}/|[?&](?:q|number|s)=[-\w.~%+#]*|\d+|{TYPED}|{INNOCENT}")
BODY_HEADERS = {"Content-Type", "MIME-Version", "Content-Transfer-Encoding"}
MAIL_HEADERS = BODY_HEADERS | {"Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted"}


FOUND = "evil@example.kz"


def everywhere(words):
    """A form in which every field of words holds these."""
    return filled(
        words,
        "text_and_name",
        subject=words,
        name=words,
        email="aigul@example.kz",
        consent="on",
        line=words,
        long=words,
    )


def tell(council, slug, change):
    """A question whose proposals hold the payloads, changed, in every place; published and answered with them."""
    definition = define_form(parks(council, slug), user=None)
    add_field(definition, FieldKind.TEXT, key="line")
    add_field(definition, FieldKind.LONG_TEXT, key="long")
    make_pages(definition, ("kk", "ru"))
    told = []
    for payload in PAYLOADS:
        words = change(payload)
        result = send(definition, everywhere(words), files={"files": [upload(as_file_name(words))]})
        public = publication.publish(result.proposal, words, user=None, now=NOW, confirmed=True)
        answering.answer(result.proposal, "accepted", words, user=None, now=NOW)
        told.append(SimpleNamespace(payload=payload, proposal=result.proposal, secret=result.secret, public=public))
    return SimpleNamespace(definition=definition, slug=slug, change=change, told=told)


@pytest.fixture(scope="module")
def questions(council, tmp_path_factory):
    """Two questions, the one with the payloads and the one with as many innocent words."""
    private = storages["private"]
    with pytest.MonkeyPatch.context() as patch:
        private._clear_cached_properties("MEDIA_ROOT")
        patch.setattr(private, "_location", tmp_path_factory.mktemp("private"))
        yield tell(council, TYPED, str), tell(council, INNOCENT, harmless)
    private._clear_cached_properties("MEDIA_ROOT")


@pytest.fixture
def reader(at):
    """Anybody, at a moment when the form is open."""
    at(NOW)
    return Client()


@pytest.fixture
def desk(at, council):
    """The secretary, signed in."""
    at(NOW)
    client = Client()
    client.force_login(make_user("secretary", council))
    return client


def parts(response, status=200):
    """The skeleton of a page without what belongs to its row."""
    assert response.status_code == status, response.content[:500]
    assert response["X-Content-Type-Options"] == "nosniff"
    page = response.content.decode()
    return [tuple(OWN.sub("#", str(word)) for pair in part for word in pair) for part in skeleton(page)]


def form_url(question):
    return f"/kk/councils/{COUNCIL}/questions/{question.slug}/propose/"


def published_url(question, one):
    return f"{form_url(question)}proposals/{one.public.public_id}/"


def author(client, one, route):
    return client.post(reverse(route), {"number": one.proposal.number, "secret": receipts.format_secret(one.secret)})


def sent(client, question, one, **changes):
    """The answer to a form that is filled in with the payload; changes may make it one that is shown again."""
    pace.forget()
    token = re.search(r'name="token" value="([^"]+)"', client.get(form_url(question)).content.decode())[1]
    return client.post(form_url(question), everywhere(question.change(one.payload)) | {"token": token, **changes})


PAGES = {
    "receipt": sent,
    "form": lambda client, question, one: sent(client, question, one, publication=""),
    "published": lambda client, question, one: client.get(published_url(question, one)),
    "own": lambda client, question, one: author(client, one, "track"),
    "copy": lambda client, question, one: author(client, one, "own_copy"),
    "search": lambda client, question, one: client.get("/kk/search/", {"q": question.change(one.payload)}),
    "track": lambda client, question, one: client.get("/kk/track/", {"number": question.change(one.payload)}),
}


@pytest.mark.parametrize("kind", PAGES)
def test_no_single_page_of_the_public_is_built_by_what_was_typed(questions, reader, full_size, kind):
    turn, status = list(PAGES).index(kind), 422 if kind == "form" else 200
    for number, payload in enumerate(PAYLOADS):
        if full_size or number % len(PAGES) == turn:
            pages = [PAGES[kind](reader, question, question.told[number]) for question in questions]
            typed, innocent = (parts(page, status) for page in pages)
            assert typed == innocent, payload


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_list_of_the_public_is_built_by_what_was_typed(questions, reader, language):
    typed, innocent = (form_url(question).replace("/kk/", f"/{language}/") for question in questions)
    for rest in ("propose/proposals/?page=1", "propose/proposals/?page=2", "propose/proposals/?page=3", ""):
        first, second = (parts(reader.get(address.removesuffix("propose/") + rest)) for address in (typed, innocent))
        assert first == second, rest
    assert PublishedProposal.objects.count() == 2 * len(PAYLOADS)
    first, second = (
        skeleton(shown(Place.OUTCOME_PROPOSALS, question.definition.consultation, language)) for question in questions
    )
    assert [part[0] for part in first] == [part[0] for part in second]


def staff_pages(desk, question, full_size):
    """Every screen on which a secretary reads what was typed."""
    consultation = question.definition.consultation
    keys = [one.proposal.pk for one in question.told]
    row = grouping.group(consultation, keys[:10], user=None, now=NOW)
    addresses = [reverse("kenes_group", args=[row.pk]), reverse("kenes_groups", args=[consultation.pk])]
    addresses += [reverse("kenes_proposal", args=[key]) for key in (keys if full_size else keys[::6])]
    inbox = reverse("kenes_proposals")
    addresses += [f"{inbox}?tab=all&consultation={consultation.pk}&p={page}" for page in (1, 2, 3)]
    pages = [desk.get(address) for address in addresses]
    for payload in PAYLOADS[:: 1 if full_size else 6]:
        words = question.change(payload)
        proposal = send(question.definition, everywhere(words)).proposal
        address = reverse("kenes_preview_publication", args=[proposal.pk])
        pages.append(desk.post(address, {"text": words, "confirmed": "on"}))
        assert 'id="preview"' in pages[-1].content.decode()
    pages += [desk.get(inbox, {"tab": "all", "q": question.change(payload)}) for payload in PAYLOADS[::10]]
    # A payload may hold an address; both questions show once what the screen makes of one.
    found = send(question.definition, everywhere(FOUND)).proposal
    pages.append(desk.get(reverse("kenes_proposal", args=[found.pk])))
    pages.append(desk.post(reverse("kenes_preview_publication", args=[found.pk]), {"text": FOUND, "confirmed": "on"}))
    return {part for page in pages for part in parts(page)}


def test_no_screen_of_the_staff_is_built_by_what_was_typed(questions, desk, full_size):
    typed, innocent = (staff_pages(desk, question, full_size) for question in questions)
    assert typed - innocent == set()


def test_the_form_is_not_built_by_what_an_editor_wrote_into_its_fields(council, reader):
    forms = []
    for slug, change in (("edited-1", str), ("edited-2", harmless)):
        definition = define_form(parks(council, slug), user=None)
        for number, payload in enumerate(PAYLOADS):
            words = " ".join(change(payload).split())
            given = {f"{part}_{language}": words for part in ("label", "hint") for language in ("kk", "ru")}
            kind = FieldKind.TEXT if number % 2 else FieldKind.CHOICE
            field = add_field(definition, kind, key=f"own{number}", **given)
            if kind == FieldKind.CHOICE:
                field.choices.create(key="one", label_kk=words, label_ru=words)
        make_pages(definition, ("kk",))
        forms.append(parts(reader.get(f"/kk/councils/{COUNCIL}/questions/{slug}/propose/")))
    assert forms[0] == forms[1]


def test_a_file_s_name_stays_within_its_header(questions, desk):
    typed, _innocent = questions
    files = OriginalFile.objects.filter(original__proposal__consultation=typed.definition.consultation)
    assert files.count() == len(PAYLOADS)
    for file in files.select_related("original"):
        storages["private"].save(file.file.name, ContentFile(b"plan"))
        answer = desk.get(reverse("kenes_file", args=[file.original.proposal_id, file.pk]))
        said = Message()
        said["Content-Disposition"] = answer["Content-Disposition"]
        assert said.get_content_disposition() == "attachment"
        assert {name.rstrip("*") for name, _value in said.get_params(header="Content-Disposition")[1:]} == {"filename"}
        assert said.get_filename() == file.name
        assert answer["Content-Type"] == "application/octet-stream"
        assert {"default-src 'none'", "sandbox"} <= set(answer["Content-Security-Policy"].split("; "))


def test_letters_carry_nothing_that_was_typed_and_no_header_of_it(questions, at, settings):
    at(NOW)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    typed, _innocent = questions
    # Each to a mailbox of its own: one gets only so many letters an hour.
    for number, one in enumerate(typed.told):
        one.proposal.contact.email = f"a{number}@example.kz"
        one.proposal.contact.save()
    consultation = typed.definition.consultation
    consultation.subject_kk = "\r\n\u2028\x85" + PAYLOADS[-2]
    consultation.save()
    send_letters(lambda: NOW)
    assert len(mail.outbox) >= len(PAYLOADS)
    for letter in mail.outbox:
        message = letter.message()
        assert set(message) <= MAIL_HEADERS
        assert len(letter.recipients()) == 1
        kinds = [part.get_content_type() for part in message.walk()]
        assert kinds == ["multipart/alternative", "text/plain", "text/html"]
        assert "alert(1)" not in letter.body + letter.alternatives[0].content


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_document_shows_payloads_as_words(questions, reader, language):
    caches["documents"].clear()
    pdfs = []
    for question in questions:
        address = form_url(question).replace("/kk/", f"/{language}/") + "proposals/document"
        words = words_of(reader.get(f"{address}.docx"))
        pdfs.append(pypdf.PdfReader(BytesIO(reader.get(f"{address}.pdf").content)))
        missing = [one.payload for one in question.told if visible(question.change(one.payload)) not in visible(words)]
        assert missing == []
    assert uris(pdfs[0]) <= uris(pdfs[1])
    assert not [name for pdf in pdfs for name in ("/OpenAction", "/AA", "/Names") if name in pdf.trailer["/Root"]]
    caches["documents"].clear()


@pytest.mark.parametrize("columns", Columns)
def test_an_export_holds_payloads_as_words_and_no_formula(questions, at, columns):
    at(NOW)
    typed, _innocent = questions
    given = {"user": None, "now": NOW, "language": "kk", "reason": "Тексеру"}
    files = {form: export(typed.definition.consultation, form, columns, **given) for form in Format}
    assert not [file.name for file in files.values() if not re.fullmatch(r"[-\w]+\.(csv|xlsx|json)", file.name)]
    kept = json.loads(files[Format.JSON].content)
    texts = {value for row in kept for value in row.values()}
    assert [one.payload for one in typed.told if normalise(one.payload).strip() not in texts] == []
    rows = list(csv.reader(StringIO(files[Format.CSV].content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    sheet = openpyxl.load_workbook(BytesIO(files[Format.XLSX].content)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "n"}
    assert not [cell.value for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def visible(words):
    """Letters, digits and signs without what no document can hold or show."""
    return "".join(sign for sign in words if sign.isprintable() and not sign.isspace())


def uris(pdf):
    """Where the links of the document lead."""
    notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots", ())]
    return {OWN.sub("#", str(note.get("/A", {}).get("/URI"))) for note in notes}
