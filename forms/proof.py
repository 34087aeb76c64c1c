"""A proof that whoever sends is no machine that sends by the thousand: some work for the browser, or patience.

The page with the challenge computes an answer by itself where scripts run; without scripts its button works a minute
later. Nothing is asked of other servers, nothing is puzzled over, and what was typed stays. Asked for only where the
pace asks for it, where the form comes back faster than anybody types, or where its trap is filled in.
"""

import hashlib
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer

# Leading zero bits of the hash: about 33,000 tries, a second or two on an old phone.
BITS = 15
PATIENCE = timedelta(seconds=60)
MAX_AGE = timedelta(hours=2)
LONGEST_ANSWER = 20
_SALT = "kenes.forms.proof"


def challenge(token, now):
    """A challenge for the form with this submit token: signed, so that nothing has to be kept."""
    return Signer(salt=_SALT).sign(f"{_digest(token)}.{int(now.timestamp() * 1000)}")


def is_proven(signed, answer, token, now):
    """True if the challenge was made here for this token, and was worked on, or waited for, within two hours."""
    try:
        digest, milliseconds = Signer(salt=_SALT).unsign(signed).split(".")
    except BadSignature:
        return False
    age = now - datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
    if digest != _digest(token) or not timedelta() <= age <= MAX_AGE:
        return False
    return age >= PATIENCE or is_work(signed, answer)


def is_work(signed, answer):
    """True if SHA-256 of challenge and answer begins with so many zero bits: `static/js/proof.js` looks for one."""
    if not answer or len(answer) > LONGEST_ANSWER:
        return False
    digest = hashlib.sha256(f"{signed}:{answer}".encode()).digest()
    return int.from_bytes(digest[:4]) >> (32 - BITS) == 0


def _digest(token):
    return hashlib.sha256(token.encode()).hexdigest()
