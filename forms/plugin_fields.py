"""Kinds of fields that plugins add to forms of proposals: "<label of the plugin>.<code>".

What a citizen answered is kept in words, so it outlives the plugin; a field whose plugin is gone is a line of text.
"""

from django.core.exceptions import ValidationError
from django.forms import Field, TextInput

from cms import plugin_asking
from forms import form_fields
from forms.models import FieldKind


def kinds_for(council):
    """Pairs (kind, label) that an editor of this council may choose: the site's own, then those of its plugins.

    None stands for the ministry's templates, which every council copies: only the site's own.
    """
    added = plugin_asking.ask_for(council, "field_types") if council is not None else []
    return [*FieldKind.choices, *((_kind(plugin, one), one.label) for plugin, one in added)]


def made(kind, shared, language):
    """The form's field for a kind of a plugin that is loaded, or None: also where it cannot even be drawn empty.

    A later mistake, in what it draws, reads or cleans, costs no answer and no page.
    """
    plugin, field_type = _type_of(kind)
    if field_type is None:
        return None
    return plugin_asking.call(plugin, "field_types", _guarded, plugin, field_type, shared, language)


class _Guarded:
    """Before the class of a plugin's field: where it breaks, the answer is taken as the words that were typed."""

    plugin = None

    def clean(self, value):
        """What the plugin makes of it. What it refuses in words is refused."""
        cleaned, refused = plugin_asking.call(self.plugin, "field_types", self._cleaned, value, default=(None, None))
        if refused is not None:
            raise refused
        return self._as_typed(value) if cleaned is None else cleaned

    def _cleaned(self, value):
        try:
            cleaned = super().clean(value)
        except ValidationError as refused:
            return None, refused
        if cleaned is not None and not isinstance(cleaned, str):
            raise TypeError(f"the cleaned value is words, not {type(cleaned).__name__}")
        return cleaned or "", None

    def _as_typed(self, value):
        return form_fields.LineField(limit=form_fields.LINE_LIMIT, required=self.required).clean(_in_words(value))


class _GuardedWidget:
    """Before the class of its control: where it breaks, a line of text stands there and is read."""

    plugin = None

    def render(self, name, value, attrs=None, renderer=None):
        """What the plugin draws."""
        drawn = plugin_asking.call(self.plugin, "field_types", super().render, name, value, attrs, renderer)
        return drawn if drawn is not None else TextInput().render(name, _in_words(value), attrs)

    def subwidgets(self, name, value, attrs=None):
        """The same of a group of choices, of which none is chosen where the plugin breaks."""
        draw = super().subwidgets
        parts = plugin_asking.call(self.plugin, "field_types", lambda: list(draw(name, value, attrs)))
        return list(draw(name, "", attrs)) if parts is None else parts

    def value_from_datadict(self, data, files, name):
        """What the plugin reads from what was sent."""
        read = super().value_from_datadict
        return plugin_asking.call(self.plugin, "field_types", read, data, files, name, default=_sent(data, name))


def _sent(data, name):
    """The words that came in for the control, and for its parts by the names that Django gives them; or None."""
    several = getattr(data, "getlist", lambda key: [data[key]])
    keys = [key for key in data if key == name or key.startswith(f"{name}_")]
    return _in_words([word for key in keys for word in several(key)]) if keys else None


def _in_words(value):
    parts = value if isinstance(value, list | tuple) else [value]
    return " ".join(str(part) for part in parts if part is not None)


def _guarded(plugin, field_type, shared, language):
    field = field_type.make(shared, language)
    if not isinstance(field, Field):
        raise TypeError(f"a field of Django's is expected, not {type(field).__name__}")
    field.widget.render("drawn", "")
    for part, guard in ((field, _Guarded), (field.widget, _GuardedWidget)):
        part.__class__ = type(type(part).__name__, (guard, type(part)), {"plugin": plugin})
    return field


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
