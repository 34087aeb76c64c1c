"""The one way in: stored once, whole, with a receipt that can be asked for again; or not stored at all."""

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages

from forms import intake, receipts, tokens
from forms.form_building import define_form
from forms.models import Contact, FieldKind, Original, OriginalFile, Proposal
from tests.forms.making import CLOSES, KAZAKH, NOW, OPENS, add_field, filled, later, parks, send, upload


def stored():
    """How many rows of each kind, and how many files, there are."""
    files = [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()]
    return [*(model.objects.count() for model in (Proposal, Original, OriginalFile, Contact)), len(files)]


def test_a_proposal_is_stored_whole(definition):
    own = add_field(definition, FieldKind.TEXT)
    data = filled(name=" Айгүл ", email="a@example.kz", consent="on", **{own.key: "жауап"})
    result = send(definition, data, files={"files": [upload("жоспар.txt", "мәтін".encode())]})
    proposal = result.proposal
    proposal.refresh_from_db()
    assert (proposal.consultation, proposal.state, proposal.language) == (definition.consultation, "registered", "kk")
    assert (proposal.received_at, proposal.state_changed_at, proposal.form_opened_at) == (NOW, NOW, NOW)
    assert proposal.publication == "text"
    assert proposal.original.text == KAZAKH
    assert proposal.original.answers[0]["value"] == "жауап"
    assert (proposal.contact.name, proposal.contact.email, proposal.contact.phone) == ("Айгүл", "a@example.kz", "")
    assert (proposal.contact.consent_language, proposal.contact.consented_at) == ("kk", NOW)
    assert proposal.contact.consent_version
    file = proposal.original.files.get()
    assert (file.name, file.content_type, file.size) == ("жоспар.txt", "text/plain", 10)
    assert file.sha256 == hashlib.sha256("мәтін".encode()).hexdigest()
    assert storages["private"].open(file.file.name).read().decode() == "мәтін"


def test_the_receipt_holds_what_the_database_only_knows_as_hashes(definition):
    result = send(definition)
    proposal = result.proposal
    assert receipts.parse_number(proposal.number) == proposal.number
    assert receipts.is_secret(result.secret, proposal.secret_hash)
    assert proposal.body_hash == hashlib.sha256(KAZAKH.encode()).hexdigest()
    assert result.secret not in str(Proposal.objects.filter(pk=proposal.pk).values())


def test_the_original_is_kept_a_year_after_the_local_day_of_closing(definition):
    definition.original_kept_days = 365
    assert send(definition).proposal.original.kept_until == date(2027, 12, 1)


def test_without_name_or_contact_no_personal_data_is_stored(definition):
    assert isinstance(send(definition, filled(consent="on")), intake.Accepted)
    assert stored() == [1, 1, 0, 0, 0]


def test_the_same_token_again_brings_the_same_receipt_and_stores_nothing(definition):
    token = tokens.issue(definition.pk, NOW)
    file = {"files": [upload()]}
    first = send(definition, files=file, token=token)
    again = send(definition, files={"files": [upload()]}, token=token, now=later(hours=2))
    assert (again.proposal, again.secret, again.text) == (first.proposal, first.secret, first.text)
    assert (first.repeated, again.repeated) == (False, True)
    assert stored() == [1, 1, 1, 0, 1]


def test_a_receipt_can_be_asked_for_again_after_closing(definition):
    token = tokens.issue(definition.pk, CLOSES - timedelta(minutes=1))
    first = send(definition, token=token, now=CLOSES)
    again = send(definition, token=token, now=CLOSES + timedelta(days=2))
    assert again.secret == first.secret


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (filled(), filled(text="Басқа мәтін")),
        (filled(), filled(text="")),
        (filled(), filled(publication="nothing")),
        (filled(), filled(name="Айгүл", consent="on")),
        (filled(email="a@example.kz", consent="on"), filled(email="b@example.kz", consent="on")),
    ],
)
def test_the_same_token_with_other_words_changes_nothing_and_gives_both_back(definition, first, second):
    token = tokens.issue(definition.pk, NOW)
    accepted = send(definition, first, token=token)
    before = stored()
    conflict = send(definition, second, token=token)
    assert isinstance(conflict, intake.Conflict)
    assert (conflict.proposal, conflict.first_text) == (accepted.proposal, KAZAKH)
    assert conflict.form["text"].value() == second["text"]
    assert stored() == before


