"""The citizen's form: what it takes, what it refuses beside which field, and that it cuts nothing."""

import sys
import unicodedata

import pytest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, override
from hypothesis import given
from hypothesis import strategies as st

from forms import form_fields
from forms.form_fields import WordsField
from forms.models import FieldKind, FormChoice, Publication
from forms.proposal_form import ProposalForm
from tests.forms.making import KAZAKH, add_field, filled, upload

CONSENTED = {"name": "Айгүл", "consent": "on"}


def form_of(definition, data=None, files=None, language="kk"):
    with override(language):
        form = ProposalForm(definition, language, filled() if data is None else data, MultiValueDict(files or {}))
        form.full_clean()
    return form


@given(st.text(min_size=1, max_size=300))
def test_a_text_stays_as_typed_but_for_its_normal_form_and_line_ends(typed):
    field = WordsField(limit=10_000)
    expected = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    if not expected.strip() or "\0" in expected:
        with pytest.raises(form_fields.ValidationError):
            field.clean(typed)
    else:
        assert field.clean(typed).encode() == expected.encode()


def test_ten_thousand_code_points_with_emoji_are_kept_byte_for_byte(definition):
    text = "Ә👨‍👩‍👧ң\n" * 1250
    assert len(text) == 10_000
    form = form_of(definition, filled(text=text))
    assert form.is_valid()
    assert form.submission.text.encode() == text.encode()


def test_code_points_are_counted_after_nfc(definition):
    assert form_of(definition, filled(text="и\u0306" * 10_000)).submission.text == "й" * 10_000


@pytest.mark.parametrize("text", ["ә" * 10_001, "👍" * 10_001])
def test_one_code_point_too_many_is_refused_and_nothing_is_cut(definition, text):
    form = form_of(definition, filled(text=text))
    assert list(form.errors) == ["text"]
    assert form["text"].value() == text


@pytest.mark.parametrize("text", ["", " \n\t ", "one\0two"])
def test_an_empty_text_and_a_nul_are_refused_with_words(definition, text):
    form = form_of(definition, filled(text=text))
    assert list(form.errors) == ["text"]
    assert form.errors["text"][0]


def test_nothing_is_preselected_and_a_choice_of_publication_is_asked_for(definition):
    form = form_of(definition, {"text": KAZAKH})
    assert list(form.errors) == ["publication"]
    assert "checked" not in str(ProposalForm(definition, "kk")["publication"])
    assert [value for value, _label in form.fields["publication"].choices] == Publication.values


def test_a_publication_that_is_not_offered_is_refused(definition):
    assert list(form_of(definition, filled(publication="everything")).errors) == ["publication"]


@pytest.mark.parametrize("typed", [{"name": "Айгүл"}, {"email": "a@example.kz"}, {"phone": "+7 700 000 00 00"}])
def test_consent_is_needed_only_with_a_name_or_a_contact(definition, typed):
    assert form_of(definition).is_valid()
    assert list(form_of(definition, filled(**typed)).errors) == ["consent"]
    assert form_of(definition, filled(**typed, consent="on")).is_valid()


def test_the_consent_box_is_always_shown(definition):
    assert 'type="checkbox"' in str(ProposalForm(definition, "ru")["consent"])


def test_one_contact_is_enough_and_two_are_refused(definition):
    form = form_of(definition, filled(email="a@example.kz", phone="87000000000", consent="on"))
    assert list(form.errors) == ["phone"]


def test_a_name_to_publish_is_needed_where_it_is_to_be_published(definition):
    assert list(form_of(definition, filled(publication="text_and_name")).errors) == ["name"]
    assert form_of(definition, filled(publication="text_and_name", **CONSENTED)).is_valid()


@pytest.mark.parametrize("email", ["aigul", "a@", "a b@example.kz", f"{'a' * 250}@example.kz"])
def test_an_address_that_is_none_is_refused_beside_its_field(definition, email):
    assert list(form_of(definition, filled(email=email, consent="on")).errors) == ["email"]


@pytest.mark.parametrize("phone", ["123", "+7 700", "call me", "8-700-000-00-0x", "7" * 16])
def test_a_number_that_nobody_can_dial_is_refused(definition, phone):
    assert list(form_of(definition, filled(phone=phone, consent="on")).errors) == ["phone"]


@pytest.mark.parametrize("phone", ["87000000000", "+7 (700) 000-00-00", "8 700 000 00 00"])
def test_a_number_is_taken_as_people_write_it(definition, phone):
    assert form_of(definition, filled(phone=phone, consent="on")).submission.phone == phone


def test_a_name_of_two_hundred_letters_is_taken_and_one_more_refused(definition):
    assert form_of(definition, filled(name="ә" * 200, consent="on")).is_valid()
    assert list(form_of(definition, filled(name="ә" * 201, consent="on")).errors) == ["name"]


def test_a_label_of_300_kazakh_letters_and_two_equal_labels_work(definition):
    label = ("Өңіріңіздегі қоғамдық " * 14)[:300]
    first = add_field(definition, FieldKind.TEXT, label_kk=label, label_ru=label)
    second = add_field(definition, FieldKind.LONG_TEXT, label_kk=label, label_ru=label)
    form = form_of(definition, filled(**{first.key: "бірінші", second.key: "екінші"}))
    assert [answer["value"] for answer in form.submission.answers] == ["бірінші", "екінші"]
    assert [answer["label"] for answer in form.submission.answers] == [label, label]
    assert first.key != second.key
    assert len(label) == 300


