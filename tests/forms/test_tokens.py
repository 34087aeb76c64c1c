"""Submit tokens: made by this server, for this form, not long ago."""

from datetime import timedelta

import pytest

from forms import tokens
from tests.forms.making import NOW, later


def test_a_token_says_when_its_form_was_opened():
    token = tokens.read(tokens.issue(7, NOW), 7, later(hours=1))
    assert (token.form_id, token.opened_at) == (7, NOW)
    assert len(token.nonce) * 4 == 128


def test_no_two_forms_shown_share_a_token():
    assert len({tokens.read(tokens.issue(7, NOW), 7, NOW).hash for _ in range(200)}) == 200


def test_the_database_holds_a_keyed_hash_only(settings):
    token = tokens.read(tokens.issue(7, NOW), 7, NOW)
    before = token.hash
    assert token.nonce not in before
    assert len(before) == 64
    settings.SECRET_KEY = "another key, just as long as the one that stood here before it"
    assert token.hash != before


@pytest.mark.parametrize("age", [timedelta(0), timedelta(days=7)])
def test_a_token_lasts_seven_days(age):
    assert tokens.read(tokens.issue(7, NOW), 7, NOW + age)


@pytest.mark.parametrize("signed", ["", "abc", "a.b.c", "a.7.1:forged", "\0", "ә" * 500])
def test_what_this_server_did_not_sign_is_refused(signed):
    with pytest.raises(tokens.TokenRefused):
        tokens.read(signed, 7, NOW)


def test_an_altered_an_old_and_another_forms_token_are_refused():
    signed = tokens.issue(7, NOW)
    for given, form, now in (
        (signed.replace(".7.", ".8."), 8, NOW),
        (signed, 8, NOW),
        (signed, 7, later(days=7, seconds=1)),
    ):
        with pytest.raises(tokens.TokenRefused):
            tokens.read(given, form, now)
