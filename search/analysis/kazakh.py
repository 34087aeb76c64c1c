"""The stem of a Kazakh word: every cut that the grammar of endings allows, and the cheapest of them.

A cut is cheap when the dictionary knows what is left and the ending is common, and dear when nobody knows the stem,
when the stem is very short or when its vowels do not fit the ending. A verb is named by its infinitive, as in
dictionaries, so that «жоспарлап» and «жоспарлау» are one word.

The same in folded letters (`cms.orthography.fold`), for words typed on a Russian keyboard: there no vowel tells.
"""

from functools import cache

from cms.orthography import fold
from search.analysis import endings, lexicon
from search.analysis.costs import (
    BARE_VERB,
    DERIVED,
    DISHARMONY,
    LONG_BARE,
    OWN,
    OWN_FOLDED,
    SHORT,
    SHORT_UNKNOWN,
    SHORT_VERB,
    UNKNOWN,
    UNKNOWN_LETTER,
)
from search.analysis.endings import BACK, FRONT, KIND_OF

_BACK, _FRONT = frozenset("аоұы"), frozenset("әөүіе")
# Before a vowel the last letter of a stem is voiced: кітап, кітабы; жүрек, жүрегі; шық-, шығу.
_DEVOICED = {"б": "п", "ғ": "қ", "г": "к"}
_VOWELS = frozenset("аәеоөұүыіуюи")


