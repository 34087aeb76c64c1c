"""Wagtail's search through the index of Kenes: `Page.objects.search()`, `autocomplete()` and every box of the admin.

It finds what the queryset holds, public or not, by any form of a word; the boxes of the admin ask while somebody types,
so the last word may be a beginning. The queryset itself does the filtering, in the database: rights and choosers stay
what they are. Fields are not told apart beyond title and text.
"""

from functools import reduce
from operator import and_, or_

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from modelsearch.backends.base import (
    BaseIndex,
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
    get_model_root,
)
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from search.index import writing
from search.index.engine import active, database_engine
from search.index.matching import some
from search.index.scope import Scope
from search.reading import read
from search.sources.objects import all_sources

EVERYTHING, NOTHING = Q(pk__isnull=False), Q(pk__in=[])
# Where more than this is found, only so much of it is put in order; nobody pages further.
MOST_ORDERED = 20_000


class QueryCompiler(BaseSearchQueryCompiler):
    """Reads a query of Wagtail into a tree of terms."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    is_typing = False

    def check(self):
        """Every filter is the database's own, so there is none that could not be asked."""

    def read(self, generation):
        """(the condition that the query is, the trees of terms by which what fulfils it is put in order)."""
        return self._read(self.query, generation)

    def _read(self, query, generation):
        if isinstance(query, MatchAll):
            return EVERYTHING, []
        if isinstance(query, Boost):
            return self._read(query.subquery, generation)
        if isinstance(query, Not):
            condition, _trees = self._read(query.subquery, generation)
            return ~condition, []
        if isinstance(query, And | Or):
            parts = [self._read(part, generation) for part in query.subqueries]
            join, first = (and_, EVERYTHING) if isinstance(query, And) else (or_, NOTHING)
            condition = reduce(join, (condition for condition, _trees in parts), first)
            return condition, [tree for _condition, trees in parts for tree in trees]
        if not isinstance(query, PlainText | Phrase | Fuzzy):
            raise NotImplementedError(f"The search knows no {type(query).__name__}.")
        found = read(query.query_string, generation, is_public=None, is_typing=self.is_typing)
        tree = found.wide if getattr(query, "operator", "and") == "or" else None
        tree = tree or found.meant or found.exact
        # A query of nothing but signs finds nothing, as elsewhere.
        return (_among(self.queryset.model, generation, tree), [tree]) if tree else (NOTHING, [])


class AutocompleteQueryCompiler(QueryCompiler):
    """The same while somebody types."""

    is_typing = True


class SearchResults(BaseSearchResults):
    """The objects found, in the order of relevance or in that of their queryset."""

    def _asked(self):
        """(the queryset, what it holds of what is asked, the generation of the index, the trees of terms)."""
        queryset = self.query_compiler.queryset
        if self.prefetch_related:
            queryset = queryset.prefetch_related(*self.prefetch_related)
        generation = active()
        condition, trees = self.query_compiler.read(generation)
        return queryset, queryset.filter(condition), generation, trees

    def _do_search(self):
        queryset, found, generation, trees = self._asked()
        if not self.query_compiler.order_by_relevance or not trees:
            return self._scored(found[self.start : self.stop], {})
        scores = {}
        for scope in _scopes(queryset.model):
            scores |= database_engine().scores(generation, some(trees), scope)
        keys = list(found.order_by().values_list("pk", flat=True)[:MOST_ORDERED])
        keys.sort(key=lambda key: (-scores.get(key, 0), -key))
        keys = keys[self.start : self.stop]
        by_key = {one.pk: one for one in queryset.filter(pk__in=keys)}
        return self._scored([by_key[key] for key in keys if key in by_key], scores)

    def _scored(self, objects, scores):
        objects = list(objects)
        if self._score_field:
            for one in objects:
                setattr(one, self._score_field, scores.get(one.pk))
        return objects

    def _do_count(self):
        _queryset, found, _generation, _trees = self._asked()
        return max(0, found.order_by()[: self.stop].count() - self.start)


def _scopes(model):
    content_types = (writing.type_of(get_model_root(model)),)
    return [Scope(timezone.now(), is_public, content_types=content_types) for is_public in (True, False)]


def _among(model, generation, tree):
    """That an object of the model holds the tree."""
    condition = Q()
    for scope in _scopes(model):
        # Written by the engine, which passes every value on as a value.
        condition |= Q(pk__in=RawSQL(*database_engine().keys(generation, tree, scope)))  # noqa: S611
    return condition


class Index(BaseIndex):
    """What Wagtail tells when an object was saved or deleted."""

    def add_items(self, model, items):
        """Bring the objects into the index: pages by their source, anything else as the admin alone may find it."""
        root = get_model_root(model)
        source = next(source for source in all_sources() if source.model() is root)
        writing.write(source.documents([item.pk for item in items]))

    def delete_item(self, item):
        """Take an object out of it."""
        writing.remove(get_model_root(type(item)), [item.pk])


class SearchBackend(BaseSearchBackend):
    """The backend that `WAGTAILSEARCH_BACKENDS` names."""

    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    results_class = SearchResults
    index_class = Index
    # Nothing that an editor does may fail because of the search: the chore mends the index (`refresh_search`).
    catch_indexing_errors = True
