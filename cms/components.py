"""The typed registry of components: a lower floor names a place, a higher floor fills it.

The question page shows a count of proposals and the way to the form, and imports neither: it asks this registry.
A later door for plugins opens the same registry to them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Place(Enum):
    """Where a component may stand.

    Builders for a public page are called with (consultation, language, now), or with the row that the place names;
    builders for the staff's desk with (consultation, user, now).
    """

    QUESTION_FORM = "the way to the form, on a question"
    QUESTION_PROPOSALS = "published proposals, on a question"
    OUTCOME_TOTALS = "totals, on an outcome report"
    OUTCOME_PROPOSALS = "proposals with their answers, on an outcome report"
    RECOMMENDATION_CLAUSES = "the proposals behind the clauses, on a recommendation"
    UNANSWERED = "how many proposals wait for an answer; its builder is called with the consultation alone"
    OUTCOME_NUMBERS = "what became of the proposals, in numbers; its builder is called with the consultation alone"
    RECOMMENDATION_DOCUMENT = "further blocks, in a recommendation as a document"
    OUTCOME_DOCUMENT = "further blocks, in the outcome report as a document"
    DESK_TEXTS = "further rows with texts in both languages, on the consultation's desk"
    DESK_MISSING = "what is still missing, in lines, on the consultation's desk"
    DESK_PANEL = "a panel on the consultation's desk"


@dataclass(frozen=True)
class Component:
    """A part of a page. `build` returns the template's context, or None where there is nothing to show."""

    name: str
    place: Place
    template: str
    build: Callable[..., dict[str, Any] | None]
    order: int = 0


_components: dict[str, Component] = {}


def register(component):
    """Add a component. A name may be taken once: a second one is a mistake, not an override."""
    if component.name in _components:
        raise ValueError(f"A component named {component.name!r} is registered already.")
    _components[component.name] = component
    return component


def at(place):
    """The components of this place, in their order."""
    return sorted((c for c in _components.values() if c.place is place), key=lambda c: (c.order, c.name))


def build(place, *args):
    """What stands at the place now: a list of {"template", "context"} for the template to include."""
    built = ((component, component.build(*args)) for component in at(place))
    return [{"template": c.template, "context": context} for c, context in built if context is not None]
