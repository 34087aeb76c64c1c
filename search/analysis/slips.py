"""Words that somebody may have meant who has slipped by one letter."""

from cms.orthography import fold
from search.analysis import kazakh, russian
from search.analysis.words import is_kazakh, is_latin

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
SHORTEST, LONGEST, MOST_CUTS = 4, 25, 4


def neighbours(word):
    """Every spelling that one letter less, more, other or exchanged makes of the word.

    >>> {"са", "с", "асы", "аш"} <= neighbours("ас"), "ас" in neighbours("ас")
    (True, False)
    """
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    less = {left + right[1:] for left, right in cuts if right}
    other = {left + letter + right[1:] for left, right in cuts if right for letter in LETTERS}
    more = {left + letter + right for left, right in cuts for letter in LETTERS}
    exchanged = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    return (less | other | more | exchanged) - {word, ""}


def misspelled(word):
    """The folded stems that a word of a query may have if one of its letters is wrong, the likeliest first.

    Where nobody knows the stem, its ending may still be right: «торифі» is cut as «тарифі» would be.
    """
    if is_latin(word) or not word.isalpha() or len(word) > LONGEST:
        return []
    cuts = sorted(kazakh.folded_stemmer().candidates(fold(word)))
    stems = dict.fromkeys(stem for _cost, stem in cuts if len(stem) >= SHORTEST)
    return list(stems)[:MOST_CUTS]


def corrected(word):
    """The folded terms of the Russian words that are one letter away from this one; none for a Kazakh word.

    >>> "отход" in corrected("отходоы"), corrected("қалдық")
    (True, set())
    """
    if is_latin(word) or is_kazakh(word) or not word.isalpha() or not SHORTEST <= len(word) <= LONGEST:
        return set()
    return {fold(russian.lemma(near)) for near in neighbours(word) if russian.is_known(near)}
