"""What the benchmark of durability takes for a receipt, for a proposal that is whole, and for one that stands twice."""

import hashlib

import pytest
from django.db import connection

from benchmarks import load
from benchmarks.durability import ROWS, Receipt, Sent, Stored, duplicates, is_whole, receipt_on
from forms import tokens
from forms.models import Proposal
from tests.forms.making import NOW, url

TEXT, CONTENT, NUMBER = "Саябаққа әткеншек керек.", b"plan\n", "405277163901"


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def sent_with(content=b"", body_hash=None):
    sent = Sent(load.Request("/"), TEXT, content)
    sent.receipt = Receipt(NUMBER, "abcd", body_hash or sha256(TEXT.encode()))
    return sent


def stored(**changes):
    row = {"number": NUMBER, "body_hash": sha256(TEXT.encode()), "text": TEXT, "file_hash": None, "file": None}
    return Stored(**row | changes)


@pytest.mark.parametrize(
    "row",
    [
        stored(number="572400000000"),
        stored(text="Саябақ"),
        stored(body_hash=sha256(b"other")),
        stored(file="ab/cd", file_hash=sha256(CONTENT)),
    ],
    ids=["other number", "other text", "other hash", "a file that nobody sent"],
)
def test_a_receipt_without_its_row_as_it_was_sent_is_lost(row, tmp_path):
    assert is_whole(sent_with(), {NUMBER: stored()}, tmp_path)
    assert not is_whole(sent_with(), {row.number: row}, tmp_path)


def test_a_receipt_with_another_hash_than_its_row_is_lost(tmp_path):
    assert not is_whole(sent_with(body_hash=sha256(b"other")), {NUMBER: stored()}, tmp_path)


def test_a_receipt_without_its_file_on_the_disk_is_lost(tmp_path):
    sent, rows = sent_with(CONTENT), {NUMBER: stored(file="plan", file_hash=sha256(CONTENT))}
    assert not is_whole(sent, rows, tmp_path)
    (tmp_path / "plan").write_bytes(CONTENT[:-1])
    assert not is_whole(sent, rows, tmp_path)
    (tmp_path / "plan").write_bytes(CONTENT)
    assert is_whole(sent, rows, tmp_path)
    assert not is_whole(sent, {NUMBER: stored()}, tmp_path)


def test_one_text_in_two_rows_is_a_duplicate():
    assert duplicates([stored(), stored(text="Бір басқа")]) == 0
    assert duplicates([stored(), stored(number="1"), stored(number="2"), stored(text="Бір басқа")]) == 2


def test_a_page_without_number_secret_and_hash_is_no_receipt():
    assert receipt_on(f'<input name="number" value="{NUMBER}"><input name="secret" value="abcd">') is None


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_is_sent_with_a_file_is_found_by_the_receipt_as_it_is_drawn(
    client, open_form, definition, settings, language
):
    said = {"token": tokens.issue(definition.pk, NOW), "text": TEXT, "publication": "text"}
    body, content_type = load.multipart(said, {"files": ("plan.txt", CONTENT)})
    sent = Sent(load.Request(url(language), body, content_type), TEXT, CONTENT)
    sent.receipt = receipt_on(client.generic("POST", url(language), body, content_type).content.decode())
    assert sent.receipt.number == Proposal.objects.get().number
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        rows = {row[0]: Stored(*row) for row in cursor.fetchall()}
    assert is_whole(sent, rows, settings.PRIVATE_ROOT)
