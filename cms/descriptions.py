"""A page in a sentence or two, of its own words: for search engines and for who is sent its address. Pure."""

import html
import re

from django.utils.html import strip_tags

# What search engines show; about three lines on a telephone.
LONGEST = 160
# Fewer signs than this say too little: the next words are taken, too.
ENOUGH = 110
# Where two blocks of a rich text meet, no space stands between their words.
_SEAM = re.compile(r"</(?:p|li|h\d|td|th|blockquote)>|<(?:br|hr)\b[^>]*>", re.IGNORECASE)
_ENDS = ".!?…:;"


def plain(markup):
    """The words of a rich text.

    >>> plain("<p>Су &amp; жарық.</p><p>Баға</p>")
    'Су & жарық. Баға'
    """
    return " ".join(html.unescape(strip_tags(_SEAM.sub(" ", str(markup)))).split())


def cut(words, longest=LONGEST):
    """At most so many signs of the words, cut between two of them; a single long word is cut where it must be.

    >>> cut("бір екі үш", 8)
    'бір екі…'
    """
    words = " ".join(str(words).split())
    if len(words) <= longest:
        return words
    kept, _space, _rest = words[:longest].rpartition(" ")
    return f"{(kept or words[: longest - 1]).rstrip(' ,;:–—-')}…"


def listed(title, words):
    """A title with what stands under it; the title alone where nothing does.

    >>> listed("Мүшелер", ["А", "Б"])
    'Мүшелер: А; Б'
    """
    said = "; ".join(" ".join(str(word).split()).removeprefix(f"{title}: ") for word in words if word)
    return f"{title}: {said}" if said else str(title)


def described(*parts):
    """The first of the parts that says anything, with those after it as long as it says too little; cut.

    >>> described("", "Бір", "Екі.")
    'Бір. Екі.'
    """
    said = ""
    for part in filter(None, (" ".join(str(part).split()) for part in parts if part)):
        said = f"{said}{'' if said.endswith(tuple(_ENDS)) else '.'} {part}" if said else part
        if len(said) >= ENOUGH:
            break
    return cut(said)
