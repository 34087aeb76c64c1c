"""Forms of one word have one stem; words that are not one stay apart; folded letters work alike."""

import random

import pytest

from cms.orthography import fold, normalise
from search.analysis import lexicon
from search.analysis.endings import KIND_OF
from search.analysis.kazakh import folded_stemmer, harmony_of, stemmer

FAMILIES = [
    ("мектеп", "мектептер мектептің мектебі мектебіміздің мектептердегі мектебіне мектептен мектеппен"),
    ("бала", "балалар баланың балалардың балаларымыз балаларымызға баласымен балада баладай"),
    ("орын", "орны орнында орындар орынға орныма орнынан"),
    ("ауыз", "аузы аузында ауыздар аузымен"),
    ("ереже", "ережелер ережені ережесінде ережелеріне ережедегі"),
    ("көше", "көшелер көшенің көшедегі көшесінен көшеміз көшеге"),
    ("сапа", "сапасы сапаны сапалар сапасын сападан сапаның"),
    ("автобус", "автобустар автобусқа автобустың автобустары автобуста"),
    ("фестиваль", "фестивальдер фестивалі фестивальде фестивальдің"),
]
VERBS = [
    ("салу", "салды салған салынған салып салады салатын салмаған салса"),
    ("тексеру", "тексерді тексерген тексеріп тексеретін тексерілген тексереді"),
    ("шығу", "шықты шыққан шығып шығады шықса"),
    ("қою", "қойған қойды қойып қояды"),
]
APART = [
    ("қала", "қалу"), ("ұсыныс", "ұсыным"), ("мүше", "мүшел"), ("алма", "алу"), ("тарих", "тарақ"),
    ("жол", "жолақ"), ("сын", "сынып"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "forms"), FAMILIES)
def test_forms_of_a_noun_have_its_stem(word, forms):
    assert {form: stemmer().stem(form) for form in forms.split()} == dict.fromkeys(forms.split(), word)


@pytest.mark.parametrize(("word", "forms"), VERBS)
def test_forms_of_a_verb_have_one_stem_with_its_infinitive(word, forms):
    found = {form: stemmer().stem(form) for form in [word, *forms.split()]}
    assert len(set(found.values())) == 1, found


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_that_only_begin_alike_stay_apart(one, other):
    assert stemmer().stem(one) != stemmer().stem(other)


def test_an_unknown_word_loses_its_endings_by_grammar():
    stems = {stemmer().stem(form) for form in ("щргонда", "щргоннан", "щргондардың", "щргонымыз")}
    assert stems == {"щргон"}


def forms_of_the_lexicon(count, seed=7):
    """That many pairs (noun, one of its forms), made by the grammar itself."""
    chance, nominal = random.Random(seed), stemmer().nominal
    nouns = sorted(word for word in lexicon.read()[0] if len(word) > 4 and word.isalpha())
    while count:
        noun = chance.choice(nouns)
        fitting = [
            ending
            for ending, (_cost, kinds, vowels) in nominal.items()
            if kinds & KIND_OF.get(noun[-1], 0) and vowels & harmony_of(noun)
        ]
        # Before a vowel the last letter would change.
        ending = chance.choice(fitting) if fitting else "ы"
        if ending[0] not in "аеыі":
            count -= 1
            yield noun, noun + ending


def test_of_the_forms_that_the_grammar_makes_nearly_all_come_back(full_size):
    pairs = list(forms_of_the_lexicon(20_000 if full_size else 2_000))
    missed = [(noun, form) for noun, form in pairs if stemmer().stem(form) != stemmer().stem(noun)]
    assert len(missed) <= 0.04 * len(pairs), missed[:20]


@pytest.mark.parametrize(("word", "forms"), FAMILIES)
def test_folded_forms_have_one_folded_stem(word, forms):
    stems = {folded_stemmer().stem(fold(form)) for form in [word, *forms.split()]}
    assert stems == {fold(word)}


def test_a_stem_is_never_longer_than_what_grammar_may_restore():
    for noun, form in forms_of_the_lexicon(500):
        assert len(stemmer().stem(form)) <= len(form) + 1, noun


@pytest.mark.parametrize(
    "forms",
    [
        "есеп есепке есептің есебі есептердің",
        "жоспар жоспарды жоспары жоспарлардың",
        "қалдық қалдықты қалдығы",
        "су судың суды суға сулар",
        "жол жолға жолда жолы",
        "заң заңды заңға заңы",
        "жер жерді жердің жері",
        "бақ бағы",
    ],
)
def test_a_word_that_looks_like_a_form_of_another_is_one_of_its_own(forms):
    word, *others = forms.split()
    assert {stemmer().stem(form) for form in others} == {stemmer().stem(word)} == {word}


def test_words_of_their_own_are_in_plain_small_letters_and_in_their_order():
    words = [line for line in lexicon.OWN.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    assert words == sorted({normalise(word).lower() for word in words})
