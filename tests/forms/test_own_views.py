"""The addresses below `/track/`: one more page each, without a script, in both languages, the secret in no address."""

import hashlib
import html
import io
import json
import re
import zipfile
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override

from forms import answering, holds, publication, receipts, refusing
from forms.models import Contact, Original, Proposal, PublicationWithdrawal, PublishedProposal
from tests.forms.making import KAZAKH, NOW, filled, later, send, upload

CONTACT = {"name": "Айгүл Серікқызы", "email": "aigul@example.kz", "consent": "on"}
LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])
ACTS = ["own_receipt", "own_copy", "own_contact", "own_publication", "own_erasure"]


@pytest.fixture
def sent(definition, pages, secretary, at):
    """A published proposal with a contact and two files of one name."""
    at(NOW)
    files = [upload("жоспар.txt", "бірінші".encode()), upload("жоспар.txt", "екінші".encode())]
    result = send(definition, filled(publication="text_and_name", **CONTACT), files={"files": files})
    publication.publish(result.proposal, "Көпшілікке", user=secretary, now=NOW)
    return result


@pytest.fixture
def press(client, sent):
    """A function that presses a button of the author's page as a browser without a script does."""

    def post(route, language="kk", /, *, secret=None, **data):
        secret = receipts.format_secret(sent.secret) if secret is None else secret
        with override(language):
            address = reverse(route)
        return client.post(address, {"number": sent.proposal.number, "secret": secret, **data})

    return post


def main_of(response):
    """The main part; nobody keeps the page, and no cookie is set."""
    assert response.status_code == 200
    kept_by_nobody(response)
    return html.unescape(re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0])


def kept_by_nobody(response):
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"


def in_language(language, words):
    with override(language):
        return gettext(words)


def content_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@LANGUAGES
def test_the_author_s_page_offers_every_act_with_a_button_that_needs_no_script(press, sent, language):
    page = main_of(press("track", language))
    with override(language):
        for name in ACTS:
            form = re.search(rf'<form [^>]*method="post" action="{reverse(name)}".*?</form>', page, re.DOTALL)[0]
            assert f'name="secret" value="{receipts.format_secret(sent.secret)}"' in form
            assert 'type="submit"' in form
    for act in ("Withdraw the publication", "Delete my data", "Copy of my data", "Correct my name or contact"):
        assert in_language(language, act) in page


def test_by_number_alone_no_act_is_offered(press):
    page = main_of(press("track", secret=""))
    with override("kk"):
        assert not any(reverse(name) in page for name in ACTS)


@pytest.mark.parametrize("name", ACTS)
@LANGUAGES
def test_a_wrong_secret_and_an_unknown_number_do_nothing_and_look_alike(client, sent, name, language):
    with override(language):
        address = reverse(name)
    pages = []
    for number in (sent.proposal.number, receipts.new_number()):
        response = client.post(address, {"number": number, "secret": "wrong", "sure": "1", "remove": "1"})
        pages.append(main_of(response).replace(number, "N"))
    assert pages[0] == pages[1]
    assert in_language(language, "Check the secret too, or leave it out: then what is public is shown.") in pages[0]
    nothing_happened()


def nothing_happened():
    assert Contact.objects.get().email == "aigul@example.kz"
    assert Original.objects.exists()
    assert PublishedProposal.objects.exists()
    assert not PublicationWithdrawal.objects.exists()


@pytest.mark.parametrize("name", ACTS)
def test_without_a_secret_it_is_asked_for(press, name):
    page = main_of(press(name, secret="", sure="1", remove="1"))
    assert in_language("kk", "Write the secret from the receipt: this is for the author only.") in page
    nothing_happened()


@pytest.mark.parametrize("name", ACTS)
def test_opened_by_itself_an_address_leads_to_the_page_that_asks(client, sent, name):
    response = client.get(reverse(name), {"number": sent.proposal.number, "secret": sent.secret, "sure": "1"})
    assert (response.status_code, response["Location"]) == (302, "/kk/track/")
    kept_by_nobody(response)
    nothing_happened()


@pytest.mark.parametrize("name", ACTS)
def test_another_site_may_not_press(client, sent, name):
    data = {"number": sent.proposal.number, "secret": sent.secret, "sure": "1", "remove": "1"}
    response = client.post(reverse(name), data, headers={"Origin": "https://evil.example"})
    assert response.status_code == 403
    nothing_happened()


