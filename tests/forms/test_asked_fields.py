"""What a form asks beside the text: subject, region, all kinds of fields, and those shown only after an answer."""

import pytest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cms.collation import sort_key
from forms.conditions import shown_keys
from forms.field_specs import specs_of
from forms.models import FieldKind, FormChoice, FormField
from forms.proposal_form import ProposalForm
from forms.receipts import format_number
from forms.tracking import find
from tests.forms.building import build, choice, spec
from tests.forms.making import filled, send, upload, url
from tests.forms.test_public_views import post


def form_of(definition, data=None, files=None, language="kk"):
    typed = MultiValueDict(
        {key: value if isinstance(value, list) else [value] for key, value in filled(**data or {}).items()}
    )
    with override(language):
        form = ProposalForm(definition, language, typed, MultiValueDict(files or {}))
        form.full_clean()
    return form


def answers(definition, **data):
    form = form_of(definition, data)
    assert form.is_valid(), form.errors
    return {entry["key"]: (entry["value"], entry["shown"]) for entry in form.submission.answers}


# --- subject and region ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "labels", "region"),
    [("kk", ["Тақырыбы", "Өңіріңіз"], "Абай облысы"), ("ru", ["Тема", "Ваш регион"], "область Абай")],
)
def test_subject_and_region_are_kept_in_the_words_that_the_citizen_saw(definition, language, labels, region):
    form = form_of(definition, {"subject": "  Әткеншек ", "region": "abai"}, language=language)
    kept = form.submission.answers
    assert [entry["key"] for entry in kept] == ["subject", "region"]
    assert [(entry["value"], entry["shown"]) for entry in kept] == [("Әткеншек", "Әткеншек"), ("abai", region)]
    assert [entry["label"] for entry in kept] == labels


def test_subject_and_region_may_be_left_out_and_are_no_part_of_the_hash(definition):
    assert form_of(definition).submission.answers == []
    bare, said = (
        form_of(definition).submission,
        form_of(definition, {"subject": "Тақырып", "region": "abai"}).submission,
    )
    assert bare.body_hash == said.body_hash


@pytest.mark.parametrize("data", [{"region": "atlantis"}, {"subject": "ә" * 201}])
def test_a_region_that_is_none_and_a_subject_that_is_a_text_are_refused(definition, data):
    assert list(form_of(definition, data).errors) == list(data)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_regions_stand_in_the_order_of_the_readers_language(definition, language):
    names = [name for code, name in form_of(definition, language=language).fields["region"].choices if code]
    assert len(names) == 20
    assert names == sorted(names, key=lambda name: sort_key(name, language))


@pytest.mark.parametrize(("language", "region"), [("kk", "Абай облысы"), ("ru", "область Абай")])
def test_the_receipt_and_the_tracking_page_show_subject_and_region(client, open_form, language, region):
    page = post(client, language, subject="Әткеншек туралы", region="abai").content.decode()
    assert "Әткеншек туралы" in page
    assert region in page


def test_the_secretary_reads_subject_and_region(client, secretary, definition):
    proposal = send(definition, filled(subject="Әткеншек туралы", region="abai")).proposal
    client.force_login(secretary)
    page = client.get(f"/admin/kenes/proposals/{proposal.pk}/").content.decode()
    assert "Әткеншек туралы" in page
    assert "Абай облысы" in page


# --- kinds -----------------------------------------------------------------------------------------------------------
def test_several_choices_are_kept_as_keys_and_shown_one_on_a_line(definition):
    [field] = build(definition, choice("Көлік", "Автобус", "Трамвай", "Метро", kind=FieldKind.SEVERAL))
    bus, _tram, metro = [one.key for one in field.choices]
    assert answers(definition, **{field.key: [metro, bus]})[field.key] == ([metro, bus], "Автобус\nМетро")
    assert list(form_of(definition, {field.key: [bus, "ufo"]}).errors) == [field.key]


@pytest.mark.parametrize("typed", ["23.11.2026", "2026-11-23", "23/11/2026", " 23.11.2026 "])
def test_a_day_is_taken_as_people_write_it(definition, typed):
    [field] = build(definition, spec(kind=FieldKind.DATE))
    assert answers(definition, **{field.key: typed})[field.key] == ("2026-11-23", "2026 жылғы 23 қараша")


@pytest.mark.parametrize("typed", ["31.02.2026", "кеше", "2026", "23.11"])
def test_a_day_that_is_none_is_refused_and_stays_as_typed(definition, typed):
    [field] = build(definition, spec(kind=FieldKind.DATE))
    form = form_of(definition, {field.key: typed})
    assert list(form.errors) == [field.key]
    assert form[field.key].value() == typed


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [("12", "12", "12"), ("1 250,5", "1250.5", "1250,5"), ("−3", "-3", "-3"), ("1\u00a0000", "1000", "1000")],
)
def test_a_number_is_taken_with_comma_point_and_blanks(definition, typed, value, shown):
    [field] = build(definition, spec(kind=FieldKind.NUMBER))
    assert answers(definition, **{field.key: typed})[field.key] == (value, shown)


