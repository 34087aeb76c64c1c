"""The search is tested on the councils that the public pages are tested on."""

import pytest

from search import asking, suggesting
from tests.council_pages.conftest import council, past, provisioned
from tests.search.spying import Spy

__all__ = ["council", "engine", "past", "provisioned"]


@pytest.fixture
def engine(monkeypatch):
    """An ear at what the page asks of the index."""
    spy = Spy()
    monkeypatch.setattr(asking, "ask", spy.ask)
    monkeypatch.setattr(suggesting, "similar", spy.alike)
    monkeypatch.setattr(suggesting, "titles", spy.begun)
    return spy
