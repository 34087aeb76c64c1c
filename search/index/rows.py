"""An entry as an engine stores it: its terms, by the places where they stand."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from cms.orthography import fold
from search.analysis import term_of
from search.analysis.words import letters_of

# What stands further on in a text is not found: a tsvector has room for a megabyte, whatever the words are.
MOST_SIGNS = 200_000


@dataclass(frozen=True)
class Row:
    """The terms of an entry. `written`: the words of the title as they are written, and folded, for beginnings.

    `shown`: {term: the shortest word that it was made from}, which can be shown for it.
    """

    entry_id: int
    title: tuple[str, ...]
    written: tuple[str, ...]
    body: tuple[str, ...]
    shown: dict[str, str] = field(default_factory=dict, compare=False)
    language: str = ""

    @cached_property
    def terms(self):
        """Each term of title and body, once."""
        return frozenset(self.title) | frozenset(self.body)

    @property
    def length(self):
        """How many words it has."""
        return len(self.title) + len(self.body)


def row_of(entry_id, language, title, text):
    """The row of an entry in this language (`""` is read as Russian: a word with a Kazakh letter is Kazakh anyway)."""
    read_as, shown = language or "ru", {}
    heading, body = letters_of(title), letters_of(text[:MOST_SIGNS])
    terms = {}
    for word in (*body, *heading):
        if word not in terms:
            terms[word] = term = term_of(word, read_as)
            if len(word) < len(shown.get(term, word + " ")):
                shown[term] = word
    written = dict.fromkeys(form for word in heading for form in (word, fold(word)))
    return Row(entry_id, tuple(map(terms.get, heading)), tuple(written), tuple(map(terms.get, body)), shown, language)


def frequencies(rows):
    """In how many of the rows each term stands."""
    return Counter(term for row in rows for term in row.terms)
