"""What can be found, as each source says it: plain values, before any analysis.

A source is a kind of row: pages, published proposals, documents of pages, or what a plugin brings. It says which
documents there are, and whether everybody may read them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db.models import Model


@dataclass(frozen=True)
class Document:
    """One thing in one language.

    `language`: "kk", "ru", or empty where nobody knows. `twin`: the same number for the same thing in the other
    language (`twin_of`). `status` is what it is at the moment, and `next_status` what the clock alone makes of it at
    `changes_at`. `date`: the day by which readers order it. Text is plain, with line ends between its parts.
    """

    model: type[Model]
    pk: int
    language: str
    title: str
    text: str
    is_public: bool
    url: str = ""
    kind: str = ""
    council_id: int | None = None
    status: str = ""
    changes_at: datetime | None = None
    next_status: str = ""
    date: Day | None = None
    twin: int | None = None


class Source(Protocol):
    """Where documents come from. `name` is unique and is what the progress bar says."""

    name: str

    def count(self) -> int:
        """How many rows there are to walk."""

    def keys(self, after: int) -> Iterator[int]:
        """The keys of the rows above this one, ascending."""

    def documents(self, keys: Iterable[int]) -> list[Document]:
        """The documents of these rows; a row that is gone, or not to be found by anybody, has none."""

    def model(self) -> type[Model]:
        """The model under which its documents stand in the index."""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source; a name is registered once."""
    if source.name in _sources:
        raise ValueError(f"The source {source.name!r} is registered already.")
    _sources[source.name] = source


def registered() -> list[Source]:
    """All sources, in the order of their names."""
    return [_sources[name] for name in sorted(_sources)]


def twin_of(key: UUID) -> int:
    """A number for the translation key of a page, which both languages share; it fits a column of 64 bits.

    >>> twin_of(UUID(int=5)), twin_of(UUID(int=2**64 + 5))
    (5, 5)
    """
    return key.int & (2**63 - 1)


def twin_of_row(content_type_id: int, key: int) -> int:
    """A number for a row that has no twin: negative, so that no page has it.

    >>> twin_of_row(1, 2) != twin_of_row(2, 1)
    True
    """
    return -((content_type_id << 40) | key)
