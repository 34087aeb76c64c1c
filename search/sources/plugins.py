"""What plugins let be found: only in councils that have the plugin on, whatever a source says."""

from itertools import islice

from django_tasks import task

from cms import plugin_asking
from cms.models import Council
from cms.plugin_pages import page_types
from cms.plugin_switching import switched
from cms.tenancy import CouncilOwnedQuerySet
from search import documents, freshness, refreshing

BATCH = 500


class PluginSource:
    """A source of a plugin. Its documents are gone from the index where the plugin is off, and when it breaks."""

    def __init__(self, plugin, source):
        self.label, self.source = plugin.label, source
        self.name = f"{plugin.label}.{source.name}"
        self._model = source.model()

    def model(self):
        """The model under whose keys its documents stand."""
        return self._model

    def count(self):
        """How many rows there are to walk; none where the plugin does not run."""
        return self._ask("count", default=0)

    def keys(self, after):
        """Their keys, ascending: of rows that belong to a council, those of councils that have the plugin on."""
        keys = iter(self._ask("keys", after, default=()))
        while batch := list(islice(keys, BATCH)):
            yield from sorted(self._on(batch))

    def _on(self, keys):
        rows = self._model._default_manager.filter(pk__in=keys)
        if isinstance(rows, CouncilOwnedQuerySet):
            rows = rows.filter(**{f"{rows.council_path}__in": Council.objects.with_plugin(self.label)})
        return rows.values_list("pk", flat=True)

    def documents(self, keys):
        """The documents of these rows in councils that have the plugin on."""
        on = set(Council.objects.with_plugin(self.label).values_list("pk", flat=True))
        found = self._ask("documents", list(keys), default=[])
        return [one for one in found if one.council_id in on]

    def _ask(self, what, *args, default):
        plugin = plugin_asking.plugin(self.label)
        if plugin is None:
            return default

        def ask():
            answer = getattr(self.source, what)(*args)
            return answer if what == "count" else list(answer)

        return plugin_asking.call(plugin, "sources", ask, default=default)


def install():
    """Register the sources of plugins and follow their rows. Called once, when Django is ready."""
    for plugin, source in plugin_asking.ask_all("sources"):
        plugin_asking.call(plugin, "sources", _register, plugin, source)
    switched.connect(_switched, dispatch_uid="kenes-search-of-plugins")


def _register(plugin, source):
    wrapped = PluginSource(plugin, source)
    documents.register(wrapped)
    freshness.follow(wrapped.name, wrapped.model())


def _switched(plugin, council, **kwargs):
    freshness.later(refresh_plugin.enqueue, plugin)


@task()
def refresh_plugin(label):
    """Bring what the plugin lets be found, and its pages, up to date: it was switched on or off somewhere."""
    for source in documents.registered():
        if isinstance(source, PluginSource) and source.label == label:
            refreshing.refresh_all(source.name)
    for page_type in page_types():
        if page_type._meta.app_label == label:
            refreshing.refresh("pages", list(page_type.objects.values_list("pk", flat=True)))
