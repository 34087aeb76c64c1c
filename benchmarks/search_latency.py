"""How long the search takes over many entries, how large the index is, and how fast it is made.

The texts are drawn from the dictionaries of both languages by Zipf's law, about 110 words each, every word in a few of
its forms; two words of a hundred are rare. Questions are words of one text. They are asked one at a time: all words
(`and`), then any of them as well (`and_or`), then the whole results page with its facets (`page`). Beside them stands
Wagtail's own backend over a small part of the pages, which it can finish.
"""

import random
import time
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import accumulate

from benchmarks.pages import make_council
from benchmarks.runner import Benchmark, Figure

COUNCILS, WORDS, RARE, RARE_WORDS = 30, 110, 0.02, 200_000
QUESTIONS, TOP, PAGES = 200, 20, 400
AT_ONCE = 5_000
VOCABULARY, FORMS = 30_000, 8
ENDINGS = ("", "", "лар", "дың", "ға", "ды", "нан", "мен", "ымыз", "ларға")
KINDS = ("question", "outcome", "news", "text", "sitting", "proposal")
# By database: what is promised of 400,000 entries.
TARGETS = {
    "sqlite": {"and": 60, "and_or": 500, "page": 600, "mb": 400},
    "postgresql": {"and": 60, "and_or": 150, "page": 500, "mb": 600},
    "postgresql without rum": {"and": 250, "and_or": None, "page": 500, "mb": 600},
}


