"""The database itself keeps what citizens sent: by whatever path, no change and no early deletion."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from forms.models import ErasureOrder, Original, OriginalFile, Proposal
from tests.forms.making import send, upload


@pytest.fixture
def original(definition):
    """An original with a file."""
    return send(definition, files={"files": [upload()]}).proposal.original


def execute(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def refused(action):
    """The database's words when it refuses."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        action()
    return str(caught.value)


@pytest.mark.parametrize("model", [Original, OriginalFile])
def test_no_change_is_possible_by_any_path(original, model):
    row = model.objects.get()
    assert "never changed" in refused(row.save)
    assert "never changed" in refused(lambda: model.objects.filter(pk=row.pk).update(id=row.pk))
    assert "never changed" in refused(lambda: execute(f"UPDATE {model._meta.db_table} SET id = id"))


@pytest.mark.parametrize("model", [OriginalFile, Original])
def test_nothing_is_deleted_before_its_term(original, model):
    row = model.objects.get()
    assert "deleted only after" in refused(lambda: execute(f"DELETE FROM {model._meta.db_table}"))
    assert "deleted only after" in refused(lambda: model.objects.filter(pk=row.pk)._raw_delete(using="default"))
    assert model.objects.exists()


def test_an_order_of_erasure_lets_both_go(original):
    ErasureOrder.objects.create(proposal=original.proposal, reason="The citizen asked.")
    original.files.all().delete()
    original.delete()
    assert not Original.objects.exists()


def test_an_order_for_another_proposal_lets_nothing_go(original, definition):
    ErasureOrder.objects.create(proposal=send(definition).proposal, reason="The citizen asked.")
    refused(original.files.all().delete)


@pytest.mark.parametrize("model", [OriginalFile, Original, Proposal])
def test_nothing_is_put_in_the_place_of_what_was_sent(original, model):
    columns = ", ".join(field.column for field in model._meta.concrete_fields)
    replace = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    table = model._meta.db_table
    refused(lambda: execute(f"{replace} INTO {table} ({columns}) SELECT {columns} FROM {table}"))


def test_what_a_proposal_says_of_itself_never_changes_and_its_state_does(original):
    rows = Proposal.objects.all()
    for change in (
        {"number": "405277163901"},
        {"body_hash": "0" * 64},
        {"token_hash": "0" * 64},
        {"language": "ru"},
        {"received_at": timezone.now()},
        {"channel": "paper"},
    ):
        assert "never changed" in refused(lambda change=change: rows.update(**change))
    proposal = rows.get()
    proposal.state = "under_review"
    proposal.save()
    assert rows.get().state == "under_review"


def test_no_proposal_is_deleted(original):
    ErasureOrder.objects.create(proposal=original.proposal, reason="The citizen asked.")
    assert "never deleted" in refused(lambda: execute("DELETE FROM council_forms_proposal"))


@pytest.mark.parametrize(("days", "may_go"), [(-1, True), (0, False), (1, False)])
def test_the_term_itself_still_keeps(definition, consultation, days, may_go):
    today = timezone.localdate()
    definition.original_kept_days = 0
    consultation.closes_at = timezone.now() + timedelta(days=days)
    consultation.opens_at = consultation.closes_at - timedelta(days=9)
    moment = consultation.closes_at - timedelta(minutes=1)
    definition.consultation = consultation
    original = send(definition, files={"files": [upload()]}, opened_at=moment, now=moment).proposal.original
    assert original.kept_until == today + timedelta(days=days)
    if may_go:
        original.files.all().delete()
        original.delete()
    else:
        refused(original.files.all().delete)
    assert Original.objects.exists() is not may_go


@pytest.mark.parametrize("model", [OriginalFile, Original])
def test_a_table_that_holds_anything_is_not_emptied(original, model):
    table = model._meta.db_table
    empty = f"DELETE FROM {table}"
    if connection.vendor == "postgresql":
        empty = f"TRUNCATE {table} CASCADE"
        # The foreign keys of the rows made above are checked at commit; a table that waits for that is not emptied.
        execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert "deleted only after" in refused(lambda: execute(empty))
