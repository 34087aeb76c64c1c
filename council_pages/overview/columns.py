"""Further columns of the matrix: what plugins say of the councils that have them on (`cms.plugins.Column`).

No mistake of a plugin breaks the table: its column is left out, and the ministry reads why (`cms.plugin_asking`).
"""

from collections import defaultdict
from dataclasses import replace

from cms import plugin_asking
from cms.plugins import Value

PLACE = "compliance_columns"


def further(facts, councils, today):
    """The columns and what stands in them: [columns], {key of a council: {code: value}}.

    A code begins with the label of its plugin, so that it is nobody else's.
    `facts` are the councils that were read already: a plugin that none of them has on is not asked, and has no column.
    """
    found, values = [], defaultdict(dict)
    on = frozenset().union(*(council.plugins for council in facts))
    for plugin, column in plugin_asking.ask_all(PLACE):
        if plugin.label not in on:
            continue
        own = councils.with_plugin(plugin.label)
        read = plugin_asking.call(plugin, PLACE, _read, plugin, column, own, today)
        if read is None:
            continue
        column, answers = read
        found.append(column)
        for council, value in answers.items():
            values[council][column.code] = value
    return found, values


def _read(plugin, column, councils, today):
    """The column under its full code, and its values: words and sort keys that nothing can break on any more."""
    named = replace(column, code=f"{plugin.label}.{column.code}", label=str(column.label))
    return named, {council: _plain(value) for council, value in dict(column.values(councils, today)).items()}


def _plain(value):
    if not isinstance(value, Value):
        raise TypeError(f"Value is expected, not {type(value).__name__}")
    sort = value.sort if value.sort is None or isinstance(value.sort, int | float) else str(value.sort)
    return Value(str(value.text), sort, str(value.url))
