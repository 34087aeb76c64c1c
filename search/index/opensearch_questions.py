"""What a cluster is asked: a tree of terms, the filters, the order. Pure."""

from search.index.matching import All, Any, Beginning
from search.index.opensearch_documents import day_of, moment_of
from search.index.scope import NEWEST, OLDEST, RELEVANCE

_LATEST = {"entry": {"order": "desc"}}
SORTS = {
    RELEVANCE: [{"_score": {"order": "desc"}}, _LATEST],
    NEWEST: [{"day": {"order": "desc", "missing": "_last"}}, {"_score": {"order": "desc"}}, _LATEST],
    OLDEST: [{"day": {"order": "asc", "missing": "_last"}}, {"_score": {"order": "desc"}}, _LATEST],
}


def clause(match):
    """The tree in the cluster's language. A beginning is found and weighs nothing.

    >>> from search.index.matching import Term, every
    >>> clause(every([Term("су"), Term("тариф")]))
    {'bool': {'must': [{'term': {'words': 'су'}}, {'term': {'words': 'тариф'}}]}}
    """
    if isinstance(match, All):
        return {"bool": {"must": [clause(part) for part in match.parts]}}
    if isinstance(match, Any):
        parts = [clause(part) for part in match.parts]
        return {"bool": {"should": parts, "minimum_should_match": 1}} if parts else {"match_none": {}}
    if isinstance(match, Beginning):
        return {"constant_score": {"filter": {"prefix": {"written": match.letters}}, "boost": 0}}
    return {"term": {"words": match.term}}


def filters(scope):
    """What must hold besides, as conditions without a weight."""
    found = [
        {"terms": {field: list(chosen)}}
        for field, chosen in (
            ("council", scope.councils),
            ("kind", scope.kinds),
            ("language", scope.languages),
            ("content_type", scope.content_types),
        )
        if chosen
    ]
    if scope.statuses:
        has_changed, chosen = changed_by_now(scope), list(scope.statuses)
        sides = [
            {"bool": {"filter": [has_changed, {"terms": {"next_status": chosen}}]}},
            {"bool": {"filter": [{"terms": {"status": chosen}}], "must_not": [has_changed]}},
        ]
        found.append({"bool": {"should": sides, "minimum_should_match": 1}})
    days = {sign: day_of(day) for sign, day in (("gte", scope.since), ("lte", scope.until)) if day is not None}
    return [*found, {"range": {"day": days}}] if days else found


def changed_by_now(scope):
    """The condition that the clock has made another state of the entry."""
    return {"range": {"changes_at": {"lte": moment_of(scope.now)}}}


def no(condition):
    """Where the condition does not hold."""
    return {"bool": {"must_not": [condition]}}


def values_of(*fields):
    """That the answer says these fields of each hit."""
    # Read from their columns: nothing that is stored has to be unpacked.
    return {"stored_fields": "_none_", "docvalue_fields": list(fields)}
