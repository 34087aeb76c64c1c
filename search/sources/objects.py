"""Everything else that Wagtail can search, as images: for the admin alone, by title and by the fields that it names."""

from modelsearch.backends.base import get_model_root
from modelsearch.index import get_indexed_models

from search.documents import Document, registered


class ObjectSource:
    """The rows of a model that no other source tells of. Nobody but the staff finds them."""

    def __init__(self, model):
        self._model, self.name = model, model._meta.label_lower

    def model(self):
        """The model itself."""
        return self._model

    def count(self):
        """How many there are."""
        return self._model.objects.count()

    def keys(self, after):
        """Their keys, ascending."""
        return self._model.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).iterator()

    def documents(self, keys):
        """Their documents."""
        return [document_of(self._model, row) for row in self._model.objects.filter(pk__in=list(keys))]


def document_of(model, row):
    """The reserved document of a row: its title, and the text of its searchable fields."""
    values = [field.get_value(row) for field in row.get_searchable_search_fields()]
    parts = [part for value in values for part in (value if isinstance(value, list | tuple) else [value])]
    title = str(getattr(row, "title", "") or row)
    return Document(model, row.pk, "", title, "\n".join(str(part) for part in parts if part), is_public=False)


def all_sources():
    """The registered sources, and one for each other model that Wagtail can search."""
    told = {source.model() for source in registered()}
    roots = {get_model_root(model) for model in get_indexed_models()} - told
    others = [ObjectSource(root) for root in roots]
    return sorted([*registered(), *others], key=lambda source: source.name)
