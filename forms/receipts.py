"""What a citizen keeps: a number of 12 digits with a check digit, and a secret of 128 bits.

The number is no credential: by it alone only public things are shown. The secret opens the citizen's own proposal; the
database holds only its keyed hash, and the secret itself is derived from the submit token, so that a token sent again
gives the very same receipt. Source: decisions.md, "What a citizen sends" 4.
"""

import re
import secrets
from base64 import b32encode

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from forms.models.proposals import PUBLIC_ID_ALPHABET

NUMBER_LENGTH = 12
SECRET_BYTES = 16
SECRET_LENGTH = 26  # signs of five bits for 128
GROUP = 4
HASH_PART = 8

# Damm, "Totally anti-symmetric quasigroups" (2004): catches every single wrong digit and every adjacent transposition.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_SEPARATORS = re.compile(r"[\s№\-‐-―−.]")
_STANDARD_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO_OURS = str.maketrans(_STANDARD_ALPHABET, PUBLIC_ID_ALPHABET)


def check_digit(digits):
    """The Damm check digit of a string of digits.

    >>> check_digit("572")
    '4'
    """
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return str(interim)


def new_number():
    """A random number of 12 digits, the last one the check digit. Uniqueness is the database's to say."""
    digits = f"{secrets.randbelow(10 ** (NUMBER_LENGTH - 1)):0{NUMBER_LENGTH - 1}d}"
    return digits + check_digit(digits)


def in_groups(signs, separator):
    """The signs in fours: how a receipt shows them."""
    return separator.join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def format_number(number):
    """The number in fours.

    >>> format_number("405277163901")
    '4052 7716 3901'
    """
    return in_groups(number, " ")


def without_separators(typed):
    """A number or a secret as a person types it, without the spaces, hyphens and dots that do not matter."""
    return _SEPARATORS.sub("", typed)


def parse_number(typed):
    """The 12 digits of a number as a person types it; spaces, hyphens and dots do not matter.

    Raises ValueError for anything that is not 12 digits, or whose check digit is wrong.
    """
    digits = without_separators(typed)
    if not re.fullmatch(f"[0-9]{{{NUMBER_LENGTH}}}", digits) or check_digit(digits) != "0":
        raise ValueError("not a receipt number")
    return digits


def secret_of(nonce):
    """The citizen's secret for this submit token's nonce: 26 signs, always the same ones."""
    key = salted_hmac("kenes.forms.receipts.secret", nonce, algorithm="sha256").digest()[:SECRET_BYTES]
    return b32encode(key).decode().rstrip("=").translate(_TO_OURS)


def format_secret(secret):
    """The secret in fours, joined by hyphens."""
    return in_groups(secret, "-")


def secret_hash(secret):
    """What the database holds of a secret: a hash under a key derived from SECRET_KEY."""
    return _keyed_hash(secret, settings.SECRET_KEY)


def hash_parts(digest):
    """A long digest in parts between which a narrow page may break the line; joined they are the digest again."""
    return [digest[start : start + HASH_PART] for start in range(0, len(digest), HASH_PART)]


def is_secret(typed, stored_hash):
    """True if this is the secret behind the hash. A key that was replaced still counts while it is a fallback."""
    secret = without_separators(typed).lower()
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(_keyed_hash(secret, key), stored_hash) for key in keys)


def _keyed_hash(secret, key):
    return salted_hmac("kenes.forms.receipts.hash", secret, secret=key, algorithm="sha256").hexdigest()
