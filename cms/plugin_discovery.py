"""Which plugins there are, which of them are allowed, and which of those can be loaded. Runs before Django is set up.

Whoever is not loaded is named with the cure (`manage.py check`, `manage.py plugins`); the site runs without it.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from django.utils.module_loading import module_has_submodule
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import Version

from cms.plugins import GROUP, Plugin

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
ADDRESS = re.compile(r"[a-z][a-z0-9-]{1,39}")


@dataclass(frozen=True)
class Problem:
    """Why a plugin, or a part of it, is left out, and what helps."""

    plugin: str
    words: str
    hint: str


@dataclass(frozen=True)
class Found:
    """What one look has found: the names that exist, the classes to load by their dotted paths, what is wrong."""

    names: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Unfit(Exception):
    """A plugin cannot be loaded: words and hint."""


def version_of_kenes() -> Version:
    """The version in pyproject.toml: Kenes runs from its folder and is not installed."""
    return Version(_project()["version"])


def look(allowed: Iterable[str], apps: Iterable[str] = ()) -> Found:
    """Look for the allowed plugins among the entry points, the project's own among them.

    `apps`: what is installed already; no plugin has the label of one of these.
    """
    taken = {app.rpartition(".")[2] for app in apps} | {"council_forms", "council_search"}
    offered = defaultdict(set)
    for point in _offered():
        offered[point.name].add(point)
    loaded, problems = {}, []
    for name in dict.fromkeys(allowed):
        try:
            plugin = _plugin(name, sorted(offered[name], key=str), taken)
            _refuse_clash(plugin, loaded.values())
        except _Unfit as error:
            problems.append(Problem(name, *error.args))
        else:
            loaded[name] = plugin
    paths = tuple(f"{plugin.__module__}.{plugin.__qualname__}" for plugin in loaded.values())
    return Found(tuple(sorted(name for name, points in offered.items() if points)), paths, tuple(problems))


def _offered():
    own = _project().get("entry-points", {}).get(GROUP, {})
    return [*(EntryPoint(name, value, GROUP) for name, value in own.items()), *entry_points(group=GROUP)]


def _project():
    return tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]


def _plugin(name, points, taken):
    if not points:
        raise _Unfit(
            f"No installed package offers a plugin named {name}.",
            f"Install its package, or take {name} out of KENES_PLUGINS.",
        )
    if len(points) > 1:
        raise _Unfit(
            f"Several packages offer a plugin named {name}: {', '.join(point.value for point in points)}.",
            "A name belongs to one plugin: uninstall all of these packages but one.",
        )
    try:
        plugin = points[0].load()
        is_plugin = isinstance(plugin, type) and issubclass(plugin, Plugin) and plugin is not Plugin
        module = import_module(plugin.name) if is_plugin else None
    except Exception as error:
        raise _Unfit(
            f"Its entry point {points[0].value} cannot be loaded: {type(error).__name__}: {error}",
            f'The entry point reads {name} = "package.apps:ClassOfThePlugin"; the module imports no models.',
        ) from error
    if not is_plugin:
        raise _Unfit(f"{points[0].value} is no plugin.", "Name a class that derives from cms.plugins.Plugin.")
    _refuse_wrong_names(name, plugin, taken)
    _refuse_version(plugin)
    if module_has_submodule(module, "wagtail_hooks"):
        raise _Unfit(
            "It has a module wagtail_hooks.",
            "A hook knows no council and cannot be switched off for one: say the same through the contract.",
        )
    return plugin


def _refuse_wrong_names(name, plugin, taken):
    label = getattr(plugin, "label", None) or plugin.name.rpartition(".")[2]
    if name in taken:
        raise _Unfit(f"An app with the label {name} is part of Kenes.", "Give the plugin another label and name.")
    if label != name or not NAME.fullmatch(name):
        raise _Unfit(
            f"The plugin {name} calls itself {label}.",
            "The name of the entry point and the label of the app are the same: small Latin letters, digits, _.",
        )
    if not ADDRESS.fullmatch(plugin.address):
        raise _Unfit(
            f"Its address “{plugin.address}” is none.", 'Set address = "…" of small Latin letters, digits, hyphens.'
        )


def _refuse_version(plugin):
    try:
        fits = SpecifierSet(plugin.kenes).contains(version_of_kenes(), prereleases=True)
    except InvalidSpecifier as error:
        raise _Unfit(f"“{plugin.kenes}” names no versions of Kenes.", 'Write kenes = ">=2026.11,<2028".') from error
    if not fits:
        raise _Unfit(
            f"It works with Kenes {plugin.kenes}, and this is {version_of_kenes()}.",
            "Install a version of the plugin that fits, or take it out of KENES_PLUGINS.",
        )


def _refuse_clash(plugin, others):
    for other in others:
        if other.address == plugin.address:
            raise _Unfit(
                f"Its address “{plugin.address}” is taken by {other.__module__}.",
                "Two plugins cannot stand at one address: allow one of them, or ask its author for another address.",
            )
