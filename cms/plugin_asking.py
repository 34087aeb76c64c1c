"""What plugins say, asked so that no mistake of theirs reaches the site.

Whatever a plugin raises is logged once for each place, kept for `manage.py plugins` and the ministry's screen, and
answered as if the plugin had said nothing.
"""

import logging
from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.urls import get_resolver

from cms.plugin_answers import refuse_odd, refuse_odd_pair
from cms.plugin_discovery import Problem
from cms.plugins import Plugin

logger = logging.getLogger(__name__)

# Kept for the life of the process: {(label, place): problem}.
_problems: dict[tuple[str, str], Problem] = {}
_left_out: set[str] = set()
# {(label, place): the routes that became addresses}.
_made: dict[tuple[str, str], list] = {}
HINT = "Read the traceback in the log, and tell the author of the plugin; switch it off where it stands in the way."


def leave_out(plugin, place, error):
    """Go on as if the plugin were not installed: it could not be loaded or started."""
    # A new mapping: Django is walking over the old one.
    apps.app_configs = {label: config for label, config in apps.app_configs.items() if label != plugin.label}
    apps.clear_cache()
    _left_out.add(plugin.label)
    _note(plugin, place, error)


def _note(plugin, place, error):
    key = (plugin.label, place)
    if key not in _problems:
        logger.error("The plugin %s broke in %s and is left out there.", plugin.label, place, exc_info=error)
    _problems[key] = Problem(plugin.label, f"{place}: {type(error).__name__}: {error}", HINT)


def problems():
    """What is wrong with the allowed plugins: found at the start, and met since then in this process."""
    return [*settings.PLUGINS_FOUND.problems, *_problems.values()]


def forget():
    """Forget what broke while this process ran, but for what did not start."""
    for key in [key for key in _problems if key[0] not in _left_out]:
        del _problems[key]


def plugins() -> list[Plugin]:
    """The plugins that are loaded and started, by their labels."""
    loaded = (config for config in apps.get_app_configs() if isinstance(config, Plugin))
    return sorted(loaded, key=lambda one: one.label)


def not_allowed():
    """The names of plugins that are installed and not in KENES_PLUGINS."""
    return [name for name in settings.PLUGINS_FOUND.names if name not in settings.KENES_PLUGINS]


def plugin(label):
    """The plugin with this label, or None."""
    return next((one for one in plugins() if one.label == label), None)


def plugins_of(council):
    """The plugins that are on for the council. No query."""
    return [one for one in plugins() if one.label in council.plugin_names]


def call(plugin, place, function, *args, default=None):
    """What the function of a plugin answers, or `default` where it breaks. `place` is what the problem is called.

    A mistake in a query inside a transaction would spoil all of it; a savepoint keeps it apart.
    """
    if not connection.in_atomic_block:
        return _say(plugin, place, function, *args, default=default)

    def keep_apart():
        with transaction.atomic():
            return function(*args)

    return _say(plugin, place, keep_apart, default=default)


def _say(plugin, place, function, *args, default):
    try:
        return function(*args)
    except Exception as error:
        _note(plugin, place, error)
        return default


def ask(plugin, place, *args):
    """The list that the plugin's method `place` answers; empty where it breaks. A generator is read to its end.

    What is not of the promised kind is named as a problem, and left out of the list.
    What a method says without being told anything is said of the plugin itself, and asks no database.
    """
    answer = call if args else _say
    things = answer(plugin, place, lambda: _listed(getattr(plugin, place)(*args)), default=[])
    return [thing for thing in things if _is_sound(plugin, place, refuse_odd, place, thing)]


def _is_sound(plugin, place, refuse, *answered):
    try:
        refuse(*answered)
    except Exception as error:
        _note(plugin, place, error)
        return False
    return True


def ask_mapping(plugin, place):
    """The same of a method that answers a mapping."""
    pairs = _say(plugin, place, lambda: dict(getattr(plugin, place)()), default={})
    return {name: words for name, words in pairs.items() if _is_sound(plugin, place, refuse_odd_pair, name, words)}


def made_of(place, make):
    """The addresses that `make(plugin, route)` makes of the routes of all plugins; one that cannot be made is left out.

    Which routes have one is kept for `routes_of`.
    """
    patterns = []
    for one in plugins():
        kept = _made[one.label, place] = []
        for route in ask(one, place):
            if pattern := call(one, place, make, one, route):
                patterns.append(pattern)
                kept.append(route)
    return patterns


def routes_of(plugin, place):
    """The routes of the plugin that have an address."""
    # Read them, where nobody has asked for an address yet.
    _patterns = get_resolver().url_patterns
    return list(_made.get((plugin.label, place), ()))


def ask_all(place, *args):
    """Pairs (plugin, thing) of what all loaded plugins answer."""
    return [(one, thing) for one in plugins() for thing in ask(one, place, *args)]


def ask_for(council, place, *args):
    """Pairs (plugin, thing) of what the plugins answer that are on for the council."""
    return [(one, thing) for one in plugins_of(council) for thing in ask(one, place, *args)]


def _listed(answer: Iterable) -> list:
    if isinstance(answer, str):
        raise TypeError(f"a list is expected, not the words “{answer}”")
    return list(answer)