def test_the_editors_fields_stand_in_order_after_the_text(definition):
    keys = [add_field(definition, FieldKind.TEXT, label_kk=str(n)).key for n in range(3)]
    assert list(ProposalForm(definition, "kk").fields)[:5] == ["text", "subject", *keys]


@pytest.mark.parametrize(
    ("language", "label", "choice"), [("kk", "Қай аудан?", "Алмалы"), ("ru", "Район?", "Алмалинский")]
)
def test_a_choice_is_kept_with_the_words_the_citizen_saw(definition, language, label, choice):
    field = add_field(definition, FieldKind.CHOICE, label_kk="Қай аудан?", label_ru="Район?")
    row = FormChoice.objects.create(field=field, label_kk="Алмалы", label_ru="Алмалинский", sort_order=0)
    form = form_of(definition, filled(**{field.key: row.key}), language=language)
    assert form.submission.answers == [
        {"key": field.key, "kind": "choice", "label": label, "value": row.key, "shown": choice}
    ]
    assert list(form_of(definition, filled(**{field.key: "another"})).errors) == [field.key]


@pytest.mark.parametrize("kind", FieldKind.values)
def test_a_field_that_must_be_filled_in_says_so_beside_itself(definition, kind):
    field = add_field(definition, kind, required=True)
    assert list(form_of(definition).errors) == [field.key]


@pytest.mark.parametrize("kind", FieldKind.values)
def test_a_field_that_need_not_be_filled_in_may_stay_empty(definition, kind):
    field = add_field(definition, kind)
    assert form_of(definition).submission.answers == [
        {"key": field.key, "kind": kind, "label": "Өріс", "value": "", "shown": ""}
    ]


def test_a_file_of_a_field_of_its_own_is_known_by_that_field(definition):
    field = add_field(definition, FieldKind.FILE)
    form = form_of(definition, files={field.key: [upload("own.txt")], "files": [upload("other.txt")]})
    assert [(kept.field_key, kept.file.name) for kept in form.submission.attachments] == [
        (field.key, "own.txt"),
        ("", "other.txt"),
    ]
    assert form.submission.answers[0]["value"] == "own.txt"


def test_the_content_type_is_found_not_believed(definition):
    form = form_of(definition, files={"files": [upload("plan.txt")]})
    assert form.submission.attachments[0].file.content_type == "text/plain"


@pytest.mark.parametrize(
    "file", [upload("page.pdf", b"<html>"), upload("program.exe", b"MZ"), upload("empty.txt", b""), upload("a.svg")]
)
def test_a_file_that_is_not_taken_is_refused_by_its_name(definition, file):
    form = form_of(definition, files={"files": [upload("good.txt"), file]})
    assert list(form.errors) == ["files"]
    assert file.name in form.errors["files"][0]
    assert form["text"].value() == KAZAKH


def test_a_file_that_is_too_large_is_refused(definition, monkeypatch):
    assert (form_fields.FILE_SIZE, form_fields.TOTAL_SIZE) == (7 * 1024**2, 20 * 1024**2)
    monkeypatch.setattr(form_fields, "FILE_SIZE", 4)
    assert form_of(definition, files={"files": [upload(content=b"1234")]}).is_valid()
    assert list(form_of(definition, files={"files": [upload(content=b"12345")]}).errors) == ["files"]


def test_files_that_are_too_many_or_too_large_together_are_refused(definition, monkeypatch):
    own = add_field(definition, FieldKind.FILE)
    five = [upload(f"{n}.txt", b"1234") for n in range(5)]
    assert form_of(definition, files={"files": five}).is_valid()
    assert list(form_of(definition, files={"files": five, own.key: [upload()]}).errors) == ["files"]
    monkeypatch.setattr(form_fields, "TOTAL_SIZE", 19)
    assert list(form_of(definition, files={"files": five}).errors) == ["files"]


def test_a_form_without_files_ignores_what_is_sent_as_such(definition):
    definition.takes_files = False
    form = form_of(definition, files={"files": [upload()]})
    assert "files" not in form.fields
    assert form.submission.attachments == []


@pytest.mark.parametrize("mark", ["\u0f73", "\u0f75", "\u0f81", "\u0344"])
def test_an_endless_run_of_marks_is_not_composed(mark):
    # Composing takes quadratic time over it.
    few, many = mark * 10, mark * (form_fields.MOST_MARKS + 1)
    assert form_fields.normalise(few) == unicodedata.normalize("NFC", few) != few
    assert form_fields.normalise(many) == many


def test_no_other_sign_hides_a_run_of_marks():
    hidden = {
        chr(code)
        for code in range(sys.maxunicode + 1)
        if not unicodedata.combining(chr(code))
        and all(map(unicodedata.combining, unicodedata.normalize("NFD", chr(code))))
    }
    assert hidden == form_fields.MARKS_IN_DISGUISE


def test_what_is_far_too_long_is_refused_as_it_came(definition):
    assert list(form_of(definition, filled("и\u0306" * 20_001)).errors) == ["text"]


def test_half_a_sign_is_refused(definition):
    assert list(form_of(definition, filled("\ud800 ұсыныс")).errors) == ["text"]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_errors_are_said_in_the_readers_language(definition, language):
    form = form_of(definition, {}, language=language)
    with override(language):
        assert form.errors["text"] == [gettext("Write your proposal.")]
        assert form.errors["publication"] == [gettext("Choose what may be published.")]


def test_what_was_typed_in_words_can_be_shown_again(definition):
    field = add_field(definition, FieldKind.TEXT)
    form = form_of(definition, {"text": KAZAKH, field.key: "жауап", "name": "Айгүл"})
    assert [words for _label, words in form.typed()] == [KAZAKH, "жауап", "Айгүл"]
