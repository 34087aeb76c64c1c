"""The search over everything that is public, as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One query module and one results page."""

    name = "search"
    label = "council_search"
    verbose_name = "Kenes: search"
