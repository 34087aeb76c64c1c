"""Endings stand only after the letters, and with the vowels, after which Kazakh writes them."""

import pytest

from search.analysis import endings
from search.analysis.endings import BACK, BUZZ, FRONT, GLIDE, HARD, KIND_OF, LIQUID, NASAL, VOWEL


@pytest.mark.parametrize(
    ("stem", "plural", "genitive", "ablative", "instrumental"),
    [
        ("бала", "лар", "ның", "дан", "мен"),
        ("тау", "лар", "дың", "дан", "мен"),
        ("ауыл", "дар", "дың", "дан", "мен"),
        ("адам", "дар", "ның", "нан", "мен"),
        ("қыз", "дар", "дың", "дан", "бен"),
        ("кеңес", "тер", "тің", "тен", "пен"),
        ("өңір", "лер", "дің", "ден", "мен"),
        ("педагог", "тар", "тың", "тан", "пен"),
    ],
)
def test_the_first_letter_follows_the_last_one_of_the_stem(stem, plural, genitive, ablative, instrumental):
    kind = KIND_OF[stem[-1]]
    vowels = FRONT if set(stem) & set("еөүі") and stem != "педагог" else BACK
    spelt = [endings.spell(form, kind, vowels) for form in ("LAр", "NYң", "FAн", "Wен")]
    assert spelt == [plural, genitive, ablative, instrumental]


@pytest.mark.parametrize(
    ("form", "kind", "vowels", "written"),
    [
        ("(Y)м", VOWEL, BACK, "м"),
        ("(Y)м", HARD, FRONT, "ім"),
        ("[с]Y", VOWEL, BACK, "сы"),
        ("[с]Y", NASAL, FRONT, "і"),
        ("[т]", GLIDE, BACK, None),
        ("GA", HARD, BACK, "қа"),
        ("GA", BUZZ, FRONT, "ге"),
        ("A", VOWEL, FRONT, None),
        ("й", LIQUID, BACK, None),
    ],
)
def test_a_form_is_spelt_by_what_precedes_or_stands_not_at_all(form, kind, vowels, written):
    assert endings.spell(form, kind, vowels) == written


def test_chains_follow_the_order_of_the_classes():
    noun = endings.generate("noun")
    assert {"лар", "ларым", "ларымыз", "ларымызда", "ларымыздағы", "тердің", "сында", "сындағы"} <= noun.keys()
    # A case before a plural, two possessives, a plural after a possessive.
    assert noun.keys().isdisjoint({"ныңлар", "ымыңыз", "ымлар", "дадағылардағы"})
    assert "" not in noun


def test_an_ending_knows_after_which_letters_it_stands():
    _cost, kinds, vowels = endings.generate("noun")["тер"]
    assert (kinds, vowels) == (HARD, FRONT)


def test_participles_and_infinitives_are_left_to_the_endings_of_nouns():
    heads = endings.generate("verb", "nominal")
    assert {"ған", "мейтін", "ылған"} <= heads.keys()
    assert "ғанда" not in heads
    assert endings.generate("infinitive", "nominal").keys() == {"у"}
