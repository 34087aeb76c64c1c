"""A cluster on this machine: the part of the API of OpenSearch and Elasticsearch that Kenes speaks, and no more.

It keeps what it is told and computes its answers; what it does not know it refuses, as a real one does. Nothing is
found before it was refreshed.
"""

import json
import math
import re
import threading
import time
from base64 import b64decode
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from fnmatch import fnmatch
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from urllib.parse import parse_qsl, urlsplit

K1, B = 1.2, 0.75
SLEEP = 1.0
SEARCH_KEYS = {"size", "track_total_hits", "query", "sort", "aggs", "stored_fields", "docvalue_fields"}


@dataclass
class Asked:
    """A request as it came."""

    method: str
    path: str
    params: dict
    body: object
    user: str

    @property
    def line(self):
        return f"{self.method} {self.path}"


@dataclass
class Index:
    """What an index holds: `stored` with versions, `found` since the last refresh."""

    mapping: dict = field(default_factory=dict)
    stored: dict = field(default_factory=dict)
    versions: dict = field(default_factory=dict)
    found: dict = field(default_factory=dict)

    def refresh(self):
        self.found = dict(self.stored)

    def type_of(self, name):
        try:
            return self.mapping["properties"][name]["type"]
        except KeyError:
            raise Refused(400, "parsing_exception") from None


class Refused(Exception):
    """An answer with an error."""