class Library:
    """Entries in the scratch database, and the words that they are made of."""

    def __init__(self, size):
        self.size, self.random = size, random.Random(20_261_127)
        self.words = {"kk": _kazakh_words(self.random), "ru": _russian_words(self.random)}
        self.cumulated = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
        self.seconds, self.questions = 0.0, []

    def text(self, language):
        """A text of about 110 words."""
        count = self.random.randint(60, 160)
        drawn = self.random.choices(self.words[language], cum_weights=self.cumulated, k=count)
        said = map(self.random.choice, drawn)
        return " ".join(
            f"{self.random.choice('бвгджзклмнпрст')}{self.random.randrange(RARE_WORDS)}"
            if self.random.random() < RARE
            else word
            for word in said
        )

    def fill(self):
        """Store the texts, and make the index of them; `seconds` is what the making took."""
        from search.index import rebuilding

        council_keys = [make_council(number).pk for number in range(1, COUNCILS + 1)]
        for start in range(0, self.size, AT_ONCE):
            self._store(range(start, min(start + AT_ONCE, self.size)), council_keys)
        begun = time.monotonic()
        for _what, _done, _total in rebuilding.steps(walks_sources=False):
            pass
        self.seconds = time.monotonic() - begun
        self.questions = self._ask_about()

    def _store(self, numbers, councils):
        from django.contrib.contenttypes.models import ContentType
        from wagtail.models import Page

        from search.models import Entry, EntryText

        content_type, first = ContentType.objects.get_for_model(Page).pk, 10_000_000
        entries, texts = [], []
        for number in numbers:
            language = "kk" if number % 2 else "ru"
            text = self.text(language)
            texts.append((text[:60].rpartition(" ")[0], text))
            entries.append(
                Entry(
                    content_type_id=content_type, object_id=first + number, language=language, is_public=True,
                    kind=KINDS[number // 2 % len(KINDS)], council_id=councils[number // 2 % len(councils)],
                    date=date(2022, 1, 1) + timedelta(days=number % 1_800), twin=number // 2, length=len(text.split()),
                    url=f"/{language}/councils/council-1/news/{number}/",
                )
            )  # fmt: skip
        entries = Entry.objects.bulk_create(entries)
        EntryText.objects.bulk_create(
            EntryText(entry=entry, title=title, text=text) for entry, (title, text) in zip(entries, texts, strict=True)
        )

    def _ask_about(self):
        from search.models import EntryText

        keys = list(EntryText.objects.filter(entry__length__gte=WORDS // 2).values_list("pk", flat=True))
        chosen = EntryText.objects.in_bulk(self.random.sample(keys, min(QUESTIONS, len(keys))))
        said = [row.text.split() for row in chosen.values()]
        return [" ".join(self.random.sample(words, self.random.choice((1, 2, 2, 3)))) for words in said]


def _kazakh_words(chance):
    """So many words of the lexicon, each with some endings."""
    from search.analysis import lexicon

    nouns, _verbs = lexicon.read()
    words = chance.sample(sorted(word for word in nouns if 3 <= len(word) <= 12), VOCABULARY)
    return [[word + ending for ending in ENDINGS] for word in words]


def _russian_words(chance):
    """So many words of pymorphy3's dictionary, each in some of its forms."""
    import pymorphy3

    dictionary, letters, found = pymorphy3.MorphAnalyzer().dictionary, "абвгдежзиклмнопрстуфхцчшэюя", {}
    beginnings = [first + second for first in letters for second in letters]
    chance.shuffle(beginnings)
    while len(found) < VOCABULARY:
        for form, _tag, word, *_place in dictionary.iter_known_words(beginnings.pop()):
            found.setdefault(word, []).append(form)
    return [
        chance.sample(found[word], min(FORMS, len(found[word]))) for word in chance.sample(sorted(found), VOCABULARY)
    ]


@contextmanager
def data(documents):
    """So many entries, and the index of them."""
    library = Library(documents)
    library.fill()
    yield library


def counts(library):
    """How large the index is, and how many queries the results page asks."""
    from django.test import Client

    from benchmarks.pages import count_queries

    yield Figure("search_latency.documents", library.size, "entries")
    index, whole = index_bytes()
    yield Figure("search_latency.index_mb", round(index / 1_000_000, 1), "MB", _most("mb"))
    yield Figure("search_latency.index_and_terms_mb", round(whole / 1_000_000, 1), "MB")
    client = Client(SERVER_NAME="localhost")
    asked = [count_queries(client, f"/kk/search/?q={question}") for question in library.questions[:5]]
    yield Figure("search_latency.page_queries", max(asked), "queries")


def times(library):
    """Each question in each way; then how fast the index is made."""
    from django.test import Client
    from django.utils import timezone

    from search.index.engine import active, engine
    from search.index.scope import Scope
    from search.reading import read

    generation, client = active(), Client(SERVER_NAME="localhost")
    scope = Scope(timezone.now(), reader="kk")

    def strict(question):
        return engine().hits(generation, read(question, generation).exact, scope, TOP)

    def widened(question):
        trees = read(question, generation)
        found = engine().hits(generation, trees.exact, scope, TOP)
        return found if trees.wide is None else found + engine().hits(generation, trees.wide, scope, TOP)

    def page(question):
        assert client.get("/kk/search/", {"q": question}).status_code == 200

    for name, ask in (("and", strict), ("and_or", widened), ("page", page)):
        took = sorted(_milliseconds(ask, question) for question in library.questions)
        for percent in (50, 95):
            value = took[min(len(took) - 1, len(took) * percent // 100)]
            target = _most(name) if percent == 95 else None
            yield Figure(f"search_latency.{name}_p{percent}_ms", round(value, 1), "ms", target)
    yield Figure("search_latency.rebuild_per_s", round(library.size / library.seconds), "1/s", ">= 1500")
    yield from _through_pages()


def index_bytes():
    """The size of the index, and with the terms of the entries.

    SQLite's index is all there is. PostgreSQL keeps the terms of each entry beside it, to weigh what was found.
    """
    from django.db import connection

    from search.index.engine import active

    tables = [f"council_search_{part}_{active().pk}" for part in ("public", "reserved")]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT SUM(pgsize) FROM dbstat WHERE " + " OR ".join(f"name LIKE '{table}%%'" for table in tables)
            )
        else:
            sizes = [
                " + ".join(f"{what}('{table}')" for table in tables)
                for what in ("pg_indexes_size", "pg_total_relation_size")
            ]
            cursor.execute(f"SELECT {', '.join(sizes)}")
        index, *whole = map(int, cursor.fetchone())
        return index, (whole or [index])[0]


def _through_pages():
    """How many real pages a second are read and written into the index, and how Wagtail's own backend does."""
    from modelsearch.backends.database import SearchBackend as Stock
    from wagtail.models import Page

    from council_pages.models import CouncilPage, NewsPage
    from search.index import writing
    from search.models import Entry, EntryText
    from search.sources.pages import PageSource

    parent = CouncilPage.objects.filter(locale__language_code="kk").first()
    texts = list(EntryText.objects.filter(entry__length__gte=WORDS // 2).values_list("title", "text")[:PAGES])
    pages = []
    for number, (title, text) in enumerate(texts):
        page = NewsPage(title=title or "…", slug=f"news-{number}", lead=text[:200], locale=parent.locale)
        page.body = [("paragraph", f"<p>{text}</p>")] if hasattr(page.body, "stream_block") else f"<p>{text}</p>"
        pages.append(parent.add_child(instance=page))
    keys = [page.pk for page in pages]
    Entry.objects.filter(object_id__in=keys).delete()
    source, begun = PageSource(), time.monotonic()
    for start in range(0, len(keys), 100):
        writing.write(source.documents(keys[start : start + 100]))
    ours = time.monotonic() - begun
    yield Figure("search_latency.pages_per_s", round(len(keys) / ours), "1/s", ">= 200")
    stock, begun = Stock({}), time.monotonic()
    stock.add_bulk(NewsPage, pages)
    yield Figure("search_latency.stock_pages_per_s", round(len(keys) / (time.monotonic() - begun)), "1/s")
    word = texts[0][1].split()[0]
    took = [_milliseconds(lambda _n: list(stock.search(word, Page.objects.all())[:TOP]), number) for number in range(5)]
    yield Figure("search_latency.stock_ms_of_400_pages", round(min(took), 1), "ms")


def _milliseconds(ask, question):
    begun = time.perf_counter()
    ask(question)
    return (time.perf_counter() - begun) * 1000


def _most(name):
    from django.db import connection

    kind = connection.vendor
    if kind == "postgresql":
        from search.index.engine import database_engine

        kind += "" if database_engine().has_rum() else " without rum"
    most = TARGETS[kind][name]
    return f"<= {most}" if most else None


BENCHMARK = Benchmark(
    "search_latency",
    "how long the search takes over many entries, and how fast the index is made",
    data,
    counts,
    times,
    options={"documents": 400_000},
)
