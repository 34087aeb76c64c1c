"""Retention: all that is due goes and nothing else; it may be run again, and killed in the middle.

The database itself asks its own clock whether an original may go, so these tests stand on the real day.
"""

import io
import os
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from forms import erasure, holds, limits, receipts, retention
from forms.models import Attempt, Contact, ErasureOrder, Original
from forms.models.proposals import private_storage
from tests.forms.terms import DAY, close, disk, expect_gone, expected, proposals, standing


@pytest.fixture
def now():
    return timezone.now()


def test_p4_all_that_is_due_goes_and_nothing_else(
    consultation, definition, now, full_size, settings, django_capture_on_commit_callbacks
):
    close(consultation, now - 100 * DAY)
    proposals(consultation, 10_000 if full_size else 400, now, seed=5)
    contact_due, original_due = expected(timezone.localdate(now))
    before = standing()
    assert min(len(contact_due & before["Contact"]), len(original_due)) > 50
    with django_capture_on_commit_callbacks(execute=True):
        report = retention.apply_retention(now)
    after = standing()
    expect_gone(before, after, contact_due, original_due, settings)
    erased = report.erased
    assert (erased.contacts, erased.originals) == (len(before["Contact"] & contact_due), len(original_due))
    assert erased.files == len(before["files"]) - len(after["files"])
    again = retention.apply_retention(now)
    assert not any(vars(again.erased).values())
    assert standing() == after


@pytest.mark.parametrize("killed_at", [1, 2, 3, 4, 6])
def test_a_run_that_is_killed_leaves_order_and_the_next_one_ends_the_same(
    consultation, definition, now, settings, monkeypatch, killed_at, django_capture_on_commit_callbacks
):
    close(consultation, now - 100 * DAY)
    monkeypatch.setattr(retention, "BATCH", 20)
    proposals(consultation, 200, now, seed=killed_at)
    contact_due, original_due = expected(timezone.localdate(now))
    before = standing()
    batches = []
    erase = retention._erase

    def killed(*arguments):
        batches.append(arguments)
        if len(batches) == killed_at:
            raise KeyboardInterrupt
        return erase(*arguments)

    monkeypatch.setattr(retention, "_erase", killed)
    with pytest.raises(KeyboardInterrupt), django_capture_on_commit_callbacks(execute=False):
        # The files of what was committed are not deleted any more: the process is gone.
        retention.apply_retention(now)
    monkeypatch.setattr(retention, "_erase", erase)
    for name in disk(settings):
        os.utime(settings.PRIVATE_ROOT / name, ((now - DAY).timestamp(),) * 2)
    with django_capture_on_commit_callbacks(execute=True):
        retention.apply_retention(now)
    after = standing()
    assert after["Contact"] == before["Contact"] - contact_due
    assert after["Original"] == before["Original"] - original_due
    assert after["files"] == disk(settings)


def test_what_is_held_stays_until_the_hold_is_lifted(consultation, definition, now):
    close(consultation, now - 400 * DAY)
    proposals(consultation, 30, now, seed=1)
    hold = holds.place_hold(consultation, "Сот", user=None, now=now)
    before = standing()
    report = retention.apply_retention(now)
    assert report.held == 30
    assert standing() == before
    holds.lift_hold(hold, user=None, now=now)
    retention.apply_retention(now)
    assert standing()["Contact"] == set()


def test_a_file_without_a_row_is_swept_after_an_hour_and_any_other_never(db, now, settings):
    old, young, strange = "ab/" + "a" * 32, "ab/" + "b" * 32, "ab/readme"
    for name in (old, young, strange):
        private_storage().save(name, ContentFile(b"x"))
    for name in (old, strange):
        os.utime(settings.PRIVATE_ROOT / name, ((now - timedelta(hours=2)).timestamp(),) * 2)
    assert retention.apply_retention(now).leftovers == 1
    assert disk(settings) == {young, strange}
    assert retention.apply_retention(now).leftovers == 0


def test_counts_of_tries_are_forgotten_within_a_day(db, now):
    limits.take(limits.Route.SECRET, now - timedelta(hours=23), number="1", address="2")
    limits.take(limits.Route.SECRET, now, number="1", address="2")
    assert retention.apply_retention(now).tries == 2
    assert Attempt.objects.count() == 2


def test_the_command_says_how_much_and_a_dry_run_touches_nothing(consultation, definition, now):
    close(consultation, now - 400 * DAY)
    proposals(consultation, 20, now, seed=2)
    before, said = standing(), io.StringIO()
    call_command("apply_retention", dry_run=True, stdout=said)
    assert f"Due: contacts {len(before['Contact'] | before['PublicationLink'])}" in said.getvalue()
    assert standing() == before
    call_command("apply_retention", stdout=said, verbosity=0)
    assert f"Erased: contacts {len(before['Contact'])}" in said.getvalue()
    quiet = io.StringIO()
    call_command("apply_retention", stdout=quiet, verbosity=0)
    assert quiet.getvalue() == ""


def test_the_command_erases_one_proposal_by_its_number(consultation, definition, now):
    first, second = proposals(consultation, 2, now, seed=4)
    said = io.StringIO()
    call_command("erase", receipts.format_number(first.number), reason="An order.", stdout=said)
    assert not Original.objects.filter(proposal=first).exists()
    assert not Contact.objects.filter(proposal=first).exists()
    assert ErasureOrder.objects.get().reason == "An order."
    assert standing()["Contact"] <= {second.pk}
    with pytest.raises(CommandError, match="No proposal has this number"):
        call_command("erase", "123", reason="An order.")
    with pytest.raises(CommandError, match="No proposal has this number"):
        call_command("erase", "000000000000", reason="An order.")
    holds.place_hold(consultation, "Сот", user=None, now=now)
    with pytest.raises(CommandError):
        call_command("erase", second.number, reason="An order.")


def test_only_the_system_and_an_administrator_erase(consultation, definition, now, secretary):
    [proposal] = proposals(consultation, 1, now, seed=6)
    with pytest.raises(PermissionDenied):
        erasure.erase(proposal, "An order.", user=secretary, now=now)
    assert not ErasureOrder.objects.exists()
