"""A search engine of a page's length, for the tests of what stands around the real one: it knows whole terms only."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.contrib.contenttypes.models import ContentType
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from search import asking
from search.analysis import analyze_document, analyze_query
from search.asking import Answer, Hit, Tally
from search.models import Entry, EntryText
from search.results import status_at

MOST_HITS = 500


def plant(title, text="", language="kk", **facts):
    """Something to be found. Entries with one `twin` are the same thing in two languages."""
    number = Entry.objects.count() + 1
    facts = {"is_public": True, "twin": number, "url": f"/{language}/planted/{number}/", "length": 1, **facts}
    entry = Entry.objects.create(
        content_type=ContentType.objects.get_for_model(EntryText), object_id=number, language=language, **facts
    )
    EntryText.objects.create(entry=entry, title=title, text=text)
    return entry


def promote(query, page=None, **facts):
    """A promotion, as the ministry's screen makes it."""
    return SearchPromotion.objects.create(query=Query.get(query), page=page, **facts)


@dataclass
class SmallEngine:
    """Answers from the planted entries. What it shall mend, suggest, widen or pretend is said beforehand."""

    mended: dict = field(default_factory=dict)
    similar: list = field(default_factory=list)
    titles: list = field(default_factory=list)
    is_widened: bool = False
    hits: list | None = None
    total: int | None = None
    questions: list = field(default_factory=list)

    def ask(self, question, now):
        """The hits that hold every word, the reader's language first."""
        self.questions.append(question)
        asked = analyze_query(question.text)
        things = {}
        for entry in Entry.objects.select_related("words").order_by("pk"):
            held = {token.term for token in analyze_document(f"{entry.words.title} {entry.words.text}", entry.language)}
            if entry.is_public and asked and all(held.intersection(word.terms) for word in asked):
                things.setdefault(entry.twin, []).append(entry)
        hits = [hit_of(thing, question) for thing in things.values() if fits(thing, question, now)]
        if question.order != asking.RELEVANCE:
            days = {pk: day or date.min for pk, day in Entry.objects.values_list("pk", "date")}
            hits.sort(key=lambda hit: days[hit.entry_id], reverse=question.order == asking.NEWEST)
        return Answer(
            hits=hits[:MOST_HITS] if self.hits is None else self.hits,
            total=len(hits) if self.total is None else self.total,
            is_widened=self.is_widened,
            mended={} if question.is_exact else self.mended,
            tallies=tallies_of(things.values(), now),
            terms=frozenset(term for word in asked for term in word.terms),
        )


def hit_of(thing, question):
    """The hit of one thing, with the other language where that was found too."""
    first, *others = sorted(thing, key=lambda entry: entry.language != question.language)
    return Hit(first.pk, first.language, others[0].pk if others else None)


def fits(thing, question, now):
    """Whether the filters choose the thing."""
    one = thing[0]
    return (
        (not question.councils or one.council_id in question.councils)
        and (not question.kinds or one.kind in question.kinds)
        and (not question.statuses or status_at(one, now) in question.statuses)
        and (not question.languages or any(entry.language in question.languages for entry in thing))
        and (question.since is None or (one.date is not None and one.date >= question.since))
        and (question.until is None or (one.date is not None and one.date <= question.until))
    )


def tallies_of(things, now):
    """What the things have in common, counted."""
    counts = Counter(
        (
            thing[0].council_id,
            thing[0].kind,
            status_at(thing[0], now),
            thing[0].date and thing[0].date.year,
            frozenset(entry.language for entry in thing),
        )
        for thing in things
    )
    return [Tally(*facts, count) for facts, count in counts.items()]
