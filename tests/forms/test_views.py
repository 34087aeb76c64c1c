"""The page that follows a proposal: by number what is public, by number and secret the citizen's own."""

import re

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from forms import answering, publication, receipts
from forms.states import ProposalState
from tests.forms.making import KAZAKH, NOW, filled, later, send, upload

REASON = "Келесі жылғы жоспарға енгізілді."
CONTACT = {"name": "Айгүл Серікқызы", "email": "aigul@example.kz", "consent": "on"}
LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])


@pytest.fixture
def sent(definition, pages):
    """A proposal with a contact and a file."""
    return send(definition, filled(**CONTACT), files={"files": [upload("жоспар.txt")]})


def ask(client, number, secret="", language="kk", **kwargs):
    return client.post(f"/{language}/track/", {"number": number, "secret": secret}, **kwargs)


def page_of(response):
    """The main part, without the addresses that a page has of itself."""
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    return re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0].replace("<wbr>", "")


@LANGUAGES
def test_the_empty_page_shows_a_form(client, db, language):
    page = page_of(client.get(f"/{language}/track/"))
    assert 'name="number"' in page
    assert 'name="secret"' in page
    assert 'method="post"' in page


@LANGUAGES
def test_by_number_alone_only_what_is_public_is_shown(client, sent, consultation, secretary, language):
    answering.answer(sent.proposal, "accepted", REASON, user=secretary, now=later(days=1))
    page = page_of(ask(client, receipts.format_number(sent.proposal.number), language=language))
    with override(language):
        assert str(ProposalState.ACCEPTED.label) in page
    assert consultation.subject(language) in page
    assert 'datetime="2026-11-23T12:00+05:00"' in page
    for private in (KAZAKH, REASON, "Айгүл", "aigul", "example.kz", "жоспар.txt", sent.proposal.body_hash):
        assert private not in page


def test_by_number_the_text_and_answer_are_shown_once_published(client, sent, secretary):
    publication.publish(sent.proposal, "Көпшілікке мәтін", user=secretary, now=NOW)
    answering.answer(sent.proposal, "rejected", REASON, user=secretary, now=later(days=1))
    page = page_of(ask(client, sent.proposal.number))
    assert "Көпшілікке мәтін" in page
    assert REASON in page
    assert "/proposals/" in page
    assert KAZAKH not in page
    assert "aigul" not in page


def test_by_number_and_secret_all_of_it_is_shown_with_the_contact_masked(client, sent, secretary):
    answering.answer(sent.proposal, "accepted", REASON, user=secretary, now=later(days=1))
    page = page_of(ask(client, sent.proposal.number, receipts.format_secret(sent.secret)))
    for own in (KAZAKH, REASON, "жоспар.txt", "@example.kz", sent.proposal.body_hash):
        assert own in page
    assert "aigul@" not in page
    assert "Серікқызы" not in page


@LANGUAGES
def test_an_unknown_number_and_a_wrong_secret_get_the_same_words(client, sent, language):
    unknown = receipts.new_number()
    wrong = page_of(ask(client, sent.proposal.number, "wrong", language=language))
    missing = page_of(ask(client, unknown, "wrong", language=language))
    assert wrong.replace(sent.proposal.number, "N") == missing.replace(unknown, "N")
    with override(language):
        assert gettext("No proposal was found by this number and secret. Check the number.") in wrong


@pytest.mark.parametrize(
    ("secret", "marked", "unmarked"), [("wrong", ["number", "secret"], []), ("", ["number"], ["secret"])]
)
def test_what_may_be_wrong_is_marked_and_the_summary_leads_to_it(client, sent, secret, marked, unmarked):
    response = ask(client, receipts.new_number(), secret)
    page = page_of(response)
    for name in marked:
        control = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)[0]
        assert 'aria-invalid="true"' in control
        assert re.search(rf'aria-describedby="[^"]*id_{name}_error', control)
        assert f'<a href="#id_{name}">' in page
    for name in unmarked:
        assert f"id_{name}_error" not in page
    with override("kk"):
        assert title_of(response).startswith(f"{gettext('Error')}: ")


@LANGUAGES
def test_a_hit_is_told_in_the_title_and_in_the_heading_that_gets_the_focus(client, sent, language):
    number = receipts.format_number(sent.proposal.number)
    response = ask(client, sent.proposal.number, language=language)
    with override(language):
        words = f"{gettext('Proposal')} {number}: {ProposalState.REGISTERED.label}"
    assert title_of(response).startswith(words)
    page = page_of(response)
    heading = re.search(r"</h1>.*?(<h2[^>]*>)(.*?)</h2>", page, re.DOTALL)
    assert "autofocus" in heading[1]
    assert 'tabindex="-1"' in heading[1]
    assert " ".join(re.sub("<[^>]+>", "", heading[2]).split()) == words
    assert page.index("<h2") < page.index("<form")
    assert page.count("autofocus") == 1


