"""What cannot be stored gets no receipt, leaves nothing behind, and comes back whole to be sent again."""

import errno
import html
import re
from pathlib import Path

import pytest
from django.core.files import uploadedfile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from cms.unavailable import Overloaded
from forms import intake, private_files, taking
from forms.models import Original, OriginalFile, Proposal
from tests.forms.making import KAZAKH, NOW, upload, url
from tests.forms.test_public_views import post

LONG = "\r\n".join([KAZAKH] * 130)


def typed_in(page):
    """What the form of the page would send again."""
    areas = re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in [*hidden, *areas]}


def refuse(monkeypatch, place, error):
    """Let the work fail at one place."""
    module, name = place

    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(module, name, fail)


FAULTS = {
    "database locked": ((intake, "_insert"), OperationalError("database is locked")),
    "database full": ((intake.OriginalFile.objects, "bulk_create"), OperationalError("database or disk is full")),
    "no connection": ((taking, "open_definition"), OperationalError("connection refused")),
    "no room for files": ((private_files, "_make_durable"), OSError(errno.ENOSPC, "No space left on device")),
    "overload": ((intake, "submit"), Overloaded()),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_text_comes_back_and_nothing_is_half_stored(open_form, client, monkeypatch, settings, fault, language):
    refuse(monkeypatch, *FAULTS[fault])
    answer = post(client, language, text=LONG, files=[upload()])
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert {"kk": "сақталды", "ru": "не потеряно"}[language] in page
    assert typed_in(page)["text"] == LONG
    assert [model.objects.count() for model in (Proposal, Original, OriginalFile)] == [0, 0, 0]
    assert not [path for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()]


def test_what_came_back_is_taken_when_it_is_sent_again(open_form, client, monkeypatch, at):
    with monkeypatch.context() as fault:
        refuse(fault, *FAULTS["database locked"])
        fault.setattr("django.utils.timezone.now", lambda: NOW)
        page = post(client, text=LONG).content.decode()
    answer = client.post(url("kk"), typed_in(page))
    assert answer.status_code == 200
    assert Original.objects.get().text == LONG.replace("\r\n", "\n")


def test_a_disk_without_room_for_a_large_file_costs_no_word(open_form, client, monkeypatch):
    """Large files come in through the temporary folder; /dev/full has no room, as a full disk has none."""

    def on_a_full_disk(*args, **kwargs):
        return Path("/dev/full").open("wb")

    monkeypatch.setattr(uploadedfile.tempfile, "NamedTemporaryFile", on_a_full_disk)
    large = SimpleUploadedFile("plan.txt", b"plan " * 600_000)
    answer = post(client, text=LONG, files=[large])
    assert answer.status_code == 503
    assert typed_in(answer.content.decode())["text"] == LONG
    assert not Proposal.objects.exists()
