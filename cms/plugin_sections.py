"""The parts that plugins put on a council's home page, drawn one by one: a broken one is missing, the page is there."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from cms import plugin_asking


@dataclass(frozen=True)
class Drawn:
    """A part of a page that a plugin has brought, as the page shows it. `name` is unique there."""

    name: str
    heading: str
    body: str


def drawn(council, language, now, request):
    """The sections of the plugins that are on for the council, in their order."""
    found = plugin_asking.ask_for(council, "sections", council, language, now)
    drawings = [
        plugin_asking.call(plugin, "sections", _draw, f"{plugin.address}-{number}", section, request)
        for number, (plugin, section) in enumerate(sorted(found, key=_order), 1)
    ]
    return [one for one in drawings if one is not None]


def _order(pair):
    plugin, section = pair
    return getattr(section, "order", 0), plugin.label


def _draw(name, section, request):
    return Drawn(name, str(section.heading), render_to_string(section.template, dict(section.context), request))
