"""Many answers from one table: checked by the verb, applied after a yes, never over an answer that came meanwhile."""

import io

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from council_pages import spreadsheets
from forms import answer_table, answering, bulk_answers, exporting, publication
from forms.bulk_answers import Fate
from forms.form_building import define_form
from forms.models import Answer, AnswerSheet, EarlierAnswer, Proposal
from forms.states import FINAL
from tests.factories import make_user
from tests.forms.making import KAZAKH, NOW, filled, later, parks, send

DECISION, REASON = "G", "H"


@pytest.fixture
def three(definition, at):
    at(later(hours=1))
    return [
        send(definition, filled(text=f"{KAZAKH} {number}"), now=later(minutes=number)).proposal for number in range(3)
    ]


def table(consultation, language="ru"):
    """The table as an office opens it."""
    file = exporting.answer_sheet(consultation, user=None, now=NOW, language=language)
    return openpyxl.load_workbook(io.BytesIO(file.content))


def filled_in(book, answers):
    """The bytes of the table with these answers: {row: (decision, reason)}."""
    for row, (decision, reason) in answers.items():
        book.active[f"{DECISION}{row}"], book.active[f"{REASON}{row}"] = decision, reason
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def uploaded(consultation, answers, language="ru", user=None):
    data = filled_in(table(consultation, language), answers)
    return bulk_answers.upload(consultation, data, user=user, now=NOW)


def fates(reports):
    return [report.fate.value for report in reports]


def test_a_table_holds_every_proposal_as_words(three, consultation):
    answering.answer(three[0], "rejected", "=1+1", user=None, now=NOW)
    sheet = table(consultation).active
    rows = list(sheet.iter_rows())
    assert [str(row[0].value) for row in rows[1:]] == [str(proposal) for proposal in three]
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}
    assert (rows[1][6].value, rows[1][7].value) == ("Не принято", "=1+1")
    assert rows[2][4].value == three[1].original.text and rows[2][6].value is None
    assert sheet.column_dimensions["I"].hidden


def test_the_day_is_the_one_on_the_clock_of_astana(definition, consultation):
    early = NOW.replace(hour=2)
    send(definition, now=early, opened_at=early)
    assert table(consultation).active["C2"].value == early.date().isoformat()


def test_a_published_proposal_stands_there_with_its_public_text(three, consultation):
    publication.publish(three[0], "Ашық мәтін", user=None, now=NOW)
    assert table(consultation).active["E2"].value == "Ашық мәтін"


@pytest.mark.parametrize("decision", ["Ескерілді", " ПРИНЯТО ", "accepted", "Taken into account"])
def test_a_decision_is_read_in_either_language_and_as_a_code(decision, three, consultation):
    sheet = uploaded(consultation, {2: (decision, "Себеп")})
    assert fates(bulk_answers.apply(sheet, user=None, now=NOW)) == ["answered"]
    three[0].refresh_from_db()
    assert (three[0].state, three[0].answer.reason) == ("accepted", "Себеп")


def test_every_decision_is_read_as_the_table_offers_it(definition, consultation):
    for language in ("kk", "ru"):
        offered = table(consultation, language).active.data_validations.dataValidation[0].formula1.strip('"').split(",")
        assert {answer_table.state_of(words) for words in offered} == set(FINAL)


def test_checking_says_what_would_happen_and_does_nothing(three, consultation):
    answering.answer(three[2], "rejected", "Ертерек", user=None, now=NOW)
    log = ModelLogEntry.objects.count()
    sheet = uploaded(consultation, {2: ("Принято", "Себеп"), 3: ("Мүмкін", "Себеп"), 4: ("Принято", "Түзетілді")})
    reports = bulk_answers.check(sheet, user=None, now=NOW)
    assert fates(reports) == ["answered", "refused", "corrected"]
    assert (Answer.objects.count(), EarlierAnswer.objects.count(), ModelLogEntry.objects.count()) == (1, 0, log + 1)
    assert fates(bulk_answers.apply(sheet, user=None, now=NOW)) == fates(reports)
    assert Answer.objects.count() == 2 and EarlierAnswer.objects.get().reason == "Ертерек"


