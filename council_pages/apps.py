"""What councils publish, as a Django app."""

from django.apps import AppConfig


class CouncilPagesConfig(AppConfig):
    """Page types, the rows behind them and the consultation's way from plan to outcome."""

    name = "council_pages"
    verbose_name = "Kenes: pages of councils"

    def ready(self):
        """Let outcomes follow their pages, addresses stay, titles fit, people be told, reasons and twins asked for."""
        from council_pages import chores, departures, kept_pages, notices, outcomes, translated_titles
        from council_pages.overview import parity_gate

        departures.connect()
        outcomes.connect()
        kept_pages.connect()
        translated_titles.connect()
        notices.connect()
        parity_gate.connect()
        chores.install()
