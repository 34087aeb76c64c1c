"""What a dump of the database shows, and the ways in which a secret could stand in it."""

import base64
import hashlib
import re

from django.db import connection

from forms import receipts
from forms.models.proposals import PUBLIC_ID_ALPHABET

STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def dump():
    """What a dump of the database holds: {table: its words}. PostgreSQL: by COPY, as `pg_dump` takes it."""
    connection.ensure_connection()
    tables = connection.introspection.table_names()
    return {table: (_copied if connection.vendor == "postgresql" else _dumped)(table) for table in tables}


def _copied(table):
    with connection.connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as rows:
        text = b"".join(map(bytes, rows)).decode()
    hexadecimal = re.findall(r"\\\\x([0-9a-f]+)", text)
    return "\n".join([text, *(_shown(bytes.fromhex(part)) for part in hexadecimal)])


def _dumped(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return "\n".join("\t".join(map(_shown, row)) for row in cursor.fetchall())


def _shown(value):
    return value.decode("utf-8", errors="replace") if isinstance(value, bytes) else str(value)


def spellings(secret):
    """The ways in which a secret could have been written down without a key."""
    raw = base64.b32decode(secret.translate(str.maketrans(PUBLIC_ID_ALPHABET, STANDARD)) + "=" * 6)
    digests = [hashlib.new(name, secret.encode()).hexdigest() for name in ("md5", "sha1", "sha256", "sha512")]
    return [
        secret, secret.upper(), receipts.format_secret(secret), secret[::-1], raw.hex(), str(int.from_bytes(raw)),
        base64.b64encode(raw).decode()[:20], base64.b64encode(secret.encode()).decode()[:32], *digests,
    ]  # fmt: skip