def test_a_row_half_filled_in_is_refused_in_the_words_of_the_verb(three, consultation):
    sheet = uploaded(consultation, {2: ("Принято", None), 3: (None, "Себеп")})
    reports = bulk_answers.check(sheet, user=None, now=NOW)
    assert fates(reports) == ["refused", "refused"] and all(report.words for report in reports)


def test_an_answer_given_meanwhile_is_not_overwritten(three, consultation):
    sheet = uploaded(consultation, {2: ("Принято", "Кестеден"), 3: ("Принято", "Кестеден")})
    answering.answer(three[0], "rejected", "Әріптестен", user=None, now=NOW)
    reports = bulk_answers.apply(sheet, user=None, now=NOW)
    assert fates(reports) == ["refused", "answered"]
    assert Answer.objects.get(proposal=three[0]).reason == "Әріптестен"


def test_being_taken_up_meanwhile_is_no_answer(three, consultation):
    sheet = uploaded(consultation, {2: ("Принято", "Себеп")})
    answering.take_up(three[0], user=None, now=NOW)
    assert fates(bulk_answers.apply(sheet, user=None, now=NOW)) == ["answered"]


def test_the_same_file_again_changes_nothing(three, consultation):
    data = filled_in(table(consultation), {2: ("Принято", "Себеп"), 3: ("Не принято", "Басқа\nсебеп ")})
    for expected in (["answered", "answered"], ["unchanged", "unchanged"]):
        sheet = bulk_answers.upload(consultation, data, user=None, now=NOW)
        assert fates(bulk_answers.apply(sheet, user=None, now=NOW)) == expected
    assert ModelLogEntry.objects.filter(action="kenes.proposal_answered").count() == 2
    assert not EarlierAnswer.objects.exists()


def test_a_sheet_is_applied_once(three, consultation):
    sheet = uploaded(consultation, {2: ("Принято", "Себеп")})
    bulk_answers.apply(sheet, user=None, now=NOW)
    with pytest.raises(ValidationError):
        bulk_answers.apply(sheet, user=None, now=NOW)


def test_numbers_of_other_questions_and_numbers_that_stand_twice_are_refused(three, consultation, council):
    other = send(define_form(parks(council, "roads"), user=None)).proposal
    book = table(consultation)
    book.active["A3"], book.active["A4"] = str(other), str(three[0])
    data = filled_in(book, dict.fromkeys((2, 3, 4), ("Принято", "Себеп")))
    reports = bulk_answers.apply(bulk_answers.upload(consultation, data, user=None, now=NOW), user=None, now=NOW)
    assert fates(reports) == ["answered", "refused", "refused"]
    assert Answer.objects.get().proposal == three[0]


@pytest.mark.parametrize("data", [b"", b"a;b\n1;2", b"PK\x03\x04broken"])
def test_what_is_no_table_is_refused(data, definition, consultation):
    with pytest.raises(ValidationError) as refused:
        bulk_answers.upload(consultation, data, user=None, now=NOW)
    assert list(refused.value.message_dict) == ["file"]


def test_an_empty_and_an_endless_table_are_refused(three, consultation, monkeypatch):
    monkeypatch.setattr(answer_table, "MOST_ANSWERS", 1)
    for answers in ({}, {2: ("Принято", "Себеп"), 3: ("Принято", "Себеп")}):
        with pytest.raises(ValidationError):
            uploaded(consultation, answers)
    assert not AnswerSheet.objects.exists()


@pytest.mark.parametrize("limit", ["UNPACKED_LIMIT", "STYLES_LIMIT"])
def test_a_package_that_unpacks_without_end_is_not_unpacked(monkeypatch, limit):
    monkeypatch.setattr(spreadsheets, limit, 10)
    with pytest.raises(spreadsheets.Unreadable):
        spreadsheets.read(spreadsheets.written([["a"]]), 5, 1)