class StandIn:
    """The server. `mood`: "well", "busy" (503), "slow", "garbled" or "partial"; `stop()` refuses connections."""

    def __init__(self):
        self.asked, self.indexes, self.aliases, self.connections = [], {}, {}, []
        self.mood = "well"
        self._serve(0)

    @property
    def lines(self):
        """Method and path of every request."""
        return [one.line for one in self.asked]

    def bodies(self, pattern):
        """The bodies of the requests whose line matches."""
        return [one.body for one in self.asked if re.fullmatch(pattern, one.line)]

    def stop(self):
        """Nobody listens any more."""
        self._server.shutdown()
        self._server.server_close()
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)
        self.connections.clear()

    def start(self):
        """On the same port again."""
        self._serve(self.port)

    def _serve(self, port):
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    # --- what it answers ----------------------------------------------------------------------------------------------

    def answer(self, asked):
        """(status, body)"""
        parts = [part for part in asked.path.split("/") if part]
        match (asked.method, parts):
            case "POST", ["_bulk"]:
                return 200, self._bulk(asked)
            case (("POST" | "GET"), ["_msearch"]):
                return 200, {"responses": [self._search(h["index"], b) for h, b in _pairs(asked.body)]}
            case (("POST" | "GET"), [name, "_search"]):
                return 200, self._search(name, asked.body)
            case (("POST" | "GET"), [name, "_count"]):
                return 200, {"count": len(self._index(name).found), "_shards": {"failed": 0}}
            case "POST", [name, "_refresh"]:
                self._index(name).refresh()
                return 200, {"_shards": {"failed": 0}}
            case "POST", ["_aliases"]:
                return 200, self._swap(asked.body["actions"])
            case "GET", ["_alias", alias]:
                held = {index: {"aliases": {alias: {}}} for index in self.aliases.get(alias, ())}
                return (200, held) if held else (404, {"error": f"alias [{alias}] missing", "status": 404})
            case "GET", [pattern, "_alias"]:
                return 200, {name: {"aliases": {}} for name in self.indexes if fnmatch(name, pattern)}
            case "GET", [name, "_mapping"]:
                return 200, {name: {"mappings": self._index(name).mapping}}
            case "PUT", [name]:
                if name in self.indexes:
                    raise Refused(400, "resource_already_exists_exception")
                self.indexes[name] = Index(asked.body["mappings"])
                return 200, {"acknowledged": True, "index": name}
            case "DELETE", [name]:
                self._index(name)
                del self.indexes[name]
                for held in self.aliases.values():
                    held.discard(name)
                return 200, {"acknowledged": True}
        raise Refused(400, "illegal_argument_exception")

    def _index(self, name):
        if len(self.aliases.get(name, ())) == 1:
            (name,) = self.aliases[name]
        if name not in self.indexes:
            raise Refused(404, "index_not_found_exception")
        return self.indexes[name]

    def _swap(self, actions):
        for action in actions:
            ((verb, said),) = action.items()
            if said["index"] not in self.indexes:
                raise Refused(404, "index_not_found_exception")
            held = self.aliases.setdefault(said["alias"], set())
            {"add": held.add, "remove": held.remove}[verb](said["index"])
        return {"acknowledged": True}

    def _bulk(self, asked):
        lines, items = list(asked.body), []
        while lines:
            ((verb, about),) = lines.pop(0).items()
            document = lines.pop(0) if verb == "index" else None
            # As a real one: an index that is missing is made, without any mapping.
            index = self.indexes.setdefault(about["_index"], Index())
            items.append({verb: {"_id": about["_id"], **self._write(index, about, document)}})
            if asked.params.get("refresh") in ("wait_for", "true"):
                index.refresh()
        return {"errors": any("error" in item for one in items for item in one.values()), "items": items}

    def _write(self, index, about, document):
        key, version = about["_id"], about["version"]
        assert about["version_type"] == "external"
        if version <= index.versions.get(key, -1):
            return {"status": 409, "error": {"type": "version_conflict_engine_exception"}}
        if document is not None and index.mapping and set(document) - set(index.mapping["properties"]):
            return {"status": 400, "error": {"type": "strict_dynamic_mapping_exception"}}
        index.versions[key] = version
        if document is None:
            gone = index.stored.pop(key, None)
            return {"status": 200, "result": "deleted"} if gone else {"status": 404, "result": "not_found"}
        index.stored[key] = document
        return {"status": 201, "result": "created"}

    def _search(self, name, body):
        index = self._index(name)
        if set(body) - SEARCH_KEYS or body["size"] > 10_000:
            raise Refused(400, "parsing_exception")
        scores = {key: _score(index, body["query"], document) for key, document in index.found.items()}
        keys = [key for key, score in scores.items() if score is not None]
        for rule in reversed(body.get("sort", [])):
            if rule == "_doc":
                continue
            ((by, how),) = rule.items()
            if by != "_score" and index.type_of(by) == "text":
                raise Refused(400, "search_phase_execution_exception")
            is_down = how["order"] == "desc"
            if by == "_score":
                keys.sort(key=lambda key: scores[key], reverse=is_down)
            else:
                last = -math.inf if is_down else math.inf
                values = {key: index.found[key][by] for key in keys}
                keys.sort(key=lambda key: last if values[key] is None else values[key], reverse=is_down)
        for one in body.get("docvalue_fields", []):
            if index.type_of(one) == "text":
                raise Refused(400, "search_phase_execution_exception")
        hits = [
            {
                "_index": name,
                "_score": scores[key],
                "fields": {
                    one: [index.found[key][one]]
                    for one in body.get("docvalue_fields", [])
                    if index.found[key][one] is not None
                },
            }
            for key in keys[: body["size"]]
        ]
        answer = {
            "took": 1,
            "timed_out": self.mood == "partial",
            "_shards": {"total": 1, "successful": 1, "failed": 0},
            "hits": {"hits": hits},
            "status": 200,
        }
        if body.get("track_total_hits"):
            answer["hits"]["total"] = {"value": len(keys), "relation": "eq"}
        if "aggs" in body:
            answer["aggregations"] = _aggregate(index, body["aggs"], [index.found[key] for key in keys])
        return answer


