"""A question to the search, and its answer."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from search.index.engine import active, engine
from search.index.scope import NEWEST, OLDEST, RELEVANCE, Scope, Tally
from search.models import Entry
from search.reading import read

# Nobody reads further; how many there are is counted all the same.
MOST_HITS = 500
# With fewer things than this that hold all the words, those that hold some of them follow, so many at most.
ENOUGH, MOST_WIDENED = 10, 60
# A thing and its twin are two entries; the more common language shall not crowd the other one out.
_ENTRIES = 2 * MOST_HITS

# The filters of a question that are counted beside it.
FILTERS = ("councils", "kinds", "statuses", "languages")
ORDERS = (RELEVANCE, NEWEST, OLDEST)


@dataclass(frozen=True)
class Question:
    """What a reader asks. Empty filters choose everything.

    `language` is the reader's own, `languages` a filter. `is_exact`: the words as typed, without mending them.
    """

    text: str
    language: str
    councils: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    order: str = RELEVANCE
    is_exact: bool = False


@dataclass(frozen=True)
class Hit:
    """One thing found: its entry, and the entry of the same thing in the other language, where that was found too."""

    entry_id: int
    language: str
    other_id: int | None = None


@dataclass(frozen=True)
class Answer:
    """What was found: `hits` best first, at most `MOST_HITS`; `total` things in all.

    `is_widened`: too few things hold all the words, and behind them stand things that hold some. `mended`: words as
    typed -> as they were looked for, where nobody knew them as typed. `tallies` count all things that answer the words,
    whatever the filters are. `terms`: what a passage is to be marked by.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    is_widened: bool = False
    mended: dict[str, str] = field(default_factory=dict)
    tallies: list[Tally] = field(default_factory=list)
    terms: frozenset[str] = frozenset()


def ask(question: Question, now: datetime) -> Answer:
    """What the question finds among what is public: each thing once, the reader's language first.

    First what holds all the words; then what holds them by the glossary; where that is little, what holds some. `now`:
    the moment by which a consultation is open or not. Never an error, whatever was typed.
    """
    generation = active()
    asked = read(question.text, generation, is_exact=question.is_exact)
    if asked.exact is None:
        return Answer()
    strict = asked.meant or asked.exact
    everything = Scope(now, reader=question.language, since=question.since, until=question.until, order=question.order)
    tallies = engine().tallies(generation, strict, everything)
    # By date all that answers is one row; by relevance what says the words themselves stands before the rest.
    trees = dict.fromkeys([asked.exact, strict] if question.order == RELEVANCE else [strict])
    found = _Found(question.language)
    is_widened = False
    if sum(tally.count for tally in tallies) >= ENOUGH:
        scope = replace(everything, **{name: getattr(question, name) for name in FILTERS})
        found.add_each(generation, trees, scope, _ENTRIES)
        hits, total = found.hits(), sum(tally.count for tally in tallies if is_chosen(tally, question))
    else:
        found.add_each(generation, trees if tallies else [], everything, _ENTRIES)
        before = len(found)
        wide = replace(everything, is_wide=True)
        found.add_each(generation, [asked.wide] if asked.wide else [], wide, MOST_WIDENED)
        things = found.things(now)
        tallies = list(Counter(thing for _hit, thing in things).items())
        tallies = [replace(thing, count=count) for thing, count in tallies]
        hits = [hit for hit, thing in things if is_chosen(thing, question)]
        total = len(hits)
        is_widened = any(is_chosen(thing, question) for _hit, thing in things[before:])
    return Answer(hits[:MOST_HITS], total, is_widened, asked.mended, tallies, asked.terms)


def is_chosen(tally: Tally, question: Question, without: str = "") -> bool:
    """Whether things with these facts pass the filters of the question; `without` names one that is not asked."""
    facts = {"councils": {tally.council_id}, "kinds": {tally.kind}, "statuses": {tally.status}}
    facts["languages"] = tally.languages
    chosen = {name: set(getattr(question, name)) for name in FILTERS if name != without}
    return all(not wanted or wanted & facts[name] for name, wanted in chosen.items())


class _Found:
    """Things in the order in which they were found; of an entry and its twin, the reader's language is shown."""

    def __init__(self, reader):
        self._reader, self._of = reader, {}

    def __len__(self):
        return len(self._of)

    def add_each(self, generation, trees, scope, limit):
        """Add what each tree finds, until there is enough of it."""
        for tree in trees:
            for scored in engine().hits(generation, tree, scope, limit):
                by_language = self._of.setdefault(scored.twin, {})
                by_language.setdefault(scored.language, scored.entry_id)
            if len(self) >= MOST_HITS:
                break

    def hits(self):
        """The things, best first."""
        return [self._hit(by_language) for by_language in self._of.values()]

    def things(self, now):
        """[(hit, its facts as a tally of one)], best first."""
        hits = self.hits()
        rows = Entry.objects.in_bulk([hit.entry_id for hit in hits])
        languages = [frozenset(by_language) for by_language in self._of.values()]
        return [
            (hit, _tally_of(rows[hit.entry_id], spoken, now))
            for hit, spoken in zip(hits, languages, strict=True)
            if hit.entry_id in rows
        ]

    def _hit(self, by_language):
        language = self._reader if self._reader in by_language else next(iter(by_language))
        other = next((entry for code, entry in by_language.items() if code != language), None)
        return Hit(by_language[language], language, other)


def _tally_of(row, languages, now):
    has_changed = row.changes_at is not None and row.changes_at <= now
    year = row.date.year if row.date else None
    return Tally(row.council_id, row.kind, row.next_status if has_changed else row.status, year, languages, 1)
