"""The index in OpenSearch or Elasticsearch: plain requests that both understand, without scripts.

Only what is public goes there, and of it the terms and the facts that a question may ask for; the texts stay in the
database. Every write carries a number that only grows, so that what comes late never undoes what came after it.
"""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from opensearchpy import OpenSearch, helpers
from opensearchpy.exceptions import NotFoundError, OpenSearchException

from search.index.matching import All, Any, Beginning
from search.index.scope import NEWEST, OLDEST, RELEVANCE, Scored, Tally

# A reader waits no longer; an editor waits for the next refresh as well; commands take their time.
READ_SECONDS, WRITE_SECONDS, PATIENT_SECONDS = 2, 5, 30
MOST_BYTES = 10_000_000
CONNECTIONS = 32
# So many hits a cluster gives at once, and so many things are counted one by one.
MOST_COUNTED = 10_000
# Another number makes every index anew.
FORMAT = 1
LATER_IS_THERE = 409

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


class NoAnswer(Exception):
    """The cluster cannot be reached, refuses, or says what nobody can read. Holds no word of what was asked."""


@dataclass(frozen=True)
class Change:
    """What the cluster is to know of an entry: its document, or (None) that it is gone. The higher `version` wins."""

    entry_id: int
    version: int
    document: dict | None = None


