"""The dictionary form of a Russian word, by pymorphy3 (its dictionary is loaded when the first word is asked for)."""

from functools import cache, lru_cache


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
    return _analyzer().parse(word)[0].normal_form.replace("ё", "е")
