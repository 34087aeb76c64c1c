"""The verbs of the index: write documents, remove them, and make the engine's tables anew beside the old ones.

Each holds the row of the active generation, so that two never count the same terms at once; each is one transaction.
"""

from dataclasses import replace
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from search.documents import twin_of_row
from search.index import vocabulary
from search.index.analysts import Alone
from search.index.engine import engine
from search.index.rows import row_of
from search.index.version import current_version
from search.models import RETIRED, Entry, EntryText, Generation

REBUILT_AT_ONCE = 3_000
# What is compared with the stored entry, and what of it the terms depend on.
FACTS = ("is_public", "kind", "council_id", "status", "changes_at", "next_status", "date", "twin", "url")


@transaction.atomic
def write(documents):
    """Bring the documents into the index: new ones, changed ones; what is unchanged costs a comparison."""
    generations = _lock()
    documents = {(type_of(one.model), one.pk, one.language): one for one in documents}
    stored = _stored(documents)
    gone, come, moved = [], [], []
    for key, document in documents.items():
        entry, facts = stored.get(key), _facts(document)
        title, text = _plain(document.title), _plain(document.text)
        if entry is None or not _has_words(entry, title, text) or entry.is_public != document.is_public:
            if entry is not None:
                gone.append(entry)
            come.append((key, facts, title, text))
        elif any(getattr(entry, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(entry, name, value)
            moved.append(entry)
    _forget(gone, generations)
    _store(come, generations)
    Entry.objects.bulk_update(moved, FACTS)
    _refile(moved, generations)


@transaction.atomic
def remove(model, keys, languages=None):
    """Take what stands under these keys of the model out of the index; `languages` only where some are named."""
    entries = Entry.objects.filter(content_type_id=type_of(model), object_id__in=list(keys))
    if languages is not None:
        entries = entries.filter(language__in=languages)
    generations = _lock()
    _forget(list(entries.select_related("words")), generations)


def start():
    """The generation that is being made, begun anew or gone on with; its tables are there."""
    with transaction.atomic():
        _lock()
        making = Generation.objects.filter(is_active=False).order_by("-pk").first()
        if making is not None and making.version == current_version():
            return making
        _drop(Generation.objects.filter(is_active=False))
        making = Generation.objects.create(version=current_version())
        engine().create(making)
    return making


@transaction.atomic
def go_on(making, analyse=None, keys=None):
    """Bring the next entries into the generation that is being made. Returns how many; 0 when all are in it.

    `analyse` makes the rows of their texts (`search.index.analysts`), and those of the next ones while these are
    written: by the time they are due, whatever was changed meanwhile is made anew. `keys` of terms stay with the caller
    from batch to batch (`search.index.vocabulary.add`).

    What is written meanwhile to an entry that it holds already reaches it, too.
    """
    analyse = analyse or Alone()
    _lock()
    making.refresh_from_db()
    if making.is_active:
        # Somebody else has brought it to its end.
        return 0
    texts, visible = _after(making.reached)
    rows = analyse(texts)
    if texts:
        analyse.ahead(_after(texts[-1][0])[0])
    for is_public in (True, False):
        if some := [row for row, is_seen in zip(rows, visible, strict=True) if is_seen == is_public]:
            _add(making, is_public, some, keys)
    if texts:
        making.reached = texts[-1][0]
        making.save()
    return len(texts)


def _after(key):
    """The texts of the next entries above this key, as `row_of` is given them, and whether each entry is public."""
    entries = Entry.objects.filter(pk__gt=key).order_by("pk")
    found = list(entries.values_list("is_public", "pk", "language", "words__title", "words__text")[:REBUILT_AT_ONCE])
    return [tuple(text) for _is_public, *text in found], [is_public for is_public, *_text in found]


@transaction.atomic
def swap(making):
    """The generation that was made answers from now on; the old one is retired.

    Nobody meets an empty index: the change is one transaction, in which the last entries are brought as well. The old
    tables stay until `drop_retired`, for those who ask them at this moment.
    """
    _lock()
    while go_on(making):
        pass
    _retire(Generation.objects.filter(is_active=True).exclude(pk=making.pk))
    Generation.objects.filter(pk=making.pk).update(is_active=True)


@transaction.atomic
def drop_retired():
    """Take away every generation that has answered once."""
    _lock()
    _drop(Generation.objects.filter(is_active=False, version=RETIRED))


def _retire(generations):
    # A cluster is told nothing more of it.
    generations.update(is_active=False, version=RETIRED, cluster="", is_told=False)


def _drop(generations):
    for generation in generations:
        engine().drop(generation)
        generation.delete()


def _lock():
    """[the active generation, the one in the making, if any], held until the transaction ends."""
    return list(Generation.objects.select_for_update().order_by("-is_active", "-pk"))


def type_of(model):
    """The key of the model's content type."""
    return ContentType.objects.get_for_model(model, for_concrete_model=True).pk


def _plain(text):
    """Text that both databases take: PostgreSQL keeps no NUL."""
    return text.replace("\x00", "")


def _facts(document):
    facts = {name: getattr(document, name) for name in FACTS if name != "twin"}
    twin = document.twin if document.twin is not None else twin_of_row(type_of(document.model), document.pk)
    return facts | {"twin": twin}


def _stored(documents):
    """{(type, key, language): entry with its words} of those documents that are stored."""
    found = {}
    for content_type, group in groupby(sorted(documents), key=lambda key: key[0]):
        keys = [key for _type, key, _language in group]
        rows = Entry.objects.filter(content_type_id=content_type, object_id__in=keys).select_related("words")
        found |= {(row.content_type_id, row.object_id, row.language): row for row in rows}
    return {key: found[key] for key in documents if key in found}


def _has_words(entry, title, text):
    return entry.words.title == title and entry.words.text == text


def _text(entry):
    return entry.pk, entry.language, entry.words.title, entry.words.text


def _row(entry):
    return row_of(*_text(entry))


def _holding(generations, entries):
    """Each generation with those of the entries that it holds: the one in the making knows only the first ones."""
    for generation in generations:
        is_current = generation.version == current_version()
        held = entries if generation.is_active else [entry for entry in entries if entry.pk <= generation.reached]
        # Terms of another analysis cannot be told to a table without content. They stay, for an entry that is gone,
        # until the index is made anew, which `manage.py check_search` and the log ask for.
        yield generation, held if is_current else []


def _forget(entries, generations):
    """Take the entries away with all that is told of them."""
    if not entries:
        return
    rows = {entry.pk: _row(entry) for entry in entries}
    for generation, held in _holding(generations, entries):
        for is_public, some in _by_visibility([(entry, rows[entry.pk]) for entry in held]):
            engine().remove(generation, is_public, some)
            vocabulary.remove(generation, is_public, some)
            _resize(generation, is_public, some, -1)
        generation.save()
    Entry.objects.filter(pk__in=rows).delete()
    _refile(entries, generations)


def _refile(entries, generations):
    """Let engines that keep facts of their own know that these entries have others, or are gone."""
    for generation in generations:
        held = [entry for entry in entries if generation.is_active or entry.pk <= generation.reached]
        if keys := [entry.pk for entry in held if entry.is_public]:
            engine().refile(generation, keys)


def _store(come, generations):
    """New entries, each with a number that no entry had before. A generation in the making comes to them by itself."""
    if not come:
        return
    rows = [row_of(0, language, title, text) for (_type, _key, language), _facts, title, text in come]
    entries = [
        Entry(content_type_id=content_type, object_id=key, language=language, length=row.length, **facts)
        for ((content_type, key, language), facts, _title, _text), row in zip(come, rows, strict=True)
    ]
    entries = Entry.objects.bulk_create(entries)
    EntryText.objects.bulk_create(
        EntryText(entry=entry, title=title, text=text)
        for entry, (_key, _facts, title, text) in zip(entries, come, strict=True)
    )
    pairs = [(entry, replace(row, entry_id=entry.pk)) for entry, row in zip(entries, rows, strict=True)]
    for is_public, some in _by_visibility(pairs):
        _add(generations[0], is_public, some)
    generations[0].save()


def _add(generation, is_public, rows, keys=None):
    engine().add(generation, is_public, rows)
    vocabulary.add(generation, is_public, rows, keys)
    _resize(generation, is_public, rows, 1)


def _by_visibility(pairs):
    """[(is_public, rows)] of pairs (entry, row)."""
    parted = {}
    for entry, row in pairs:
        parted.setdefault(entry.is_public, []).append(row)
    return list(parted.items())


def _resize(generation, is_public, rows, sign):
    part = "public" if is_public else "reserved"
    for name, by in (("entries", len(rows)), ("words", sum(row.length for row in rows))):
        field = f"{part}_{name}"
        setattr(generation, field, max(0, getattr(generation, field) + sign * by))
