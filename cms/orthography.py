"""Kazakh spelling as it really arrives: look-alike letters, Russian keyboards, Latin addresses.

Pure functions. `normalise` is for saving and showing, `fold` only for searching, `slugify_kk` only for addresses.
"""

import re
import unicodedata

_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^\W\d_]+")
# Old Kazakh keyboard layouts type the Latin schwa (U+0259, U+018F) and the Latin i.
_LOOK_ALIKES = str.maketrans({"\u0259": "ә", "\u018f": "Ә", "i": "і", "I": "І"})
# Without one of these, and in NFC, a text is normal as it is: nearly every word of a text.
_CHANGED = frozenset(map(chr, _LOOK_ALIKES)) | {_SOFT_HYPHEN}
_FOLDED = str.maketrans("әғқңөұүһіёы", "агкноуухиеи")
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі",
        [
            *("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u"),
            *("f", "h", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"),
            *("a", "g", "q", "n", "o", "u", "u", "h", "i"),
        ],
        strict=True,
    )
)


def normalise(text: str) -> str:
    """The text in NFC, without soft hyphens, with Cyrillic ә and і where a word is otherwise Cyrillic.

    «жəне» and «шешiм» become findable Kazakh words; a Roman numeral, which stands alone, stays Latin, and so does a
    word with any other Latin letter in it (Wi-Fi). Doing it twice changes nothing more.
    """
    if _CHANGED.isdisjoint(text) and unicodedata.is_normalized("NFC", text):
        return text
    composed = unicodedata.normalize("NFC", text.replace(_SOFT_HYPHEN, ""))
    return unicodedata.normalize("NFC", _WORD.sub(_as_cyrillic, composed))


def fold(text: str) -> str:
    """The text for comparing in a search: small letters, Kazakh ones as a Russian keyboard types them (Жетісу, жетису).

    Never for showing: қ and к, ы and и and others fall together.
    """
    return normalise(text).lower().translate(_FOLDED)


def slugify_kk(text: str, max_length: int = 80) -> str:
    """An ASCII slug of Kazakh or Russian text, cut between words; empty if the text has no letter or digit.

    Lossy (ә and а, ө and о, і and и share a letter): two names may give one slug, so the caller adds -2, -3.
    """
    small = unicodedata.normalize("NFC", normalise(text).lower())
    latin = "".join(_LATIN.get(char, char) for char in small)
    plain = "".join(char for char in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(char))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if len(slug) <= max_length:
        return slug
    whole_words, _, _ = slug[: max_length + 1].rpartition("-")
    return whole_words or slug[:max_length]


def _as_cyrillic(match: re.Match[str]) -> str:
    word = match[0]
    # «IIшақырылым», «IIIшi»: a numeral typed without its hyphen; no Kazakh word begins with two і.
    if word.startswith("II"):
        return word
    rest = [char for char in word if ord(char) not in _LOOK_ALIKES]
    cyrillic = bool(rest) and all("\u0400" <= char <= "\u052f" for char in rest)
    return word.translate(_LOOK_ALIKES) if cyrillic else word
