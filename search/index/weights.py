"""How much a place of an entry counts, and BM25 for databases that have none: the same on all engines."""

import math

# A word of the title counts as two of the text; words as they are written serve beginnings alone.
TITLE, WRITTEN, BODY = 2.0, 0.0, 1.0
# As in FTS5: how soon a word that is said again stops to count, and how much a long text is held against it.
K1, B = 1.2, 0.75


def rarity(entries, holding):
    """What a term is worth that `holding` of so many entries hold: FTS5's, never quite nothing."""
    return max(math.log((entries - holding + 0.5) / (holding + 0.5)), 1e-6)


def bm25(weighted, rarities, length, average):
    """The score of one entry. `weighted`: {term: how often it stands there, by the weight of the place}."""
    norm = K1 * (1 - B + B * length / average) if average else K1
    return sum(rarities[term] * often * (K1 + 1) / (often + norm) for term, often in weighted.items())
