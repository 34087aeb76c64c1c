"""What a reader may have meant: titles that begin so, and words that are written alike. Public ones alone."""

from django.utils import timezone

from cms.orthography import fold
from search.analysis import analyze_query
from search.analysis.words import words_of
from search.index import vocabulary
from search.index.engine import active, engine
from search.index.matching import Beginning, every, some
from search.index.scope import Scope
from search.models import Entry

MOST_WORDS, MOST_ALIKE, SHORTEST = 6, 6, 3


def titles(beginning, language, limit=8):
    """Public titles whose words begin so, the reader's language first: [(title, url, language)]. Each thing once.

    «ауд жар» finds «Аудандағы жарық», and so does «аудандагы» from a Russian keyboard. Two queries.
    """
    words = [word.letters for word in words_of(beginning)][:MOST_WORDS]
    if not words:
        return []
    tree = every(some(Beginning(letters) for letters in (word, fold(word))) for word in words)
    hits = engine().hits(active(), tree, Scope(timezone.now(), reader=language), 4 * limit)
    first = {}
    for hit in hits:
        first.setdefault(hit.twin, hit.entry_id)
    keys = list(first.values())[:limit]
    rows = Entry.objects.filter(is_public=True, pk__in=keys).values_list("pk", "words__title", "url", "language")
    found = {key: (title, url, spoken) for key, title, url, spoken in rows}
    return [found[key] for key in keys if key in found]


def similar(text, language):
    """Words that something public holds and that are written like those of the text, at most six."""
    generation, alike = active(), {}
    for asked in analyze_query(text)[:MOST_WORDS]:
        alike |= dict.fromkeys(word for _term, word in vocabulary.slips(generation, asked.folded, True))
        for form in asked.folded[:1]:
            if len(form) >= SHORTEST:
                alike |= dict.fromkeys(vocabulary.beginning(generation, form))
    asked_for = {asked.word for asked in analyze_query(text)}
    return [word for word in alike if word not in asked_for][:MOST_ALIKE]
