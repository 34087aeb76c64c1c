"""What a text and a query say, as terms that any engine can compare: pure functions, no database.

The engines store and match the terms as they are; all knowledge of Kazakh and Russian is here. A document's words have
one term each: the Kazakh stem or the Russian dictionary form, by the language of its page; a word with a Kazakh letter
is Kazakh anyway. A query's words have every term that they may mean.
"""

from functools import lru_cache
from typing import NamedTuple

from cms.orthography import fold
from search.analysis import kazakh, latin, russian
from search.analysis.stop_words import STOP_WORDS
from search.analysis.words import is_kazakh, is_latin, words_of

# Raised whenever a rule or a word list changes what a document's terms are: the index is then to be made anew.
ANALYZER_VERSION = 1
MOST_WORDS = 20


class Token(NamedTuple):
    """A word of a document: its term, and its place in the text as it was given."""

    term: str
    start: int
    end: int


class Asked(NamedTuple):
    """A word of a query: as it was typed (in small letters), the terms that it is, and their folded forms.

    `terms` are looked for as they are. `folded`: whoever has no Kazakh letters on the keyboard, or writes Latin ones,
    means any term with one of these folded forms.
    """

    word: str
    terms: tuple[str, ...]
    folded: tuple[str, ...]


def analyze_document(text, language):
    """The tokens of a text in the language of its page ("kk" or "ru"), in their order.

    >>> [token.term for token in analyze_document("Кеңестердің ұсыныстары", "kk")]
    ['кеңес', 'ұсыныс']
    """
    return [Token(term_of(word.letters, language), word.start, word.end) for word in words_of(text)]


@lru_cache(maxsize=100_000)
def term_of(letters, language):
    """The term of one word of a document."""
    if is_latin(letters) or not letters.isalpha():
        return letters
    if language == "kk" or is_kazakh(letters):
        return kazakh.stemmer().stem(letters)
    return russian.lemma(letters)


def analyze_query(text):
    """What each telling word of a query asks for, in their order, each once; at most twenty.

    >>> [asked.terms for asked in analyze_query("кеңестер және ұсыныстар")]
    [('кеңес',), ('ұсыныс',)]
    """
    words = list(dict.fromkeys(word.letters for word in words_of(text)))
    telling = [word for word in words if word not in STOP_WORDS] or words
    return [_asked(word) for word in telling[:MOST_WORDS]]


@lru_cache(maxsize=10_000)
def _asked(word):
    if not any(letter.isalpha() for letter in word):
        return Asked(word, (word,), ())
    if not is_latin(word):
        return Asked(word, *_cyrillic(word))
    terms, folded = [word], []
    for reading in latin.readings(word):
        meant, alike = _cyrillic(reading)
        terms += meant
        folded += alike
    return Asked(word, tuple(dict.fromkeys(terms)), tuple(dict.fromkeys(folded)))


def _cyrillic(word):
    """(terms, folded forms) of a word in Cyrillic letters."""
    stem = kazakh.stemmer().stem(word)
    if is_kazakh(word):
        return (stem,), (fold(stem),)
    terms = tuple(dict.fromkeys((stem, russian.lemma(word))))
    return terms, tuple(dict.fromkeys((fold(stem), kazakh.folded_stemmer().stem(fold(word)))))
