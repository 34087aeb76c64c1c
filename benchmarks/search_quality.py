"""How well the search finds: nDCG@10, MRR@10, recall@10 and the share of questions without an answer, by class.

`--bench DIR`: a folder with `corpus.jsonl` (id, lang, title, text), `queries.jsonl` (id, cls, text, lang) and
`qrels.jsonl` (query_id, rels: {id: grade}). Each text becomes a live page of a council and goes into the index as any
page does; each query is asked as a reader asks it. Then the same with an empty glossary.

`--engine opensearch` asks the cluster of KENES_SEARCH_URL, in an index of its own that is gone afterwards.
"""

import json
import math
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from benchmarks.pages import make_council
from benchmarks.runner import Benchmark, Figure

TOP = 10
CLUSTER = "opensearch"
LANGUAGES = ("kk", "ru")
# What the product promises on the development half; classes that it has not are not judged.
TARGETS = {
    "kk-question": ">= 0.78", "kk-typo": ">= 0.8", "ru-typo": ">= 0.8", "kk-latin": ">= 0.9", "kk-rukbd": ">= 0.9",
}  # fmt: skip


class Bench:
    """The folder's questions and judgements, and its texts as pages of the site."""

    def __init__(self, folder):
        self.corpus, self.queries, judgements = (_lines(folder / f"{name}.jsonl") for name in FILES)
        self.grades = {line["query_id"]: line["rels"] for line in judgements}
        self.names = {}

    def publish(self):
        """Make a live page of each text, and wait until the worker's part is done, too."""
        from council_pages.models import CouncilPage, TextPage

        council = make_council(1)
        parents = {
            language: CouncilPage.objects.get(council_row=council, locale__language_code=language)
            for language in LANGUAGES
        }
        for number, line in enumerate(self.corpus):
            parent = parents.get(line["lang"], parents[LANGUAGES[0]])
            body = json.dumps([{"type": "paragraph", "value": _as_html(line["text"])}])
            # A page must have a title: where the text has none, one without a word in it.
            page = TextPage(title=line["title"] or "…", slug=f"text-{number}", body=body, locale=parent.locale)
            parent.add_child(instance=page)
            self.names[page.pk] = line["id"]

    def ask(self, query):
        """The ids of the best ten texts."""
        from django.utils import timezone

        from search.asking import Question, ask
        from search.models import Entry

        language = query["lang"] if query.get("lang") in LANGUAGES else LANGUAGES[0]
        hits = ask(Question(query["text"], language), timezone.now()).hits[: 2 * TOP]
        keys = dict(Entry.objects.filter(pk__in=[hit.entry_id for hit in hits]).values_list("pk", "object_id"))
        return [self.names[keys[hit.entry_id]] for hit in hits if keys[hit.entry_id] in self.names][:TOP]

    def score(self):
        """{class: [(nDCG, MRR, recall, 1 where nothing was found) of each query]}."""
        scores = {}
        for query in self.queries:
            # A question that nobody has judged cannot be scored.
            if grades := self.grades.get(query["id"]):
                scores.setdefault(query.get("cls", "all"), []).append(score(self.ask(query), grades))
        return scores


FILES = ("corpus", "queries", "qrels")
MEASURES = ("ndcg10", "mrr10", "recall10", "zero_hit_rate")


def score(found, grades):
    """(nDCG@10, MRR@10, recall@10, 1.0 where nothing was found) of what one query found, best first.

    >>> score(["a", "x"], {"a": 1})
    (1.0, 1.0, 1.0, 0.0)
    """
    gains = [(2 ** grades.get(name, 0) - 1) / math.log2(place + 2) for place, name in enumerate(found)]
    best = sorted(grades.values(), reverse=True)[:TOP]
    ideal = sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(best))
    first = next((1 / (place + 1) for place, name in enumerate(found) if grades.get(name)), 0.0)
    held = sum(bool(grades.get(name)) for name in found) / min(TOP, len(grades))
    return sum(gains) / ideal, first, held, 0.0 if found else 1.0


@contextmanager
def data(bench, engine):
    """The bench in the scratch database, whose kind decides which engine is asked, unless it is the cluster."""
    from django.db import connection

    if bench is None:
        raise SystemExit("search_quality asks for --bench DIR: a folder with corpus, queries and qrels.")
    own = {"sqlite": "sqlite", "postgresql": "postgres"}[connection.vendor]
    if engine not in (None, own, CLUSTER):
        raise SystemExit(f"This database is {own}: set DATABASE_URL for --engine {engine}.")
    found = Bench(Path(bench))
    found.publish()
    with in_the_cluster() if engine == CLUSTER else nullcontext():
        yield found


@contextmanager
def in_the_cluster():
    """What was published, brought to the cluster, which answers from then on."""
    from search.index.engine import active, doubled

    both = doubled()
    if both is None:
        raise SystemExit("Set KENES_SEARCH_URL for --engine opensearch.")
    from search.index.opensearch import NoAnswer

    for _told in both.catch_up():
        pass
    try:
        if not active().is_told:
            raise SystemExit("The cluster has not taken the index; the line above says why.")
        yield
    finally:
        with suppress(NoAnswer):
            both.cluster.drop(active())


def counts(bench):
    """Every measure, over all queries and by class; then over all with an empty glossary."""
    from search.glossary import forget
    from search.index.engine import active, doubled
    from search.models import GlossaryPair

    entries, _words = active().size(True)
    yield Figure("search_quality.entries_missing", max(0, len(bench.corpus) - entries), "entries", "== 0")
    scores = bench.score()
    everything = [one for some in scores.values() for one in some]
    yield from _told("search_quality", everything, {"ndcg10": ">= 0.9", "zero_hit_rate": "<= 0.01"})
    for name, some in scores.items():
        yield from _told(f"search_quality.{name}", some, {"ndcg10": TARGETS.get(name)})
    GlossaryPair.objects.all().delete()
    forget()
    everything = [one for some in bench.score().values() for one in some]
    yield from _told("search_quality.empty_glossary", everything, {})
    if (both := doubled()) is not None:
        # After an error the database answers, and all of this would be its own figures.
        yield Figure("search_quality.cluster_failures", both.failures, "errors", "== 0")


def times(bench):
    """Nothing: how long it takes is `search_latency`'s."""
    return ()


def _told(name, scores, targets):
    for place, measure in enumerate(MEASURES):
        mean = sum(one[place] for one in scores) / len(scores)
        yield Figure(f"{name}.{measure}", round(mean, 4), "share", targets.get(measure))


def _lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _as_html(text):
    from django.utils.html import escape

    return "".join(f"<p>{escape(part)}</p>" for part in text.splitlines() if part.strip())


BENCHMARK = Benchmark(
    "search_quality",
    "how well the search finds, judged by a folder of questions",
    data,
    counts,
    times,
    options={"bench": None, "engine": None},
)
