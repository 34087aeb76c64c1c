"""What councils publish, as a Django app."""

from django.apps import AppConfig


class CouncilPagesConfig(AppConfig):
    """Page types, the rows behind them and the consultation's way from plan to outcome."""

    name = "council_pages"
    verbose_name = "Kenes: pages of councils"

    def ready(self):
        """Keep outcomes in step with their pages, addresses where they are, titles short, and people told."""
        from council_pages import kept_pages, notices, outcomes, translated_titles

        outcomes.connect()
        kept_pages.connect()
        translated_titles.connect()
        notices.connect()
