"""The search over everything that is public, as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One query module and one results page."""

    name = "search"
    label = "council_search"
    verbose_name = "Kenes: search"

    def ready(self):
        """Say what can be found, keep it fresh, register the chores."""
        import_module("search.sources").install()
        import_module("search.freshness").connect()
        import_module("search.sources.plugins").install()
        import_module("search.chores").install()
