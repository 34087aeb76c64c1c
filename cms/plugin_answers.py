"""Whether what a plugin answers is of the kinds that `cms.plugins` promises. Pure."""

from collections.abc import Sequence, Set
from dataclasses import fields
from types import UnionType
from typing import Any, get_args, get_origin

from cms import plugins
from cms.plugins import Words

# What each method answers a list of. Those that are missing answer things of other floors, which look themselves.
KINDS = {
    "sections": plugins.Section,
    "public_routes": plugins.PublicRoute,
    "staff_routes": plugins.StaffRoute,
    "compliance_columns": plugins.Column,
    "indicators": plugins.Indicator,
    "proofs": plugins.Proof,
    "field_types": plugins.FieldType,
    "intake_checks": plugins.IntakeCheck,
    "channels": plugins.Channel,
    "feeds": plugins.Feed,
    "exports": plugins.Export,
    "retention": plugins.Retention,
}
# A set that could be changed, and a list, do as well.
AS_GOOD = {frozenset: Set, tuple: Sequence}


def refuse_odd(place, thing):
    """TypeError in words where the thing is none of those that the method `place` answers, or one part of it is not."""
    kind = KINDS.get(place)
    if kind is None:
        return
    if not isinstance(thing, kind):
        raise TypeError(f"{kind.__name__} is expected, not {type(thing).__name__}")
    for part in fields(kind):
        if not fits(getattr(thing, part.name), part.type):
            raise TypeError(f"{part.name} of {kind.__name__} cannot be {type(getattr(thing, part.name)).__name__}")


def refuse_odd_pair(name, words):
    """TypeError where a mapping of names to words holds something else."""
    if not (isinstance(name, str) and fits(words, Words)):
        raise TypeError(f"words under a name are expected, not {type(words).__name__} under {type(name).__name__}")


def fits(value, kind):
    """Whether the value is of this kind, as a dataclass names it."""
    if kind is Any:
        return True
    if isinstance(kind, UnionType):
        return any(fits(value, one) for one in get_args(kind))
    plain = get_origin(kind) or kind
    return isinstance(value, AS_GOOD.get(plain, plain))