class OpenSearchEngine:
    """What `search.index.doubled` asks of a cluster. `name` tells the indexes of several sites apart."""

    def __init__(self, url, name):
        parts = urlsplit(url)
        host = f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 9200)}"
        # User and password apart, so that neither the client nor anything that is stored or shown tells them.
        user = (unquote(parts.username), unquote(parts.password)) if parts.username else None
        self.client = OpenSearch(
            f"{parts.scheme}://{host}{parts.path}",
            http_auth=user,
            max_retries=0,
            timeout=READ_SECONDS,
            pool_maxsize=CONNECTIONS,
        )
        self.alias, self.address = f"{name}-public", f"{host}/{name}"

    # --- the indexes ------------------------------------------------------------------------------------------------

    def create(self, generation):
        """Make an empty index for the generation, in the place of one of that name."""
        about = {"generation": generation.pk, "version": generation.version, "format": FORMAT}
        body = {"settings": SETTINGS, "mappings": {"_meta": about, **MAPPING}}
        self.drop(generation)
        with _speaking():
            self.client.indices.create(index=self._index(generation.pk), body=body, params=_patient())

    def drop(self, generation):
        """Take the index of the generation away."""
        with _speaking():
            self._delete(self._index(generation.pk))

    def holds(self, generation):
        """Whether there is an index of this generation, made as this version of Kenes makes it."""
        index = self._index(generation.pk)
        with _speaking():
            try:
                about = self.client.indices.get_mapping(index=index)[index]["mappings"].get("_meta", {})
            except NotFoundError:
                return False
        return about == {"generation": generation.pk, "version": generation.version, "format": FORMAT}

    def swap(self, generation):
        """Let the generation answer in the place of any other: one request, so that nobody meets an empty index."""
        index = self._index(generation.pk)
        with _speaking():
            try:
                answering = set(self.client.indices.get_alias(name=self.alias))
            except NotFoundError:
                answering = set()
            if answering != {index}:
                actions = [{"remove": {"index": other, "alias": self.alias}} for other in sorted(answering - {index})]
                actions.append({"add": {"index": index, "alias": self.alias}})
                self.client.indices.update_aliases(body={"actions": actions}, params=_patient())

    def drop_others(self, kept):
        """Take away the indexes of generations that are not among these keys."""
        wanted = {self._index(key) for key in kept}
        with _speaking():
            there = self.client.indices.get_alias(index=f"{self.alias}-*")
            for index in sorted(set(there) - wanted):
                if index.removeprefix(f"{self.alias}-").isdecimal():
                    self._delete(index)

    def tidy(self, generation):
        """Let everything that was written be found."""
        with _speaking():
            self.client.indices.refresh(index=self._index(generation.pk), params=_patient())

    def count(self, generation):
        """How many entries the index holds, as far as it was tidied."""
        with _speaking():
            return int(self.client.count(index=self._index(generation.pk))["count"])

    def write(self, generation, changes, *, is_waiting):
        """Store and remove entries. `is_waiting`: somebody waits, until they can be found."""
        actions = (_action(self._index(generation.pk), change) for change in changes)
        params = {"request_timeout": WRITE_SECONDS, "refresh": "wait_for"} if is_waiting else _patient()
        with _speaking():
            told = helpers.streaming_bulk(
                self.client, actions, chunk_size=1_000, max_chunk_bytes=MOST_BYTES, raise_on_error=False, params=params
            )
            refused = {item["status"] for _ok, said in told for item in said.values() if "error" in item}
        # What was told of with a higher number is as it should be; so is what is gone already, which is no error.
        if wrong := refused - {LATER_IS_THERE}:
            raise NoAnswer(f"entries refused: {sorted(wrong)}")

    def _index(self, key):
        return f"{self.alias}-{key}"

    def _delete(self, index):
        try:
            self.client.indices.delete(index=index, params=_patient())
        except NotFoundError:
            return

    # --- questions --------------------------------------------------------------------------------------------------

    def hits(self, generation, match, scope, limit):
        """The best entries that match, in their order: the reader's language first, both by one request."""
        own = {"term": {"language": scope.reader}}
        parts = [[own], [_no(own)]] if scope.reader else [[]]
        lines = []
        for part in parts:
            body = {
                "size": min(limit, MOST_COUNTED),
                "track_total_hits": False,
                "query": {"bool": {"must": [clause(match)], "filter": [*filters(scope), *part]}},
                "sort": _SORTS[scope.order],
                **_values("entry", "language", "twin"),
            }
            lines += [{"index": self.alias}, body]
        with _speaking():
            answers = self.client.msearch(body=lines)["responses"]
            found = [hit for answer in answers for hit in _whole(answer)["hits"]["hits"]]
            scored = [(*_read(hit, "entry", "language", "twin"), hit.get("_score") or 0.0) for hit in found]
        return [Scored(*one) for one in scored[:limit]]

    def tallies(self, generation, match, scope):
        """How many things match, by what they share.

        Up to `MOST_COUNTED` entries exactly as the database counts: each thing once, whichever languages of it match.
        Where more match, the entries of each language are exact, and how many of them are both sides of one thing is
        estimated: from the number of different things among all that match, in equal shares.
        """
        asked = {"bool": {"filter": [clause(match), *filters(scope)]}}
        has_changed = _has_changed(scope)
        languages = {"languages": {"terms": {"field": "language", "size": 3}}}
        body = {
            "size": 0,
            "track_total_hits": True,
            "query": asked,
            "aggs": {
                "clock": {
                    "filters": {"filters": {"changed": has_changed, "unchanged": _no(has_changed)}},
                    "aggs": {"shared": {"terms": {"field": "shared", "size": MOST_COUNTED}, "aggs": languages}},
                },
                "things": {"cardinality": {"field": "twin", "precision_threshold": 40_000}},
            },
        }
        with _speaking():
            answer = _whole(self.client.search(index=self.alias, body=body))
            total = answer["hits"]["total"]["value"]
            if not total:
                return []
            if total <= MOST_COUNTED:
                return self._counted(asked, scope)
            return _estimated(answer["aggregations"])

    def _counted(self, asked, scope):
        body = {
            "size": MOST_COUNTED,
            "track_total_hits": False,
            "query": asked,
            "sort": ["_doc"],
            **_values("twin", "language", "council", "kind", "status", "next_status", "changes_at", "day"),
        }
        now, things = _moment(scope.now), {}
        for hit in _whole(self.client.search(index=self.alias, body=body))["hits"]["hits"]:
            twin, language, council, kind = _read(hit, "twin", "language", "council", "kind")
            status, next_status, changes_at, day = _read(hit, "status", "next_status", "changes_at", "day")
            has_changed = changes_at is not None and changes_at <= now
            facts = council, kind, next_status if has_changed else status, day and day // 10_000
            things.setdefault(twin, []).append((language, facts))
        tallies = Counter()
        for sides in things.values():
            # As the database does where the sides of a thing differ: the least of each.
            facts = [_least(values) for values in zip(*(facts for _language, facts in sides), strict=True)]
            tallies[*facts, frozenset(language for language, _facts in sides)] += 1
        return [Tally(*facts, count) for facts, count in tallies.items()]


# --- what is stored --------------------------------------------------------------------------------------------------


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
        "changes_at": entry.changes_at and _moment(entry.changes_at),
        "day": entry.date and _day(entry.date),
        "shared": "|".join(map(str, shared)),
    }


def _action(index, change):
    told = {"_index": index, "_id": str(change.entry_id), "version": change.version, "version_type": "external"}
    if change.document is None:
        return {"_op_type": "delete", **told}
    return {"_op_type": "index", **told, "_source": change.document}


def _moment(moment):
    return int(moment.timestamp() * 1_000)


def _day(day: date):
    return day.year * 10_000 + day.month * 100 + day.day


# --- what is asked ---------------------------------------------------------------------------------------------------

