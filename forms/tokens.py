"""The submit token: made by the server for each form shown, signed, and kept by nobody but the form itself.

It needs no cookie and no database: its random nonce makes a submission unique (the hash of the nonce is a unique
column), and its time of issue tells when the form was opened. Source: decisions.md, "What a citizen sends" 5.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

NONCE_BYTES = 16
MAX_AGE = timedelta(days=7)
_SALT = "kenes.forms.tokens"


class TokenRefused(ValueError):
    """The token is missing, altered, too old or another form's."""


@dataclass(frozen=True)
class Token:
    """What a token says: its nonce (hexadecimal), the form it was made for, when that form was opened."""

    nonce: str
    form_id: int
    opened_at: datetime

    @property
    def hash(self):
        """The nonce's keyed hash: what the database holds, 64 hexadecimal signs."""
        return salted_hmac("kenes.forms.tokens.hash", self.nonce, algorithm="sha256").hexdigest()


def issue(form_id, now):
    """A fresh token for this form, opened now."""
    nonce = secrets.token_hex(NONCE_BYTES)
    milliseconds = int(now.timestamp() * 1000)
    return Signer(salt=_SALT).sign(f"{nonce}.{form_id}.{milliseconds}")


def read(signed, form_id, now):
    """The token, if the server signed it for this form at most seven days ago. Raises TokenRefused otherwise."""
    try:
        nonce, form, milliseconds = Signer(salt=_SALT).unsign(signed).split(".")
    except BadSignature as error:
        raise TokenRefused("not signed by this server") from error
    opened_at = datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
    if int(form) != form_id:
        raise TokenRefused("made for another form")
    if now - opened_at > MAX_AGE:
        raise TokenRefused("too old")
    return Token(nonce, form_id, opened_at)
