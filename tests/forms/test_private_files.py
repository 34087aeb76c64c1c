"""Citizens' files on disk."""

import os
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.http import Http404

from forms import private_files
from forms.models.proposals import OriginalFile
from forms.proposal_form import Attachment
from tests.forms.making import upload


def attachments(*contents):
    return [Attachment("", upload(f"{n}.txt", content), "") for n, content in enumerate(contents)]


def kept_files():
    return [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()]


def test_a_file_is_kept_under_a_random_name_outside_the_public_media():
    kept = private_files.keep(attachments("қоғам".encode(), b"two"))
    assert [storages["private"].open(file.name).read() for file in kept] == ["қоғам".encode(), b"two"]
    assert len({file.name for file in kept}) == 2
    assert not any("txt" in str(path) for path in kept_files())
    assert not Path(settings.MEDIA_ROOT).exists()


def test_files_reach_the_disk_before_anything_is_promised(monkeypatch):
    synced, sync = [], os.fsync

    def remember(descriptor):
        synced.append(stat.S_ISREG(os.fstat(descriptor).st_mode))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", remember)
    private_files.keep(attachments(b"one"))
    assert synced[0] is True
    assert False in synced, "the folder that holds the name must reach the disk too"


def test_where_one_file_fails_none_stays(monkeypatch):
    broken = attachments(b"one", b"two")
    monkeypatch.setattr(broken[1].file, "chunks", lambda *args: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        private_files.keep(broken)
    assert kept_files() == []


def test_a_file_that_the_disk_lacks_is_a_404_and_a_line_for_the_operator(caplog):
    with pytest.raises(Http404):
        private_files.as_download(OriginalFile(pk=7, name="plan.txt", file="00/gone"))
    assert [line.message for line in caplog.records] == ["The file of the row 7 is not in the private storage"]


def test_discarded_files_are_gone():
    private_files.discard(private_files.keep(attachments(b"one")))
    assert kept_files() == []
