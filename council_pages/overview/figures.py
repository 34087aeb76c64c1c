"""Indicators for the public page: by level, in words; after ours those of plugins, of councils that have them on."""

from types import SimpleNamespace

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cms import plugin_asking
from cms.models import Level
from council_pages.overview.indicators import INDICATORS, by_level, medians

PLACE = "indicators"


def shown(readings, councils, today):
    """Each indicator with its formula and inputs, and its values by level: {"label", "formula", …, "values"}."""
    groups = by_level(readings, Level.values)
    found = [_shown(one, {level: one.measure(rows) for level, rows in groups.items()}) for one in INDICATORS]
    for plugin, one in plugin_asking.ask_all(PLACE):
        own = councils.with_plugin(plugin.label)
        figure = plugin_asking.call(plugin, PLACE, _of_plugin, plugin, one, groups, own, today)
        found += [figure] if figure else []
    return found


def _of_plugin(plugin, one, groups, councils, today):
    """The same of a plugin's; its code begins with the label, so that it is nobody else's on the page."""
    values = dict(one.values(councils, today))
    if odd := [value for value in values.values() if not isinstance(value, int | float | None)]:
        raise TypeError(f"a number is expected, not {type(odd[0]).__name__}")
    code, label, formula = f"{plugin.label}.{one.code}", str(one.label), str(one.formula)
    named = SimpleNamespace(code=code, label=label, formula=formula, inputs="", source="")
    return _shown(named, {level: medians(values, rows) for level, rows in groups.items()}, str(one.unit))


def _shown(one, measured, unit=""):
    return {
        "code": one.code,
        "label": one.label,
        "formula": one.formula,
        "inputs": one.inputs,
        "source": one.source,
        "values": [(_level(level), in_words(value, unit)) for level, value in measured.items()],
    }


def _level(level):
    return Level(level).label if level else _("All councils")


def in_words(measured, unit=""):
    """ "7 of 9 – 77 %", or a number with how many it is of; words where there is nothing to count."""
    if not measured.whole:
        return _("nothing to count yet")
    if measured.value is not None:
        words = {"value": number_format(measured.value), "count": measured.whole}
        said = _("%(value)s (of %(count)s)") % words
        return f"{said} {unit}".strip()
    words = {"part": measured.part, "whole": measured.whole, "percent": measured.percent}
    return _("%(part)s of %(whole)s – %(percent)s %%") % words
