"""Which counts may be shown so that no group of fewer than five people can be seen or computed. Pure.

Source: trust.md 3.5 ("Statistics: no cells < 5"). A group under five is marked "few". Where the others would give it
away by subtraction, further groups are hidden too and marked "covered", from the end of the list. The smallest ones
would be hidden at less cost, but which of them are hidden would then tell of their sizes: whoever knows this rule must
learn nothing from it. How many people were asked counts as known to everybody; nought is a group under five as well.
"""

LEAST = 5
FEW, COVERED = "few", "covered"


def of_single_choice(counts):
    """Marks for answers of which everybody gave exactly one: {key: "" to show, "few" or "covered"}.

    Empty where nothing may be shown, not even which groups are small. From what is shown at least two numbers remain
    possible for each small group, and the hidden groups together are at least five people.

    >>> of_single_choice({"yes": 20, "other": 2, "none": 9})
    {'yes': '', 'other': 'few', 'none': 'covered'}
    >>> of_single_choice({"yes": 4, "no": 4})
    {}
    """
    marks = {key: "" if number >= LEAST else FEW for key, number in counts.items()}
    return _cover(counts, marks, _keeps_parts)


def _cover(counts, marks, is_safe):
    """Cover groups from the end until the rest may be shown; nothing may be shown where all of them have to go."""
    for key in reversed(counts):
        if is_safe(counts, marks):
            break
        marks[key] = marks[key] or COVERED
    return marks if is_safe(counts, marks) and ("" in marks.values() or COVERED not in marks.values()) else {}


def _keeps_parts(counts, marks):
    """True if nobody can compute a small group from the sum of the hidden ones."""
    few = [counts[key] for key, mark in marks.items() if mark == FEW]
    covered = [counts[key] for key, mark in marks.items() if mark == COVERED]
    if not few:
        return True
    total = sum(few) + sum(covered)
    if covered:
        return total - LEAST * len(covered) >= LEAST - 1
    return len(few) > 1 and LEAST <= total < (LEAST - 1) * len(few)


def of_several_choices(counts, people):
    """Marks for answers of which everybody gave one or more ("none" is one of them), as `of_single_choice`.

    Those who did not choose an answer are a group, too: it is hidden with the answer where it is under five.

    >>> of_several_choices({"bus": 12, "tram": 18, "none": 1}, 20)
    {'bus': '', 'tram': 'covered', 'none': 'few'}
    """
    marks = {key: _mark_of_several(number, people) for key, number in counts.items()}
    marks = _cover(counts, marks, lambda counts, marks: _keeps_rest(counts, marks, people))
    return marks if "" in marks.values() else {}


def _mark_of_several(number, people):
    if number < LEAST:
        return FEW
    return COVERED if people - number < LEAST else ""


def _keeps_rest(counts, marks, people):
    """True if the answers of all people can be accounted for without the fourth one of a small group."""
    if COVERED in marks.values() or FEW not in marks.values():
        return True
    most_of_others = sum(number for key, number in counts.items() if marks[key] == "")
    most_of_others += (LEAST - 1) * (list(marks.values()).count(FEW) - 1)
    return people - most_of_others < LEAST - 1
