"""What `manage.py check` says of plugins. Each message names the cure.

A plugin that cannot be loaded is a warning, for the site runs without it. A screen without a policy and a table without
a council are errors: nobody could say whose data they show.
"""

from django.apps import apps
from django.core import checks
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation
from wagtail.models import Page

from cms import plugin_asking
from cms.admin_policies import POLICIES
from cms.gate import ADMIN_PREFIX
from cms.pages import SECTIONS
from cms.plugin_pages import PluginPage
from cms.tenancy import CouncilOwnedQuerySet

TAKEN = frozenset(SECTIONS) | {"calendar", "archive", "compliance", "share"}


def install():
    """Register the checks."""
    checks.register(what_is_left_out, "plugins")
    checks.register(addresses, "plugins")
    checks.register(routes_without_policy, "plugins")
    checks.register(tables_without_council, "plugins")
    checks.register(page_types_of_another_kind, "plugins")
    # Only where tables are looked at, as before `migrate`: it reads every migration there is.
    checks.register(missing_migrations, checks.Tags.database)


def what_is_left_out(app_configs, **kwargs):
    """Plugins that could not be loaded, and what broke since."""
    return [
        checks.Warning(f"The plugin {found.plugin} is left out: {found.words}", hint=found.hint, id="kenes.W001")
        for found in plugin_asking.problems()
    ]


def addresses(app_configs, **kwargs):
    """Addresses of plugins that the site itself needs."""
    first = {str(pattern.pattern).split("/")[0] for pattern in _patterns() if _plugin_of(pattern) is None}
    return [
        checks.Error(
            f"The address “{plugin.address}” of the plugin {plugin.label} is one of the site's own.",
            hint="Give the plugin another address: readers would never reach its pages.",
            id="kenes.E001",
        )
        for plugin in plugin_asking.plugins()
        if plugin.address in TAKEN | first
    ]


def _patterns():
    """The patterns below the language."""
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and not str(resolver.pattern).startswith(("admin", "documents")):
            yield from (one for one in resolver.url_patterns if isinstance(one, URLPattern))


def _plugin_of(pattern):
    module = getattr(pattern.callback, "__module__", "")
    view_class = getattr(pattern.callback, "view_class", None)
    modules = {module, *(one.__module__ for one in getattr(view_class, "__mro__", ()))}
    for plugin in plugin_asking.plugins():
        if any(name == plugin.name or name.startswith(f"{plugin.name}.") for name in modules):
            return plugin
    return None


def routes_without_policy(app_configs, **kwargs):
    """Screens of the admin whose view comes from a plugin, and that came there past the contract."""
    found = []
    for name, pattern in _admin_routes(get_resolver().url_patterns, ""):
        plugin = _plugin_of(pattern)
        if plugin is not None and name not in POLICIES:
            found.append(
                checks.Error(
                    f"The plugin {plugin.label} adds the admin address “{pattern.pattern}” without a policy.",
                    hint="Say it in staff_routes(), with its roles. Until then the staff of councils get a 404 there.",
                    id="kenes.E002",
                )
            )
    return found


def _admin_routes(patterns, above, is_admin=False):
    """(full name, pattern) of every address of the admin."""
    for pattern in patterns:
        inside = is_admin or f"/{pattern.pattern}".startswith(ADMIN_PREFIX)
        if isinstance(pattern, URLResolver):
            space = f"{above}{pattern.namespace}:" if pattern.namespace else above
            yield from _admin_routes(pattern.url_patterns, space, inside)
        elif inside:
            yield f"{above}{pattern.name}", pattern


def tables_without_council(app_configs, **kwargs):
    """Models of plugins whose rows belong to no council, and that do not say that they are the ministry's."""
    found = []
    for plugin in plugin_asking.plugins():
        for model in plugin.get_models():
            is_owned = isinstance(model._default_manager.get_queryset(), CouncilOwnedQuerySet)
            if not (is_owned or issubclass(model, Page) or getattr(model, "is_national", False)):
                found.append(
                    checks.Error(
                        f"The rows of {model._meta.label} belong to no council.",
                        hint="Give it a manager of cms.tenancy.CouncilOwnedQuerySet, with `council_path` where the "
                        "council is no field of its own; or say `is_national = True` for what is the ministry's.",
                        obj=model,
                        id="kenes.E003",
                    )
                )
    return found


def page_types_of_another_kind(app_configs, **kwargs):
    """Page types of plugins that no switch could hide."""
    return [
        checks.Error(
            f"{model._meta.label} is a page of a plugin and does not derive from cms.plugin_pages.PluginPage.",
            hint="Derive it from PluginPage: else it is there in every council, whatever the ministry has switched.",
            obj=model,
            id="kenes.E004",
        )
        for plugin in plugin_asking.plugins()
        for model in plugin.get_models()
        if issubclass(model, Page) and not issubclass(model, PluginPage)
    ]


def missing_migrations(app_configs, databases=None, **kwargs):
    """Plugins whose models are ahead of their migrations; asked where tables are looked at."""
    if not databases:
        return []
    plugins = {plugin.label: plugin for plugin in plugin_asking.plugins() if list(plugin.get_models())}
    return [
        checks.Warning(
            f"The models of the plugin {label} have changes that are in no migration.",
            hint=f"Its author runs `manage.py makemigrations {label}` and puts the file into the package.",
            id="kenes.W002",
        )
        for label in (changed_models(plugins) if plugins else ())
    ]


def changed_models(labels):
    """Of these apps the labels of those whose models and migrations differ."""
    # As `makemigrations` does: a translated name is no change.
    with translation.override(None):
        loader = MigrationLoader(None, ignore_no_migrations=True)
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        return sorted(set(detector.changes(loader.graph, trim_to_apps=set(labels))) & set(labels))
