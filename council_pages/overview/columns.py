"""Further columns of the matrix: whoever stands above says what they hold, and no mistake of theirs breaks the table.

A source answers columns with `code`, `label` and `values(councils, today)`, which gives {key of a council: a value with
`text`, `sort` and `url`} in a number of queries that does not grow with the councils (`cms.plugins.Column`).
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

logger = logging.getLogger(__name__)
_sources: list[Callable[[], Iterable[Any]]] = []


def register(source):
    """Ask this source, too; each is added once."""
    if source not in _sources:
        _sources.append(source)


def further(councils, today):
    """The columns and what stands in them: [columns], {key of a council: {code: value}}.

    A column that cannot be computed is left out, and the log says why.
    """
    found, values = [], defaultdict(dict)
    for source in _sources:
        for column in source():
            try:
                # A mistake in a query inside a transaction would spoil all of it.
                with transaction.atomic():
                    answers = dict(column.values(councils, today))
            except Exception:
                logger.exception("The column %s of the matrix is left out.", column.code)
                continue
            found.append(column)
            for council, value in answers.items():
                values[council][column.code] = value
    return found, values
