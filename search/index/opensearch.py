"""The index in OpenSearch or Elasticsearch: plain requests that both understand, without scripts.

Only what is public goes there, and of it the terms and the facts that a question may ask for; the texts stay in the
database. Every write carries a number that only grows, so that what comes late never undoes what came after it.
"""

from collections import Counter
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from opensearchpy import OpenSearch, helpers
from opensearchpy.exceptions import NotFoundError, OpenSearchException

from search.index.opensearch_answers import estimated, least, read, whole
from search.index.opensearch_documents import FORMAT, MAPPING, SETTINGS, action, moment_of
from search.index.opensearch_questions import SORTS, changed_by_now, clause, filters, no, values_of
from search.index.scope import Scored, Tally

# A reader waits no longer; an editor waits for the next refresh as well; commands take their time.
READ_SECONDS, WRITE_SECONDS, PATIENT_SECONDS = 2, 5, 30
MOST_BYTES = 10_000_000
CONNECTIONS = 32
# So many hits a cluster gives at once, and so many things are counted one by one.
MOST_COUNTED = 10_000
LATER_IS_THERE = 409


class NoAnswer(Exception):
    """The cluster cannot be reached, refuses, or says what nobody can read. Holds no word of what was asked."""


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
        actions = (action(self._index(generation.pk), change) for change in changes)
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
        parts = [[own], [no(own)]] if scope.reader else [[]]
        lines = []
        for part in parts:
            body = {
                "size": min(limit, MOST_COUNTED),
                "track_total_hits": False,
                "query": {"bool": {"must": [clause(match)], "filter": [*filters(scope), *part]}},
                "sort": SORTS[scope.order],
                **values_of("entry", "language", "twin"),
            }
            lines += [{"index": self.alias}, body]
        with _speaking():
            answers = self.client.msearch(body=lines)["responses"]
            found = [hit for answer in answers for hit in whole(answer)["hits"]["hits"]]
            scored = [(*read(hit, "entry", "language", "twin"), hit.get("_score") or 0.0) for hit in found]
        return [Scored(*one) for one in scored[:limit]]

    def tallies(self, generation, match, scope):
        """How many things match, by what they share.

        Up to `MOST_COUNTED` entries exactly as the database counts: each thing once, whichever languages of it match.
        Where more match, the entries of each language are exact, and how many of them are both sides of one thing is
        estimated: from the number of different things among all that match, in equal shares.
        """
        asked = {"bool": {"filter": [clause(match), *filters(scope)]}}
        has_changed = changed_by_now(scope)
        languages = {"languages": {"terms": {"field": "language", "size": 3}}}
        body = {
            "size": 0,
            "track_total_hits": True,
            "query": asked,
            "aggs": {
                "clock": {
                    "filters": {"filters": {"changed": has_changed, "unchanged": no(has_changed)}},
                    "aggs": {"shared": {"terms": {"field": "shared", "size": MOST_COUNTED}, "aggs": languages}},
                },
                "things": {"cardinality": {"field": "twin", "precision_threshold": 40_000}},
            },
        }
        with _speaking():
            answer = whole(self.client.search(index=self.alias, body=body))
            total = answer["hits"]["total"]["value"]
            if not total:
                return []
            if total <= MOST_COUNTED:
                return self._counted(asked, scope)
            return estimated(answer["aggregations"])

    def _counted(self, asked, scope):
        body = {
            "size": MOST_COUNTED,
            "track_total_hits": False,
            "query": asked,
            "sort": ["_doc"],
            **values_of("twin", "language", "council", "kind", "status", "next_status", "changes_at", "day"),
        }
        now, things = moment_of(scope.now), {}
        for hit in whole(self.client.search(index=self.alias, body=body))["hits"]["hits"]:
            twin, language, council, kind = read(hit, "twin", "language", "council", "kind")
            status, next_status, changes_at, day = read(hit, "status", "next_status", "changes_at", "day")
            has_changed = changes_at is not None and changes_at <= now
            facts = council, kind, next_status if has_changed else status, day and day // 10_000
            things.setdefault(twin, []).append((language, facts))
        tallies = Counter()
        for sides in things.values():
            # As the database does where the sides of a thing differ: the least of each.
            facts = [least(values) for values in zip(*(facts for _language, facts in sides), strict=True)]
            tallies[*facts, frozenset(language for language, _facts in sides)] += 1
        return [Tally(*facts, count) for facts, count in tallies.items()]


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
