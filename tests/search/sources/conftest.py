"""The sources are tested on the councils that the public pages are tested on."""

import pytest

from search.documents import registered
from tests.council_pages.conftest import council, past, provisioned

__all__ = ["council", "past", "provisioned"]


@pytest.fixture
def documents_of(db):
    """A function that gives all documents of a registered source, as a walk over its keys makes them."""

    def walk(name):
        source = next(source for source in registered() if source.name == name)
        keys = list(source.keys(0))
        assert len(keys) == source.count()
        assert keys == sorted(keys)
        return source.documents(keys)

    return walk
