"""What an entry must hold to be found, as a small tree that each engine writes in its own language.

Terms consist of letters and digits alone (`search.analysis`), so that no engine reads a sign in them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """An analysed word, anywhere in the entry."""

    term: str


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
