"""What a plugin's methods answer: the parts that it may add, place by place. To be imported from `cms.plugins`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

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
