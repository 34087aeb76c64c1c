"""After a backup is restored, what was taken back since is taken back again, from a journal outside the database."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from forms import erasure, holds, own_data, publication
from forms.erasure_journal import Act, lines_of, note
from forms.erasure_replay import replay
from forms.models import Contact, Original, PublicationWithdrawal, PublishedProposal
from tests.forms.making import NOW, filled, later, send

NOTHING = {"name": "", "email": "", "phone": "", "consented": False, "language": "kk"}


@pytest.fixture
def sent(definition):
    """Five published proposals with contacts."""
    made = []
    for place in range(5):
        typed = filled(f"Ұсыныс {place}", email=f"zq7canary{place}@example.kz", name="zq7canary", consent="on")
        made.append(send(definition, typed).proposal)
        publication.publish(made[-1], f"Ашық {place}", user=None, now=NOW)
    return made


def take_back(sent, now=NOW):
    erasure.erase(sent[0], "An order.", user=None, now=now)
    own_data.erase(sent[1], keep_public=True, now=now)
    own_data.withdraw_publication(sent[2], now=now)
    own_data.correct_contact(sent[3], **NOTHING, now=now)


def standing():
    """What stands: texts, contacts, public copies, withdrawals."""
    return (
        set(Original.objects.values_list("proposal", flat=True)),
        set(Contact.objects.values_list("proposal", flat=True)),
        set(PublishedProposal.objects.values_list("text", flat=True)),
        set(PublicationWithdrawal.objects.values_list("proposal", flat=True)),
    )


def restored(act):
    """Let the act happen, and put the database back as it was before; returns what stood after it."""
    backup = transaction.savepoint()
    act()
    stood = standing()
    transaction.savepoint_rollback(backup)
    return stood


def test_what_was_taken_back_after_the_backup_is_taken_back_again(sent, settings):
    before = standing()
    after = restored(lambda: take_back(sent))
    assert standing() == before != after
    report = replay(settings.ERASURE_JOURNAL, later(days=1))
    assert standing() == after
    assert (report.done, report.unknown, report.refused, report.unreadable) == (4, 0, [], 0)
    replay(settings.ERASURE_JOURNAL, later(days=2))
    assert standing() == after


def test_the_journal_names_nobody_and_quotes_nothing(sent, settings):
    take_back(sent)
    written = settings.ERASURE_JOURNAL.read_text()
    assert "zq7canary" not in written and "An order" not in written
    assert [line.act for line in lines_of(settings.ERASURE_JOURNAL)[0]] == [
        Act.ERASED, Act.ERASED_BUT_PUBLIC, Act.PUBLICATION_WITHDRAWN, Act.CONTACT_REMOVED,
    ]  # fmt: skip
    assert {frozenset(json.loads(line)) for line in written.split("\n") if line} == {frozenset({"act", "number", "at"})}
    take_back(sent)
    assert settings.ERASURE_JOURNAL.read_text() == written


def test_where_the_journal_cannot_be_written_nothing_is_erased(sent, settings, tmp_path):
    settings.ERASURE_JOURNAL = tmp_path
    before = standing()
    for place, act in enumerate([
        lambda: erasure.erase(sent[0], "An order.", user=None, now=NOW),
        lambda: own_data.withdraw_publication(sent[0], now=NOW),
        lambda: own_data.correct_contact(sent[0], **NOTHING, now=NOW),
    ]):  # fmt: skip
        with pytest.raises(OSError):
            act()
        assert standing() == before, place


def test_a_contact_that_was_given_anew_after_its_removal_stays(sent, settings):
    own_data.correct_contact(sent[0], **NOTHING, now=NOW)
    own_data.correct_contact(sent[0], **NOTHING | {"email": "new@example.kz", "consented": True}, now=later(hours=1))
    replay(settings.ERASURE_JOURNAL, later(days=1))
    assert Contact.objects.get(proposal=sent[0]).email == "new@example.kz"


def test_the_command_carries_out_what_it_can_and_fails_where_something_is_left(sent, consultation, settings, tmp_path):
    restored(lambda: take_back(sent))
    kept = tmp_path / "kept.jsonl"
    settings.ERASURE_JOURNAL.rename(kept)
    said = io.StringIO()
    call_command("erase", replay=kept, stdout=said)
    assert said.getvalue() == "Carried out: 4. Younger than the backup: 0.\n"
    # The journal that the restored copy goes on with holds them, too.
    assert len(lines_of(settings.ERASURE_JOURNAL)[0]) == 4
    with kept.open("a") as file:
        file.write(f'{{"act": "erased", "number": "000000000000", "at": "{NOW.isoformat()}"}}\n{{"act": "era')
    settings.ERASURE_JOURNAL = kept
    note(Act.ERASED, sent[4], NOW + timedelta(hours=1))
    holds.place_hold(consultation, "Сот", user=None, now=NOW)
    with pytest.raises(CommandError, match=rf"{sent[4].number}.*cannot be read: 1"):
        call_command("erase", replay=kept, stdout=said)
    assert said.getvalue().endswith("Carried out: 2. Younger than the backup: 1.\n")
    assert Original.objects.filter(proposal=sent[4]).exists()
    with pytest.raises(CommandError, match="no journal"):
        call_command("erase", replay=tmp_path / "none")
    with pytest.raises(CommandError, match="--reason"):
        call_command("erase", sent[4].number)
