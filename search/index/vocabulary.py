"""The terms that the index holds: how they are counted, which ones a folded word means, and which ones a slip.

Edit distance is counted on folded terms: who slips also forgets ә.
"""

from django.db import connection
from django.db.models import Case, F, Max, When

from cms.orthography import fold
from search.analysis.slips import neighbours
from search.index.rows import frequencies
from search.index.version import current_version
from search.models import Term

# A word must have so many letters before one of them may be wrong; one of more letters than any word is no slip.
SHORTEST_SLIP, LONGEST_SLIP = 4, 25
MOST_MEANT = 4
LAST = "\uffff"

_MORE = {
    field: f"""
        INSERT INTO council_search_term (generation_id, term, folded, word, {field}, {other})
        VALUES (%s, %s, %s, %s, %s, 0)
        ON CONFLICT (generation_id, term) DO UPDATE
        SET {field} = council_search_term.{field} + excluded.{field}, word = CASE
            WHEN excluded.word <> '' AND (council_search_term.word = ''
                OR LENGTH(excluded.word) < LENGTH(council_search_term.word))
            THEN excluded.word ELSE council_search_term.word END
    """
    for field, other in (("entries", "reserved"), ("reserved", "entries"))
}
_SHORTER = ", word = CASE WHEN word = '' OR LENGTH(%s) < LENGTH(word) THEN %s ELSE word END"
_COUNTED = {
    field: f"UPDATE council_search_term SET {field} = {field} + %s{{word}} WHERE id = %s"
    for field in ("entries", "reserved")
}
_COUNTED_AT_ONCE = {
    field: f"""
        UPDATE council_search_term AS t SET {field} = t.{field} + n.many, word = CASE
            WHEN n.word <> '' AND (t.word = '' OR LENGTH(n.word) < LENGTH(t.word)) THEN n.word ELSE t.word END
        FROM unnest(%s::int[], %s::text[], %s::bigint[]) AS n (many, word, key) WHERE t.id = n.key
    """
    for field in ("entries", "reserved")
}
# PostgreSQL takes all terms of a batch in one statement: one for each costs ten times as long.
_MORE_AT_ONCE = {
    field: sql.replace(
        "VALUES (%s, %s, %s, %s, %s, 0)",
        "SELECT *, 0 FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::int[])",
    )
    for field, sql in _MORE.items()
}
_FEWER = {
    field: f"""
        UPDATE council_search_term SET {field} = CASE WHEN {field} > %s THEN {field} - %s ELSE 0 END{word}
        WHERE generation_id = %s AND term = %s
    """
    for field, word in (("entries", ", word = CASE WHEN entries > %s THEN word ELSE '' END"), ("reserved", ""))
}


def add(generation, is_public, rows, keys=None):
    """Count the terms of the rows; of public ones, remember words to show for them.

    `keys`: what whoever brings very many rows knows of the terms of this generation, {term: key}; it is filled here. A
    term that is known is counted by its key, in a third of the time.
    """
    shown = _shown(rows) if is_public else {}
    # In one order, so that no two wait for each other.
    counts = sorted(frequencies(rows).items())
    if keys is not None:
        known = [(many, shown.get(term, ""), keys[term]) for term, many in counts if term in keys]
        counts = [(term, many) for term, many in counts if term not in keys]
        _count(is_public, known)
    last = _last_key() if keys is not None else None
    _store(generation, is_public, [(term, many, shown.get(term, "")) for term, many in counts])
    if keys is not None:
        # New ones have keys above all that there were. What was there and is not known is stored by its letters again.
        keys.update(Term.objects.filter(generation=generation, pk__gt=last).values_list("term", "pk"))


def _last_key():
    return Term.objects.aggregate(last=Max("pk"))["last"] or 0


def _shown(rows):
    """{term: the shortest word of these rows that it was made from}."""
    shown = {}
    for row in rows:
        for term, word in row.shown.items():
            shorter = shown.get(term)
            if shorter is None or len(word) < len(shorter):
                shown[term] = word
    return shown


