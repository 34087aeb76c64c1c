"""The verbs of the glossary: who may, what is refused in words, what the log keeps."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, Role
from search.analysis import analyze_query
from search.glossary import pairs
from search.glossary_editing import add_pair, change_pair, remove_pair
from search.models import GlossaryPair
from tests.factories import make_superuser, make_user

pytestmark = pytest.mark.django_db


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (GlossaryPair, ModelLogEntry)]


def refusal(field, verb, *args):
    """The words of the refusal in Russian; other ones in Kazakh, and nothing is written."""
    before, words = everything(), {}
    for language in ("kk", "ru"):
        with override(language), pytest.raises(ValidationError) as refused:
            verb(*args, user=None)
        errors = refused.value.message_dict if field else {None: refused.value.messages}
        assert set(errors) == {field}
        [words[language]] = errors[field]
    assert words["kk"] != words["ru"]
    assert everything() == before
    return words["ru"]


def kept():
    return set(GlossaryPair.objects.values_list("kazakh", "russian"))


def test_a_pair_is_added_changed_and_removed_and_the_log_keeps_its_words():
    user = make_user(Role.ADMINISTRATOR)
    pair = add_pair("  тұрмыстық \n қалдық ", "бытовые отходы", user=user)
    assert ("тұрмыстық қалдық", "бытовые отходы") in kept()
    change_pair(pair, "қалдық", "отходы", user=user)
    assert ("қалдық", "отходы") in kept()
    assert ("тұрмыстық қалдық", "бытовые отходы") not in kept()
    remove_pair(pair, user=user)
    assert ("қалдық", "отходы") not in kept()
    entries = ModelLogEntry.objects.filter(action__startswith="kenes.pair_").order_by("pk")
    assert [(entry.action, entry.user, entry.data["pair"], entry.deleted) for entry in entries] == [
        ("kenes.pair_added", user, "тұрмыстық қалдық — бытовые отходы", False),
        ("kenes.pair_changed", user, "қалдық — отходы", False),
        ("kenes.pair_removed", user, "қалдық — отходы", True),
    ]
    with override("ru"):
        assert [entry.message for entry in entries] == [
            "Пара слов добавлена: тұрмыстық қалдық — бытовые отходы",
            "Пара слов изменена: тұрмыстық қалдық — бытовые отходы → қалдық — отходы",
            "Пара слов удалена: қалдық — отходы",
        ]


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES | NATIONAL_ROLES - {Role.ADMINISTRATOR}))
def test_nobody_else_may(role, councils):
    user = make_user(role, councils.a if role in COUNCIL_ROLES else None)
    pair, before = GlossaryPair.objects.first(), everything()
    for act in (
        lambda: add_pair("қалдық", "отходы", user=user),
        lambda: change_pair(pair, "қалдық", "отходы", user=user),
        lambda: remove_pair(pair, user=user),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert everything() == before


def test_a_superuser_may():
    assert add_pair("қалдық", "отходы", user=make_superuser()).pk


@pytest.mark.parametrize(
    ("kazakh", "russian", "field", "words"),
    [
        ("", "отходы", "kazakh", "хотя бы одно слово"),
        ("қалдық", " – !", "russian", "хотя бы одно слово"),
        ("бір екі үш төрт бес алты", "отходы", "kazakh", "не больше: 5"),
        ("қалдық", "раз два три четыре пять шесть", "russian", "не больше: 5"),
        ("қ" * 81, "отходы", "kazakh", "80"),
        ("және туралы", "отходы", "kazakh", "пропускает"),
        ("қалдық", "для", "russian", "пропускает"),
    ],
)
def test_what_is_no_side_of_a_pair_is_refused_beside_its_field(kazakh, russian, field, words):
    assert words in refusal(field, add_pair, kazakh, russian)
    assert words in refusal(field, change_pair, GlossaryPair.objects.first(), kazakh, russian)


def test_both_sides_are_refused_at_once():
    with pytest.raises(ValidationError) as refused:
        add_pair("", "для", user=None)
    assert set(refused.value.message_dict) == {"kazakh", "russian"}


def test_five_words_and_a_word_among_stop_words_are_taken():
    assert add_pair("бір екі үш төрт бес", "работа с населением", user=None).pk


@pytest.mark.parametrize(
    "words", [("қоғамдық кеңес", "общественный совет"), ("Қоғамдық кеңестер", "общественные советы")]
)
def test_a_pair_that_is_there_in_any_form_is_refused_and_named(words):
    pair = GlossaryPair.objects.get(kazakh="кеңес")
    assert "қоғамдық кеңес — общественный совет" in refusal(None, add_pair, *words)
    assert "қоғамдық кеңес — общественный совет" in refusal(None, change_pair, pair, *words)


def test_one_side_may_stand_in_several_pairs():
    assert add_pair("кеңес", "консилиум", user=None).pk


def test_a_pair_may_be_saved_as_it_is():
    pair = GlossaryPair.objects.get(kazakh="кеңес")
    assert change_pair(pair, "Кеңес", "совет", user=None).kazakh == "Кеңес"


def test_a_pair_that_is_gone_is_neither_changed_nor_removed():
    pair = GlossaryPair.objects.first()
    GlossaryPair.objects.filter(pk=pair.pk).delete()
    assert "уже удалил" in refusal(None, change_pair, pair, "қалдық", "отходы")
    assert "уже удалил" in refusal(None, remove_pair, pair)


def test_the_own_process_goes_by_the_change_at_once(django_capture_on_commit_callbacks):
    asked = analyze_query("қалдық")
    assert pairs().expansions(asked) == {}
    with django_capture_on_commit_callbacks(execute=True):
        add_pair("қалдық", "отходы", user=None)
    assert pairs().expansions(asked) == {(0, 1): [("отход",)]}
