"""Things planted into the real index, and an ear at what the results page asks of it."""

from dataclasses import dataclass, field, replace

from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from search import asking, suggesting
from search.documents import Document
from search.index import writing
from search.models import Entry, EntryText


def plant(title, text="", language="kk", **facts):
    """Something to be found. Entries with one `twin` are the same thing in two languages."""
    number = Entry.objects.count() + 1_000
    council = facts.pop("council", None)
    facts = {"is_public": True, "twin": number, "url": f"/{language}/planted/{number}/", **facts}
    facts["council_id"] = council and council.pk
    writing.write([Document(EntryText, number, language, title, text, **facts)])
    return Entry.objects.get(object_id=number, language=language)


def promote(query, page=None, **facts):
    """A promotion, as the ministry's screen makes it."""
    return SearchPromotion.objects.create(query=Query.get(query), page=page, **facts)


@dataclass
class Spy:
    """Passes questions on to the index and remembers them. What it is told beforehand it says instead."""

    questions: list = field(default_factory=list)
    similar: list | None = None
    titles: list | None = None
    said: dict = field(default_factory=dict)

    def __post_init__(self):
        self._ask, self._similar, self._titles = asking.ask, suggesting.similar, suggesting.titles

    def ask(self, question, now):
        """As `asking.ask`."""
        self.questions.append(question)
        return replace(self._ask(question, now), **self.said)

    def alike(self, text, language):
        """As `suggesting.similar`."""
        return self._similar(text, language) if self.similar is None else self.similar

    def begun(self, beginning, language, limit=8):
        """As `suggesting.titles`."""
        return self._titles(beginning, language, limit) if self.titles is None else self.titles[:limit]