@pytest.mark.parametrize("typed", ["он екі", "12 үй", "1,2,3", "1e5", "∞", "-"])
def test_what_is_no_number_is_refused(definition, typed):
    [field] = build(definition, spec(kind=FieldKind.NUMBER))
    assert list(form_of(definition, {field.key: typed}).errors) == [field.key]


# --- conditions ------------------------------------------------------------------------------------------------------
@pytest.fixture
def chained(definition):
    """Transport; of a bus its route; of a certain kind of route why; and a file."""
    [transport] = build(definition, choice("Көлік", "Автобус", "Трамвай", required=True))
    bus = transport.choices[0].key
    route = choice("Бағыт", "Қалалық", "Ауылдық", kind=FieldKind.SEVERAL, shown_when=bus, required=True)
    transport, route = build(definition, transport, route)
    rural = route.choices[1].key
    why = spec("Неліктен?", shown_when=rural, required=True)
    return build(definition, transport, route, why, spec("Сызба", FieldKind.FILE, shown_when=rural, required=True))


def test_a_field_whose_condition_is_not_met_is_neither_required_nor_kept(definition, chained):
    transport, route, why, drawing = chained
    tram, rural = transport.choices[1].key, route.choices[1].key
    data = {transport.key: tram, route.key: [rural], why.key: "Себебі бар"}
    form = form_of(definition, data, {drawing.key: [upload("page.pdf", b"<html>")]})
    assert form.errors == {}
    assert [entry["key"] for entry in form.submission.answers] == [transport.key]
    whole = form_of(definition, data, {drawing.key: [upload()], "files": [upload("other.txt")]})
    assert [kept.file.name for kept in whole.submission.attachments] == ["other.txt"]


def test_a_field_whose_condition_is_met_is_required_and_kept(definition, chained):
    transport, route, why, drawing = chained
    data = {transport.key: transport.choices[0].key, route.key: [one.key for one in route.choices]}
    assert set(form_of(definition, data).errors) == {why.key, drawing.key}
    form = form_of(definition, data | {why.key: "Себебі бар"}, {drawing.key: [upload()]})
    assert [entry["key"] for entry in form.submission.answers] == [field.key for field in chained]
    assert [kept.field_key for kept in form.submission.attachments] == [drawing.key]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "Тек мына жағдайда жауап беріңіз: «Көлік» дегенге «Автобус» деп жауап берсеңіз."),
        ("ru", "Ответьте, только если на «Көлік (рус.)» вы ответили «Автобус (рус.)»."),
    ],
)
def test_without_a_script_the_form_says_when_a_field_is_to_be_answered(client, open_form, chained, language, words):
    page = client.get(url(language)).content.decode()
    assert words in page
    assert f'data-shown-when="{chained[0].key}" data-shown-value="{chained[0].choices[0].key}"' in page


CHAIN = [("a", ""), ("b", "a1"), ("c", "b1"), ("d", "a2"), ("e", "")]


@given(st.dictionaries(st.sampled_from("abcde"), st.lists(st.sampled_from(["a1", "a2", "b1", "x"]), max_size=3)))
def test_a_field_is_shown_only_if_its_answer_stands_in_a_field_that_is_shown(chosen_in):
    shown = shown_keys(CHAIN, chosen_in)
    assert {"a", "e"} <= shown
    for number, (key, needed) in enumerate(CHAIN):
        if needed:
            earlier = [other for other, _needed in CHAIN[:number] if other in shown]
            assert (key in shown) == any(needed in chosen_in.get(other, []) for other in earlier)


# --- retired fields --------------------------------------------------------------------------------------------------
def test_a_retired_field_and_a_retired_answer_are_not_asked(client, open_form, definition):
    transport, words = build(definition, choice("Көлік", "Автобус", "Трамвай", "Метро"), spec("Ескі өріс"))
    FormField.objects.filter(key=words.key).update(is_retired=True, required=True)
    FormChoice.objects.filter(key=transport.choices[2].key).update(is_retired=True)
    page = client.get(url()).content.decode()
    assert "Трамвай" in page
    assert "Метро" not in page
    assert "Ескі өріс" not in page
    assert form_of(definition).errors == {}


def test_what_was_typed_into_a_field_that_was_retired_meanwhile_is_not_lost(definition):
    transport, words = build(definition, choice("Көлік", "Автобус", "Трамвай", "Метро"), spec())
    metro = transport.choices[2].key
    FormField.objects.filter(key=words.key).update(is_retired=True)
    FormChoice.objects.filter(key=metro).update(is_retired=True)
    assert answers(definition, **{transport.key: metro, words.key: "Жауап"}) == {
        transport.key: (metro, "Метро"),
        words.key: ("Жауап", "Жауап"),
    }


def test_conditions_cost_no_query_for_each_field(client, open_form, definition, chained, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(url())
    assert len(specs_of(definition)) == 4
    assert find(format_number(send(definition, filled(**{chained[0].key: chained[0].choices[1].key})).proposal.number))