def test_a_sheet_that_says_it_is_sixteen_thousand_cells_wide_is_read_as_wide_as_the_table():
    book = openpyxl.Workbook()
    book.active["XFD3"] = "far"
    stream = io.BytesIO()
    book.save(stream)
    assert spreadsheets.read(stream.getvalue(), 5, 2) == [["", ""]] * 3


def test_a_table_longer_than_fits_is_refused_and_not_cut_in_silence(three, consultation, monkeypatch):
    monkeypatch.setattr(answer_table, "MOST_ROWS", 2)
    with pytest.raises(ValidationError, match="2"):
        uploaded(consultation, {4: ("Принято", "Себеп")})
    monkeypatch.setattr(answer_table, "MOST_ROWS", 3)
    assert fates(bulk_answers.check(uploaded(consultation, {4: ("Принято", "Себеп")}), user=None, now=NOW)) == [
        "answered"
    ]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_row_that_is_not_saved_is_never_called_a_proposal_that_is_not_taken_into_account(language):
    with override(language):
        assert str(Fate.REFUSED.label) not in {str(state.label) for state in FINAL}


def test_what_nobody_has_said_yes_to_goes_after_a_day(three, consultation):
    old = uploaded(consultation, {2: ("Принято", "Себеп")})
    AnswerSheet.objects.update(uploaded_at=NOW - bulk_answers.KEPT * 2)
    new = uploaded(consultation, {2: ("Принято", "Себеп")})
    assert list(AnswerSheet.objects.all()) == [new] and new.pk != old.pk


def test_only_the_secretary_takes_and_uploads(three, consultation, council):
    for role in ("publisher", "lead"):
        user = make_user(role, council)
        with pytest.raises(PermissionDenied):
            uploaded(consultation, {2: ("Принято", "Себеп")}, user=user)
        with pytest.raises(PermissionDenied):
            exporting.answer_sheet(consultation, user=user, now=NOW, language="ru")


def test_a_large_table_costs_the_same_few_queries_for_rows_that_stand(
    definition, consultation, django_assert_max_num_queries
):
    proposals = [send(definition).proposal for _ in range(12)]
    for proposal in proposals:
        answering.answer(proposal, "rejected", "Себеп", user=None, now=NOW)
    sheet = uploaded(consultation, {})
    with django_assert_max_num_queries(8):
        reports = bulk_answers.check(sheet, user=None, now=NOW)
    assert fates(reports) == [Fate.UNCHANGED.value] * 12


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_whole_way_on_the_screens(three, consultation, secretary, client, language):
    from django.utils.translation import gettext, override
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=secretary, preferred_language=language)
    client.force_login(secretary)
    upload = reverse("kenes_answer_sheet", args=[consultation.pk])
    assert client.get(upload).status_code == 200
    taken = client.post(reverse("kenes_answer_table", args=[consultation.pk]))
    assert "no-store" in taken["Cache-Control"]
    assert ModelLogEntry.objects.get(action="kenes.proposals_exported").user == secretary
    data = filled_in(openpyxl.load_workbook(io.BytesIO(taken.content)), {2: ("accepted", "Себеп"), 3: ("?", "Себеп")})
    report = client.post(upload, {"file": SimpleUploadedFile("answers.xlsx", data)}, follow=True)
    with override(language):
        assert gettext("Will be answered") in report.content.decode()
        assert gettext("Choose what the council decided.") in report.content.decode()
    assert not Answer.objects.exists()
    done = client.post(report.request["PATH_INFO"])
    with override(language):
        assert gettext("Answered") in done.content.decode()
    assert Answer.objects.get().answered_by == secretary
    assert client.post(report.request["PATH_INFO"]).status_code == 404
    assert client.post(upload, {"file": SimpleUploadedFile("x.xlsx", b"x")}).context["form"].errors.keys() == {"file"}
    assert Proposal.objects.filter(state="accepted").count() == 1
