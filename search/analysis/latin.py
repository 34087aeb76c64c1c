"""Kazakh typed in Latin letters, in Cyrillic ones: the alphabets of 2021, 2019 and 2018, and plain ASCII.

One spelling may mean several words: `i` is и or й, and in ASCII `k` is к or қ. The readings differ in letters that
`cms.orthography.fold` makes alike, so that comparing folded words finds them all.
"""

from itertools import islice, product

# Two and three letters first. «shch» and «ia» are Russian and international words: they are searched for, too.
_LONG = {
    "shch": "щ", "iia": "ия", "iya": "ия", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "gh": "ғ", "ng": "нг", "ts": "ц",
    "ya": "я", "yu": "ю", "yo": "ё", "ia": "я", "iu": "ю", "io": "ё",
}  # fmt: skip
_SINGLE = {
    **dict(zip("abcdefghjklmnopqrstvwxz", "абцдефгхжклмнопқрстввхз", strict=True)),
    "ä": "ә", "á": "ә", "ə": "ә", "ğ": "ғ", "ǵ": "ғ", "ñ": "ң", "ń": "ң", "ŋ": "ң", "ö": "ө", "ó": "ө", "ü": "ү",
    "ú": "ү", "ū": "ұ", "ŭ": "ұ", "ý": "у", "ş": "ш", "ç": "ч", "ê": "е", "é": "е", "u": "у",
}  # fmt: skip
# In 2021 `ı` is і; in 2018 it was и and й. `y` is ы, and й for whoever writes as in English.
_OPEN = {"i": ("и", "й", "і"), "ı": ("і", "и", "й"), "y": ("ы", "й")}
_VOWELS = frozenset("аәеёоөуұүыіиюя")
MOST = 8


def readings(word):
    """What a word in small Latin letters may be in Cyrillic ones, the likeliest first; empty if a letter is unknown.

    >>> readings("bılık")[0], readings("qoğam")[0], "кеңейту" in readings("keñeitu")
    ('білік', 'қоғам', True)
    """
    parts = _parts(word)
    if parts is None:
        return []
    return list(dict.fromkeys("".join(chosen) for chosen in islice(product(*parts), MOST)))


def _parts(word):
    """The ways to read each letter or pair, the likeliest first."""
    parts, place = [], 0
    while place < len(word):
        for size in (4, 3, 2):
            if (pair := _LONG.get(word[place : place + size])) is not None:
                parts.append((pair,))
                place += size
                break
        else:
            letter = word[place]
            if letter.isdigit():
                parts.append((letter,))
            elif letter in _SINGLE:
                parts.append((_SINGLE[letter],))
            elif letter in _OPEN:
                parts.append(_by_place(letter, parts))
            else:
                return None
            place += 1
    return parts


def _by_place(letter, before):
    """After a vowel `i` and `y` are rather й."""
    ways = _OPEN[letter]
    is_after_vowel = bool(before) and before[-1][0][-1] in _VOWELS
    if not is_after_vowel:
        return tuple(way for way in ways if way != "й") + (("й",) if letter == "y" else ())
    return ("й", *(way for way in ways if way != "й"))
