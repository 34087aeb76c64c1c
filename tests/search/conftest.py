"""The search is tested on the councils that the public pages are tested on."""

from tests.council_pages.conftest import council, past, provisioned

__all__ = ["council", "past", "provisioned"]
