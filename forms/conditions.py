"""A field that is shown only after a certain answer to an earlier one. Pure.

The rule is one for the builder, the citizen's form and the results: a condition is the key of a choice, keys of choices
are random and never repeat, so "was this choice chosen in a field that was itself shown" is all there is to ask.
"""

from forms.models import CLOSED_KINDS


def shown_keys(conditions, chosen_in):
    """The keys of the fields that are shown.

    `conditions`: pairs (key of a field, key of the choice after which it is shown, or empty) in the order of the form;
    `chosen_in`: {key of a field: keys of the choices chosen in it}.

    >>> sorted(shown_keys([("a", ""), ("b", "yes"), ("c", "no")], {"a": ["yes"], "b": ["no"]}))
    ['a', 'b', 'c']
    >>> shown_keys([("a", ""), ("b", "yes"), ("c", "no")], {"b": ["no"]})
    {'a'}
    """
    shown, chosen = set(), set()
    for key, shown_when in conditions:
        if not shown_when or shown_when in chosen:
            shown.add(key)
            chosen.update(chosen_in.get(key, ()))
    return shown


def possible_conditions(earlier):
    """The choices on which a field may depend, as {key: its field}: those that the fields before it offer."""
    return {
        choice.key: field
        for field in earlier
        if field.kind in CLOSED_KINDS and not field.is_retired
        for choice in field.choices
        if choice.key and not choice.is_retired
    }
