"""What a form may ask and how it may change once it is being answered. Pure: the builder's verb asks it.

Sources: trust.md P1 (no identity numbers), the issue of proposals (an answered field never vanishes).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from forms import refused_fields
from forms.conditions import possible_conditions
from forms.models import CLOSED_KINDS

LEAST_CHOICES = 2
LEAST_REASON = 10


@dataclass(frozen=True)
class Refusal:
    """Words beside one place of the builder: the field's number, or None for the form; the choice's number, or None."""

    words: str
    name: str = ""
    field: int | None = None
    choice: int | None = None


def refusals(wanted, stored, answered, is_open):
    """Everything that is wrong with the fields `wanted` in place of those `stored`, as a list of `Refusal`.

    `answered`: keys of the fields that have answers. `is_open`: the form takes proposals now, so that somebody may be
    answering any of its fields at this moment.
    """
    before = {spec.key: spec for spec in stored}
    found = [*_vanished(wanted, before, answered, is_open)]
    for number, spec in enumerate(wanted):
        old = before.get(spec.key)
        problems = [
            *_changed(spec, old, answered, is_open),
            *([] if spec.is_retired else [*_unanswerable(spec), *_condition(wanted[:number], spec)]),
            *([] if spec.is_retired or _is_allowed(spec, old) else _personal(spec)),
        ]
        found += [Refusal(words, name, number, choice) for words, name, choice in problems]
    return found


def _vanished(wanted, before, answered, is_open):
    """Fields that are answered, or may be answered right now, and are not wanted any more."""
    for key in before.keys() - {spec.key for spec in wanted}:
        facts = {"field": before[key].label_ru, "label": before[key].label_kk}
        if key in answered:
            words = _(
                "The field “%(label)s” / “%(field)s” has been answered and stays on record. "
                "Tick “no longer asked” instead of deleting it."
            )
            yield Refusal(words % facts)
        elif is_open:
            words = _(
                "Somebody may be filling in the field “%(label)s” / “%(field)s” right now. "
                "Tick “no longer asked”; it can be deleted after the closing."
            )
            yield Refusal(words % facts)


def _changed(spec, old, answered, is_open):
    """(words, name, number of the choice) of what would change the meaning of answers."""
    if old is None:
        return
    is_answered = spec.key in answered
    if is_answered and spec.kind != old.kind:
        yield _("This field has been answered: its kind stays. Retire it and add another one."), "kind", None
    labels = {choice.key: (choice.label_kk, choice.label_ru) for choice in old.choices}
    if (is_answered or is_open) and labels.keys() - {choice.key for choice in spec.choices}:
        words = _("An answer that may have been chosen is not deleted. Tick “no longer offered” beside it.")
        yield words, "kind", None
    for number, choice in enumerate(spec.choices):
        if is_answered and choice.key in labels and labels[choice.key] != (choice.label_kk, choice.label_ru):
            words = _("This answer may have been chosen: its words stay. Retire it and add another one.")
            yield words, "label_kk", number


def _unanswerable(spec):
    if spec.kind in CLOSED_KINDS and len(spec.offered) < LEAST_CHOICES:
        yield _("Give at least two answers to choose from, or another kind of field."), "kind", None
    if spec.kind not in CLOSED_KINDS and spec.offered:
        words = _("A field of this kind has no answers to choose from: remove them, or choose another kind.")
        yield words, "kind", None


def _condition(earlier, spec):
    if spec.shown_when and spec.shown_when not in possible_conditions(earlier):
        words = _("Choose an answer that a choice standing before this field still offers.")
        yield words, "shown_when", None


def _is_allowed(spec, old):
    """True for exactly the words that the administrator allowed."""
    words = ("label_kk", "label_ru", "hint_kk", "hint_ru")
    return bool(old and old.allowed_because) and all(getattr(spec, w) == getattr(old, w) for w in words)


def asks_for_personal_data(spec):
    """True if a form must not have such a field."""
    return any(_personal(spec))


def _personal(spec):
    for name in ("label_kk", "label_ru"):
        if what := refused_fields.asked_by(getattr(spec, name)):
            yield refused_fields.words_of(what), name, None
    for name in ("hint_kk", "hint_ru"):
        if what := refused_fields.asked_by_hint(getattr(spec, name)):
            yield refused_fields.words_of(what), name, None
