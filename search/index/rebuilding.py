"""The whole index made anew beside the one that answers, step by step: it can be broken off and gone on with."""

import gc
from itertools import islice
from time import sleep

from django.contrib.contenttypes.models import ContentType

from search.index import writing
from search.index.analysts import analysts
from search.index.engine import active, doubled, engine
from search.index.version import current_version
from search.models import Entry
from search.sources.objects import all_sources

WALKED_AT_ONCE = 100
# So many seconds whoever has begun to ask the old index may still ask it.
PATIENCE = 2


def steps(*, walks_sources=True):
    """Make the index anew, as a generator of (what is done, how many of it, of how many), for a progress bar.

    First every source is walked, and what is new, changed or gone there is brought into the entries. Then the terms of
    all entries are made again, in tables of their own, which take the place of the old ones in one moment. Whoever
    breaks off begins again with the last hundred rows. Without `walks_sources` the stored texts are taken as they are.
    Where there is a cluster, the database answers from then on until the cluster has everything, too.
    """
    making, is_asked = writing.start(), active().size(None)[0] > 0
    if walks_sources:
        for source in all_sources():
            yield from _walk(source, making)
    total, done = Entry.objects.count(), Entry.objects.filter(pk__lte=making.reached).count()
    keys = {}
    with analysts(total - done) as analyse:
        while brought := _without_collector(writing.go_on, making, analyse, keys):
            done += brought
            yield "index", done, max(total, done)
    engine().tidy(making)
    writing.swap(making)
    yield "index", done, done
    if (both := doubled()) is not None:
        told = 0
        for count in both.catch_up():
            told += count
            yield "cluster", told, max(total, told)
    # Nobody waits for an answer from what was empty.
    if is_asked:
        sleep(PATIENCE)
    writing.drop_retired()


def _without_collector(act, *args):
    """What the act returns. The hundreds of thousands of words of a batch have no cycles among them, and looking for
    some takes a tenth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        return act(*args)
    finally:
        if was_on:
            gc.enable()


def is_due():
    """Whether the index is to be made anew: another analysis made its terms, or it is empty, as after an upgrade."""
    return active().version != current_version() or not Entry.objects.exists()


def _walk(source, making):
    """Bring the entries of a source up to date, from the row on at which the last attempt was broken off."""
    if making.source > source.name:
        return
    after = making.walked if making.source == source.name else 0
    total, done = source.count(), 0
    keys = source.keys(after)
    while batch := list(islice(keys, WALKED_AT_ONCE)):
        bring(source, batch, after)
        done, after = done + len(batch), batch[-1]
        making.source, making.walked = source.name, after
        making.save(update_fields=["source", "walked"])
        yield source.name, done, max(total, done)
    _forget_between(source, after, None, set())


def bring(source, keys, after):
    """Bring the documents of these keys into the index, and take out what stands between them and is no row any more.

    `keys` ascend; `after` is the key before them.
    """
    found = source.documents(keys)
    writing.write(found)
    kept = {(document.pk, document.language) for document in found}
    _forget_between(source, after, keys[-1], kept)


def _forget_between(source, after, last, kept):
    content_type = ContentType.objects.get_for_model(source.model(), for_concrete_model=True)
    stored = Entry.objects.filter(content_type=content_type, object_id__gt=after)
    if last is not None:
        stored = stored.filter(object_id__lte=last)
    gone = {pair for pair in stored.values_list("object_id", "language") if pair not in kept}
    keys = iter(sorted({key for key, _language in gone}))
    while batch := list(islice(keys, WALKED_AT_ONCE)):
        # What was published since the keys were read is none of them, and there all the same.
        found = source.documents(batch)
        writing.write(found)
        gone -= {(document.pk, document.language) for document in found}
    for key, language in sorted(gone):
        writing.remove(source.model(), [key], [language])
