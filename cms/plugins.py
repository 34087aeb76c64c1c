"""The plugin door: what a plugin is, and every place at which it may add something to the site.

A plugin is an ordinary Django app whose `AppConfig` derives from `Plugin`. An entry point in the group `kenes.plugins`
finds it, the setting KENES_PLUGINS allows it (`cms.plugin_discovery`), and the ministry switches it on for each council
(`cms.plugin_switching`). What a plugin says is asked for through `cms.plugin_asking` alone: a mistake in one method is
named and left out, and the site runs. Each method has a heading in `docs/plugins.md` and a test.

Queries that a plugin is given hold only councils that have it on; its routes are told their council by the door.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.apps import AppConfig
from django.utils.module_loading import module_has_submodule

from cms.plugin_parts import (
    Channel,
    Column,
    Export,
    Feed,
    FeedEntry,
    FieldType,
    Indicator,
    IntakeCheck,
    Proof,
    PublicRoute,
    Retention,
    Section,
    StaffRoute,
    Value,
    Words,
)

__all__ = [
    "GROUP",
    "Channel",
    "Column",
    "Export",
    "Feed",
    "FeedEntry",
    "FieldType",
    "Indicator",
    "IntakeCheck",
    "Plugin",
    "Proof",
    "PublicRoute",
    "Retention",
    "Section",
    "StaffRoute",
    "Value",
    "Words",
]

GROUP = "kenes.plugins"


class Plugin(AppConfig):
    """The whole contract. Every default is harmless: a plugin says only what it adds."""

    title: Words = ""
    summary: Words = ""
    # Where its addresses begin, for readers and for the staff: Latin letters, digits and hyphens.
    address: str = ""
    # Versions of Kenes with which it works, as in `requires-python`: ">=2026.11,<2028".
    kenes: str = ""

    def __init_subclass__(cls, **kwargs):
        """Refuse a `ready` of its own: a mistake in it would keep the whole site from starting."""
        super().__init_subclass__(**kwargs)
        if "ready" in vars(cls) or "import_models" in vars(cls):
            raise TypeError(f"{cls.__name__} overrides ready(). Write start() instead, which may fail.")

    def import_models(self):
        """Import the models and the tags; where that fails, go on without the plugin."""
        from cms import plugin_asking

        try:
            super().import_models()
            if module_has_submodule(self.module, "templatetags"):
                # Django imports them with the first template of the site, whosever it is.
                tags = import_module(f"{self.name}.templatetags")
                for module in iter_modules(tags.__path__):
                    import_module(f"{tags.__name__}.{module.name}")
        except Exception as error:
            plugin_asking.leave_out(self, "models", error)

    def ready(self):
        """Start it; where that fails, go on without it."""
        from cms import plugin_asking

        try:
            self.start()
        except Exception as error:
            plugin_asking.leave_out(self, "start", error)

    # --- what a plugin may say ---------------------------------------------------------------------------------------

    def start(self) -> None:
        """Connect signals and the like, once, when every app is loaded. Instead of Django's `ready`."""

    def sections(self, council, language: str, now: datetime) -> Iterable[Section]:
        """Parts of the council's public home page."""
        return ()

    def page_types(self) -> Iterable[type]:
        """Types of pages that may stand under a council's home; each derives from `cms.plugin_pages.PluginPage`."""
        return ()

    def public_routes(self) -> Iterable[PublicRoute]:
        """Addresses for readers."""
        return ()

    def staff_routes(self) -> Iterable[StaffRoute]:
        """Screens of the staff; the first one of those without arguments is where the menu leads."""
        return ()

    def compliance_columns(self) -> Iterable[Column]:
        """Columns of the ministry's table of councils."""
        return ()

    def indicators(self) -> Iterable[Indicator]:
        """Public numbers about councils."""
        return ()

    def proofs(self, consultation, language: str) -> Iterable[Proof]:
        """Further proofs of the seven steps of this question."""
        return ()

    def field_types(self) -> Iterable[FieldType]:
        """Further kinds of fields for forms of proposals."""
        return ()

    def intake_checks(self) -> Iterable[IntakeCheck]:
        """Further looks at what is being sent."""
        return ()

    def channels(self) -> Iterable[Channel]:
        """Further ways to tell an author what became of the proposal."""
        return ()

    def sources(self) -> Iterable[Any]:
        """Rows that can be found: each keeps `search.documents.Source`, and follows its rows in `start`."""
        return ()

    def kinds(self) -> Mapping[str, Words]:
        """{the kind of a found thing: the word for it}, for the documents of `sources`."""
        return {}

    def feeds(self) -> Iterable[Feed]:
        """Atom feeds of each council."""
        return ()

    def exports(self) -> Iterable[Export]:
        """Tables that the staff of a council may take away."""
        return ()

    def duties(self, councils, today: date) -> Iterable[Any]:
        """What councils have to do: `council_pages.todo.Duty`, the fewest queries for all of them together."""
        return ()

    def retention(self) -> Iterable[Retention]:
        """What is kept for a term."""
        return ()

    def guide(self) -> Mapping[str, str]:
        """{language: the template of its chapter in the staff's guide}; its screens lead there."""
        return {}

    def log_actions(self) -> Mapping[str, Words]:
        """{action: words} of the entries that its verbs write into the log; an action begins with the label."""
        return {}
