"""`manage.py apply_retention`, killed with signal 9 in the middle and run again: due 100 %, not due 0 %."""

import os
import re
from functools import partial
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from forms.form_building import define_form
from forms.models import Contact, Original, OriginalFile
from tests.factories import make_council
from tests.forms.making import parks
from tests.forms.terms import DAY, close, disk, expect_gone, expected, proposals, standing
from tests.killing import kill_when, running

# What tells that the process is in the middle: contacts have begun to go, or texts with their files.
MOMENTS = {"contacts": Contact, "files": OriginalFile}


def test_p4_retention_that_is_killed_ends_the_same_when_it_is_run_again(committed_db, settings, tmp_path, full_size):
    now = timezone.now()
    consultation = parks(make_council("kept"))
    define_form(consultation, user=None)
    close(consultation, now - 100 * DAY)
    with transaction.atomic():
        proposals(consultation, 10_000 if full_size else 2_500, now, seed=7)
    contact_due, original_due = expected(timezone.localdate(now))
    before = standing()
    # A process costs seconds: the small size takes the moment at which files are on their way, too.
    for moment in MOMENTS if full_size else ["files"]:
        rows = MOMENTS[moment].objects
        at_first = rows.count()
        with running("apply_retention", var=tmp_path) as process:
            kill_when(process, partial(has_shrunk, rows, at_first))
        assert original_due & standing()["Original"], moment
        assert standing()["files"] <= disk(settings)
        refuse_what_is_not_due(original_due)
    for name in disk(settings):
        os.utime(settings.PRIVATE_ROOT / name, ((now - DAY).timestamp(),) * 2)
    call_command("apply_retention", verbosity=0)
    after = standing()
    expect_gone(before, after, contact_due, original_due, settings)
    call_command("apply_retention", verbosity=0)
    assert standing() == after
    if connection.vendor == "sqlite":
        left = {f"canary{pk}@example.kz".encode() for pk in after["Contact"]}
        assert set(re.findall(rb"canary\d+@example\.kz", bytes_of_the_database())) == left
    refuse_what_is_not_due(original_due)


def bytes_of_the_database():
    """What somebody reads who takes the file itself."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(connection.settings_dict["NAME"]).read_bytes()


def has_shrunk(rows, at_first):
    return rows.count() < at_first


def refuse_what_is_not_due(original_due):
    """The database itself stands: it deletes no text before its day and changes none."""
    kept = Original.objects.exclude(proposal__in=original_due).order_by("pk")
    one = Original.objects.filter(pk=kept.first().pk)
    for act in (lambda: one._raw_delete(one.db), lambda: one.update(text="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
