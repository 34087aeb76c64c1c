"""Where the floor above says when proposals came and were answered: compliance counts answers, and never imports them.

One source registers itself, once. Without one there are no proposals.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

# (consultation's key, received, answered or None)
Row = tuple[int, datetime, datetime | None]


@dataclass(frozen=True)
class Source:
    """`rows(consultations)` asks one query for the proposals of a queryset of consultations.

    `route` names the staff's list of proposals, which takes `?consultation=`.
    """

    rows: Callable[[QuerySet], Iterable[Row]]
    route: str


_sources: list[Source] = []


def register(source):
    """Make it the source. A second one is a mistake, not an override."""
    if _sources:
        raise ValueError("There is a source of answers already.")
    _sources.append(source)


def rows_of(consultations):
    """The rows of these consultations' proposals."""
    return _sources[0].rows(consultations) if _sources else ()


def route():
    """The name of the list of proposals, or None."""
    return _sources[0].route if _sources else None
