"""The builder's screen: what it reads, where it shows a refusal, and that it loses nothing of a colleague's."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from cms.roles import Role
from forms.field_specs import specs_of
from forms.models import FieldKind, FormField
from tests.factories import make_consultation, make_user
from tests.forms.building import build, builder, choice, labels, posted, spec
from tests.forms.making import CLOSES, filled, send


@pytest.fixture
def editor(client, council, at):
    """An editor's browser, after the closing."""
    at(CLOSES + timezone.timedelta(days=1))
    client.force_login(make_user(Role.EDITOR, council))
    return client


def row_of(field, **facts):
    """A stored field as the screen posts it back."""
    stored = FormField.objects.get(key=field.key)
    answers = [{"id": one.pk, "label_kk": one.label_kk, "label_ru": one.label_ru} for one in stored.choices.all()]
    return labels(field.label_kk, field.label_ru, kind=field.kind, id=stored.pk, choices=answers, **facts)


def errors(answer):
    """{number of the row: names of the fields with an error}."""
    rows = answer.context["form"].formsets["fields"].forms
    return {number: set(row.errors) for number, row in enumerate(rows) if row.errors}


def test_the_desk_offers_to_make_the_form_where_it_is_said_to_be_missing(client, council):
    row, make = make_consultation(council), "There is no proposal form yet."
    desk, path = reverse("kenes_consultation", args=[row.pk]), reverse("kenes_define_form", args=[row.pk])
    for role, offers in ((Role.SECRETARY, 0), (Role.EDITOR, 2)):
        client.force_login(make_user(role, council))
        shown = client.get(desk).content.decode()
        with override("ru"):
            assert gettext(make) in shown
        # Beside what is missing, and among the proposals.
        assert shown.count(f'action="{path}"') == offers
    client.post(path)
    with override("ru"):
        assert gettext(make) not in client.get(desk).content.decode()


def test_all_kinds_conditions_and_both_languages_are_saved_from_the_screen(editor, definition):
    answers = [labels("Иә", "Да"), labels("Жоқ", "Нет")]
    first = posted(definition, labels("Бардыңыз ба?", "Были там?", kind="several", choices=answers))
    assert editor.post(builder(definition), first).status_code == 302
    [visited] = specs_of(definition)
    yes = visited.choices[0].key
    assert yes in editor.get(builder(definition)).content.decode()
    rows = [
        row_of(visited),
        labels("Қашан?", "Когда?", kind="date", shown_when=yes, required="on"),
        labels(kind="number"),
    ]
    assert editor.post(builder(definition), posted(definition, *rows)).status_code == 302
    stored = specs_of(definition)
    assert [field.kind for field in stored] == [FieldKind.SEVERAL, FieldKind.DATE, FieldKind.NUMBER]
    assert (stored[1].shown_when, stored[1].required, stored[0]) == (yes, True, visited)


def test_a_refusal_stands_beside_its_field_and_everything_typed_stays(editor, definition):
    answer = editor.post(
        builder(definition), posted(definition, labels("Аты", "Имя"), labels("Нөмірі", "Номер паспорта"))
    )
    assert (answer.status_code, errors(answer)) == (200, {1: {"label_ru"}})
    assert "Номер паспорта" in answer.content.decode()
    assert not definition.fields.exists()


def test_a_condition_on_a_later_field_is_refused_beside_it(editor, definition):
    [transport] = build(definition, choice())
    rows = [labels(shown_when=transport.choices[0].key), row_of(transport)]
    answer = editor.post(builder(definition), posted(definition, *[{**rows[1], "ORDER": 2}, {**rows[0], "ORDER": 1}]))
    assert errors(answer) == {1: {"shown_when"}}


def test_a_condition_on_another_forms_answer_is_no_choice_of_the_screen(editor, definition):
    answer = editor.post(builder(definition), posted(definition, labels(shown_when="f0123456789ab")))
    assert errors(answer) == {0: {"shown_when"}}


def test_deleting_an_answered_field_is_refused_in_words_and_retiring_it_is_not(editor, definition):
    [field] = build(definition, spec("Қай саябақ?"))
    send(definition, filled(**{field.key: "Орталық"}))
    answer = editor.post(builder(definition), posted(definition, row_of(field, DELETE="on")))
    assert answer.status_code == 200
    assert "Қай саябақ?" in " ".join(answer.context["form"].non_field_errors())
    editor.post(builder(definition), posted(definition, row_of(field, is_retired="on")))
    assert specs_of(definition) == [replace(field, is_retired=True)]


def test_the_words_of_an_answer_that_may_have_been_chosen_are_refused_beside_them(editor, definition):
    [field] = build(definition, choice())
    send(definition, filled(**{field.key: field.choices[0].key}))
    row = row_of(field)
    row["choices"][1]["label_kk"] = "Пойыз"
    answer = editor.post(builder(definition), posted(definition, row))
    [_tram] = [
        one for one in answer.context["form"].formsets["fields"].forms[0].formsets["choices"].forms if one.errors
    ]
    assert specs_of(definition) == [field]


def test_a_field_that_a_colleague_added_meanwhile_stays(editor, definition):
    [first] = build(definition, spec("Бірінші"))
    old_screen = posted(definition, row_of(first))
    build(definition, first, spec("Әріптестің өрісі"))
    editor.post(builder(definition), old_screen)
    assert [field.label_kk for field in specs_of(definition)] == ["Бірінші", "Әріптестің өрісі"]


def test_only_who_plans_the_consultation_builds(client, definition, secretary):
    client.force_login(secretary)
    assert client.post(builder(definition), posted(definition, labels())).status_code == 302
    assert not definition.fields.exists()


# --- preview ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "label", "heading"), [("kk", "Бардыңыз ба?", "Ұсыныс"), ("ru", "Были там?", "предложение")]
)
def test_the_form_is_seen_in_both_languages_before_anything_is_published(editor, definition, language, label, heading):
    FormField.objects.create(form=definition, label_kk="Бардыңыз ба?", label_ru="Были там?")
    page = editor.get(reverse("kenes_preview_form", args=[definition.pk, language])).content.decode()
    assert f'<html lang="{language}">' in page
    assert label in page
    assert heading.lower() in page.lower()
    assert "eotinish.gov.kz" in page
    assert 'type="submit"' not in page


def test_there_is_no_preview_in_a_third_language(editor, definition):
    assert editor.get(reverse("kenes_preview_form", args=[definition.pk, "en"])).status_code == 404
