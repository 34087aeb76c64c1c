"""Which part of a text is shown below a title, and which of its words are marked: cut from the text as it was written.

Pure. The engines know only terms; a word is marked where its term is among those that were looked for.
"""

import re
from collections import Counter
from typing import NamedTuple

from django.utils.html import format_html, format_html_join

from search.analysis import analyze_document

LENGTH = 240
# What a reader is shown stands near the beginning of a text, and twenty texts are looked through for a page.
LOOKED_AT = 20_000
CUT = "…"
_NEW_SENTENCE = re.compile(r"(?<=[.!?…])[»\")\]]*\s+|\s*\n\s*")


class Piece(NamedTuple):
    """A part of a text; marked if it is a word that was looked for."""

    text: str
    is_marked: bool


def marked(title, terms, language):
    """The whole title in pieces.

    >>> [piece.text for piece in marked("Су тарифі", {"тариф"}, "kk") if piece.is_marked]
    ['тарифі']
    """
    return _pieces(title, _words_of_terms(title, terms, language), 0, len(title))


def passage(text, terms, language, length=LENGTH):
    """The part of the text that holds the most of the terms, in pieces; at its ends "…" where the text is cut.

    It begins with a sentence where that fits, otherwise with a word. Without any of the terms it is the beginning.
    """
    text = text.strip()
    words = _words_of_terms(text[:LOOKED_AT], terms, language)
    if len(text) > LOOKED_AT and words and words[-1].end == LOOKED_AT:
        # Perhaps only the beginning of a longer word.
        words.pop()
    first, last = _best_window(words, length)
    begin = _begin(text, first, last, length)
    end = _end(text, begin, last, length)
    pieces = _pieces(text, words, begin, end)
    before = [Piece(CUT, False)] if begin else []
    after = [Piece(CUT, False)] if end < len(text) else []
    return [*before, *pieces, *after]


def as_html(pieces):
    """The pieces as markup: everything escaped, the marked ones in <mark>."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", piece.text) if piece.is_marked else piece.text,) for piece in pieces)
    )


def _words_of_terms(text, terms, language):
    return [token for token in analyze_document(text, language) if token.term in terms] if terms else []


def _best_window(words, length):
    """(start of the first word, end of the last one): the earliest stretch with the most different terms."""
    best, most, left, held = (0, 0), 0, 0, Counter()
    for word in words:
        held[word.term] += 1
        while word.end - words[left].start > length and words[left] is not word:
            _drop(held, words[left].term)
            left += 1
        if len(held) > most:
            start = words[left].start
            best, most = (start, min(word.end, start + length)), len(held)
    return best


def _drop(held, term):
    held[term] -= 1
    if not held[term]:
        del held[term]


def _begin(text, first, last, length):
    """Where the passage begins, so that all up to `last` has room in it."""
    earliest = max(0, last - length)
    if not earliest:
        return 0
    sentences = [found.end() for found in _NEW_SENTENCE.finditer(text, earliest, first) if found.end() <= first]
    if sentences:
        return sentences[-1]
    # No sentence begins near enough: a third of what is left over goes before the first word.
    wanted = first - (length - (last - first)) // 3
    spaces = [found.end() for found in re.finditer(r"\s+", text[wanted:first])]
    return wanted + spaces[0] if spaces else first


def _end(text, begin, last, length):
    """Where it ends: after a whole word, and not before `last`; a word that alone is too long is cut."""
    end = begin + length
    if end >= len(text):
        return len(text)
    whole_words = re.match(r".*\S(?=\s)", text[begin : end + 1], re.DOTALL)
    return max(begin + whole_words.end(), last) if whole_words else end


def _pieces(text, words, begin, end):
    """The text between the two places, parted at the words. A word that is cut counts up to the cut."""
    pieces, place = [], begin
    for word in words:
        if word.start < begin or word.start >= end:
            continue
        pieces += [Piece(text[place : word.start], False), Piece(text[word.start : min(word.end, end)], True)]
        place = min(word.end, end)
    return [piece for piece in [*pieces, Piece(text[place:end], False)] if piece.text]
