"""The search is tested on the councils that the public pages are tested on."""

import pytest

from search import asking, suggesting
from tests.council_pages.conftest import council, past, provisioned
from tests.search.small_engine import SmallEngine

__all__ = ["council", "engine", "past", "provisioned"]


@pytest.fixture
def engine(monkeypatch):
    """The small engine in the place of the real one, for tests of the page alone."""
    small = SmallEngine()
    monkeypatch.setattr(asking, "ask", small.ask, raising=False)
    monkeypatch.setattr(suggesting, "similar", lambda text, language: small.similar)
    monkeypatch.setattr(suggesting, "titles", lambda beginning, language, limit=8: small.titles[:limit])
    return small