def test_the_same_token_with_another_file_is_a_conflict(definition):
    token = tokens.issue(definition.pk, NOW)
    send(definition, files={"files": [upload(content=b"one")]}, token=token)
    assert isinstance(send(definition, files={"files": [upload(content=b"two")]}, token=token), intake.Conflict)
    assert stored() == [1, 1, 1, 0, 1]


def test_two_tokens_with_the_same_words_are_two_proposals(definition):
    assert send(definition).proposal.number != send(definition).proposal.number


@pytest.mark.parametrize("token", ["", "forged"])
def test_without_a_good_token_the_form_comes_back_with_its_words(definition, token):
    result = send(definition, token=token)
    assert isinstance(result, intake.StaleToken)
    assert result.form["text"].value() == KAZAKH
    assert stored() == [0, 0, 0, 0, 0]


def test_a_token_older_than_seven_days_and_one_of_another_form_are_stale(definition, council):
    other = define_form(parks(council, "other"), user=None)
    assert isinstance(send(definition, token=tokens.issue(other.pk, NOW)), intake.StaleToken)
    assert isinstance(send(definition, opened_at=NOW, now=later(days=7, seconds=1)), intake.StaleToken)


@pytest.mark.parametrize(
    ("opened_at", "now", "kind"),
    [
        (OPENS, OPENS, intake.Accepted),
        (OPENS - timedelta(seconds=1), OPENS - timedelta(seconds=1), intake.Closed),
        (CLOSES - timedelta(seconds=1), CLOSES + timedelta(minutes=14, seconds=59), intake.Accepted),
        (CLOSES - timedelta(seconds=1), CLOSES + timedelta(minutes=15), intake.Closed),
        (CLOSES, CLOSES + timedelta(seconds=1), intake.Closed),
    ],
)
def test_the_window_and_its_grace(definition, opened_at, now, kind):
    result = send(definition, opened_at=opened_at, now=now)
    assert isinstance(result, kind)
    if kind is intake.Closed:
        assert result.form.typed()[0][1] == KAZAKH
        assert stored() == [0, 0, 0, 0, 0]


def test_a_halted_consultation_takes_nothing(definition):
    definition.consultation.halted = "postponed"
    assert isinstance(send(definition), intake.Closed)
    assert isinstance(send(definition, token="forged"), intake.Closed)


def test_an_invalid_form_stores_neither_row_nor_file(definition):
    result = send(definition, filled(text="ә" * 10_001), files={"files": [upload()]})
    assert isinstance(result, intake.Invalid)
    assert stored() == [0, 0, 0, 0, 0]


def test_where_the_database_fails_no_file_stays(definition, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("database gone")

    monkeypatch.setattr(intake, "_insert_original", fail)
    with pytest.raises(RuntimeError, match="database gone"):
        send(definition, files={"files": [upload()]})
    assert stored() == [0, 0, 0, 0, 0]


def test_a_number_that_is_taken_is_drawn_again(definition, monkeypatch):
    taken = send(definition).proposal.number
    free = receipts.new_number()
    drawn = iter([taken, taken, free])
    monkeypatch.setattr(receipts, "new_number", lambda: next(drawn))
    assert send(definition).proposal.number == free


def test_a_fresh_token_costs_no_look_at_what_came_before(definition, monkeypatch):
    def look(ticket):
        raise AssertionError("The database refuses a token that was used; a fresh one is not looked for.")

    monkeypatch.setattr(intake, "_stored_with", look)
    assert isinstance(send(definition), intake.Accepted)