@pytest.mark.parametrize("name", ACTS)
def test_the_sixth_wrong_try_is_too_many_here_too(press, name):
    codes = [press(name, secret="wrong").status_code for _try in range(6)]
    assert codes == [200] * 5 + [429]


@LANGUAGES
def test_the_receipt_as_text_is_in_the_language_of_the_proposal_and_proves_the_text(press, sent, language):
    response = press("own_receipt", language)
    kept_by_nobody(response)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="\d{4}-\d{4}-\d{4}\.txt"', response["Content-Disposition"])
    text = response.content.decode()
    for part in (
        receipts.format_number(sent.proposal.number),
        receipts.format_secret(sent.secret),
        "Саябақтар туралы",
        "23.11.2026 12:00:00",
        "01.12.2026 18:00",
        "/kk/track/",
        sent.proposal.body_hash,
        in_language("kk", "How to follow the proposal"),
    ):
        assert part in text
    body = text.split("-" * 20 + "\n")[1].removesuffix("\n")
    assert hashlib.sha256(body.encode()).hexdigest() == sent.proposal.body_hash
    assert "aigul" not in text


def test_a_receipt_as_text_keeps_markup_and_lines_as_they_were_typed(client, definition, pages, at):
    at(NOW)
    typed = "<b>Бір</b> & «екі»\n\n  үш   \nтөрт"
    result = send(definition, filled(typed))
    text = client.post(reverse("own_receipt"), {"number": result.proposal.number, "secret": result.secret})
    assert typed in text.content.decode()


@LANGUAGES
def test_the_copy_to_read_shows_everything_uncovered(press, sent, language):
    page = main_of(press("own_copy", language))
    for own in (KAZAKH, "Айгүл Серікқызы", "aigul@example.kz", "жоспар.txt"):
        assert own in page
    assert page.count('name="file"') == 2


def test_the_copy_as_json_holds_everything(press, sent, secretary):
    answering.answer(sent.proposal, "accepted", "Иә.", user=secretary, now=NOW)
    response = press("own_copy", **{"as": "json"})
    kept_by_nobody(response)
    assert response["Content-Disposition"].startswith("attachment")
    said = json.loads(response.content)
    assert said["sent"]["text"] == KAZAKH
    assert said["contact"]["email"] == "aigul@example.kz"
    assert said["answer"]["reason"] == "Иә."
    assert (said["earlier_answers"], said["publication_refused"]) == ([], None)
    assert said["published"]["text"] == "Көпшілікке"
    assert [file["name"] for file in said["sent"]["files"]] == ["жоспар.txt"] * 2
    assert {letter["kind"] for letter in said["letters"]} == {"registered", "published", "answered"}
    assert sent.secret not in response.content.decode().replace("-", "")


@LANGUAGES
def test_the_copy_tells_what_was_corrected_and_why_the_text_is_not_published(press, sent, secretary, language):
    publication.withdraw(sent.proposal, user=secretary, now=NOW)
    refusing.refuse_publication(sent.proposal, "off_topic", user=secretary, now=NOW)
    for state, reason in (("rejected", "Жоқ."), ("accepted", "Иә.")):
        answering.answer(sent.proposal, state, reason, user=secretary, now=NOW)
    page = main_of(press("own_copy", language))
    assert "Жоқ." in page and in_language(language, "Not about the question") in page
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    said = json.loads(press("own_copy", **{"as": "json"}).content)
    assert [(earlier["state"], earlier["reason"]) for earlier in said["earlier_answers"]] == [("rejected", "Жоқ.")]
    assert said["publication_refused"]["reason"] == "off_topic"


def test_the_copy_as_an_archive_holds_every_file_byte_by_byte(press, sent):
    response = press("own_copy", **{"as": "archive"})
    kept_by_nobody(response)
    with zipfile.ZipFile(io.BytesIO(content_of(response))) as archive:
        said = json.loads(archive.read("proposal.json"))
        named = [file["in_archive"] for file in said["sent"]["files"]]
        assert sorted(archive.namelist()) == sorted(["proposal.json", "proposal.txt", *named])
        for file in said["sent"]["files"]:
            assert hashlib.sha256(archive.read(file["in_archive"])).hexdigest() == file["sha256"]


