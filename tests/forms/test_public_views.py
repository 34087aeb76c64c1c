"""What a citizen sees: the form, its errors with nothing lost, the receipt, the published proposals."""

import html
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils.translation import gettext, override

from cms.dates import long_date
from council_pages import planning
from council_pages.models import Outcome
from forms import tokens
from forms.models import FieldKind, Original, Proposal
from forms.proposal_form import TEXT_LIMIT
from forms.receipts import format_number
from tests.forms.making import (
    CLOSES,
    KAZAKH,
    NOW,
    OPENS,
    add_field,
    filled,
    later,
    make_pages,
    upload,
    url,
)

NO_APPEAL = "This is a proposal to a public consultation. It is not an appeal under the Administrative Procedural Code."
LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])


def words(language, message, **values):
    """Our own words in the language, as they stand in the page's markup."""
    with override(language):
        return html.escape(gettext(message) % values, quote=True)


def token_in(response):
    return re.search(r'name="token" value="([^"]+)"', response.content.decode())[1]


def post(client, language="kk", token=None, headers=None, **data):
    token = token_in(client.get(url(language))) if token is None else token
    return client.post(url(language), {**filled(**data), "token": token}, headers=headers or {})


def assert_private(response):
    """No cookie, and nobody keeps a copy."""
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"


def text_area(response):
    """What stands in the field of the text, as a browser reads it."""
    content = re.search(r'<textarea name="text"[^>]*>\r?\n(.*?)</textarea>', response.content.decode(), re.DOTALL)[1]
    return html.unescape(content)


@LANGUAGES
def test_the_form_is_shown_in_the_readers_language(client, open_form, consultation, language):
    response = client.get(url(language))
    assert response.status_code == 200
    page = response.content.decode()
    assert f'<html lang="{language}">' in page
    assert consultation.subject(language) in page
    assert words(language, "Send the proposal") in page
    assert "novalidate" in page
    assert "checked" not in page
    assert "csrfmiddlewaretoken" not in page
    assert_private(response)


@LANGUAGES
def test_its_first_lines_say_that_it_is_no_appeal(client, open_form, language):
    page = client.get(url(language)).content.decode()
    told = page.index(words(language, NO_APPEAL))
    assert told < page.index("https://eotinish.gov.kz/") < page.index("<form class")


def test_it_prints_how_long_what_is_kept(client, open_form, definition):
    definition.contact_kept_days, definition.original_kept_days = 77, 333
    definition.save()
    page = client.get(url()).content.decode()
    assert "77" in page
    assert "333" in page


@LANGUAGES
def test_a_proposal_gets_its_receipt(client, open_form, language):
    response = post(client, language)
    assert response.status_code == 200
    assert_private(response)
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    proposal = Proposal.objects.get()
    page = response.content.decode()
    assert proposal.language == language
    assert " ".join(f"<span>{group}</span>" for group in format_number(proposal.number).split()) in page
    assert words(language, "Your proposal is registered") in page
    assert proposal.body_hash in page.replace("<wbr>", "")
    secret = re.search(rf'href="/{language}/track/#n={proposal.number}&amp;s=(\w+)"', page)[1]
    assert "-".join(re.findall(".{1,4}", secret)) in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_same_form_sent_twice_gives_the_same_receipt(client, open_form):
    token = token_in(client.get(url()))
    first, second = post(client, token=token), post(client, token=token)
    receipt = re.compile(r"#n=\d+&amp;s=\w+")
    assert receipt.search(first.content.decode())[0] == receipt.search(second.content.decode())[0]
    assert Proposal.objects.count() == 1


