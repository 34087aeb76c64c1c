"""What it costs to believe in a cut, beside its ending (`search.analysis.endings`): small numbers, added up."""

# What a cut costs, beside its ending. Chosen by retrieval on the development half of the benchmark.
UNKNOWN = 2.2
UNKNOWN_LETTER = 0.25
SHORT_UNKNOWN = {2: 4.0, 3: 1.5, 4: 0.4}
SHORT = {2: 1.2, 3: 0.2}
SHORT_VERB = {2: 0.6}
BARE_VERB = 0.2
LONG_BARE = 4
DISHARMONY = 0.6
DERIVED = 0.3
# What a word gains that is known to be one of its own, though it, or a form of it, looks like another. More words look
# alike in folded letters.
OWN, OWN_FOLDED = 1.0, 0.3
