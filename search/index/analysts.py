"""The texts of very many entries are analysed by as many processes as there are processors: the rest of a rebuild waits
for the database, the analysis only for the machine.
"""

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from search.index.rows import row_of

# Each process loads the dictionaries for itself, which takes longer than the analysis of fewer texts.
MANY = 10_000
AT_ONCE = 50


class Analysts:
    """Makes the rows of texts, in their order, by several processes.

    What is announced by `ahead` is worked on while its caller does something else.
    """

    def __init__(self, pool):
        self._pool, self._texts, self._rows = pool, None, None

    def __call__(self, texts):
        """The rows of the texts: those that were announced, where these are the very same texts."""
        texts = list(texts)
        if texts != self._texts:
            self.ahead(texts)
        self._texts = None
        return list(self._rows)

    def ahead(self, texts):
        """Begin with these texts."""
        self._texts = list(texts)
        self._rows = self._pool.map(_row, self._texts, chunksize=AT_ONCE)


class Alone:
    """The same in this process, without anything ahead."""

    def __call__(self, texts):
        """The rows of the texts."""
        return [row_of(*text) for text in texts]

    def ahead(self, texts):
        """Nothing: there is nobody else to work on them."""


@contextmanager
def analysts(count):
    """What makes the rows of texts, `Analysts` or `Alone`; `count`: how many there will be.

    A text is what `row_of` is given: (key of the entry, language, title, text).
    """
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if count < MANY or processes == 1:
        yield Alone()
        return
    # Spawned, not forked: they know nothing of this process's connections and threads.
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_leave_signals_to_the_parent) as pool:
        yield Analysts(pool)


def _row(text):
    return row_of(*text)


def _leave_signals_to_the_parent():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
