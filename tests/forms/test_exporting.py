"""Exports: no cell is a formula, JSON comes back to the byte, what is private goes to the secretary with a reason."""

import csv
import io
import itertools
import json

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from cms.roles import COUNCIL_ROLES, Role
from council_pages import csv_text, spreadsheets
from forms import answering, export_columns, exporting, publication, refusing
from tests.factories import make_user
from tests.forms.making import KAZAKH, NOW, filled, send, upload

CANARY = "zq7canary"
STARTS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"]
LEADS = ["", " ", "  ", "\u00a0", "\u200b", "\ufeff", '"', "'", ";", ",", "\t", "\r\n", '";', "\u00ad"]
dangerous = st.tuples(st.sampled_from(LEADS), st.sampled_from(STARTS), st.text(max_size=12)).map("".join)
cells = st.one_of(dangerous, st.text(max_size=20)).filter(lambda words: "\x00" not in words)
tables = st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=8)


@pytest.fixture
def proposals(definition):
    """One that is public and answered, one whose author is known and whose publication is refused."""
    public = send(definition, filled(text="Қоғамға")).proposal
    answering.answer(public, "accepted", "=СУММ(1)", user=None, now=NOW)
    publication.publish(public, "Ашық мәтін", user=None, now=NOW)
    data = filled(text=f"{CANARY} мәтін", name=f"{CANARY} аты", email=f"{CANARY}@example.kz", consent="on")
    private = send(definition, data, files={"files": [upload(f"{CANARY}.txt")]}).proposal
    refusing.refuse_publication(private, "off_topic", user=None, now=NOW)
    return public, private


def take(consultation, form="json", columns="public", user=None, language="ru", **more):
    return exporting.export(consultation, form, columns, user=user, now=NOW, language=language, **more)


# --- formats ----------------------------------------------------------------------------------------------------------
@given(tables)
def test_no_cell_of_a_csv_file_begins_a_formula_in_whatever_way_it_is_cut(rows):
    text = csv_text.written(rows).decode("utf-8-sig")
    for cell in (cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row):
        kept = cell.lstrip(" \u00a0\u200b\ufeff\u00ad\t\r\n\"';,")
        assert cell.startswith("'") or (kept[:1] not in STARTS and cell[:1] not in STARTS)


@given(tables)
@example([["=", "'=", "''", "'"]])
def test_a_csv_file_gives_the_words_back(rows):
    text = csv_text.written(rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert [len(row) for row in read] == [len(row) for row in rows]
    for got, cell in zip(itertools.chain(*read), itertools.chain(*rows), strict=True):
        # With one sign before it where a program would take it for a formula.
        assert got in (cell, f"'{cell}")


@given(tables)
@example([["=1+1", "＝1", "#N/A"]])
def test_every_cell_of_a_spreadsheet_is_words(rows):
    sheet = openpyxl.load_workbook(io.BytesIO(spreadsheets.written(rows))).active
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.value is None or (cell.data_type, cell.quotePrefix) == ("s", True)


@given(st.lists(st.dictionaries(st.sampled_from(["a", "phone"]), st.text()), max_size=5))
def test_json_comes_back_equal_to_the_byte(rows):
    written = exporting.as_json(rows)
    assert json.loads(written) == rows
    assert exporting.as_json(json.loads(written)) == written


# --- who gets what ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES | {Role.OVERSEER}))
def test_whoever_reads_the_council_takes_what_is_public_and_nothing_else(role, proposals, consultation, council):
    user = make_user(role, None if role == Role.OVERSEER else council)
    for form in exporting.Format:
        assert CANARY.encode() not in take(consultation, form, user=user).content
    rows = json.loads(take(consultation, user=user).content)
    assert rows[0]["text"] == "Ашық мәтін" and rows[0]["number"] == ""
    assert (rows[1]["number"], rows[1]["text"]) == (str(proposals[1]), "")
    if role != Role.SECRETARY:
        with pytest.raises(PermissionDenied):
            take(consultation, columns="private", user=user, reason="Керек")


def test_no_line_of_a_public_export_leads_from_a_text_to_its_number(proposals, consultation):
    for row in json.loads(take(consultation).content):
        assert bool(row["number"]) != bool(row["public_id"])


def test_the_secretary_takes_everything_with_a_reason(proposals, consultation, secretary):
    for reason in ("", "  ", "x" * 501):
        with pytest.raises(ValidationError) as refused:
            take(consultation, columns="private", user=secretary, reason=reason)
        assert list(refused.value.message_dict) == ["reason"]
    assert not ModelLogEntry.objects.filter(action="kenes.proposals_exported").exists()
    rows = json.loads(take(consultation, columns="private", user=secretary, reason="Есеп үшін").content)
    assert (rows[1]["name"], rows[1]["email"]) == (f"{CANARY} аты", f"{CANARY}@example.kz")
    assert (rows[1]["files"], rows[1]["refusal"]) == (f"{CANARY}.txt", "Не относится к вопросу")
    assert (rows[0]["public_text"], rows[0]["answer"]) == ("Ашық мәтін", "=СУММ(1)")
    entry = ModelLogEntry.objects.get(action="kenes.proposals_exported")
    assert entry.user == secretary
    assert entry.data == {"rows": 2, "format": "json", "columns": "private", "reason": "Есеп үшін", "people": 1}


def test_every_export_is_recorded(proposals, consultation, council):
    editor = make_user("editor", council)
    for form in exporting.Format:
        take(consultation, form, user=editor)
    entries = ModelLogEntry.objects.filter(action="kenes.proposals_exported", user=editor)
    assert sorted(entry.data["format"] for entry in entries) == ["csv", "json", "xlsx"]


@pytest.mark.parametrize("language, head", [("kk", "Кеңестің жауабы"), ("ru", "Ответ совета")])
def test_the_headings_are_in_the_language_that_is_asked_for(language, head, proposals, consultation):
    content = take(consultation, "csv", language=language).content
    assert content.startswith(b"\xef\xbb\xbf") and head in content.decode()
    assert "'=СУММ(1)" in content.decode()


def test_an_erased_original_leaves_an_empty_cell(proposals, consultation):
    kept = {column.key for column in export_columns.PRIVATE}
    assert {"text", "name", "email", "phone", "fields", "files"} <= kept
    proposals[1].contact.delete()
    rows = json.loads(take(consultation, columns="private", reason="Есеп үшін").content)
    assert (rows[1]["name"], rows[1]["email"]) == ("", "")


def test_an_export_costs_the_same_however_many_there_are(
    proposals, definition, consultation, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        take(consultation, columns="private", reason="Есеп үшін")
    for _ in range(5):
        send(definition, filled(text=KAZAKH))
    with django_assert_max_num_queries(8):
        take(consultation, columns="private", reason="Есеп үшін")


def test_the_screen_offers_the_private_columns_to_the_secretary_only(
    proposals, consultation, council, secretary, client
):
    address = reverse("kenes_export", args=[consultation.pk])
    data = {"format": "csv", "language": "ru", "columns": "private", "reason": "Есеп үшін"}
    client.force_login(make_user("editor", council))
    assert "columns" not in client.get(address).context["form"].fields
    taken = client.post(address, data)
    assert taken.content.startswith(b"\xef\xbb\xbf") and "no-store" in taken["Cache-Control"]
    assert CANARY not in taken.content.decode()
    client.force_login(secretary)
    refused = client.post(address, data | {"reason": ""})
    assert refused.context["form"].errors.keys() == {"reason"}
    assert CANARY in client.post(address, data).content.decode()
