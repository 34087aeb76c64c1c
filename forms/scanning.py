"""The virus scanner: ClamAV's daemon, asked over its own protocol. What it has not said is not handed out.

The text of a proposal never waits for it. Where the scanner does not answer, files wait, and so they do where no
scanner is set: only an operator who sets `KENES_SCANNER=none` hands out files that nobody has looked at.
"""

import logging
import re
import socket
import struct
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from forms.models import FileCheck, OriginalFile, Verdict

logger = logging.getLogger(__name__)
NO_SCANNER = "none"
PORT = 3310
TIMEOUT = 60  # seconds for one file of at most seven megabytes
PIECE = 64 * 1024
LONGEST_ANSWER = 4_096
SIGNATURE_LIMIT = 200
FOUND = re.compile(r"stream: (.+) FOUND")
WAITS = _("waits for the virus scanner")


class ScannerUnavailable(Exception):
    """The scanner is not there, or said nothing that is an answer."""


@dataclass(frozen=True)
class Finding:
    """What the scanner says of one file."""

    verdict: Verdict
    signature: str = ""


@dataclass(frozen=True)
class Checked:
    """What one round has done: files by verdict, and whether the scanner answered to the end."""

    clean: int
    infected: int
    is_complete: bool


def scan(pieces, address):
    """Ask the scanner at `address` (`tcp://host:port` or `unix:///path`) about a file given in pieces of bytes.

    Raises ScannerUnavailable for everything that is no verdict: an error is never taken for a clean file.
    """
    framed = [struct.pack(">I", len(piece)) + piece for piece in pieces]
    try:
        with closing(_connect(address)) as connection:
            connection.sendall(b"".join([b"zINSTREAM\0", *framed, struct.pack(">I", 0)]))
            answer = _read_answer(connection)
    except OSError as error:
        raise ScannerUnavailable(str(error)) from error
    if answer == "stream: OK":
        return Finding(Verdict.CLEAN)
    if found := FOUND.fullmatch(answer):
        return Finding(Verdict.INFECTED, found[1][:SIGNATURE_LIMIT])
    raise ScannerUnavailable(f"the scanner answered: {answer[:200]!r}")


def _connect(address):
    parts = urlsplit(address)
    if parts.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(TIMEOUT)
        connection.connect(parts.path)
        return connection
    return socket.create_connection((parts.hostname, parts.port or PORT), TIMEOUT)


def _read_answer(connection):
    answer = b""
    while len(answer) < LONGEST_ANSWER and not answer.endswith(b"\0"):
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    # An answer that is cut off is none, even where what came reads like one.
    return answer[:-1].decode("utf-8", "replace").strip() if answer.endswith(b"\0") else ""


def check_waiting(*, now):
    """Ask the scanner about every file that waits, oldest first; ends where it no longer answers. Returns Checked."""
    counts, address = dict.fromkeys(Verdict, 0), settings.KENES_SCANNER
    if not is_set():
        return Checked(0, 0, is_complete=not waiting().exists())
    for file in waiting().order_by("pk"):
        try:
            finding = scan(_pieces_of(file), address)
        except ScannerUnavailable:
            return Checked(counts[Verdict.CLEAN], counts[Verdict.INFECTED], is_complete=False)
        except FileNotFoundError:
            logger.exception("The file of proposal file %s is not in the private storage.", file.pk)
            continue
        values = {"verdict": finding.verdict, "signature": finding.signature, "checked_at": now}
        FileCheck.objects.get_or_create(file=file, defaults=values)
        counts[finding.verdict] += 1
    return Checked(counts[Verdict.CLEAN], counts[Verdict.INFECTED], is_complete=True)


def _pieces_of(file):
    with file.file.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece


def is_set():
    """True if the operator has named a scanner."""
    return settings.KENES_SCANNER not in ("", NO_SCANNER)


def waiting():
    """Files of which the scanner has said nothing yet."""
    return OriginalFile.objects.filter(check_result=None)


def is_free(file):
    """True if the file may be handed out: found clean, or, where the operator has no scanner, not found bad."""
    said = getattr(file, "check_result", None)
    if said is None:
        return settings.KENES_SCANNER == NO_SCANNER
    return said.verdict == Verdict.CLEAN


def why_not(file):
    """In words, why the file is not handed out; empty where it is."""
    if is_free(file):
        return ""
    said = getattr(file, "check_result", None)
    return said.get_verdict_display() if said else WAITS
