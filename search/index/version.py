"""Which analysis made the terms of an index: another one cannot be mixed with it."""

from functools import cache
from importlib.metadata import version

from search.analysis import ANALYZER_VERSION

# How the engines store terms: what was stored another way is made again.
LAYOUT = 3


@cache
def current_version():
    """The analyser's own version, that of the Russian dictionary that it reads, and how terms are stored."""
    return f"{ANALYZER_VERSION}.{LAYOUT}-{version('pymorphy3')}-{version('pymorphy3-dicts-ru')}"
