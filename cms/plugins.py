"""The plugin door: what a plugin is, and every place at which it may add something to the site.

A plugin is an ordinary Django app whose `AppConfig` derives from `Plugin`. An entry point in the group `kenes.plugins`
finds it, the setting KENES_PLUGINS allows it (`cms.plugin_discovery`), and the ministry switches it on for each council
(`cms.plugin_switching`). What a plugin says is asked for through `cms.plugin_asking` alone: a mistake in one method is
named and left out, and the site runs. Each method has a heading in `docs/plugins.md` and a test.

Queries that a plugin is given hold only councils that have it on; its routes are told their council by the door.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.apps import AppConfig
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

GROUP = "kenes.plugins"
Words = str | Promise


@dataclass(frozen=True)
class Section:
    """A part of a council's home page: its heading, and the template below it. Earlier `order` stands higher."""

    heading: Words
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    order: int = 0


@dataclass(frozen=True)
class PublicRoute:
    """An address for readers: `/<language>/councils/<slug>/<address of the plugin>/<route>`.

    `view(request, council, **arguments)` is called for a public council that has the plugin on. A `national` one stands
    at `/<language>/<address>/<route>` and is called without a council. Its name is `<label>_<name>` for `reverse`.
    `card(council, **arguments)` answers the `cms.portraits.Card` that a messenger shows with the address.
    """

    route: str
    view: Callable[..., Any]
    name: str
    national: bool = False
    card: Callable[..., Any] | None = None


@dataclass(frozen=True)
class StaffRoute:
    """A screen of the staff, `/admin/kenes/plugins/<address>/<slug>/<route>`, for those with one of the roles.

    `view` derives from `cms.plugin_staff.PluginView` and has its council in `self.council`. A `national` one stands at
    `/admin/kenes/ministry-plugins/<address>/<route>` and derives from `cms.plugin_staff.MinistryView`, for roles at the
    ministry. There is no way to leave the roles out.
    """

    route: str
    view: type
    name: str
    roles: frozenset
    national: bool = False


@dataclass(frozen=True)
class Value:
    """What stands in a cell: words, what it is sorted by, and where it leads."""

    text: Words
    sort: Any = ""
    url: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the ministry's table of councils.

    `values(councils, today)` answers {key of a council: `Value`} in a number of queries that does not grow with them.
    """

    code: str
    label: Words
    values: Callable[[Any, date], Mapping[int, Value]]


@dataclass(frozen=True)
class Indicator:
    """A number about councils that everybody may read: what it counts, how, from what.

    `values(councils, today)` answers {key of a council: number, or None where there is nothing to count}.
    """

    code: str
    label: Words
    formula: Words
    values: Callable[[Any, date], Mapping[int, float | None]]
    unit: Words = ""


@dataclass(frozen=True)
class Proof:
    """What proves a step of a question: shown to readers beside the step."""

    step: int
    label: Words
    date: date
    url: str = ""


@dataclass(frozen=True)
class FieldType:
    """A kind of field that an editor may put into a form of proposals.

    `make(shared, language)` answers a field of Django's that takes the label, hint and `required` of `shared` and whose
    cleaned value is a string; `shown(value, language)` is that value as a person reads it. The citizen's answer is kept
    as words, so it outlives the plugin.
    """

    code: str
    label: Words
    make: Callable[[Mapping[str, Any], str], Any]
    shown: Callable[[str, str], str] = lambda value, language: value


@dataclass(frozen=True)
class IntakeCheck:
    """A look at a proposal that is being sent: whether it seems to come from a machine.

    `looks_odd(request, council, now)` never refuses anything: who looks odd is asked for a proof that costs a person
    nothing (`forms.suspicion`).
    """

    code: str
    looks_odd: Callable[[Any, Any, datetime], bool]


@dataclass(frozen=True)
class Channel:
    """A way to an author who left a telephone number and no e-mail address, where a secretary would have to call.

    `send(phone, text, language)` raises what it likes where it could not; the letter is tried again. `text` names the
    number of the proposal and what happened, and no word of anybody.
    """

    code: str
    label: Words
    send: Callable[[str, str, str], None]


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed. `key` is unique in the feed and stays."""

    key: str
    title: str
    url: str
    published: datetime
    summary: str = ""
    language: str = ""


@dataclass(frozen=True)
class Feed:
    """An Atom feed of a council, `/<language>/councils/<slug>/<address>/<name>.xml`.

    `entries(council, language, now)` answers public entries, the newest first.
    """

    name: str
    title: Words
    entries: Callable[[Any, str, datetime], Iterable[FeedEntry]]


@dataclass(frozen=True)
class Export:
    """A table that the staff may take away as CSV or XLSX; each export stands in the log.

    `rows(council, language)` answers rows of words as long as `columns`.
    """

    name: str
    label: Words
    columns: tuple[Words, ...]
    rows: Callable[[Any, str], Iterable[Iterable[Any]]]
    roles: frozenset


@dataclass(frozen=True)
class Retention:
    """What has had its term. `due(today)` answers a queryset; its rows are deleted by `manage.py apply_retention`."""

    label: Words
    due: Callable[[date], Any]


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
