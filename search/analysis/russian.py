"""The dictionary form of a Russian word, by pymorphy3 (its dictionary is loaded when the first word is asked for)."""

import re
from functools import cache, lru_cache

# How the dictionary marks a person's first name, surname and patronymic.
NAMES = frozenset({"Name", "Surn", "Patr"})


# Of letters of other scripts the dictionary knows nothing, and pymorphy3 fails on those that Unicode gives no name.
_CYRILLIC = re.compile("[а-яёәғқңөұүһі0-9]+")


@cache
def _analyzer():
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=100_000)
def lemma(word):
    """The likeliest dictionary form of a word in small letters, with е for ё; an unknown word's by its ending.

    >>> lemma("предложениями"), lemma("ёжик")
    ('предложение', 'ежик')
    """
    if not _CYRILLIC.fullmatch(word):
        return word
    return _analyzer().parse(word)[0].normal_form.replace("ё", "е")


def is_known(word):
    """True if the word, in small letters, stands in the dictionary."""
    return bool(_CYRILLIC.fullmatch(word)) and _analyzer().word_is_known(word)


@lru_cache(maxsize=20_000)
def may_be_name(word):
    """True for a word of the dictionary that is a person's name, surname or patronymic in any of its readings.

    >>> may_be_name("иванов"), may_be_name("вера"), may_be_name("мусор")
    (True, True, False)
    """
    return is_known(word) and any(NAMES & reading.tag.grammemes for reading in _analyzer().parse(word))
