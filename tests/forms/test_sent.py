"""What a citizen is shown of what was sent: everything, with name and contact covered."""

import pytest
from django.utils.translation import gettext, override

from forms import sent
from forms.models import Contact, ErasureOrder, FieldKind, FormChoice
from tests.forms.making import KAZAKH, NOW, add_field, filled, send, upload

CONTACT = {"name": "Айгүл Серікқызы", "phone": "+7 700 123 45 67", "consent": "on"}


def rows(proposal, language="kk"):
    """The rows as (label, value or moment)."""
    with override(language):
        return [(row["label"], row.get("when") or row["value"]) for row in sent.describe(proposal, language)["rows"]]


@pytest.mark.parametrize(
    ("name", "covered"),
    [("Айгүл", "А."), ("Айгүл Серікқызы", "А. С."), ("«Таза су» қоры", "Т. с. қ."), ("— 7-мектеп", "7."), ("", "")],
)
def test_of_a_name_the_first_letters_are_shown(name, covered):
    assert sent.initials(name) == covered


def test_of_a_contact_little_is_shown():
    assert sent.covered_email("aigul@example.kz") == "a•••••@example.kz"
    assert sent.covered_phone("+7 700 123 45 67") == "•••••• 67"
    assert (sent.covered_email(""), sent.covered_phone("")) == ("", "")


def test_name_contact_consent_and_publication_have_their_own_labels(definition):
    proposal = send(definition, filled(publication="text_and_name", **CONTACT)).proposal
    with override("kk"):
        assert rows(proposal) == [
            (gettext("Publication"), proposal.get_publication_display()),
            (gettext("Your name or the name of your organisation"), "А. С."),
            (gettext("Telephone number"), "•••••• 67"),
            (gettext("Consent to the processing of personal data"), NOW),
        ]


def test_without_a_name_and_contact_no_consent_is_claimed(definition):
    assert len(rows(send(definition).proposal)) == 1


def test_the_answers_to_own_fields_are_shown_as_the_citizen_saw_them(definition):
    choice = add_field(definition, FieldKind.CHOICE, label_kk="Қай бөлігі?", label_ru="Какая часть?")
    option = FormChoice.objects.create(field=choice, label_kk="Бірінші", label_ru="Первая")
    add_field(definition, FieldKind.TEXT, label_kk="Бос", label_ru="Пусто")
    proposal = send(definition, filled(**{choice.key: option.key})).proposal
    assert rows(proposal, "ru")[1:] == [("Қай бөлігі?", "Бірінші")]
    with override("ru"):
        row = sent.describe(proposal, "ru")["rows"][1]
    assert (row["label_lang"], row["lang"]) == ("kk", "kk")


def test_each_file_has_its_size_and_the_label_of_its_field(definition):
    own = add_field(definition, FieldKind.FILE, label_kk="Сызба", label_ru="Чертёж")
    files = {own.key: [upload("сызба.txt")], "files": [upload("жоспар.txt", b"a" * 2000)]}
    proposal = send(definition, files=files).proposal
    with override("kk"):
        kilobytes = [gettext("%(size)s KB") % {"size": size} for size in (1, 2)]
        assert rows(proposal)[1:] == [
            ("Сызба", f"сызба.txt, {kilobytes[0]}"),
            (gettext("File"), f"жоспар.txt, {kilobytes[1]}"),
        ]


def test_of_an_erased_original_only_what_is_left_is_shown(definition):
    proposal = send(definition, filled(**CONTACT), files={"files": [upload()]}).proposal
    ErasureOrder.objects.create(proposal=proposal, reason="Asked.")
    proposal.original.files.all().delete()
    proposal.original.delete()
    Contact.objects.all().delete()
    fresh = type(proposal).objects.get()
    with override("kk"):
        shown = sent.describe(fresh, "kk")
    assert (shown["text"], shown["is_erased"], len(shown["rows"])) == ("", True, 1)
    assert "".join(shown["hash_parts"]) == proposal.body_hash
    assert KAZAKH not in str(shown)
