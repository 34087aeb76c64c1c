"""Bring the index up to date: some rows at once, and now and then what was missed or has come by the clock alone."""

import logging

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError
from django.db.models import F
from django.utils import timezone

from search.documents import registered
from search.models import Entry, Generation, Untold

logger = logging.getLogger(__name__)

BATCH = 100


def source_named(name):
    """The registered source of this name."""
    return next(source for source in registered() if source.name == name)


def refresh(name, keys):
    """Write these rows of the source anew; what has no document any more leaves the index.

    Where that fails, the rows are marked, so that `repair` comes back to them, and the error goes on.
    """
    source, keys = source_named(name), sorted(set(keys))
    for start in range(0, len(keys), BATCH):
        try:
            _refresh(source, keys[start : start + BATCH])
        except Exception:
            _mark(source, keys[start:])
            raise


def refresh_all(name):
    """The same of every row of the source, and of what the index holds of it."""
    source = source_named(name)
    refresh(name, [*source.keys(0), *_entries(source).values_list("object_id", flat=True)])


def remove(name, keys):
    """Take these rows of the source out of the index, in every language."""
    # Here, because the analysis that writing needs is loaded at first use.
    from search.index import writing

    if keys := sorted(set(keys)):
        writing.remove(source_named(name).model(), keys)


def repair(now):
    """Refresh what is due by the clock, what is marked, and what differs from the sources: {name: how many rows}.

    Keys are compared, not texts: `manage.py rebuild_search` reads everything.
    """
    from search.index import vocabulary

    done = {}
    for source in registered():
        entries = _entries(source)
        wanted, held = set(source.keys(0)), set(entries.values_list("object_id", flat=True))
        due = set(entries.filter(changes_at__lte=now).values_list("object_id", flat=True))
        keys = due | (wanted ^ held) | _wrongly_public(source, entries)
        if keys:
            refresh(source.name, keys)
            done[source.name] = len(keys)
    vocabulary.sweep()
    return done


def leave_cluster():
    """No cluster is set, so none is told of changes: what one may hold is old from now on."""
    Generation.objects.exclude(cluster="").update(cluster="", is_told=False)
    Untold.objects.all().delete()


def _refresh(source, keys):
    from search.index import writing

    documents = source.documents(keys)
    kept = {(document.pk, document.language) for document in documents}
    held = _entries(source).filter(object_id__in=keys).values_list("object_id", "language")
    # What stands in a language that it no longer has goes first, and is written anew in those that it has.
    gone = {entry for entry in held if entry not in kept}
    if gone:
        writing.remove(source.model(), sorted({key for key, _language in gone}))
    if documents:
        writing.write(documents)


def _wrongly_public(source, entries):
    """Rows that are public in the index and not in truth, or the other way round, where the source can tell cheaply."""
    if not hasattr(source, "public_keys"):
        return set()
    return set(source.public_keys()) ^ set(entries.filter(is_public=True).values_list("object_id", flat=True))


def _mark(source, keys):
    """Let the entries of these rows be due at once; rows without one are found by their absence."""
    try:
        marked = _entries(source).filter(object_id__in=keys)
        marked.update(changes_at=timezone.now(), next_status=F("status"))
    except DatabaseError:
        logger.exception("Rows of %s could not be marked for repair", source.name)


def _entries(source):
    return Entry.objects.filter(content_type=ContentType.objects.get_for_model(source.model()))
