"""Which voiced questions ask the same: suggestions for whoever groups them, by the terms of the search engine.

The engine's analysis makes one term of all forms of a Kazakh or Russian word (`search.analysis`); two questions are as
alike as their telling terms overlap (Dice). Nothing is grouped by itself.
"""

from dataclasses import dataclass

from search.analysis import analyze_document
from search.analysis.stop_words import STOP_WORDS

# Of two questions that share half of their telling words somebody should look whether they ask the same.
ALIKE = 0.5
LEAST_LETTERS = 3


@dataclass(frozen=True)
class Suggestion:
    """Numbers of questions that seem to ask the same, the earliest first; `group` where one of them stands in one."""

    numbers: tuple[int, ...]
    group: object = None


def terms_of(text, language):
    """The telling terms of a question.

    >>> sorted(terms_of("Когда построят новый полигон?", "ru"))
    ['новый', 'полигон', 'построить']
    """
    return frozenset(
        token.term
        for token in analyze_document(text, language)
        if len(token.term) >= LEAST_LETTERS and text[token.start : token.end].lower() not in STOP_WORDS
    )


def likeness(one, other):
    """How alike two sets of terms are: 0 to 1.

    >>> likeness(frozenset("ab"), frozenset("bc"))
    0.5
    """
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def suggestions(questions):
    """What could be grouped, the largest first. `questions`: (number, terms, group or None), in their order.

    The first question of a cluster is its measure, so nothing drifts from one to the next.
    """
    leaders, found = [], {}
    for number, terms, group in questions:
        near = max(((likeness(lead, terms), place) for place, (lead, _group) in enumerate(leaders)), default=(0, None))
        if near[0] >= ALIKE:
            found[near[1]].append((number, group))
        else:
            found[len(leaders)] = [(number, group)]
            leaders.append((terms, group))
    made = [_suggestion(members) for members in found.values()]
    return sorted(filter(None, made), key=lambda row: -len(row.numbers))


def _suggestion(members):
    groups = {group for _number, group in members if group is not None}
    free = tuple(number for number, group in members if group is None)
    if len(groups) > 1 or not free or (not groups and len(free) < 2):
        return None
    return Suggestion(free, next(iter(groups), None))


def suggested(voiced, words):
    """Suggestions for these rows of `Voiced`, by what `words(row)` says: no more than whoever groups them may read,
    or a guess would be confirmed by a suggestion.
    """
    return suggestions((row.number, terms_of(words(row), row.language), row.group_id) for row in voiced)


def words_of(row):
    """What was asked: the words that were typed in, or those of the proposal while they are kept."""
    if row.proposal_id is None:
        return row.text
    original = getattr(row.proposal, "original", None)
    return original.text if original else ""
