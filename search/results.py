"""What was found, as items for the component `search_result`: one query, however much it is."""

from django.db.models import F
from django.db.models.functions import Left
from django.utils.translation import gettext as _

from cms.dates import long_date
from search.kinds import STATUSES, Kind, all_kinds, in_the_language
from search.models import Entry
from search.passages import LOOKED_AT, as_html, marked, passage


def results_of(hits, terms, language, now, councils):
    """The hits as items in their order: title and passage with marks, kind, state, council, day, the other language.

    `councils`: what `search.filters.read_councils` says. What has left the index in the meantime is left out.
    """
    keys = [key for hit in hits for key in (hit.entry_id, hit.other_id) if key]
    entries = _entries(keys)
    return [
        _item(entries[hit.entry_id], entries.get(hit.other_id), terms, language, now, councils)
        for hit in hits
        if hit.entry_id in entries
    ]


def _entries(keys):
    # The end of a long document is never shown, so it need not be read.
    entries = Entry.objects.filter(is_public=True, pk__in=keys).annotate(
        title=F("words__title"), beginning=Left("words__text", LOOKED_AT + 1)
    )
    return {entry.pk: entry for entry in entries}


def _item(entry, other, terms, language, now, councils):
    own = entry.language
    council = councils.get(entry.council_id)
    status = status_at(entry, now)
    day = long_date(entry.date, language) if entry.date else ""
    name = council.name(language) if council and entry.kind != Kind.COUNCIL else ""
    return {
        "title": as_html(marked(entry.title or entry.url, terms, own)),
        "url": entry.url,
        "type": all_kinds().get(entry.kind, ""),
        "status": status,
        "status_label": STATUSES.get(status, ""),
        "badge": in_the_language(own, language),
        "lang": "" if own == language else own,
        "snippet": as_html(passage(entry.beginning or "", terms, own)),
        "also": other and {"url": other.url, "lang": other.language, "label": _also_in(other.language)},
        "meta": [words for words in (name, day) if words],
    }


def status_at(entry, now):
    """The state at this moment: what stands in the index, or what the clock has made of it since."""
    if entry.changes_at is not None and entry.changes_at <= now:
        return entry.next_status
    return entry.status


def _also_in(language):
    return {"kk": _("Also in Kazakh"), "ru": _("Also in Russian")}.get(language, "")
