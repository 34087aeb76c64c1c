"""What the words of a question mean in this index: trees of terms, from the strictest to the widest.

A word is looked for as every term that it may be, and as the terms whose folded form it has: who writes on a Russian
keyboard, or in Latin letters, means those. Only where nobody knows it may it be a slip.
"""

from dataclasses import dataclass, field

from search.analysis import analyze_query
from search.glossary import expansions
from search.index import vocabulary
from search.index.matching import Beginning, Term, every, leaves, some

# Of the words that nearly every entry holds, none decides anything while another word of the question is rarer.
COMMON_SHARE, FEW = 0.1, 1_000


@dataclass(frozen=True)
class Read:
    """The trees of a question. Each is None where there is nothing to look for.

    `exact`: all the words. `meant`: all of them, or what the glossary says for them. `wide`: any of them.
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
    for known words, one more for each word that is not.
    """
    asked = analyze_query(text)
    if not asked:
        return Read()
    terms = {term for word in asked for term in word.terms}
    folded = {alike for word in asked for alike in word.folded}
    spans = expansions(asked)
    other = {term for pairs in spans.values() for pair in pairs for term in pair}
    known = vocabulary.known(terms | other, folded, is_public)
    by_folded = {}
    for term, (alike, _entries) in known.items():
        by_folded.setdefault(alike, []).append(term)

    mended, groups = {}, []
    for place, word in enumerate(asked):
        meant = [term for term in word.terms if term in known]
        meant += [term for alike in word.folded for term in sorted(by_folded.get(alike, [])) if term not in meant]
        is_said = any(start <= place < end for start, end in spans)
        if not meant and not is_exact and not is_said and word.folded and not (is_typing and place == len(asked) - 1):
            found = next((near for alike in word.folded if (near := vocabulary.slips(alike, is_public))), [])
            meant = [term for term, _word in found]
            if found:
                mended[word.word] = found[0][1]
        groups.append([Term(term) for term in meant] or [Term(word.terms[0])])
    if is_typing:
        groups[-1] += [Beginning(letters) for letters in dict.fromkeys((asked[-1].word, *asked[-1].folded[:1]))]
    return Read(
        every(map(some, groups)),
        every(_with_pairs(groups, spans)) if spans else None,
        _wide(groups, spans, known, generation, is_public),
        mended,
    )


def _with_pairs(groups, spans):
    """The groups, where a span of words may be said by the pairs of the glossary, too. The longest span wins."""
    parts, place = [], 0
    while place < len(groups):
        ends = [end for start, end in spans if start == place]
        end = max(ends, default=place + 1)
        own = every(map(some, groups[place:end]))
        said = [every(map(Term, pair)) for pair in spans.get((place, end), [])]
        # A word inside of the span has pairs of its own: «қоғамдық кеңес» may be said word by word as well.
        inner = {
            span: pairs for span, pairs in spans.items() if place <= span[0] and span[1] <= end and span != (place, end)
        }
        if inner and end - place > 1:
            shifted = {(start - place, stop - place): pairs for (start, stop), pairs in inner.items()}
            said.append(every(_with_pairs(groups[place:end], shifted)))
        parts.append(some([own, *said]))
        place = end
    return parts


def _wide(groups, spans, known, generation, is_public):
    """Any of the words, and of what the glossary says for them; words that are everywhere only beside no other."""
    said = [Term(term) for pairs in spans.values() for pair in pairs for term in pair]
    wanted = [leaf for group in groups for leaf in group] + said
    entries, _words = generation.size(is_public)
    most = max(FEW, entries * COMMON_SHARE)
    telling = [leaf for leaf in wanted if not isinstance(leaf, Term) or known.get(leaf.term, ("", 0))[1] <= most]
    return some(telling or wanted)