def _score(index, query, document):
    """The score of the document; None where it does not match."""
    ((kind, said),) = query.items()
    if kind == "match_none":
        return None
    if kind == "bool":
        return _score_bool(index, said, document)
    if kind == "constant_score":
        return said["boost"] if _score(index, said["filter"], document) is not None else None
    ((name, wanted),) = said.items()
    sort_of, held = index.type_of(name), document[name]
    if kind == "term":
        if sort_of == "text":
            return _bm25(index, name, wanted, held)
        return 1.0 if held == wanted else None
    if kind == "terms":
        return 1.0 if held in wanted else None
    if kind == "prefix":
        return 1.0 if any(word.startswith(wanted) for word in held.split()) else None
    if kind == "range":
        signs = {"lte": lambda bound: held <= bound, "gte": lambda bound: held >= bound}
        return 1.0 if held is not None and all(signs[sign](bound) for sign, bound in wanted.items()) else None
    raise Refused(400, "parsing_exception")


def _score_bool(index, said, document):
    assert set(said) <= {"must", "should", "filter", "must_not", "minimum_should_match"}
    must = [_score(index, part, document) for part in said.get("must", [])]
    needed = must + [_score(index, part, document) for part in said.get("filter", [])]
    refused = [_score(index, part, document) for part in said.get("must_not", [])]
    should = [_score(index, part, document) for part in said.get("should", [])]
    chosen = [score for score in should if score is not None]
    if None in needed or any(score is not None for score in refused):
        return None
    if len(chosen) < said.get("minimum_should_match", 0):
        return None
    return sum(must) + sum(chosen)


def _bm25(index, name, term, held):
    words = held.split()
    if term not in words:
        return None
    texts = [document[name].split() for document in index.found.values()]
    holding, average = sum(term in text for text in texts), sum(map(len, texts)) / len(texts)
    rarity = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
    often = words.count(term)
    return rarity * often / (often + K1 * (1 - B + B * len(words) / average))


def _aggregate(index, aggs, documents):
    return {name: _aggregation(index, agg, documents) for name, agg in aggs.items()}


def _aggregation(index, agg, documents):
    below = agg.get("aggs", {})
    (kind,) = set(agg) - {"aggs"}
    said = agg[kind]
    if kind == "cardinality":
        return {"value": len({document[said["field"]] for document in documents})}
    if kind == "filters":
        buckets = {}
        for name, query in said["filters"].items():
            held = [document for document in documents if _score(index, query, document) is not None]
            buckets[name] = {"doc_count": len(held), **_aggregate(index, below, held)}
        return {"buckets": buckets}
    if kind == "terms":
        counts = Counter(document[said["field"]] for document in documents)
        buckets = []
        for key, count in counts.most_common(said["size"]):
            held = [document for document in documents if document[said["field"]] == key]
            buckets.append({"key": key, "doc_count": count, **_aggregate(index, below, held)})
        return {"buckets": buckets, "sum_other_doc_count": len(documents) - sum(one["doc_count"] for one in buckets)}
    raise Refused(400, "parsing_exception")


def _pairs(lines):
    return zip(lines[::2], lines[1::2], strict=True)


def _handler(server):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self):
            super().setup()
            server.connections.append(self.connection)

        def answer(self):
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            address = urlsplit(self.path)
            is_lines = address.path.endswith(("_bulk", "_msearch"))
            body = [json.loads(line) for line in raw.splitlines()] if is_lines else (json.loads(raw) if raw else None)
            user = b64decode(self.headers.get("Authorization", "").removeprefix("Basic ")).decode()
            asked = Asked(self.command, address.path, dict(parse_qsl(address.query)), body, user)
            server.asked.append(asked)
            if server.mood == "slow":
                time.sleep(SLEEP)
            if server.mood == "busy":
                return self.say(503, json.dumps({"error": {"type": "unavailable"}, "status": 503}))
            if server.mood == "garbled":
                return self.say(200, '{"responses": [')
            try:
                status, said = server.answer(asked)
            except Refused as error:
                status, kind = error.args
                said = {"error": {"type": kind, "reason": kind}, "status": status}
            return self.say(status, json.dumps(said))

        def say(self, status, text):
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json; charset=UTF-8")
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())
            except OSError:
                # who asked has gone
                self.close_connection = True

        def log_message(self, *args):
            pass

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer

    return Handler
