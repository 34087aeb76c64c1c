"""A proof is made by work or by patience, for one form, and never by an old or a foreign challenge."""

import hashlib

import pytest

from forms import proof
from tests.forms.making import NOW, later

TOKEN = "nonce.7.123:signature"


def work(challenge):
    """The first answer that is one, as the browser finds it."""
    return next(str(number) for number in range(10_000_000) if proof.is_work(challenge, str(number)))


@pytest.fixture(scope="module")
def solved():
    challenge = proof.challenge(TOKEN, NOW)
    return challenge, work(challenge)


def test_work_proves_at_once(solved):
    assert proof.is_proven(*solved, TOKEN, NOW)


def test_an_answer_is_a_hash_that_begins_with_so_many_zero_bits(solved):
    digest = hashlib.sha256(":".join(solved).encode()).digest()
    assert f"{int.from_bytes(digest):0256b}".startswith("0" * proof.BITS)


def test_patience_proves_without_a_script():
    challenge = proof.challenge(TOKEN, NOW)
    assert not proof.is_proven(challenge, "", TOKEN, later(seconds=59))
    assert proof.is_proven(challenge, "", TOKEN, later(seconds=60))


@pytest.mark.parametrize("answer", ["", "x", "9" * 21, "1\0"])
def test_another_answer_proves_nothing(solved, answer):
    assert not proof.is_proven(solved[0], answer, TOKEN, NOW)


def test_a_proof_is_for_one_form_only(solved):
    assert not proof.is_proven(*solved, "another token", later(seconds=70))


def test_a_proof_ends_after_two_hours_and_never_lies_ahead(solved):
    assert proof.is_proven(*solved, TOKEN, later(hours=2))
    assert not proof.is_proven(*solved, TOKEN, later(hours=2, seconds=1))
    assert not proof.is_proven(*solved, TOKEN, later(seconds=-1))


@pytest.mark.parametrize("challenge", ["", "x", "a.b:c", "0.0:x"])
def test_a_challenge_that_we_did_not_make_proves_nothing(challenge):
    assert not proof.is_proven(challenge, "1", TOKEN, later(seconds=70))
