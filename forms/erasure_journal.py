"""What authors and the operator took back, noted outside the database: a restored backup is older than that.

A line of JSON for each act: what, number, moment; no word of anybody. It is on the disk before the act is committed, so
that whatever the database forgot stands here. At worst a line tells of an act that a crash prevented: it was asked for
all the same. `forms.erasure_replay` carries the lines out again.
"""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings


class Act(StrEnum):
    """What was taken back; the value is stored."""

    ERASED = "erased"
    ERASED_BUT_PUBLIC = "erased_but_public"
    CONTACT_REMOVED = "contact_removed"
    PUBLICATION_WITHDRAWN = "publication_withdrawn"


@dataclass(frozen=True)
class Line:
    """An act, the 12 digits of the proposal, and the moment."""

    act: Act
    number: str
    at: datetime


def note(act, proposal, now):
    """Append a line and push it to the disk. Whatever the disk raises stops the act: nothing is committed."""
    path = settings.ERASURE_JOURNAL
    path.parent.mkdir(parents=True, exist_ok=True)
    words = {"act": act.value, "number": proposal.number, "at": now.isoformat(timespec="seconds")}
    with path.open("ab") as file:
        # A line of its own also after one that a crash has cut off.
        file.write(b"\n" + json.dumps(words).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def lines_of(path):
    """The lines of a journal in their order, and how many cannot be read."""
    found, unreadable = [], 0
    for written in filter(None, path.read_bytes().splitlines()):
        try:
            words = json.loads(written)
            found.append(Line(Act(words["act"]), words["number"], datetime.fromisoformat(words["at"])))
        except (ValueError, KeyError, TypeError):
            unreadable += 1
    return found, unreadable
