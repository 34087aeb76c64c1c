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
    """All of the parts; a part alone is itself."""
    parts = tuple(parts)
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
    """How many of so many entries may match, as if words stood independently of each other. A beginning counts as rare.

    >>> words = [Term("су", 500), Term("вода", 100)]
    >>> expected(every(words), 1_000), expected(some(words), 1_000)
    (50, 600)
    """
    if isinstance(match, All):
        share = 1.0
        for part in match.parts:
            share *= expected(part, entries) / max(entries, 1)
        return round(share * entries)
    if isinstance(match, Any):
        return min(entries, sum(expected(part, entries) for part in match.parts))
    return match.held if isinstance(match, Term) else 0
