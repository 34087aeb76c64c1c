"""The other language is one button away from what is being typed, and nothing of it is lost, sent or called wrong."""

import html
import re
from datetime import timedelta

import pytest
from django.utils.translation import gettext, override

from forms.models import FieldKind, Proposal
from forms.window import GRACE
from tests.forms.making import CLOSES, add_field, filled, upload, url

SWITCH = re.compile(r'<button type="submit" form="([\w-]+)" formaction="([^"]+)" formnovalidate lang="(\w\w)">')
PAIRS = pytest.mark.parametrize(("language", "other"), [("kk", "ru"), ("ru", "kk")])


def read(response):
    return html.unescape(response.content.decode())


def token_in(page):
    return re.search(r'name="token" value="([^"]+)"', page)[1]


def switch(client, language, headers=None, **typed):
    """Press the button of the other language on the form of this one, with so much typed."""
    shown = read(client.get(url(language)))
    ((form, address, _other),) = SWITCH.findall(shown)
    assert f'id="{form}"' in shown
    data = {"token": token_in(shown), **typed}
    return token_in(shown), client.post(address, data, headers=headers or {})


@PAIRS
def test_what_was_typed_stands_in_the_form_of_the_other_language(client, open_form, language, other):
    token, response = switch(
        client, language, text="Жарық керек\nтүнде", email="a@", region="almaty", publication="text"
    )
    page = read(response)
    assert response.status_code == 200
    assert f'<html lang="{other}">' in page
    assert "Жарық керек\nтүнде</textarea>" in page
    assert 'value="a@"' in page
    assert re.search(r'<option value="almaty"\s+selected', page)
    assert re.search(r'value="text"[^>]*\schecked', page)
    assert token_in(page) == token
    assert not Proposal.objects.exists()
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@PAIRS
def test_nothing_is_called_wrong_before_it_is_sent(client, open_form, language, other):
    _token, response = switch(client, language, text="", email="nobody")
    page = read(response)
    assert "error-summary" not in page
    assert "field--error" not in page
    with override(other):
        assert gettext("Error") not in re.search(r"<title>(.*?)</title>", page)[1]


def test_there_and_back_again_and_then_it_is_sent_once(client, open_form):
    token, response = switch(client, "kk", **filled())
    ((_form, back, _kk),) = SWITCH.findall(read(response))
    again = read(client.post(back, {**filled(), "token": token}))
    assert token_in(again) == token
    assert client.post(url("kk"), {**filled(), "token": token}).status_code == 200
    assert Proposal.objects.count() == 1


def test_own_fields_keep_their_answers_and_files_have_to_be_chosen_again(client, definition, open_form):
    row = add_field(definition, kind=FieldKind.TEXT, label_kk="Көше", label_ru="Улица")
    _token, response = switch(client, "kk", **{row.key: "Абай", "files": upload("plan.txt")})
    page = read(response)
    assert 'value="Абай"' in page
    assert "Улица" in page
    with override("ru"):
        assert gettext("What you typed is kept. Files are not: choose them again.") in page


def test_another_site_cannot_put_words_into_the_form_unnoticed(client, open_form):
    _token, response = switch(client, "kk", headers={"Sec-Fetch-Site": "cross-site"}, text="Spam")
    assert response.status_code == 403
    with override("ru"):
        assert gettext("Your proposal has not been sent yet.") in read(response)


@pytest.mark.parametrize(("after", "is_open"), [(GRACE - timedelta(seconds=1), True), (GRACE, False)])
def test_after_closing_it_is_open_as_long_as_it_would_be_taken(client, open_form, at, after, is_open):
    at(CLOSES - timedelta(minutes=1))
    shown = read(client.get(url("kk")))
    at(CLOSES + after)
    page = read(client.post(f"{url('ru')}?language", {"token": token_in(shown), "text": "Соңғы минут"}))
    assert bool(SWITCH.search(page)) is is_open
    assert "Соңғы минут" in page


def test_what_was_found_by_number_and_secret_is_shown_in_the_other_language(client, open_form):
    token = token_in(read(client.get(url("kk"))))
    receipt = read(client.post(url("kk"), {**filled(), "token": token}))
    secret = re.search(r'name="secret" value="([^"]+)"', receipt)[1]
    key = {"number": str(Proposal.objects.get().number), "secret": secret}
    # An act that waits for a correction is not done by the switch: it leads to what was found.
    for act in ("", "contact/", "erasure/"):
        ((_form, address, _ru),) = SWITCH.findall(read(client.post(f"/kk/track/{act}", key)))
        assert address == "/ru/track/"
    found = read(client.post("/ru/track/", key)).replace("<wbr>", "")
    assert filled()["text"].split("\n")[0] in found
    # By a link nobody brings a secret along; without one there is nothing to bring.
    assert not SWITCH.search(read(client.get("/kk/track/")))
