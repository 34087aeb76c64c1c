"""The choices beside the results, with how many things each would leave: computed from the tallies of an answer."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from cms import regions
from cms.collation import sort_key
from cms.dates import date_range, since, until
from cms.models import Level
from search.kinds import STATUSES, all_kinds

LARGEST_COUNCILS = 10
FACETS = ("kind", "status", "level", "region", "council", "language")
# Long lists stand behind their name until something in them is chosen.
FOLDED = ("level", "region", "council")


@dataclass(frozen=True)
class Option:
    """One value of a facet. `count` is None where a day inside a year was chosen: only years are counted."""

    value: str
    label: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One facet with the options that lead anywhere."""

    name: str
    label: str
    options: list[Option]

    @property
    def is_folded(self):
        """Whether it is a list that may be long."""
        return self.name in FOLDED

    @property
    def has_choice(self):
        """Whether something in it is chosen."""
        return any(option.is_chosen for option in self.options)


def facets_of(filters, counts, language):
    """The facets of the results. `counts`: what `counts_of` says."""
    is_exact = has_whole_years(filters)
    facets = []
    for name in FACETS:
        chosen = filters.chosen[name]
        options = [
            Option(value, label, counts[name][value] if is_exact else None, value in chosen)
            for value, label in _choices(name, filters, counts[name], language)
        ]
        if options:
            facets.append(Facet(name, filters.filters[name].label, options))
    return facets


def years_of(filters, counts):
    """The years of what was found as links that choose them: {label, url, count, current}, the latest first."""
    period = (filters.chosen["since"], filters.chosen["until"])
    return [
        {
            "label": str(year),
            "url": filters.address(since=date(year, 1, 1), until=date(year, 12, 31)),
            "count": counts["year"][year],
            "current": period == (date(year, 1, 1), date(year, 12, 31)),
        }
        for year in sorted(counts["year"], reverse=True)
    ]


def counts_of(filters, tallies):
    """{facet: Counter of its values}, each under the choices in the others but not its own.

    One walk over the tallies: what no choice refuses counts everywhere, what a single one refuses only there.
    """
    counts = {name: Counter() for name in (*FACETS, "year")}
    wanted = {name: frozenset(filters.chosen[name]) for name in FACETS if filters.chosen[name]}
    years = _chosen_years(filters, tallies)
    if years is not None:
        wanted["year"] = years
    for tally in tallies:
        facts = _facts(tally, filters.councils)
        refused = [name for name, values in wanted.items() if values.isdisjoint(facts[name])]
        if len(refused) > 1:
            continue
        for name in refused or counts:
            for value in facts[name]:
                counts[name][value] += tally.count
    return counts


def has_whole_years(filters):
    """Whether the chosen days are years from their first to their last, which is what tallies can count."""
    first, last = filters.chosen["since"], filters.chosen["until"]
    begins = first is None or (first.month, first.day) == (1, 1)
    return begins and (last is None or (last.month, last.day) == (12, 31))


def chips_of(filters, language):
    """What is chosen now, each as a link that takes it away: {label, url}."""
    chips = []
    for name in FACETS:
        labels = dict(_labels(name, filters, language))
        chips += [
            {"label": labels[value], "url": filters.address_without(name, value)} for value in filters.chosen[name]
        ]
    first, last = filters.chosen["since"], filters.chosen["until"]
    if first or last:
        chips.append({"label": _period(first, last, language), "url": filters.address(since=None, until=None)})
    return chips


def _period(first, last, language):
    if first and last:
        return date_range(first, last, language)
    return since(first, language) if first else until(last, language)


def _chosen_years(filters, tallies):
    """The years of the tallies that the chosen days touch; None where no day is chosen."""
    first, last = filters.chosen["since"], filters.chosen["until"]
    if not first and not last:
        return None
    known = {tally.year for tally in tallies if tally.year is not None}
    return frozenset(year for year in known if (not first or year >= first.year) and (not last or year <= last.year))


def _facts(tally, councils):
    """The values of a tally in each facet; none where it has none."""
    council = councils.get(tally.council_id)
    single = {
        "kind": tally.kind,
        "status": tally.status,
        "council": council and council.slug,
        "level": council and council.level,
        "region": council and council.region,
        "year": tally.year,
    }
    return {"language": tally.languages, **{name: (value,) if value else () for name, value in single.items()}}


def _choices(name, filters, counts, language):
    """The values that lead somewhere or are chosen, with their labels; of the councils the largest and the chosen."""
    chosen = filters.chosen[name]
    found = [pair for pair in _labels(name, filters, language) if counts[pair[0]] or pair[0] in chosen]
    if name != "council":
        return found
    found.sort(key=lambda pair: (-counts[pair[0]], sort_key(pair[1], language)))
    return [pair for place, pair in enumerate(found) if place < LARGEST_COUNCILS or pair[0] in chosen]


def _labels(name, filters, language):
    if name == "region":
        return [(region.code, region.forms(language).nominative) for region in regions.in_order(language)]
    if name == "council":
        return [(row.slug, row.name(language)) for row in filters.councils.values()]
    if name == "language":
        return [(code, {"kk": _("In Kazakh"), "ru": _("In Russian")}[code]) for code, _name in settings.LANGUAGES]
    return {"kind": list(all_kinds().items()), "status": list(STATUSES.items()), "level": Level.choices}[name]
