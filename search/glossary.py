"""Words that mean the same in both languages: what the ministry's pairs add to a question.

A side of a pair is compared by its terms, as documents are, so that «қоғамдық кеңеске» is the side «қоғамдық кеңес».
`Glossary` is pure; `pairs` is the one that the database holds.
"""

from time import monotonic
from typing import NamedTuple

from cms.orthography import fold
from search.analysis import analyze_query, term_of
from search.models import GlossaryPair

# So soon every process knows what the ministry has changed.
SECONDS_KEPT = 5


def terms_of(text, language):
    """The terms of a side ("kk" or "ru"), as they stand in documents; words that say nothing are left out.

    >>> terms_of("общественного совета", "ru")
    ('общественный', 'совет')
    """
    return tuple(term_of(asked.word, language) for asked in analyze_query(text))


class Glossary:
    """Pairs of words, found by the terms of either side.

    `lines` are the sides as the search log writes them (`line_of`).
    """

    def __init__(self, pairs):
        """`pairs`: (words in Kazakh, words in Russian)."""
        self._sides, self._folded, self._words = {}, {}, {}
        texts = [(text, language) for pair in pairs for text, language in zip(pair, ("kk", "ru"), strict=True)]
        # One word by itself says better what its term is than a word of several: «социальный», then «социальная сеть».
        for text, language in sorted(texts, key=lambda side: len(analyze_query(side[0]))):
            for asked in analyze_query(text):
                self._words.setdefault(term_of(asked.word, language), asked.word)
        self._folded_words = {fold(term): word for term, word in reversed(self._words.items())}
        for kazakh, russian in pairs:
            one, other = terms_of(kazakh, "kk"), terms_of(russian, "ru")
            # «комитет» is one term in both languages: whoever asks for it finds all of it anyway. A side of signs
            # alone means nothing.
            if one != other and one and other:
                self._add(one, other)
                self._add(other, one)
        self.lines = frozenset(" ".join(filter(None, map(self.word_of, analyze_query(text)))) for text, _ in texts)

    def _add(self, side, meaning):
        for sides, terms in ((self._sides, side), (self._folded, tuple(map(fold, side)))):
            for size in range(len(terms)):
                sides.setdefault(terms[:size], [])
            sides.setdefault(terms, []).append(meaning)

    def expansions(self, asked):
        """What the asked words mean in the other language: {(start, end): [the terms of another side, …]}.

        The words `asked[start:end]` are a whole side of a pair. Spans may lie in one another and overlap: «қоғамдық
        кеңес» is a side, and so are both of its words. Words that are a side as they are typed are not read in other
        letters, too.
        """
        as_typed = _found(self._sides, [{word.word, *word.terms} for word in asked])
        return _found(self._folded, [{*word.folded, *map(fold, word.terms)} for word in asked]) | as_typed

    def word_of(self, asked):
        """The word of the glossary that this one is a form of, in small letters; None where it is in no pair."""
        for term in (asked.word, *asked.terms):
            if term in self._words:
                return self._words[term]
        return next((self._folded_words[form] for form in asked.folded if form in self._folded_words), None)


def _found(sides, alternatives):
    """{(start, end): meanings} of every run of words that is a side, by any of the alternatives of each word."""
    found = {}
    for start in range(len(alternatives)):
        runs = {()}
        for end in range(start, len(alternatives)):
            runs = {(*run, term) for run in runs for term in alternatives[end]} & sides.keys()
            meanings = [meaning for run in sorted(runs) for meaning in sides[run]]
            if meanings:
                found[start, end + 1] = list(dict.fromkeys(meanings))
    return found


class _Kept(NamedTuple):
    read_at: float
    rows: list
    glossary: Glossary


_kept: _Kept | None = None


def pairs():
    """The `Glossary` of the database, as it was at most five seconds ago. One query, or none."""
    global _kept
    now, kept = monotonic(), _kept
    if kept is None or now - kept.read_at >= SECONDS_KEPT:
        rows = list(GlossaryPair.objects.order_by("pk").values_list("kazakh", "russian"))
        glossary = kept.glossary if kept and kept.rows == rows else Glossary(rows)
        kept = _kept = _Kept(now, rows, glossary)
    return kept.glossary


def forget():
    """Let this process read the pairs again, now."""
    global _kept
    _kept = None
