"""What a cluster answers, read so that a part is never taken for the whole. Pure."""

from collections import Counter

from search.index.scope import Tally


def whole(answer):
    """The answer, if nothing of it is missing."""
    if "error" in answer or answer["timed_out"] or answer["_shards"]["failed"]:
        raise ValueError("only a part was found")
    return answer


def read(hit, *fields):
    """The values of the fields of a hit; None where it has none."""
    values = hit.get("fields", {})
    return tuple(values[field][0] if field in values else None for field in fields)


def least(values):
    """The least of the values that are there; None without any."""
    return min((value for value in values if value is not None), default=None)


def estimated(aggregations):
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
