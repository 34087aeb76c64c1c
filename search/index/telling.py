"""What the cluster has not been told yet: noted with each change, in its transaction, and told after the commit.

A note is only the number of an entry. What is told is what the entry is by then: so it may be told twice, and late.
"""

from django.db import connection, transaction

from search.index.opensearch_documents import Change, document_of
from search.index.rows import row_of
from search.models import RETIRED, Entry, Generation, Untold

TOLD_AT_ONCE = 1_000


def note(cluster, generation, keys):
    """These entries of the generation are others now. Says whether the cluster is to be told."""
    if generation.cluster != cluster.address or not keys:
        return False
    Untold.objects.bulk_create(Untold(generation=generation, entry=key) for key in keys)
    return True


def tell(cluster, generation, rows=(), *, is_waiting=False):
    """Tell what is noted, the oldest first, as a generator of how much; `rows` spares analysing their texts again.

    Raises `NoAnswer`; what was not told stays noted.
    """
    known = {row.entry_id: row for row in rows}
    notes = Untold.objects.filter(generation=generation).order_by("pk")
    while noted := dict(notes.values_list("pk", "entry")[:TOLD_AT_ONCE]):
        latest = {entry: version for version, entry in noted.items()}
        cluster.write(generation, _changes(latest, known), is_waiting=is_waiting)
        Untold.objects.filter(pk__in=list(noted)).delete()
        yield len(noted)


def begin(cluster, generation):
    """Give the generation an empty index, and note everything that it holds; from now on every change is noted."""
    Generation.objects.filter(pk=generation.pk).update(cluster="", is_told=False)
    cluster.create(generation)
    with transaction.atomic():
        locked = Generation.objects.select_for_update().filter(pk=generation.pk).first()
        if locked is None:
            return
        Untold.objects.filter(generation=locked).delete()
        with connection.cursor() as cursor:
            # As one query: it may be half a million.
            cursor.execute(
                "INSERT INTO council_search_untold (generation_id, entry) "
                "SELECT %s, id FROM council_search_entry WHERE is_public AND (%s OR id <= %s) ORDER BY id",
                [locked.pk, locked.is_active, locked.reached],
            )
        locked.cluster = cluster.address
        locked.save(update_fields=["cluster"])


def catch_up(cluster):
    """Bring the cluster level with the database, and let it answer: a generator of how many entries it was told of.

    Makes its index anew where that is missing, of another making, or holds another number of entries. Raises
    `NoAnswer`; whatever is left is done the next time.
    """
    generation = Generation.objects.get(is_active=True)
    if generation.cluster != cluster.address or not cluster.holds(generation):
        begin(cluster, generation)
    yield from tell(cluster, generation)
    if _differs(cluster, generation):
        # Somebody may have published meanwhile.
        yield from tell(cluster, generation)
        if _differs(cluster, generation):
            begin(cluster, generation)
            yield from tell(cluster, generation)
            cluster.tidy(generation)
    cluster.swap(generation)
    while not _is_complete(generation):
        yield from tell(cluster, generation)
    cluster.drop_others(Generation.objects.exclude(version=RETIRED).values_list("pk", flat=True))


def doubt(generation):
    """The cluster was not told something: the database answers until it has caught up."""
    Generation.objects.filter(pk=generation.pk, is_told=True).update(is_told=False)


def _changes(latest, known):
    entries = Entry.objects.filter(pk__in=list(latest), is_public=True).select_related("words").in_bulk()
    for key, version in latest.items():
        entry = entries.get(key)
        yield Change(key, version, entry and document_of(entry, known.get(key) or _row(entry)))


def _row(entry):
    return row_of(entry.pk, entry.language, entry.words.title, entry.words.text)


def _differs(cluster, generation):
    cluster.tidy(generation)
    return cluster.count(generation) != Entry.objects.filter(is_public=True).count()


@transaction.atomic
def _is_complete(generation):
    """Whether nothing is noted any more: then the cluster may answer, from this moment on."""
    locked = Generation.objects.select_for_update().filter(pk=generation.pk).first()
    if locked is None or not locked.is_active:
        return True
    if Untold.objects.filter(generation=locked).exists():
        return False
    locked.is_told = True
    locked.save(update_fields=["is_told"])
    return True
