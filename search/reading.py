"""What the words of a question mean in this index: trees of terms, from the strictest to the widest.

A word is looked for as every term that it may be. Who writes on a Russian keyboard, or in Latin letters, means the
terms with the same folded form: they follow, and where nobody knows the word as it is typed, they stand for it. What
nobody knows in any letters may be a slip.
"""

from dataclasses import dataclass, field

from search.analysis import analyze_query
from search.analysis.slips import corrected, misspelled
from search.analysis.stop_words import STOP_WORDS
from search.glossary import pairs
from search.index import vocabulary
from search.index.matching import Beginning, Term, every, leaves, some

# Of the words that nearly every entry holds, none decides anything while another word of the question is rarer.
COMMON_SHARE, FEW = 0.1, 1_000
# A text with more words than this that nobody knows was not mistyped.
MOST_SLIPS = 5


@dataclass(frozen=True)
class Read:
    """The trees of a question. Each is None where there is nothing to look for.

    `exact`: all the words. `meant`: all of them, also in other letters and as the glossary says them. `wide`: any.
    """

    exact: object = None
    meant: object = None
    wide: object = None
    mended: dict[str, str] = field(default_factory=dict)

    @property
    def terms(self):
        """Every term that is looked for."""
        trees = [tree for tree in (self.exact, self.meant, self.wide) if tree is not None]
        return frozenset(leaf.term for tree in trees for leaf in leaves(tree) if isinstance(leaf, Term))


def read(text, generation, *, is_public=True, is_exact=False, is_typing=False):
    """The trees of the text. `is_exact`: nothing is mended. `is_typing`: the last word may be a beginning. Two queries
    for known words, one more for each word that is not, up to five.
    """
    asked = analyze_query(text)
    if not asked:
        return Read()
    terms = {term for word in asked for term in word.terms}
    folded = {alike for word in asked for alike in word.folded}
    spans = pairs().expansions(asked)
    other = {term for sides in spans.values() for pair in sides for term in pair}
    known = vocabulary.known(generation, terms | other, folded, is_public)
    held = {term: entries for term, (_folded, entries) in known.items()}
    by_folded = {}
    for term, (alike, _entries) in known.items():
        by_folded.setdefault(alike, []).append(term)

    mended, own, alike, slips = {}, [], [], 0
    for place, word in enumerate(asked):
        literal = [term for term in word.terms if term in known]
        same = [term for form in word.folded for term in sorted(by_folded.get(form, []))]
        is_said = any(start <= place < end for start, end in spans)
        is_unfinished = is_typing and place == len(asked) - 1
        is_plain = is_exact or is_said or is_unfinished or word.word in STOP_WORDS
        if slips < MOST_SLIPS and not (literal or same or is_plain):
            slips += 1
            forms = dict.fromkeys((*word.folded, *misspelled(word.word)))
            found = vocabulary.slips(generation, forms, is_public, corrected(word.word))
            same = [term for term, _word in found]
            if found:
                mended[word.word] = found[0][1]
        literal = literal or same or [word.terms[0]]
        own.append([Term(term, held.get(term, 0)) for term in literal])
        alike.append([Term(term, held.get(term, 0)) for term in dict.fromkeys(literal + same)])
    if is_typing:
        beginnings = [Beginning(letters) for letters in dict.fromkeys((asked[-1].word, *asked[-1].folded[:1]))]
        own[-1] += beginnings
        alike[-1] += beginnings
    exact = every(map(some, own))
    meant = every(_with_pairs(alike, spans, held))
    wide = _wide(own, spans, held, generation, is_public)
    return Read(exact, None if meant == exact else meant, None if wide == meant else wide, mended)


def _with_pairs(groups, spans, held):
    """The groups, where a span of words may be said by the pairs of the glossary, too. The longest span wins."""
    parts, place = [], 0
    while place < len(groups):
        ends = [end for start, end in spans if start == place]
        end = max(ends, default=place + 1)
        own = every(map(some, groups[place:end]))
        said = [every(Term(term, held.get(term, 0)) for term in pair) for pair in spans.get((place, end), [])]
        # A word inside of the span has pairs of its own: «қоғамдық кеңес» may be said word by word as well.
        inner = {
            span: sides for span, sides in spans.items() if place <= span[0] and span[1] <= end and span != (place, end)
        }
        if inner and end - place > 1:
            shifted = {(start - place, stop - place): sides for (start, stop), sides in inner.items()}
            said.append(every(_with_pairs(groups[place:end], shifted, held)))
        parts.append(some([own, *said]))
        place = end
    return parts


def _wide(groups, spans, held, generation, is_public):
    """Any of the words, and of what the glossary says for them; words that are everywhere only beside no other."""
    said = [Term(term, held.get(term, 0)) for sides in spans.values() for pair in sides for term in pair]
    wanted = [leaf for group in groups for leaf in group] + said
    entries, _words = generation.size(is_public)
    most = max(FEW, entries * COMMON_SHARE)
    telling = [leaf for leaf in wanted if not isinstance(leaf, Term) or leaf.held <= most]
    return some(telling or wanted)
