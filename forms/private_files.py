"""Citizens' files on disk: under random names, outside the public media, durable before the receipt is shown."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from forms.models.proposals import private_storage


@dataclass(frozen=True)
class KeptFile:
    """A file that lies in the private storage: its name there, and the attachment it came from."""

    name: str
    attachment: object


def keep(attachments):
    """Write the attachments and make them durable; where one fails, what was written before goes again."""
    kept = []
    try:
        for attachment in attachments:
            random = secrets.token_hex(16)
            name = f"{random[:2]}/{random}"
            # Noted first, so that half a file goes as well where writing fails.
            kept.append(KeptFile(name, attachment))
            private_storage().save(name, attachment.file)
            _make_durable(name)
    except BaseException:
        discard(kept)
        raise
    return kept


def discard(kept):
    """Delete files whose proposal was not stored after all."""
    for file in kept:
        private_storage().delete(file.name)


def _make_durable(name):
    """Push the file and its folders to the disk. A storage without paths answers for durability itself."""
    try:
        path = Path(private_storage().path(name))
    except NotImplementedError:
        return
    for place in (path, path.parent, path.parent.parent):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
