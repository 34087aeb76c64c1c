"""Answers to closed fields as counts: who publishes them, when, and what nobody learns from them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from wagtail.models import ModelLogEntry

from cms.components import Place
from cms.roles import Role
from forms.counting import count, questions_of
from forms.models import ErasureOrder, FieldKind, FieldResult, FormField, Original
from forms.result_items import published_results
from forms.result_publication import publish_result, withdraw_result
from forms.window import GRACE
from tests.factories import make_user
from tests.forms.building import build, choice, spec
from tests.forms.making import CLOSES, filled, send
from tests.forms.test_components import shown

OVER = CLOSES + GRACE
PLACES = pytest.mark.parametrize("place", [Place.QUESTION_PROPOSALS, Place.OUTCOME_TOTALS])


def say(definition, times, **data):
    for _time in range(times):
        send(definition, filled(**data))


@pytest.fixture
def transport(definition):
    """A choice that 6 answered with the first, 5 with the second and 5 with no answer."""
    [field] = build(definition, choice())
    bus, tram = (one.key for one in field.choices)
    say(definition, 6, **{field.key: bus})
    say(definition, 5, **{field.key: tram})
    say(definition, 5)
    return field


def cells_of(definition, key):
    """{key of the choice: its count or its mark}."""
    cells = count(definition, questions_of(definition))[key].cells
    return {cell["key"]: cell["mark"] or cell["count"] for cell in cells}


# --- counting --------------------------------------------------------------------------------------------------------
def test_every_answer_is_counted_and_so_is_none(definition, transport):
    bus, tram = (one.key for one in transport.choices)
    assert cells_of(definition, transport.key) == {bus: 6, tram: 5, "": 5}


def test_a_small_group_is_hidden_with_one_more_and_stored_nowhere(definition, transport):
    bus, tram = (one.key for one in transport.choices)
    say(definition, 8, **{transport.key: bus, "region": "abai"})
    say(definition, 4, **{transport.key: tram, "region": "astana"})
    publish_result(definition, "region", user=None, now=OVER)
    kept = {cell["key"]: (cell["count"], cell["mark"]) for cell in FieldResult.objects.get().cells}
    assert (kept["abai"], kept["astana"], kept[""]) == ((8, ""), (None, "few"), (None, "covered"))
    assert len(kept) == 21


def test_several_choices_are_counted_each_by_itself(definition):
    [field] = build(definition, choice("Көлік", "Автобус", "Трамвай", "Метро", kind=FieldKind.SEVERAL))
    bus, tram, metro = (one.key for one in field.choices)

    def tick(times, *keys):
        for _time in range(times):
            send(definition, MultiValueDict({"text": ["Ұсыныс"], "publication": ["text"], field.key: list(keys)}))

    tick(7, bus, tram)
    tick(6, tram, metro)
    tick(5)
    assert cells_of(definition, field.key) == {bus: 7, tram: 13, metro: 6, "": 5}


@pytest.fixture
def conditional(definition):
    """After the bus: which route. 12 go by tram, 2 by bus and 12 say nothing."""
    [transport] = build(definition, choice())
    route = choice("Бағыт", "Қалалық", "Ауылдық", shown_when=transport.choices[0].key)
    transport, route = build(definition, transport, route)
    for number, times in ((0, 2), (1, 12)):
        say(definition, times, **{transport.key: transport.choices[number].key, route.key: route.choices[0].key})
    say(definition, 12)
    return transport, route


def test_of_a_question_that_only_a_small_group_was_asked_nothing_is_shown(definition, conditional):
    transport, route = conditional
    bus, tram = (one.key for one in transport.choices)
    assert cells_of(definition, transport.key) == {bus: "few", tram: 12, "": "covered"}
    assert cells_of(definition, route.key) == {}


def test_of_a_question_whose_sum_would_tell_a_hidden_group_nothing_is_shown(definition):
    [transport] = build(definition, choice())
    bus, tram = (one.key for one in transport.choices)
    transport, route = build(definition, transport, choice("Бағыт", "Қалалық", "Ауылдық", shown_when=tram))
    say(definition, 2, **{transport.key: bus})
    for number, times in ((0, 7), (1, 5)):
        say(definition, times, **{transport.key: tram, route.key: route.choices[number].key})
    say(definition, 5, **{transport.key: tram})
    # All less the 17 who were asked for the route would be the two who go by bus.
    assert cells_of(definition, transport.key) == {}
    assert cells_of(definition, route.key) == {}


def test_of_a_question_that_a_visible_group_was_asked_only_the_asked_are_counted(definition, conditional):
    transport, route = conditional
    bus = transport.choices[0].key
    say(definition, 5, **{transport.key: bus, route.key: route.choices[0].key})
    say(definition, 5, **{transport.key: bus, route.key: route.choices[1].key})
    say(definition, 5, **{transport.key: bus})
    counted = count(definition, questions_of(definition))
    assert counted[route.key].asked == 17
    assert cells_of(definition, route.key) == {route.choices[0].key: 7, route.choices[1].key: 5, "": 5}


# --- publishing ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("moment", [CLOSES - timedelta(days=1), CLOSES, OVER - timedelta(seconds=1)])
def test_nothing_is_counted_while_a_proposal_may_still_come(definition, transport, moment):
    with pytest.raises(ValidationError):
        publish_result(definition, transport.key, user=None, now=moment)
    assert not FieldResult.objects.exists()


def test_words_are_not_published_as_counts(definition):
    [words] = build(definition, spec())
    for key in (words.key, "nothing", "subject"):
        with pytest.raises(ValidationError):
            publish_result(definition, key, user=None, now=OVER)


def test_editor_and_publisher_publish_and_nobody_else(definition, transport, council, councils):
    publish_result(definition, transport.key, user=make_user(Role.EDITOR, council), now=OVER)
    withdraw_result(definition, transport.key, user=make_user(Role.PUBLISHER, council))
    actions = ModelLogEntry.objects.filter(action__startswith="kenes.result_").order_by("pk")
    assert [entry.action for entry in actions] == ["kenes.result_published", "kenes.result_withdrawn"]
    for role in (Role.SECRETARY, Role.TRANSLATOR, Role.LEAD):
        with pytest.raises(PermissionDenied):
            publish_result(definition, transport.key, user=make_user(role, council), now=OVER)
    with pytest.raises(Http404):
        publish_result(definition, transport.key, user=make_user(Role.EDITOR, councils.b), now=OVER)


def test_the_numbers_are_counted_once_so_that_two_editions_tell_nothing_of_one_person(definition, transport):
    first = publish_result(definition, transport.key, user=None, now=OVER)
    withdraw_result(definition, transport.key, user=None)
    erased = Original.objects.exclude(answers=[]).first()
    ErasureOrder.objects.create(proposal=erased.proposal, reason="Азаматтың өтініші")
    erased.delete()
    again = publish_result(definition, transport.key, user=None, now=OVER + timedelta(days=1))
    assert (again.pk, again.cells, again.counted_at) == (first.pk, first.cells, OVER)


def test_a_field_with_published_numbers_stays_when_its_originals_are_erased(definition, transport):
    publish_result(definition, transport.key, user=None, now=OVER)
    for original in Original.objects.all():
        ErasureOrder.objects.create(proposal=original.proposal, reason="Мерзімі өтті")
        original.delete()
    with pytest.raises(ValidationError):
        build(definition, now=OVER + timedelta(days=400))
    assert FormField.objects.filter(key=transport.key).exists()


# --- what readers see ------------------------------------------------------------------------------------------------
@PLACES
@pytest.mark.parametrize(
    ("language", "label", "answer", "heading", "none"),
    [
        ("kk", "Көлік", "Автобус", "Формадағы сұрақтарға жауаптар", "Жауап жоқ"),
        ("ru", "Көлік (рус.)", "Автобус (рус.)", "Ответы на вопросы формы", "Нет ответа"),
    ],
)
def test_readers_see_the_published_counts_in_their_language(
    definition, transport, consultation, place, language, label, answer, heading, none
):
    publish_result(definition, transport.key, user=None, now=OVER)
    page = shown(place, consultation, language, now=OVER)
    for words in (label, answer, heading, none, 'width="37.50%"', "<table"):
        assert words in page, words
    assert "Өңіріңіз" not in page


@PLACES
def test_readers_see_nothing_of_what_is_not_published(definition, transport, consultation, place):
    assert "answer-bars" not in shown(place, consultation, now=OVER)
    publish_result(definition, transport.key, user=None, now=OVER)
    withdraw_result(definition, transport.key, user=None)
    assert "answer-bars" not in shown(place, consultation, now=OVER)


def test_a_hidden_group_has_words_and_no_bar(definition, conditional, consultation):
    publish_result(definition, conditional[0].key, user=None, now=OVER)
    page = shown(Place.OUTCOME_TOTALS, consultation, "kk", now=OVER)
    assert "бестен аз" in page
    assert "көрсетілмейді" in page
    assert page.count("<rect width=") == 1


def test_too_few_answers_are_said_to_be_too_few(definition, conditional, consultation):
    publish_result(definition, conditional[1].key, user=None, now=OVER)
    page = shown(Place.QUESTION_PROPOSALS, consultation, "ru", now=OVER)
    assert "Ответов пришло слишком мало" in page


def test_results_cost_a_page_one_query_and_none_before_the_closing(
    definition, transport, consultation, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert published_results(consultation, "kk", CLOSES) is None
    with django_assert_num_queries(1):
        assert published_results(consultation, "kk", OVER) is None
    for key in (transport.key, "region"):
        publish_result(definition, key, user=None, now=OVER)
    with django_assert_num_queries(1):
        assert len(published_results(consultation, "kk", OVER)["items"]) == 2


# --- the screen ------------------------------------------------------------------------------------------------------
def test_the_editor_sees_what_readers_would_see_and_publishes_field_by_field(
    client, definition, transport, council, at
):
    at(CLOSES)
    client.force_login(make_user(Role.EDITOR, council))
    screen = reverse("kenes_form_results", args=[definition.pk])
    turn = {act: reverse("kenes_turn_result", args=[definition.pk, transport.key, act]) for act in ("on", "off")}
    assert "Автобус" not in client.get(screen).content.decode()
    client.post(turn["on"])
    assert not FieldResult.objects.exists()
    at(OVER)
    assert [row["key"] for row in client.get(screen).context["rows"]] == [transport.key, "region"]
    assert client.post(turn["on"]).url == screen
    assert [row["is_public"] for row in client.get(screen).context["rows"]] == [True, False]
    client.post(turn["off"])
    assert not FieldResult.objects.get().is_public
