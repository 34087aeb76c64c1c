"""How the index is: what `manage.py check_search` prints."""

from dataclasses import dataclass

from search.index.engine import active, database_engine, doubled
from search.index.version import current_version
from search.models import RETIRED, Entry, Generation, Untold


@dataclass(frozen=True)
class Finding:
    """A fact of the index; with `wrong`, what is to be done about it."""

    name: str
    value: str
    wrong: str = ""


def findings():
    """Every fact, as a list."""
    generation = active()
    counted = {is_public: Entry.objects.filter(is_public=is_public).count() for is_public in (True, False)}
    return [
        Finding("database", type(database_engine()).__name__.removesuffix("Engine")),
        _version(generation),
        _entries(generation, counted),
        _making(counted),
        *_cluster(generation, counted[True]),
    ]


def _version(generation):
    is_old = generation.version != current_version()
    return Finding(
        "analysis", generation.version, "manage.py rebuild_search: the analysis has changed" if is_old else ""
    )


def _entries(generation, counted):
    noted = {is_public: generation.size(is_public)[0] for is_public in counted}
    wrong = "" if noted == counted else f"manage.py rebuild_search: the index holds {noted[True]} and {noted[False]}"
    return Finding("entries", f"{counted[True]} public, {counted[False]} reserved", wrong)


def _making(counted):
    making = Generation.objects.filter(is_active=False).exclude(version=RETIRED).order_by("-pk").first()
    if making is None:
        return Finding("in the making", "nothing")
    held = making.public_entries + making.reserved_entries
    return Finding("in the making", f"{held} of {sum(counted.values())} entries")


def _cluster(generation, public):
    both = doubled()
    if both is None:
        return [Finding("cluster", "none is set")]
    # The client is installed where a cluster is.
    from search.index.opensearch import NoAnswer

    where = Finding("cluster", both.cluster.address)
    try:
        is_there = both.cluster.holds(generation)
        held = both.cluster.count(generation) if is_there else 0
    except NoAnswer as error:
        return [where, Finding("cluster answers", "no", f"the database answers in its place: {error}")]
    waiting = Untold.objects.filter(generation=generation).count()
    is_level = is_there and held == public and generation.is_told and generation.cluster == both.cluster.address
    behind = "" if is_level else "manage.py refresh_search brings it level; until then the database answers"
    return [where, Finding("cluster answers", "yes"), Finding("cluster holds", f"{held}, {waiting} wait", behind)]
