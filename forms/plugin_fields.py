"""Kinds of fields that plugins add to forms of proposals: "<label of the plugin>.<code>".

What a citizen answered is kept in words, so it outlives the plugin; a field whose plugin is gone is a line of text.
"""

from cms import plugin_asking
from forms.models import FieldKind


def kinds_for(council):
    """Pairs (kind, label) that an editor of this council may choose: the site's own, then those of its plugins.

    None stands for the ministry's templates, which every council copies: only the site's own.
    """
    added = plugin_asking.ask_for(council, "field_types") if council is not None else []
    return [*FieldKind.choices, *((_kind(plugin, one), one.label) for plugin, one in added)]


def made(kind, shared, language):
    """The form's field for a kind of a plugin that is loaded, or None."""
    plugin, field_type = _type_of(kind)
    if field_type is None:
        return None
    return plugin_asking.call(plugin, "field_types", field_type.make, shared, language)


def shown(kind, value, language):
    """The value as a person reads it."""
    plugin, field_type = _type_of(kind)
    if field_type is None or not value:
        return value
    return str(plugin_asking.call(plugin, "field_types", field_type.shown, value, language, default=value))


def _kind(plugin, field_type):
    return f"{plugin.label}.{field_type.code}"


def _type_of(kind):
    plugin = plugin_asking.plugin(kind.partition(".")[0]) if "." in kind else None
    if plugin is None:
        return None, None
    return plugin, next((one for one in plugin_asking.ask(plugin, "field_types") if _kind(plugin, one) == kind), None)
