"""What a cluster keeps of an entry, and as what it is told."""

from dataclasses import dataclass
from datetime import date

# Another number makes every index anew.
FORMAT = 1
_KEYWORD, _NUMBER = {"type": "keyword"}, {"type": "long"}
MAPPING = {
    "dynamic": "strict",
    "_source": {"excludes": ["words", "written"]},
    "properties": {
        # Terms are opaque, so nothing is done to them. Nobody asks for phrases, so places are not kept.
        "words": {"type": "text", "analyzer": "whitespace", "index_options": "freqs"},
        "written": {"type": "text", "analyzer": "whitespace", "index_options": "docs", "norms": False},
        "entry": _NUMBER,
        "twin": _NUMBER,
        "content_type": _NUMBER,
        "language": _KEYWORD,
        "council": _NUMBER,
        "kind": _KEYWORD,
        "status": _KEYWORD,
        "next_status": _KEYWORD,
        # milliseconds, and a day as 20261127: numbers have no time zone
        "changes_at": _NUMBER,
        "day": _NUMBER,
        # All that things are counted by, but for the language, in one.
        "shared": _KEYWORD,
    },
}
SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}


@dataclass(frozen=True)
class Change:
    """What the cluster is to know of an entry: its document, or (None) that it is gone. The higher `version` wins."""

    entry_id: int
    version: int
    document: dict | None = None


def document_of(entry, row):
    """What the cluster keeps of a public entry. A word of the title stands there twice: it counts as two."""
    shared = (
        entry.council_id or "",
        entry.kind,
        entry.status,
        entry.next_status,
        entry.date.year if entry.date else "",
    )
    return {
        "words": " ".join((*row.title, *row.title, *row.body)),
        "written": " ".join(row.written),
        "entry": entry.pk,
        "twin": entry.twin,
        "content_type": entry.content_type_id,
        "language": entry.language,
        "council": entry.council_id,
        "kind": entry.kind,
        "status": entry.status,
        "next_status": entry.next_status,
        "changes_at": entry.changes_at and moment_of(entry.changes_at),
        "day": entry.date and day_of(entry.date),
        "shared": "|".join(map(str, shared)),
    }


def action(index, change):
    """The change as a line of a bulk request."""
    told = {"_index": index, "_id": str(change.entry_id), "version": change.version, "version_type": "external"}
    if change.document is None:
        return {"_op_type": "delete", **told}
    return {"_op_type": "index", **told, "_source": change.document}


def moment_of(moment):
    """A moment in milliseconds."""
    return int(moment.timestamp() * 1_000)


def day_of(day: date):
    """A day as a number: 20261127."""
    return day.year * 10_000 + day.month * 100 + day.day