_LATEST = {"entry": {"order": "desc"}}
_SORTS = {
    RELEVANCE: [{"_score": {"order": "desc"}}, _LATEST],
    NEWEST: [{"day": {"order": "desc", "missing": "_last"}}, {"_score": {"order": "desc"}}, _LATEST],
    OLDEST: [{"day": {"order": "asc", "missing": "_last"}}, {"_score": {"order": "desc"}}, _LATEST],
}


def clause(match):
    """The tree in the cluster's language. A beginning is found and weighs nothing.

    >>> from search.index.matching import Term, every
    >>> clause(every([Term("су"), Term("тариф")]))
    {'bool': {'must': [{'term': {'words': 'су'}}, {'term': {'words': 'тариф'}}]}}
    """
    if isinstance(match, All):
        return {"bool": {"must": [clause(part) for part in match.parts]}}
    if isinstance(match, Any):
        parts = [clause(part) for part in match.parts]
        return {"bool": {"should": parts, "minimum_should_match": 1}} if parts else {"match_none": {}}
    if isinstance(match, Beginning):
        return {"constant_score": {"filter": {"prefix": {"written": match.letters}}, "boost": 0}}
    return {"term": {"words": match.term}}


def filters(scope):
    """What must hold besides, as conditions without a weight."""
    found = [
        {"terms": {field: list(chosen)}}
        for field, chosen in (
            ("council", scope.councils),
            ("kind", scope.kinds),
            ("language", scope.languages),
            ("content_type", scope.content_types),
        )
        if chosen
    ]
    if scope.statuses:
        has_changed, chosen = _has_changed(scope), list(scope.statuses)
        sides = [
            {"bool": {"filter": [has_changed, {"terms": {"next_status": chosen}}]}},
            {"bool": {"filter": [{"terms": {"status": chosen}}], "must_not": [has_changed]}},
        ]
        found.append({"bool": {"should": sides, "minimum_should_match": 1}})
    days = {sign: _day(day) for sign, day in (("gte", scope.since), ("lte", scope.until)) if day is not None}
    return [*found, {"range": {"day": days}}] if days else found


def _has_changed(scope):
    return {"range": {"changes_at": {"lte": _moment(scope.now)}}}


def _no(condition):
    return {"bool": {"must_not": [condition]}}


def _values(*fields):
    # Read from their columns: nothing that is stored has to be unpacked.
    return {"stored_fields": "_none_", "docvalue_fields": list(fields)}


# --- what is answered ------------------------------------------------------------------------------------------------


@contextmanager
def _speaking():
    """Whatever goes wrong at the cluster, on the way, or in what it says, is one error."""
    try:
        yield
    except (OpenSearchException, LookupError, TypeError, ValueError, AttributeError) as error:
        status = getattr(error, "status_code", "")
        raise NoAnswer(f"{type(error).__name__} {status}".strip()) from None


def _patient():
    return {"request_timeout": PATIENT_SECONDS}


def _whole(answer):
    """The answer, if nothing of it is missing."""
    if "error" in answer or answer["timed_out"] or answer["_shards"]["failed"]:
        raise ValueError("only a part was found")
    return answer


def _read(hit, *fields):
    values = hit.get("fields", {})
    return tuple(values[field][0] if field in values else None for field in fields)


def _least(values):
    return min((value for value in values if value is not None), default=None)


def _estimated(aggregations):
    """The tallies of very many things, of whose languages only the number is known."""
    counts = {}
    for clock, side in aggregations["clock"]["buckets"].items():
        if side["shared"]["sum_other_doc_count"]:
            raise ValueError("more kinds of things than are counted")
        for bucket in side["shared"]["buckets"]:
            council, kind, status, next_status, year = bucket["key"].split("|")
            facts = int(council) if council else None, kind, next_status if clock == "changed" else status
            spoken = counts.setdefault((*facts, int(year) if year else None), Counter())
            spoken.update({one["key"]: one["doc_count"] for one in bucket["languages"]["buckets"]})
    # At most the smaller language of each, and over all as many as there are more entries than things.
    most = sum(min(spoken["kk"], spoken["ru"]) for spoken in counts.values())
    pairs = sum(spoken.total() for spoken in counts.values()) - aggregations["things"]["value"]
    share = min(1, max(0, pairs) / most) if most else 0
    tallies = []
    for facts, spoken in counts.items():
        both = round(share * min(spoken["kk"], spoken["ru"]))
        alone = {("kk", "ru"): both, ("kk",): spoken["kk"] - both, ("ru",): spoken["ru"] - both, ("",): spoken[""]}
        tallies += [Tally(*facts, frozenset(languages), count) for languages, count in alone.items() if count]
    return tallies
