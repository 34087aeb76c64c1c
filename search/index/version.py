"""Which analysis made the terms of an index: another one cannot be mixed with it."""

from functools import cache
from importlib.metadata import version

from search.analysis import ANALYZER_VERSION


@cache
def current_version():
    """The analyser's own version with that of the Russian dictionary that it reads."""
    return f"{ANALYZER_VERSION}-{version('pymorphy3')}-{version('pymorphy3-dicts-ru')}"
