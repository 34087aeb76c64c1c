"""What looks like a machine's is asked for a proof, with every word kept; what a person does never is."""

import re

import pytest

from forms import pace, suspicion, tokens
from forms.models import Proposal
from forms.suspicion import LEAST_TIME
from tests.forms.making import KAZAKH, NOW, filled, later, url
from tests.forms.test_proof import work
from tests.forms.test_public_views import LANGUAGES, text_area, words

PROVE = "Many proposals are coming in, so we make sure that people send them. Your text is kept."
TOO_MANY = (
    "Too many proposals are coming from your network. Your text is kept: copy it, and press “Send the proposal” in ten "
    "minutes."
)


@pytest.fixture(autouse=True)
def slow_hands(monkeypatch, quick_hands):
    """The time that a person takes is asked for here."""
    monkeypatch.setattr(suspicion, "LEAST_TIME", LEAST_TIME)


@pytest.fixture
def token(open_form):
    """A form that was opened a minute ago."""
    return tokens.issue(open_form["kk"].definition.pk, later(minutes=-1))


def send(client, token, language="kk", **more):
    return client.post(url(language), {**filled(), "token": token, **more})


def challenge_in(response):
    return re.search(r'name="challenge" value="([^"]+)"', response.content.decode())[1]


def test_a_person_is_asked_for_nothing(client, token):
    assert send(client, token).status_code == 200
    assert Proposal.objects.count() == 1


@LANGUAGES
def test_a_filled_trap_keeps_the_words_and_asks_for_a_proof(client, token, language):
    answer = send(client, token, language, homepage="http://spam.example")
    assert (answer.status_code, answer["Retry-After"]) == (422, "60")
    assert text_area(answer) == KAZAKH
    assert words(language, PROVE) in answer.content.decode()
    assert not Proposal.objects.exists()


def test_faster_than_anybody_types_is_asked_for_a_proof(client, open_form, at):
    token = tokens.issue(open_form["kk"].definition.pk, NOW)
    at(NOW + LEAST_TIME * 0.9)
    assert send(client, token).status_code == 422
    at(NOW + LEAST_TIME)
    assert send(client, token).status_code == 200


def test_a_script_answers_and_the_button_works(client, token):
    challenge = challenge_in(send(client, token, homepage="x"))
    proven = send(client, token, homepage="x", challenge=challenge, proof=work(challenge))
    assert proven.status_code == 200
    assert Proposal.objects.count() == 1


def test_without_a_script_the_button_works_a_minute_later(client, token, at):
    challenge = challenge_in(send(client, token, homepage="x"))
    assert send(client, token, homepage="x", challenge=challenge, proof="").status_code == 422
    at(later(seconds=61))
    assert send(client, token, homepage="x", challenge=challenge, proof="").status_code == 200


def test_a_receipt_is_given_again_without_a_proof(client, token):
    first = send(client, token)
    assert send(client, token, homepage="x").content == first.content


@LANGUAGES
def test_too_many_from_one_network_keep_their_words_and_learn_when(client, token, monkeypatch, language):
    monkeypatch.setattr(pace, "MOST_FROM_ADDRESS", 0)
    answer = send(client, token, language)
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert text_area(answer) == KAZAKH
    assert words(language, TOO_MANY) in answer.content.decode()


def test_a_stale_form_is_told_in_its_own_words(client, open_form):
    assert 'name="challenge"' not in send(client, "no token").content.decode()


def test_the_trap_is_hidden_from_eyes_ears_and_the_keyboard(client, open_form):
    page = client.get(url()).content.decode()
    trap = re.search(r'<div class="visually-hidden" aria-hidden="true">.*?</div>', page)[0]
    assert 'name="homepage" tabindex="-1" autocomplete="off"' in trap
