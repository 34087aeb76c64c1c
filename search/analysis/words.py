"""The words of a text as they are compared: where they stand, and in which letters.

A word is a run of letters and digits; what is invisible inside it (soft hyphens, combining marks) belongs to it. Words
are brought into NFC and small letters, and Latin letters that only look Cyrillic into Cyrillic ones.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from cms.orthography import normalise

KAZAKH_LETTERS = frozenset("әғқңөұүһі")
# More than this a word has only where somebody plays with the search.
LONGEST = 60
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200d\u2060])*")
_LOOK_ALIKES = str.maketrans("aceopxyhkmtbəi", "асеорхуһкмтвәі")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_ALIKE = frozenset("aceopxyhkmtbəi")


class Word(NamedTuple):
    """A word in small letters, and its place in the text as it was given: `text[start:end]`."""

    letters: str
    start: int
    end: int


def words_of(text):
    """The words in their order.

    >>> [word.letters for word in words_of("«Кеңестiң» 2026\u00adжыл, Wi-Fi")]
    ['кеңестің', '2026жыл', 'wi', 'fi']
    """
    for match in _WORD.finditer(text):
        letters = _plain(match[0])
        if letters:
            yield Word(letters, match.start(), match.end())


def letters_of(text):
    """The words alone, as `words_of` has them: a whole text in half of the time."""
    return [letters for letters in map(_plain, _WORD.findall(text)) if letters]


# The words of a language come again and again; bringing one into plain letters takes ten times as long as this.
@lru_cache(maxsize=100_000)
def _plain(word):
    small = normalise(word).lower()
    letters = (small if small.isalnum() else "".join(filter(str.isalnum, small)))[:LONGEST]
    if letters.isascii() or _ALIKE.isdisjoint(letters):
        return letters
    latin = {letter for letter in letters if letter in _LATIN or letter == "ə"}
    is_cyrillic = any("\u0400" <= letter <= "\u04ff" for letter in letters)
    return letters.translate(_LOOK_ALIKES) if is_cyrillic and latin <= _ALIKE else letters


def is_latin(letters):
    """True for a word in which no letter is Cyrillic and one is Latin."""
    return any(letter.isalpha() for letter in letters) and not any("\u0400" <= letter <= "\u04ff" for letter in letters)


def is_kazakh(letters):
    """True for a word with a letter that Russian does not have."""
    return not KAZAKH_LETTERS.isdisjoint(letters)
