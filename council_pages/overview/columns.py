"""Further columns of the matrix: what plugins say of the councils that have them on (`cms.plugins.Column`).

No mistake of a plugin breaks the table: its column is left out, and the ministry reads why (`cms.plugin_asking`).
"""

from collections import defaultdict

from cms import plugin_asking

PLACE = "compliance_columns"


def further(facts, councils, today):
    """The columns and what stands in them: [columns], {key of a council: {code: value}}.

    `facts` are the councils that were read already: a plugin that none of them has on is not asked, and has no column.
    """
    found, values = [], defaultdict(dict)
    on = frozenset().union(*(council.plugins for council in facts))
    for plugin, column in plugin_asking.ask_all(PLACE):
        if plugin.label not in on:
            continue
        own = councils.with_plugin(plugin.label)
        answers = plugin_asking.call(plugin, PLACE, _values, column, own, today)
        if answers is None:
            continue
        found.append(column)
        for council, value in answers.items():
            values[council][column.code] = value
    return found, values


def _values(column, councils, today):
    return dict(column.values(councils, today))