@LANGUAGES
def test_an_error_stands_beside_its_field_and_nothing_typed_is_lost(client, open_form, definition, language):
    own = add_field(definition, FieldKind.LONG_TEXT)
    typed = {own.key: "«Өз» <жауабым>", "name": "Айгүл", "email": "aigul", "publication": "text_and_name"}
    token = token_in(client.get(url(language)))
    response = client.post(
        url(language),
        {"text": KAZAKH, "token": token, "files": [upload()], **typed},
        headers={"Origin": "http://testserver"},
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert f"<title>{words(language, 'Error')}: " in page
    assert 'href="#id_email"' in page
    assert 'id="id_email_error"' in page
    assert words(language, "Write the whole e-mail address, like this: name@example.kz.") in page
    assert words(language, "What you typed is kept. Files are not: choose them again.") in page
    assert text_area(response) == KAZAKH
    assert html.escape(typed[own.key]) in page
    assert 'value="aigul"' in page
    assert token_in(response) == token
    assert_private(response)
    assert not Original.objects.exists()


@pytest.mark.parametrize(
    "text", ["\nалғашқы жол бос", "a\r\nb\r\n\r\nc", "ә" * (TEXT_LIMIT + 1), "</textarea><script>"]
)
def test_a_text_comes_back_from_an_error_as_it_was_typed(client, open_form, text):
    response = post(client, text=text, publication="")
    assert response.status_code == 422
    assert text_area(response) == text


@pytest.mark.parametrize("publication", [None, ""])
def test_the_browser_keeps_the_text_on_the_way_back_and_the_page_when_the_sending_fails(
    client, open_form, definition, publication
):
    add_field(definition, FieldKind.LONG_TEXT)
    response = client.get(url()) if publication is None else post(client, publication=publication)
    areas = re.findall(r"<textarea [^>]*>", response.content.decode())
    assert len(areas) == 2
    assert not [area for area in areas if "autocomplete" in area]
    assert 'method="post" action="?send"' in response.content.decode()
    assert client.post(f"{url()}?send", {"text": KAZAKH, "publication": "text"}).status_code == 422


def test_ten_thousand_code_points_are_taken_through_the_page(client, open_form):
    text = "Ңә👍\n" * 2499 + "Ңә👍."
    assert len(text) == 10_000
    assert post(client, text=text.replace("\n", "\r\n")).status_code == 200
    assert Original.objects.get().text.encode() == text.encode()


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_lost_token_asks_to_press_once_more_and_then_it_goes(client, open_form, token):
    response = post(client, token=token)
    assert response.status_code == 422
    assert words("kk", "Your proposal has not been sent yet.") in response.content.decode()
    assert text_area(response) == KAZAKH
    assert not Proposal.objects.exists()
    assert post(client, token=token_in(response)).status_code == 200


def test_other_words_under_the_same_token_are_a_conflict_that_shows_both(client, open_form):
    token = token_in(client.get(url()))
    post(client, token=token)
    response = post(client, token=token, text="Басқа мәтін")
    assert response.status_code == 409
    assert text_area(response) == "Басқа мәтін"
    assert KAZAKH in response.content.decode()
    assert Original.objects.get().text == KAZAKH
    assert post(client, token=token_in(response), text="Басқа мәтін").status_code == 200
    assert Proposal.objects.count() == 2


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_a_request_from_another_site_is_refused_with_the_text_kept(client, open_form, headers):
    response = post(client, headers=headers)
    assert response.status_code == 403
    assert text_area(response) == KAZAKH
    assert not Proposal.objects.exists()


def test_no_csrf_token_is_asked_for(open_form):
    assert post(Client(enforce_csrf_checks=True)).status_code == 200


@LANGUAGES
def test_before_the_opening_the_page_says_when(client, pages, at, language):
    at(OPENS - timedelta(days=1))
    response = client.get(url(language))
    assert response.status_code == 200
    page = response.content.decode()
    assert words(language, "Proposals are not being accepted yet") in page
    assert long_date(OPENS.date(), language) in page
    assert "<form" not in page
    assert_private(response)


@LANGUAGES
def test_after_the_closing_the_page_says_so_and_keeps_a_text_that_came_too_late(client, pages, at, language):
    at(CLOSES + timedelta(hours=1))
    page = client.get(url(language)).content.decode()
    assert words(language, "Proposals are no longer accepted") in page
    assert long_date(CLOSES.date(), language) in page
    assert "<form" not in page
    token = tokens.issue(pages[language].definition.pk, CLOSES)
    response = client.post(url(language), {**filled(), "token": token})
    assert response.status_code == 200
    assert KAZAKH in response.content.decode()
    assert words(language, "Your proposal was not sent: it came too late.") in response.content.decode()
    assert_private(response)
    assert not Proposal.objects.exists()


def test_a_form_opened_in_time_is_taken_in_the_grace_even_after_an_error(client, pages, at):
    at(CLOSES - timedelta(minutes=1))
    token = token_in(client.get(url()))
    at(CLOSES + timedelta(minutes=5))
    response = post(client, token=token, text="")
    assert response.status_code == 422
    assert post(client, token=token_in(response)).status_code == 200


def test_a_halted_consultation_and_one_without_dates_show_a_page_in_words(client, open_form, consultation):
    planning.halt(consultation, "postponed", reason_kk="Қар", reason_ru="Снег", user=None)
    assert words("ru", "Proposals are not being accepted") in client.get(url("ru")).content.decode()
    planning.resume(consultation, user=None)
    type(consultation).objects.update(opens_at=None, closes_at=None)
    response = client.get(url("ru"))
    assert words("ru", "The dates have not been set yet.") in response.content.decode()


def test_after_the_outcome_the_closed_page_leads_to_it(client, open_form, consultation):
    Outcome.objects.create(consultation=consultation, published_at=NOW)
    assert 'href="/kk/councils/almaly/outcomes/parks/"' in client.get(url()).content.decode()


def test_an_editors_preview_shows_the_form_at_any_time(pages, at, rf):
    at(OPENS - timedelta(days=1))
    request = rf.get(url())
    request.is_preview, request.user = True, AnonymousUser()
    response = pages["kk"].serve_preview(request, "")
    assert "<form" in response.content.decode()


def test_where_only_one_language_is_live_the_other_address_shows_the_form_in_its_own_words(client, definition, at):
    make_pages(definition, ["kk"])
    at(NOW)
    page = client.get(url("ru")).content.decode()
    assert '<html lang="ru">' in page
    assert words("ru", "Send the proposal") in page
    assert post(client, "ru").status_code == 200
    assert Proposal.objects.get().language == "ru"


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_no_other_method_is_served(client, open_form, method):
    assert getattr(client, method)(url()).status_code == 405


@pytest.mark.parametrize("name", ["=1+1.txt", "<img src=x>.txt", "ә" * 250 + ".txt"])
def test_a_hostile_file_name_stays_words(client, open_form, name):
    token = token_in(client.get(url()))
    client.post(url(), {**filled(), "token": token, "files": [upload(name)]})
    assert Original.objects.get().files.get().name == name.replace("/", "")


def test_markup_in_a_proposal_stays_words(client, open_form):
    response = post(client, text="<script>alert(1)</script>")
    assert "<script>alert" not in response.content.decode()
    assert "&lt;script&gt;alert(1)" in response.content.decode()


def test_a_form_from_yesterday_is_still_taken(client, open_form, at):
    token = token_in(client.get(url()))
    at(later(days=1))
    assert post(client, token=token).status_code == 200


def test_the_form_costs_the_same_however_many_fields_it_has(
    client, open_form, definition, django_assert_max_num_queries
):
    add_field(definition, FieldKind.CHOICE)
    with django_assert_max_num_queries(12) as few:
        client.get(url())
    for _ in range(9):
        add_field(definition, FieldKind.CHOICE)
    with django_assert_max_num_queries(len(few)):
        client.get(url())