def title_of(response):
    """What the window's title says."""
    return re.search(r"<title>(.*?)</title>", response.content.decode())[1]


@LANGUAGES
@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("123", "The number has 12 digits. Digits typed: 3."),
        ("4052 7716 3901 5", "The number has 12 digits. Digits typed: 13."),
        ("4052 7716 3902", "Check the number: 12 digits as on the receipt, one seems wrong."),
        ("abc", "Write the number in digits only: it has 12."),
    ],
)
def test_a_mistyped_number_is_told_what_is_wrong_with_it(client, db, number, message, language):
    page = page_of(ask(client, number, language=language))
    counted = re.sub(r"typed: \d+", "typed: %(count)s", message)
    with override(language):
        assert gettext(counted) % {"count": re.sub(r"\D", "", message)[2:]} in page


@pytest.mark.parametrize("number", ["", "123", "4052 7716 3902", "abc"])
def test_a_mistyped_number_is_told_beside_its_field(client, sent, number):
    page = page_of(ask(client, number))
    assert 'id="id_number_error"' in page
    assert f'value="{number}"' in page or not number


def test_a_link_with_the_number_shows_the_public_part_and_never_more(client, sent):
    address = f"/kk/track/?number={sent.proposal.number}&secret={sent.secret}"
    page = page_of(client.get(address))
    assert receipts.format_number(sent.proposal.number) in page
    assert KAZAKH not in page
    assert sent.secret not in page


def test_another_site_may_not_ask(client, sent):
    response = ask(client, sent.proposal.number, sent.secret, headers={"Origin": "https://evil.example"})
    assert response.status_code == 403
    assert KAZAKH not in page_of(response)


def test_a_page_without_referrer_may_ask_where_the_browser_vouches_for_it(sent):
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    response = ask(Client(enforce_csrf_checks=True), sent.proposal.number, sent.secret, headers=headers)
    assert KAZAKH in page_of(response)


def test_a_lookup_costs_few_queries(client, sent, django_assert_max_num_queries):
    # Seven for the limit of tries, one for the hash; then the proposal, its files, its log and three terms.
    with django_assert_max_num_queries(25):
        ask(client, sent.proposal.number, sent.secret)


def test_no_other_method_is_served(client, db):
    assert client.put("/kk/track/").status_code == 405


@LANGUAGES
def test_the_sixth_wrong_try_within_a_minute_gets_429_and_is_told_to_wait(client, sent, at, language):
    at(NOW)
    codes = [ask(client, sent.proposal.number, "wrong", language=language).status_code for _try in range(5)]
    sixth = ask(client, sent.proposal.number, "wrong", language=language)
    assert [*codes, sixth.status_code] == [200] * 5 + [429]
    assert 50 <= int(sixth["Retry-After"]) <= 70
    page = page_of(sixth)
    with override(language):
        assert gettext("Too many tries with a wrong secret. Wait a minute, then try once more.") in page
    # The right secret waits too, or the answer would tell that it is the right one.
    assert ask(client, sent.proposal.number, sent.secret, language=language).status_code == 429
    at(later(seconds=int(sixth["Retry-After"])))
    assert KAZAKH in page_of(ask(client, sent.proposal.number, sent.secret, language=language))


@LANGUAGES
def test_too_many_tries_get_the_same_answer_for_an_unknown_number(client, sent, at, language):
    at(NOW)
    answers = []
    for number in (sent.proposal.number, receipts.new_number()):
        pages = [ask(client, number, "wrong", language=language) for _try in range(6)]
        answers.append([(page.status_code, page_of(page).replace(number, "N")) for page in pages])
        assert pages[-1]["Retry-After"]
    assert answers[0] == answers[1]


def test_a_spoofed_address_opens_no_further_tries(client, sent, at, settings):
    at(NOW)
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    numbers = [receipts.new_number() for _try in range(21)]
    codes = [
        ask(client, number, "wrong", headers={"X-Forwarded-For": f"203.0.113.{place}"}).status_code
        for place, number in enumerate(numbers)
    ]
    assert codes == [200] * 20 + [429]


def test_a_number_alone_and_the_right_secret_are_never_limited(client, sent, at):
    at(NOW)
    for _try in range(12):
        assert ask(client, sent.proposal.number).status_code == 200
        assert KAZAKH in page_of(ask(client, sent.proposal.number, sent.secret))