def _count(is_public, known):
    """Count terms by their keys. `known`: triples (how many rows, word or nothing, key)."""
    field = "entries" if is_public else "reserved"
    plain = [(many, key) for many, word, key in known if not word]
    worded = [(many, word, word, key) for many, word, key in known if word]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = list(zip(*known, strict=True)) or [()] * 3
            cursor.execute(_COUNTED_AT_ONCE[field], [list(column) for column in columns])
        else:
            cursor.executemany(_COUNTED[field].format(word=""), plain)
            cursor.executemany(_COUNTED[field].format(word=_SHORTER), worded)


def _store(generation, is_public, counts):
    """Store terms that may be new. `counts`: triples (term, how many rows, word or nothing)."""
    field = "entries" if is_public else "reserved"
    values = [(generation.pk, term, fold(term), word, many) for term, many, word in counts]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_MORE_AT_ONCE[field], [list(column) for column in zip(*values, strict=True)] or [[]] * 5)
        else:
            cursor.executemany(_MORE[field], values)


def remove(generation, is_public, rows):
    """Take the terms of the rows out of the count; a term without a public entry forgets its word."""
    times = 3 if is_public else 2
    counts = sorted(frequencies(rows).items())
    values = [(*[many] * times, generation.pk, term) for term, many in counts]
    with connection.cursor() as cursor:
        cursor.executemany(_FEWER["entries" if is_public else "reserved"], values)


def sweep():
    """Forget the terms that no entry holds; those of an index in the making are known by their keys and stay."""
    Term.objects.filter(entries=0, reserved=0, generation__is_active=True).delete()


def known(generation, terms, folded, is_public):
    """{term: (folded form, entries)} of the terms that the index holds, or that have one of the folded forms."""
    rows = _held(generation, is_public).values_list("term", "folded", "held")
    # A union of two: for "this or that" SQLite reads every term.
    found = rows.filter(term__in=terms).union(rows.filter(folded__in=folded))
    return {term: (alike, entries) for term, alike, entries in found}


def slips(generation, forms, is_public, likely=()):
    """The terms one letter away from the first of the folded forms that has any, the most common first: (term, word).

    `likely`: folded terms to take where none has any. At most four, by one query.
    """
    near = {form: neighbours(form) for form in forms if SHORTEST_SLIP <= len(form) <= LONGEST_SLIP}
    near[""] = set(likely)
    if not any(near.values()) or _is_old(generation):
        return []
    rows = _held(generation, is_public).filter(folded__in=set().union(*near.values())).order_by("-held", "term")
    rows = list(rows.values_list("term", "word", "folded"))
    found = ([row for row in rows if row[2] in alike] for alike in near.values())
    return [(term, word or term) for term, word, _folded in next(filter(None, found), [])[:MOST_MEANT]]


def beginning(generation, folded):
    """Public words whose terms begin as the folded form does, then those that begin as its first half does.

    The most common first, at most four, by one query.
    """
    if _is_old(generation):
        return []
    half = folded[: max(SHORTEST_SLIP, len(folded) // 2)]
    whole = When(folded__gte=folded, folded__lt=folded + LAST, then=0)
    rows = _held(generation, True).filter(folded__gte=half, folded__lt=half + LAST).exclude(word="")
    rows = rows.annotate(place=Case(whole, default=1)).order_by("place", "-held", "term")
    return list(rows.values_list("word", flat=True)[:MOST_MEANT])


def _is_old(generation):
    """Whether another analysis has made its terms: what was withdrawn since is still counted, so no word is shown."""
    return generation.version != current_version()


def _held(generation, is_public):
    """The terms that some entry holds, with how many: a public one, or (None) any."""
    held = F("entries") if is_public else F("entries") + F("reserved")
    return Term.objects.filter(generation=generation).annotate(held=held).filter(held__gt=0)