def test_a_file_is_a_download_and_nothing_else(press):
    response = press("own_copy", file="2")
    kept_by_nobody(response)
    assert content_of(response).decode() == "екінші"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize("place", ["3", "0", "-1", "x", "99999999999999999999"])
def test_a_file_that_is_not_there_is_not_found(press, place):
    assert press("own_copy", file=place).status_code == 404


@LANGUAGES
def test_withdrawing_takes_the_text_off_and_says_so(press, client, sent, language):
    public_id = PublishedProposal.objects.get().public_id
    page = main_of(press("own_publication", language))
    words = "The publication is withdrawn: your text is not on the site, and nobody can publish it again."
    assert in_language(language, words) in page
    assert page.count("autofocus") == 1
    assert client.get(f"/{language}/councils/almaly/questions/parks/propose/proposals/{public_id}/").status_code == 404
    with override(language):
        assert reverse("own_publication") not in page


@LANGUAGES
def test_a_contact_is_corrected_with_consent(press, language):
    page = main_of(press("own_contact", language, name="Айгүл", email="new@example.kz", consent="on"))
    assert in_language(language, "Your name and contact are kept as you have just written them.") in page
    contact = Contact.objects.get()
    assert (contact.name, contact.email, contact.consent_language) == ("Айгүл", "new@example.kz", language)
    assert "new@" not in page


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"name": "Айгүл"}, "consent"),
        ({"email": "a@example.kz", "phone": "+7 700 000 00 00", "consent": "on"}, "phone"),
        ({"email": "nonsense", "consent": "on"}, "email"),
        ({"consent": "on"}, "name"),
    ],
)
def test_what_is_wrong_with_a_contact_stands_beside_its_field_in_the_open_form(press, data, field):
    page = main_of(press("own_contact", **data))
    assert f'id="contact_{field}_error"' in page
    assert f'<a href="#contact_{field}">' in page
    assert "<details open>" in page
    nothing_happened()


@LANGUAGES
def test_no_name_and_contact_are_kept_where_the_author_says_so(press, language):
    words = "Your name and contact are deleted. No more letters are sent to you; follow the proposal by its number."
    assert in_language(language, words) in main_of(press("own_contact", language, remove="1"))
    assert not Contact.objects.exists()


@LANGUAGES
def test_deleting_says_exactly_what_went_and_what_stays(press, sent, language):
    page = main_of(press("own_erasure", language, sure="1"))
    for words in (
        "Your name and contact are deleted.",
        "Your text and your answers to the form are deleted.",
        "The published text is taken off the site.",
        "What stays: the number, the state, the days, the SHA-256 of the text and the council's answer.",
    ):
        assert in_language(language, words) in page
    assert in_language(language, "Your files are deleted. Files: %(count)s.") % {"count": 2} in page
    assert not Original.objects.exists()
    assert KAZAKH not in page
    assert Proposal.objects.get().number == sent.proposal.number
    again = main_of(press("track", language))
    with override(language):
        assert reverse("own_erasure") not in again


def test_deleting_needs_the_box_that_it_is_meant(press):
    page = main_of(press("own_erasure"))
    assert in_language("kk", "Nothing was deleted: tick the box which says that you know it cannot be undone.") in page
    nothing_happened()


def test_the_published_text_stays_where_the_author_leaves_it(press):
    page = main_of(press("own_erasure", sure="1", keep_public="1"))
    words = "The published text stays, and nothing leads from it to you any more."
    assert in_language("kk", words) in page
    assert PublishedProposal.objects.get().text == "Көпшілікке"


@LANGUAGES
def test_under_a_legal_hold_nothing_is_deleted_and_the_page_says_why(press, consultation, language):
    holds.place_hold(consultation, "Сот", user=None, now=NOW)
    page = main_of(press("own_erasure", language, sure="1"))
    words = (
        "What was sent to this question must be kept for now, because a legal hold is placed on it. Nothing "
        "was erased. Ask the ministry, or try again later."
    )
    assert in_language(language, words) in page
    nothing_happened()


def test_after_its_term_the_form_for_a_contact_is_not_offered(press, at, sent, secretary):
    answering.answer(sent.proposal, "accepted", "Иә.", user=secretary, now=NOW)
    at(later(days=91))
    page = main_of(press("own_contact", name="Айгүл", consent="on"))
    assert in_language("kk", "The term for keeping a name and contact has passed: none is kept any more.") in page
    assert "contact_name" not in page
