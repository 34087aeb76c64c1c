"""A consultation's form: how it comes into being, how it may change, and what of it never vanishes."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from wagtail.models import ModelLogEntry

from cms.roles import Role
from forms.field_specs import ChoiceSpec, specs_of
from forms.form_building import FieldsRefused, build_form, copy_fields, define_form
from forms.models import FieldKind, FormDefinition
from tests.factories import make_user
from tests.forms.building import BEFORE, CLOSED, build, choice, spec
from tests.forms.making import NOW, filled, make_pages, parks, send


def refused(definition, *fields, now=CLOSED):
    with pytest.raises(FieldsRefused) as refusal:
        build_form(definition, list(fields), user=None, now=now)
    return [(told.field, told.choice, told.name) for told in refusal.value.refusals]


def test_a_consultation_gets_one_form_however_often_it_is_asked_for(consultation, council):
    editor = make_user("editor", council)
    form = define_form(consultation, user=editor)
    assert define_form(consultation, user=editor) == form
    assert FormDefinition.objects.count() == 1
    assert (form.contact_kept_days, form.original_kept_days, form.takes_files) == (90, 365, True)
    assert ModelLogEntry.objects.filter(action="kenes.form_defined").count() == 1


def test_a_secretary_builds_no_form(consultation, definition, secretary):
    with pytest.raises(PermissionDenied):
        define_form(consultation, user=secretary)
    with pytest.raises(PermissionDenied):
        build_form(definition, [], user=secretary, now=NOW)


# --- building --------------------------------------------------------------------------------------------------------
def test_the_fields_are_stored_in_their_order_and_keep_their_keys(definition):
    first, second = build(definition, spec("Бірінші"), choice("Екінші"))
    again = build(definition, replace(second, label_kk="Жаңа"), first, spec("Үшінші"))
    assert [field.key for field in again[:2]] == [second.key, first.key]
    assert [field.label_kk for field in again] == ["Жаңа", "Бірінші", "Үшінші"]
    assert again[0].choices == second.choices


def test_what_changed_is_in_the_log_and_nothing_is_where_nothing_changed(definition):
    first, second = build(definition, spec("Бірінші"), spec("Екінші"))
    build(definition, first, second)
    build(definition, replace(first, required=True), spec("Үшінші"))
    entries = ModelLogEntry.objects.filter(action="kenes.form_changed").order_by("pk")
    assert [entry.data for entry in entries] == [
        {"added": [first.label_ru, second.label_ru]},
        {"added": ["Үшінші (рус.)"], "changed": [first.label_ru], "deleted": [second.label_ru]},
    ]


@pytest.mark.parametrize("kind", [FieldKind.CHOICE, FieldKind.SEVERAL])
def test_a_choice_needs_two_answers_that_are_offered(definition, kind):
    one = ChoiceSpec("Иә", "Да")
    assert refused(definition, spec(kind=kind, choices=(one,))) == [(0, None, "kind")]
    assert refused(definition, spec(kind=kind, choices=(one, replace(one, is_retired=True)))) == [(0, None, "kind")]


def test_words_and_numbers_have_no_answers_to_choose_from(definition):
    answers = choice().choices
    assert refused(definition, spec(kind=FieldKind.NUMBER, choices=answers)) == [(0, None, "kind")]


# --- conditions ------------------------------------------------------------------------------------------------------
def test_a_field_may_depend_on_an_answer_of_an_earlier_choice(definition):
    [transport] = build(definition, choice())
    fields = build(definition, transport, spec("Бағыт", shown_when=transport.choices[0].key))
    assert fields[1].shown_when == transport.choices[0].key


def test_a_condition_on_a_later_field_on_itself_on_a_strangers_or_on_no_choice_is_refused(definition, council):
    transport, words = build(definition, choice(), spec())
    other = define_form(parks(council, "other"), user=None)
    [foreign] = build(other, choice("Бөтен"))
    bus = transport.choices[0].key
    assert refused(definition, replace(words, shown_when=bus), transport) == [(0, None, "shown_when")]
    assert refused(definition, replace(transport, shown_when=bus)) == [(0, None, "shown_when")]
    for wrong in (foreign.choices[0].key, words.key, "nothing"):
        assert refused(definition, transport, replace(words, shown_when=wrong)) == [(1, None, "shown_when")]


def test_an_answer_on_which_a_field_depends_is_not_taken_away(definition):
    [transport] = build(definition, choice("Көлік", "Автобус", "Трамвай", "Метро"))
    bus, *others = transport.choices
    dependent = build(definition, transport, spec("Бағыт", shown_when=bus.key))[1]
    for without in (
        replace(transport, choices=tuple(others)),
        replace(transport, choices=(replace(bus, is_retired=True), *others)),
        replace(transport, is_retired=True),
    ):
        assert refused(definition, without, dependent) == [(1, None, "shown_when")]
    build(definition, replace(transport, is_retired=True), replace(dependent, is_retired=True))


# --- what has been answered ------------------------------------------------------------------------------------------
@pytest.fixture
def answered(definition):
    """A choice that one proposal answers, and a line of text that none does."""
    transport, words = build(definition, choice("Көлік", "Автобус", "Трамвай", "Метро"), spec())
    send(definition, filled(**{transport.key: transport.choices[0].key}))
    return transport, words


def test_an_answered_field_is_not_deleted_and_one_that_nobody_answered_is(definition, answered):
    transport, words = answered
    assert refused(definition, words) == [(None, None, "")]
    assert build(definition, transport, now=CLOSED) == [transport]


def test_an_answered_field_can_be_retired_and_stays_on_record(definition, answered):
    transport, words = answered
    stored = build(definition, replace(transport, is_retired=True), words, now=CLOSED)
    assert stored[0].key == transport.key


def test_while_the_form_is_open_no_field_is_deleted_under_the_hands_of_whoever_fills_it_in(definition):
    words, transport = build(definition, spec(), choice("Көлік", "Автобус", "Трамвай", "Метро"))
    assert refused(definition, transport, now=NOW) == [(None, None, "")]
    fewer = replace(transport, choices=transport.choices[:2])
    assert refused(definition, words, fewer, now=NOW) == [(1, None, "kind")]
    assert build(definition, fewer, now=CLOSED) == [fewer]


def test_kind_and_answers_of_an_answered_field_keep_their_meaning(definition, answered):
    transport, words = answered
    bus, tram, metro = transport.choices
    assert refused(definition, replace(transport, kind=FieldKind.SEVERAL), words) == [(0, None, "kind")]
    assert refused(definition, replace(transport, choices=(bus, tram)), words) == [(0, None, "kind")]
    reworded = replace(transport, choices=(bus, replace(tram, label_ru="Поезд"), metro))
    assert refused(definition, reworded, words) == [(0, 1, "label_kk")]


def test_an_answered_choice_can_grow_and_retire_an_answer(definition, answered):
    transport, words = answered
    bus, tram, metro = transport.choices
    grown = (bus, tram, replace(metro, is_retired=True), ChoiceSpec("Велосипед", "Велосипед"))
    stored = build(definition, replace(transport, choices=grown, label_kk="Немен жүресіз?"), words, now=CLOSED)
    assert [one.label_kk for one in stored[0].choices] == ["Автобус", "Трамвай", "Метро", "Велосипед"]
    assert [one.key for one in stored[0].choices[:3]] == [bus.key, tram.key, metro.key]


# --- personal data ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("facts", [{"label_ru": "ИИН"}, {"label_kk": "Төлқұжат"}, {"hint_ru": "Дата рождения"}])
def test_a_field_for_an_identity_number_is_refused_beside_its_words(definition, facts):
    assert refused(definition, replace(spec(), **facts), now=BEFORE) == [(0, None, next(iter(facts)))]


def test_a_permission_is_not_given_by_whoever_builds(definition):
    smuggled = replace(spec("ЖСН"), allowed_because="Заң бойынша керек")
    assert refused(definition, smuggled, now=BEFORE) == [(0, None, "label_kk"), (0, None, "label_ru")]


# --- copies ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def source(db, council):
    """Another form of the council, with a field that depends on a choice, and a retired one."""
    form = define_form(parks(council, "roads"), user=None)
    [transport] = build(form, choice())
    bus = transport.choices[0].key
    build(form, transport, spec("Бағыт", shown_when=bus, required=True), spec("Ескі", is_retired=True))
    return form


def test_fields_of_another_form_are_appended_with_keys_and_conditions_of_their_own(source, definition, council):
    build(definition, spec("Өз өрісі"))
    assert copy_fields(source, definition, user=make_user(Role.EDITOR, council), now=NOW) == (2, 0)
    own, transport, route = specs_of(definition)
    assert [own.label_kk, transport.label_kk, route.label_kk] == ["Өз өрісі", "Көлік", "Бағыт"]
    assert route.shown_when == transport.choices[0].key
    before = specs_of(source)
    assert {transport.key, route.key, transport.choices[0].key}.isdisjoint(
        {field.key for field in before} | {one.key for one in before[0].choices}
    )
    assert ModelLogEntry.objects.get(action="kenes.fields_copied").data["count"] == 2


def test_fields_of_another_councils_form_are_not_copied(source, councils):
    target = define_form(parks(councils.b, "other"), user=None)
    with pytest.raises(ValidationError) as refusal:
        copy_fields(source, target, user=None, now=NOW)
    assert refusal.value.message_dict.keys() == {"source"}
    assert not target.fields.exists()
    with pytest.raises(Http404):
        copy_fields(source, target, user=make_user(Role.EDITOR, source.council), now=NOW)


def test_a_form_without_a_field_is_no_source(definition, source):
    with pytest.raises(ValidationError):
        copy_fields(definition, source, user=None, now=NOW)


def test_a_copied_form_takes_proposals(source, definition, council):
    copy_fields(source, definition, user=None, now=BEFORE)
    make_pages(definition, ["kk"])
    transport, route = specs_of(definition)
    data = filled(**{transport.key: transport.choices[0].key, route.key: "№ 12"})
    answers = send(definition, data).proposal.original.answers
    assert [entry["shown"] for entry in answers] == ["Автобус", "№ 12"]
