"""Ways to an author's telephone that plugins bring, as a gateway for short messages; without one the secretary calls.

The way of a letter is "<label of the plugin>.<code>". Where the plugin is switched off or gone, or has none that works,
the letter becomes the secretary's again.
"""

from cms import plugin_asking


def way_for(council):
    """The first way that a plugin of the council offers, or an empty word. Costs nothing where there is no plugin."""
    for plugin, channel in plugin_asking.ask_for(council, "channels"):
        return f"{plugin.label}.{channel.code}"
    return ""


def channel_of(way, council):
    """The channel behind the way while its plugin is on for the council, else None."""
    for plugin, channel in plugin_asking.ask_for(council, "channels"):
        if f"{plugin.label}.{channel.code}" == way:
            return channel
    return None
