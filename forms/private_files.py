"""Citizens' files on disk: under random names, outside the public media, durable before the receipt is shown."""

import logging
import os
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.http import FileResponse, Http404

from forms.models.proposals import OriginalFile, private_storage

logger = logging.getLogger(__name__)
# A file is on the disk before its row is committed: a younger one may still get its row.
LEFTOVER_AFTER = timedelta(hours=1)
_OURS = re.compile("[0-9a-f]{32}")


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


def as_download(row):
    """The response with the file of an `OriginalFile`: a download and nothing else, never shown inside the browser.

    404 where the disk lacks it, as after a restore of the database alone; the log names it for the operator.
    """
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        logger.error("The file of the row %s is not in the private storage", row.pk)
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=row.name)
    response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    response._csp_replace = {"default-src": ["'none'"], "sandbox": []}
    return response


def discard(kept):
    """Delete files whose proposal was not stored after all."""
    remove(file.name for file in kept)


def remove(names):
    """Delete these files; one that is gone already does no harm."""
    for name in names:
        private_storage().delete(name)


def sweep(now):
    """Delete files without a row, which a process that was killed has left; returns how many."""
    storage, swept = private_storage(), 0
    folders = storage.listdir("")[0] if storage.exists("") else []
    for folder in folders:
        found = {f"{folder}/{name}" for name in storage.listdir(folder)[1] if _OURS.fullmatch(name)}
        known = OriginalFile.objects.filter(file__startswith=f"{folder}/").values_list("file", flat=True)
        old = [name for name in found - set(known) if storage.get_modified_time(name) < now - LEFTOVER_AFTER]
        remove(old)
        swept += len(old)
    return swept


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
