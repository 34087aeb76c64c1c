"""What the index holds, against what its entries say: everything that an engine keeps can be made again from them."""

from collections import Counter

from django.db import connection
from django.utils import timezone

from search.documents import Document
from search.index.engine import active, engine
from search.index.matching import Beginning, Term
from search.index.rows import row_of
from search.index.scope import Scope
from search.models import Entry, EntryText

ENOUGH = 10_000


def document(key, title="", text="", language="kk", **facts):
    """A document of no source, to be written under this key."""
    return Document(EntryText, key, language, title, text, **{"is_public": True, **facts})


def found(match, *, is_public=True, generation=None, **scope):
    """The keys of the entries that the engine finds, in its order."""
    scope = Scope(scope.pop("now", timezone.now()), is_public, **scope)
    return [hit.entry_id for hit in engine().hits(generation or active(), match, scope, ENOUGH)]


def keys_found(match, **scope):
    """The same as the keys of the documents."""
    by_entry = dict(Entry.objects.values_list("pk", "object_id"))
    return [by_entry[key] for key in found(match, **scope)]


def check(generation=None):
    """Everything that the generation holds is what its entries say, no more and no less."""
    generation = generation or active()
    generation.refresh_from_db()
    rows = _rows()
    _check_terms(generation, rows)
    for is_public, held in rows.items():
        assert generation.size(is_public) == (len(held), sum(row.length for row in held))
        _check_table(generation, is_public, held)
    _check_structure(generation)


def _rows():
    rows = {True: [], False: []}
    for entry in Entry.objects.select_related("words"):
        row = row_of(entry.pk, entry.language, entry.words.title, entry.words.text)
        assert entry.length == row.length
        rows[entry.is_public].append(row)
    return rows


def _check_terms(generation, rows):
    counts = {is_public: Counter(term for row in held for term in row.terms) for is_public, held in rows.items()}
    stored = {term.term: term for term in generation.terms.all()}
    for term in stored.keys() | counts[True].keys() | counts[False].keys():
        line = stored[term]
        assert (line.entries, line.reserved) == (counts[True][term], counts[False][term]), term
        # A word that only reserved entries hold is shown to nobody.
        assert bool(line.word) == bool(line.entries), term


def _check_table(generation, is_public, rows):
    terms = {term for row in rows for term in row.terms}
    # What some row held once may still be there.
    for term in terms | set(generation.terms.values_list("term", flat=True)):
        hits = found(Term(term), is_public=is_public, generation=generation)
        assert sorted(hits) == sorted(row.entry_id for row in rows if term in row.terms), term
    words = {word for row in rows for word in row.written}
    for letters in {word[:size] for word in words for size in (1, len(word) // 2 + 1, len(word))}:
        hits = found(Beginning(letters), is_public=is_public, generation=generation)
        held = [row.entry_id for row in rows if any(word.startswith(letters) for word in row.written)]
        assert sorted(hits) == sorted(held), letters


def _check_structure(generation):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for part in ("public", "reserved"):
                table = f"council_search_{part}_{generation.pk}"
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
