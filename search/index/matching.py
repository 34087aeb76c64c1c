"""What an entry must hold to be found, as a small tree that each engine writes in its own language.

Terms consist of letters and digits alone (`search.analysis`), so that no engine reads a sign in them.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Term:
    """An analysed word, anywhere in the entry. `held`: how many entries have it, as far as whoever asks knows."""

    term: str
    held: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class Beginning:
    """A word of the title, as it is written there, that begins so."""

    letters: str


@dataclass(frozen=True)
class All:
    """Every one of the parts."""

    parts: tuple


@dataclass(frozen=True)
class Any:
    """At least one of the parts."""

    parts: tuple


def every(parts):
    """All of the parts, each once; a part alone is itself."""
    parts = tuple(dict.fromkeys(parts))
    return parts[0] if len(parts) == 1 else All(parts)


def some(parts):
    """Any of the parts, each once; a part alone is itself."""
    parts = tuple(dict.fromkeys(parts))
    return parts[0] if len(parts) == 1 else Any(parts)


def leaves(match):
    """The terms and beginnings of the tree, each once, in their order.

    >>> leaves(every([some([Term("су"), Term("вода")]), Term("су")]))
    [Term(term='су'), Term(term='вода')]
    """
    if isinstance(match, All | Any):
        return list(dict.fromkeys(leaf for part in match.parts for leaf in leaves(part)))
    return [match]


def expected(match, entries):
    """How many of so many entries may match, as if words stood independently of each other in those of one language,
    which are half of all. A beginning counts as rare.

    >>> words = [Term("су", 500), Term("вода", 100)]
    >>> expected(every(words), 2_000), expected(some(words), 2_000)
    (50, 600)
    """
    if isinstance(match, All):
        share, language = 1.0, max(entries / 2, 1)
        for part in match.parts:
            share *= min(expected(part, entries) / language, 1)
        return round(share * language)
    if isinstance(match, Any):
        return min(entries, sum(expected(part, entries) for part in match.parts))
    return match.held if isinstance(match, Term) else 0
