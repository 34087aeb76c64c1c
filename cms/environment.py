"""The `.env` of a copy on a developer's machine: `python -m cms.environment` writes it once.

It runs before anything is installed but the standard library, so it imports nothing else.
"""

import os
import secrets
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
# Django asks for 50 characters; 64 random bytes give 86 letters, digits, "-" and "_", which need no quoting.
SECRET_BYTES = 64
TEXT = """\
# Written once by `make setup` for a copy on your own machine; .env.example lists what else may stand here.
SECRET_KEY={secret}
KENES_LOCAL=1
KENES_PLUGINS=regional_meetings
"""


def write_env(path: Path) -> bool:
    """Write a local `.env` with a fresh random secret, readable by its owner only; say whether it was written.

    A file that is there already is never touched, whatever it holds: it may be the only copy of a secret.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(TEXT.format(secret=secrets.token_urlsafe(SECRET_BYTES)))
    return True


if __name__ == "__main__":
    write_env(BASE_DIR / ".env")
