"""The administrator lets one form ask for what a form must not ask for, with a reason on record."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.roles import Role
from forms.allowed_fields import allow_field
from forms.field_specs import specs_of
from forms.form_building import FieldsRefused, build_form, copy_fields, define_form
from tests.factories import make_user
from tests.forms.building import build, builder, spec
from tests.forms.making import NOW, parks

REASON = "Ветеран мәртебесі заң бойынша тексеріледі."


@pytest.fixture
def administrator(db):
    """The ministry's administrator."""
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def allowed(definition, administrator):
    """A form with one field that the administrator allowed."""
    allow_field(definition, spec("Жеке куәлік нөмірі"), REASON, user=administrator)
    return definition


def test_the_permission_is_on_record_with_its_reason(allowed, administrator):
    entry = ModelLogEntry.objects.get(action="kenes.field_allowed")
    assert (entry.user, entry.data["reason"], entry.data["label_kk"]) == (administrator, REASON, "Жеке куәлік нөмірі")
    assert [field.allowed_because for field in specs_of(allowed)] == [REASON]


def test_the_council_keeps_the_allowed_field_but_not_with_other_words(allowed):
    [field] = build(allowed, *specs_of(allowed))
    build(allowed, spec("Бірінші"), replace(field, required=True))
    assert specs_of(allowed)[1].allowed_because == REASON
    with pytest.raises(FieldsRefused):
        build_form(allowed, [replace(field, label_ru="Номер паспорта")], user=None, now=NOW)
    with pytest.raises(FieldsRefused):
        build_form(allowed, [field, spec("ЖСН")], user=None, now=NOW)


def test_the_permission_is_for_one_form_only(allowed, council):
    other = define_form(parks(council, "other"), user=None)
    with pytest.raises(ValidationError):
        copy_fields(allowed, other, user=None, now=NOW)
    build(allowed, *specs_of(allowed), spec("Бейтарап"))
    assert copy_fields(allowed, other, user=None, now=NOW) == (1, 1)
    assert [field.label_kk for field in specs_of(other)] == ["Бейтарап"]


def test_a_permission_needs_a_reason_and_a_field_that_is_refused_at_all(definition, administrator):
    for field, reason, beside in ((spec("ЖСН"), "керек", "reason"), (spec("Қай саябақ?"), REASON, "label_ru")):
        with pytest.raises(ValidationError) as refusal:
            allow_field(definition, field, reason, user=administrator)
        assert refusal.value.message_dict.keys() == {beside}
    assert not definition.fields.exists()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER, Role.LEAD])
def test_nobody_of_the_council_gives_it(role, definition, council, client):
    person = make_user(role, council)
    with pytest.raises(PermissionDenied):
        allow_field(definition, spec("ЖСН"), REASON, user=person)
    client.force_login(person)
    assert client.get(reverse("kenes_allow_field", args=[definition.pk])).status_code == 404


def test_the_administrator_allows_it_on_a_screen_and_the_builder_shows_why(definition, administrator, council, client):
    client.force_login(administrator)
    address = reverse("kenes_allow_field", args=[definition.pk])
    said = {"kind": "text", "label_kk": "ЖСН", "label_ru": "ИИН", "reason": REASON}
    assert client.post(address, said | {"reason": ""}).context["form"].errors.keys() == {"reason"}
    assert client.post(address, said).url == address
    assert REASON in client.get(address).content.decode()
    client.force_login(make_user(Role.EDITOR, council))
    page = client.get(builder(definition)).content.decode()
    assert REASON in page
    assert address in page
