"""Kazakh and Russian sorting that is the same on SQLite and PostgreSQL.

PostgreSQL brings the ICU collations "kk-x-icu" and "ru-x-icu". SQLite sorts by code point, where Ә, Ғ, Қ, Ң, Ө, Ұ, Ү, Һ
stand after Я; so the same two names are registered there with `sort_key`, and one query serves both:
`queryset.order_by(Collate("title", collation_for(language)), "pk")`.

The order is CLDR's, as PostgreSQL shows it: punctuation, digits, Cyrillic, Latin; a difference of letters outweighs one
of accents, and that one of case (small before capital). What is still equal goes by code point, so no two different
texts are ever equal and a page of a list never changes between two requests.
"""

import unicodedata
from functools import lru_cache
from typing import Any

COLLATIONS = {"kk": "kk-x-icu", "ru": "ru-x-icu"}

# Capitals are written only in the docstring above: case is the last difference.
_ALPHABETS = {
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    # ё differs from е only as an accent; the Kazakh і stands beside и, and ү before ұ.
    "ru": "аәбвгғдежзиійкқлмнңоөпрстуүұфхһцчшщъыьэюя",
}
_BEFORE_LETTERS = "\t\n\v\f\r _-‐‒–—―,;:!?.·'‘’‚‛‹›\"“”„‟«»()[]{}§¶@*/\\&#%‰†‡•`´^¯¨¸°©®+±÷×<=>¬|¦~−¤¢$£¥€₸₽0123456789"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_UNLISTED_CYRILLIC = 1_000
_LATIN_BASE = 10_000
_OTHER = 20_000

SortKey = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]


def _weights(language: str) -> dict[str, int]:
    known = {char: rank for rank, char in enumerate(_BEFORE_LETTERS + _ALPHABETS[language], start=1)}
    return known | {char: _LATIN_BASE + rank for rank, char in enumerate(_LATIN)}


_WEIGHTS = {language: _weights(language) for language in _ALPHABETS}


def collation_for(language: str) -> str:
    """The collation's name in both databases, for `django.db.models.functions.Collate`."""
    return COLLATIONS[language]


@lru_cache(maxsize=16_384)
def sort_key(text: str, language: str = "kk") -> SortKey:
    """A key for `sorted()`: letters, then accents, then case, then the text itself."""
    weights = _WEIGHTS[language]
    letters: list[int] = []
    accents: list[int] = []
    cases: list[int] = []
    for char in unicodedata.normalize("NFC", text):
        for part in char if char.lower() in weights else unicodedata.normalize("NFKD", char):
            small = part.lower()
            if unicodedata.combining(part):
                accents.append(ord(part))
                cases.append(0)
            elif small in weights or unicodedata.category(part) not in ("Cc", "Cf"):
                letters.append(weights.get(small) or _unlisted(small))
                accents.append(0)
                cases.append(int(part != small))
    return tuple(letters), tuple(accents), tuple(cases), text


def register_collations(connection: Any) -> None:
    """Give an open SQLite connection of Django the two collations that PostgreSQL has by itself."""
    for language, name in COLLATIONS.items():
        connection.connection.create_collation(name, _comparison(language))


def install(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Receiver of `django.db.backends.signals.connection_created`."""
    if connection.vendor == "sqlite":
        register_collations(connection)


def _unlisted(char: str) -> int:
    """Letters of other languages: Cyrillic ones after Я, all others after Z, each by code point."""
    code = ord(char[0])
    return _UNLISTED_CYRILLIC + code if 0x0400 <= code <= 0x052F else _OTHER + code


def _comparison(language: str) -> Any:
    def compare(one: str, other: str) -> int:
        left, right = sort_key(one, language), sort_key(other, language)
        return (left > right) - (left < right)

    return compare
