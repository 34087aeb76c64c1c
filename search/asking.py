"""A question to the search, and its answer."""

from dataclasses import dataclass, field
from datetime import date

RELEVANCE, NEWEST, OLDEST = "relevance", "newest", "oldest"


@dataclass(frozen=True)
class Question:
    """What a reader asks. Empty filters choose everything.

    `language` is the reader's own, `languages` a filter. `is_exact`: the words as typed, without mending them.
    """

    text: str
    language: str
    councils: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    order: str = RELEVANCE
    is_exact: bool = False


@dataclass(frozen=True)
class Hit:
    """One thing found: its entry, and the entry of the same thing in the other language, where that was found too."""

    entry_id: int
    language: str
    other_id: int | None = None


@dataclass(frozen=True)
class Tally:
    """How many things share these facts: what the counts beside the filters are made of."""

    council_id: int | None
    kind: str
    status: str
    year: int | None
    languages: frozenset[str]
    count: int


@dataclass(frozen=True)
class Answer:
    """What was found: `hits` best first, at most `MOST_HITS`; `total` things in all.

    `is_widened`: too few things hold all the words, and behind them stand things that hold some. `mended`: words as
    typed -> as they were looked for, where nobody knew them as typed. `tallies` count all things that answer the words,
    whatever the filters are. `terms`: what a passage is to be marked by.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    is_widened: bool = False
    mended: dict[str, str] = field(default_factory=dict)
    tallies: list[Tally] = field(default_factory=list)
    terms: frozenset[str] = frozenset()
