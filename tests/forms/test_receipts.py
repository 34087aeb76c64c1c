"""Numbers that catch a slip of the pen, secrets that nobody can guess or read from the database."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import receipts
from forms.models.proposals import PUBLIC_ID_ALPHABET

digits = st.text(string.digits, min_size=11, max_size=11)


@given(digits, st.integers(0, 11), st.integers(1, 9))
def test_every_wrong_digit_is_caught(first, place, shift):
    number = first + receipts.check_digit(first)
    wrong = str((int(number[place]) + shift) % 10)
    with pytest.raises(ValueError, match="receipt number"):
        receipts.parse_number(number[:place] + wrong + number[place + 1 :])


@given(digits, st.integers(0, 10))
def test_every_adjacent_transposition_is_caught(first, place):
    number = first + receipts.check_digit(first)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped == number:
        assert receipts.parse_number(swapped) == number
    else:
        with pytest.raises(ValueError, match="receipt number"):
            receipts.parse_number(swapped)


def test_a_number_is_twelve_digits_that_check_themselves():
    numbers = {receipts.new_number() for _ in range(500)}
    assert len(numbers) == 500
    assert all(receipts.parse_number(number) == number and len(number) == 12 for number in numbers)


@pytest.mark.parametrize(
    "typed",
    ["{} {} {}", " {}{}{} ", "{}-{}-{}", "{}\u00a0{}\u00a0{}", "{}\u202f{}\u2011{}", "№ {} {} {}\n", "{}.{}.{}"],
)
def test_a_number_is_read_however_it_is_written(typed):
    number = receipts.new_number()
    assert receipts.parse_number(typed.format(number[:4], number[4:8], number[8:])) == number
    assert receipts.parse_number(receipts.format_number(number)) == number


@pytest.mark.parametrize("typed", ["", "1", "12345678901234", "abcdefghijkl", "١٢٣٤٥٦٧٨٩٠١٢", "40527716390О"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError, match="receipt number"):
        receipts.parse_number(typed)


def test_a_secret_follows_from_its_nonce_and_has_128_bits_without_look_alikes():
    secret = receipts.secret_of("a" * 32)
    assert secret == receipts.secret_of("a" * 32) != receipts.secret_of("b" * 32)
    assert len(secret) * 5 >= 128
    assert set(secret) <= set(PUBLIC_ID_ALPHABET)
    assert not set("lo01") & set(PUBLIC_ID_ALPHABET)


def test_a_secret_is_recognised_as_typed_and_no_other_one_is():
    secret = receipts.secret_of("a" * 32)
    kept = receipts.secret_hash(secret)
    assert secret not in kept
    assert receipts.is_secret(receipts.format_secret(secret), kept)
    assert receipts.is_secret(f" {secret.upper()} ", kept)
    assert not receipts.is_secret(receipts.secret_of("b" * 32), kept)
    assert not receipts.is_secret("", kept)


def test_another_key_makes_another_secret_and_the_old_one_counts_while_it_is_a_fallback(settings):
    secret, old = receipts.secret_of("a" * 32), settings.SECRET_KEY
    kept = receipts.secret_hash(secret)
    settings.SECRET_KEY = "another key, just as long as the one that stood here before it"
    assert receipts.secret_of("a" * 32) != secret
    assert not receipts.is_secret(secret, kept)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert receipts.is_secret(secret, kept)


def test_the_parts_of_a_digest_are_the_digest():
    digest = receipts.secret_hash("x")
    assert "".join(receipts.hash_parts(digest)) == digest
    assert max(map(len, receipts.hash_parts(digest))) == 8
