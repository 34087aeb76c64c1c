"""Templates of the ministry: who makes them, and what a council takes from them."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.roles import Role
from forms.field_specs import specs_of
from forms.form_building import build_form, copy_fields, define_form
from forms.form_templates import bring_back_template, make_template, retire_template
from forms.models import FormDefinition, FormTemplate
from tests.factories import make_user
from tests.forms.building import build, choice, labels, posted, spec
from tests.forms.making import NOW, parks


@pytest.fixture
def administrator(db):
    """The ministry's administrator."""
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def template(administrator):
    """A template with a choice and what depends on it."""
    row = make_template("Көлік туралы", "О транспорте", user=administrator)
    [transport] = build(row, choice(), user=administrator)
    build(row, transport, spec("Бағыт", shown_when=transport.choices[0].key), user=administrator)
    return row


def test_a_template_is_no_form_of_any_council(template, definition, council):
    assert list(FormDefinition.objects.all()) == [definition]
    assert list(FormTemplate.objects.all()) == [template]
    assert FormDefinition.objects.for_user(make_user(Role.EDITOR, council)).get() == definition
    assert (str(template), template.council) in [("О транспорте", None), ("Көлік туралы", None)]


def test_a_form_is_either_a_consultations_or_a_template(definition):
    for wrong in (
        FormDefinition(),
        FormDefinition(name_kk="Үлгі", name_ru="Шаблон", consultation=definition.consultation),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save()


def test_a_council_makes_and_changes_no_template(template, council):
    publisher = make_user(Role.PUBLISHER, council)
    for act in (
        lambda: make_template("Үлгі", "Шаблон", user=publisher),
        lambda: build_form(template, [], user=publisher, now=NOW),
        lambda: retire_template(template, user=publisher),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_template_needs_a_name_in_both_languages(administrator):
    with pytest.raises(ValidationError) as refusal:
        make_template(" ", "Шаблон", user=administrator)
    assert refusal.value.message_dict.keys() == {"name_kk"}


def test_a_form_started_from_a_template_is_a_copy_that_no_later_change_reaches(template, definition, council):
    assert copy_fields(template, definition, user=make_user(Role.EDITOR, council), now=NOW) == (2, 0)
    taken = specs_of(definition)
    first, second = specs_of(template)
    build(template, replace(first, label_kk="Басқа"), second)
    assert specs_of(definition) == taken
    assert taken[1].shown_when == taken[0].choices[0].key != first.choices[0].key


def test_a_retired_template_is_offered_to_nobody_until_it_is_brought_back(template, definition, administrator):
    for _twice in range(2):
        retire_template(template, user=administrator)
    with pytest.raises(ValidationError):
        copy_fields(FormTemplate.objects.get(), definition, user=None, now=NOW)
    bring_back_template(template, user=administrator)
    copy_fields(FormTemplate.objects.get(), definition, user=None, now=NOW)
    actions = ModelLogEntry.objects.filter(action__startswith="kenes.template_").order_by("pk")
    assert [entry.action.removeprefix("kenes.template_") for entry in actions] == ["made", "retired", "brought_back"]


# --- screens ---------------------------------------------------------------------------------------------------------
def test_the_administrator_makes_edits_and_retires_a_template_on_screens(client, administrator):
    client.force_login(administrator)
    names = {"name_kk": "Саябақ", "name_ru": "Парк"}
    answer = client.post(reverse("kenes_form_templates"), names)
    template = FormTemplate.objects.get()
    address = reverse("kenes_form_template", args=[template.pk])
    assert answer.url == address
    assert client.get(address).status_code == 200
    changed = {"name_kk": "Саябақтар", "name_ru": "Парки"}
    assert client.post(address, posted(template, labels("Қай саябақ?", "Какой парк?"), **changed)).status_code == 302
    template.refresh_from_db()
    assert (template.name_kk, [field.label_ru for field in specs_of(template)]) == ("Саябақтар", ["Какой парк?"])
    assert client.post(address, posted(template, labels("ЖСН", "ИИН"), **changed)).status_code == 200
    assert "Какой парк?" in client.get(reverse("kenes_preview_template", args=[template.pk, "ru"])).content.decode()
    for act, is_retired in (("off", True), ("on", False)):
        client.post(reverse("kenes_turn_template", args=[template.pk, act]))
        assert FormTemplate.objects.get().is_retired is is_retired


def test_the_editor_is_offered_templates_and_forms_of_the_own_council_only(
    client, template, definition, council, councils
):
    own, foreign = define_form(parks(council, "own"), user=None), define_form(parks(councils.b, "foreign"), user=None)
    for form in (own, foreign):
        build(form, spec())
    client.force_login(make_user(Role.EDITOR, council))
    address = reverse("kenes_copy_fields", args=[definition.pk])
    groups = client.get(address).context["form"].fields["source"].choices
    assert [value for _group, pairs in groups for value, _label in pairs] == [str(template.pk), str(own.pk)]
    assert client.post(address, {"source": foreign.pk}).status_code == 200
    assert not definition.fields.exists()
    answer = client.post(address, {"source": template.pk})
    assert answer.url == reverse("kenes_form", args=[definition.pk])
    assert definition.fields.count() == 2
