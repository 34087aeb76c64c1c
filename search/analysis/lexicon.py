"""The list of Kazakh words that the stemmer knows, and how it is made from a hunspell dictionary.

The dictionary lists many inflected forms as words of their own (кітабы, министрлігі). What the grammar of endings cuts
from another word of the dictionary is left out, because it would be taken for a stem.
"""

from pathlib import Path

from search.analysis.costs import SHORT_VERB

KAZAKH = Path(__file__).resolve().parent.parent / "lexicon" / "kazakh.txt"
OWN = KAZAKH.with_name("own_words.txt")
VOICED = {"б": "п", "г": "к", "ғ": "қ"}
# How dear a cut may be (`search.analysis.endings`) for the form to be left out: long endings are surer than short ones.
LONG_ENDING, ENDING, VERB_ENDING = 0.55, 0.3, 0.16
SHORTEST_FORM, SHORTEST_STEM, LONG = 4, 3, 3
# A changed last letter is a sign as good as a long ending: топ, тобы.
CHANGED = 0.1


def read_own():
    """Words of their own that look like forms of others, as a set: kept by hand, with the terms of the councils."""
    return {line for line in OWN.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")}


def read():
    """(nouns and other words, verbs as infinitives), each a set of words in small letters."""
    nouns, verbs = set(), set()
    for line in KAZAKH.read_text(encoding="utf-8").split():
        word, _slash, verb = line.partition("/")
        (verbs if verb else nouns).add(word)
    nouns |= read_own()
    # The dictionary lists stems as they are before a vowel, too: есеб beside есеп.
    voiced = {word for word in nouns if word[-1] in VOICED and word[:-1] + VOICED[word[-1]] in nouns}
    return nouns - voiced, verbs


def read_dictionary(lines):
    """The same of a hunspell dictionary for Kazakh, whose verbs carry the flag M. The first line is its length."""
    nouns, verbs = set(), set()
    for line in list(lines)[1:]:
        word, _slash, flags = line.strip().lower().partition("/")
        if len(word) > 1:
            (verbs if flags.startswith("m") and "a" not in flags else nouns).add(word)
    return nouns, verbs


def without_forms(stemmer):
    """The lexicon's lines, sorted: its nouns that are no form of another word, and its verbs with «/v»."""
    nouns = {word for word in stemmer.nouns if not _is_form(stemmer, word)}
    return sorted([*nouns, *(f"{verb}/v" for verb in stemmer.verbs)])


def _is_form(stemmer, word):
    if len(word) < SHORTEST_FORM or word + "у" in stemmer.verbs:
        return False
    for cost, stem in stemmer.candidates(word):
        if stem == word or len(stem) < SHORTEST_STEM:
            continue
        ending = len(word) - _common(word, stem)
        limit = LONG_ENDING if ending >= LONG else VERB_ENDING if stem in stemmer.verbs else ENDING
        if stem in stemmer.verbs and len(stem) == SHORTEST_STEM and ending > 1:
            limit += SHORT_VERB[SHORTEST_STEM - 1]
        elif stem in stemmer.nouns and not word.startswith(stem):
            limit += CHANGED
        if cost <= limit:
            return True
    return False


def _common(one, other):
    """How many letters two words begin with alike."""
    for place, (letter, twin) in enumerate(zip(one, other, strict=False)):
        if letter != twin:
            return place
    return min(len(one), len(other))