class Stemmer:
    """Cuts words by generated endings and a lexicon of nouns and of verbs (as infinitives).

    A word among the `own` ones is never cut.
    """

    def __init__(self, nouns, verbs, own=(), *, is_folded=False):
        change = _folded if is_folded else dict
        self.nouns = frozenset(map(fold, nouns)) if is_folded else frozenset(nouns)
        self.verbs = frozenset(map(fold, verbs)) if is_folded else frozenset(verbs)
        self.own = frozenset(map(fold, own)) if is_folded else frozenset(own)
        self.nominal = change(endings.generate("noun"))
        self.derived = change(endings.generate("derivation", "derived"))
        self.finite = change(_after_yot(endings.generate("verb")))
        self.participles = change(
            _after_yot(endings.generate("verb", "nominal") | endings.generate("verb", "derived"))
            | endings.generate("infinitive", "nominal")
            | endings.generate("infinitive", "derived")
        )
        self.longest = max(map(len, self.nominal))
        self.devoiced = {"б": "п", "г": "к"} if is_folded else _DEVOICED
        self.voiced = {hard: soft for soft, hard in self.devoiced.items()}
        self.high = ("и",) if is_folded else ("ы", "і")
        self.is_folded = is_folded
        self.gain = OWN_FOLDED if is_folded else OWN

    def stem(self, word):
        """The stem of a word in small letters; unknown words are cut by grammar alone. Pure."""
        if word in self.own:
            return word
        stem = min(self.candidates(word))[1]
        # Many bare stems of verbs stand in the lexicon as words of their own, and some are: кеңес, кеңесу.
        bare = stem[:-1]
        return bare if stem in self.verbs and len(bare) >= LONG_BARE and bare in self.nouns else stem

    def candidates(self, word):
        """(cost, stem) of every cut."""
        found = [self._noun(word, 0.0)]
        self._finite(word, found)
        self._heads(word, 0.0, found)
        size = len(word)
        for place in range(max(2, size - self.longest), size):
            ending = self.nominal.get(word[place:])
            if ending is None:
                continue
            base = word[:place]
            cost = self._fit(ending, base)
            if cost is not None:
                found.append(self._noun(base, cost, word[place]))
                self._heads(base, cost, found)
        return found

    def _fit(self, ending, base):
        """What the ending costs after this base; None where it cannot stand there."""
        cost, kinds, harmonies = ending
        last = base[-1]
        if self.is_folded:
            # и may be ы, і or и, and у may be ұ, ү or у: vowels and glides alike.
            return cost if last in "иу" or kinds & KIND_OF.get(last, 0) else None
        if not kinds & KIND_OF.get(last, 0):
            return None
        return cost if harmonies & harmony_of(base) else cost + DISHARMONY

    def _noun(self, base, cost, following=""):
        """(cost, stem) for a noun; with its last letters as they are before no ending."""
        size = len(base)
        if base in self.own:
            return cost - self.gain, base
        if base in self.nouns or base in self.verbs:
            return cost + SHORT.get(size, 0.0), base
        if following in _VOWELS and base[-1] in self.devoiced:
            hard = base[:-1] + self.devoiced[base[-1]]
            if hard in self.own:
                return cost - self.gain, hard
            if hard in self.nouns or base[-1] == "ғ":
                known = hard in self.nouns
                return cost + (SHORT.get(size, 0.0) if known else self._unknown(size)), hard
        if following in self.high and base + "ь" in self.nouns:
            return cost, base + "ь"
        if following in self.high and size > 2:
            # The vowel that falls out: орын, орны; ауыз, аузы.
            for vowel in self.high:
                full = base[:-1] + vowel + base[-1]
                if full in self.nouns:
                    return cost + 0.1, full
        return cost + self._unknown(size), base

    @staticmethod
    def _unknown(size):
        return UNKNOWN + SHORT_UNKNOWN.get(size, 0.0) + UNKNOWN_LETTER * size

    def _heads(self, base, cost, found):
        """Add what the base is by itself: a participle, an infinitive, a doer, a derived noun."""
        for place in range(2, len(base)):
            tail = base[place:]
            ending = self.participles.get(tail)
            if ending is not None:
                self._verb(base[:place], ending, cost, tail[0], found)
            ending = self.derived.get(tail)
            if ending is not None and base[:place] in self.nouns:
                more = self._fit(ending, base[:place])
                if more is not None:
                    found.append((cost + more + SHORT.get(place, 0.0) + DERIVED, base[:place]))

    def _finite(self, word, found):
        for infinitive in self._infinitives(word, ""):
            if infinitive in self.verbs:
                found.append((BARE_VERB + SHORT.get(len(word), 0.0), infinitive))
                break
        for place in range(2, len(word)):
            ending = self.finite.get(word[place:])
            if ending is not None:
                self._verb(word[:place], ending, 0.0, word[place], found)

    def _verb(self, head, ending, cost, following, found):
        """Add (cost, infinitive) if a known verb has this stem before this ending."""
        more = self._fit(ending, head)
        if more is None:
            return
        for infinitive in self._infinitives(head, following):
            if infinitive in self.verbs:
                found.append((cost + more + SHORT_VERB.get(len(head), 0.0), infinitive))
                return

    def _infinitives(self, head, following):
        last, rest = head[-1], head[:-1]
        yield head + "у"
        if last in self.high:
            yield rest + "у"
        if last in "йи":
            yield rest + "ю"
        if last in _VOWELS:
            yield head + "ю"
        if last in self.voiced and following not in _VOWELS:
            yield rest + self.voiced[last] + "у"


def harmony_of(word):
    """Whether the last telling vowel is a back or a front one; both where none tells."""
    for letter in reversed(word):
        if letter in _BACK:
            return BACK
        if letter in _FRONT:
            return FRONT
    return BACK | FRONT


def _after_yot(table):
    """The endings, and those that melt with the й of a stem: қой- and -ады are written «қояды»."""
    melted = {
        f"я{ending[1:]}": (cost, endings.VOWEL, vowels)
        for ending, (cost, _kinds, vowels) in table.items()
        if ending[0] in "ае"
    }
    return melted | table


def _folded(table):
    """A table of endings in folded letters: the cheapest of those that fall together, after any letter that one had."""
    found = {}
    for ending, (cost, kinds, harmonies) in table.items():
        written = fold(ending)
        known = found.get(written, (cost, 0, 0))
        found[written] = (min(cost, known[0]), kinds | known[1], harmonies | known[2])
    return found


@cache
def stemmer():
    """The stemmer in Kazakh letters, loaded when the first word is asked for."""
    return Stemmer(*lexicon.read(), lexicon.read_own())


@cache
def folded_stemmer():
    """The stemmer in folded letters."""
    return Stemmer(*lexicon.read(), lexicon.read_own(), is_folded=True)
